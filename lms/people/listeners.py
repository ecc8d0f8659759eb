"""What people's rows learn from other floors."""

from lms.kernel.events import EventBus
from lms.web.events import LanguageChosen

from . import personal, services
from .identity import viewer


def register(bus: EventBus) -> None:
    """Hear what concerns people."""
    bus.listen(LanguageChosen, remember_language)
    personal.contribute("people", personal.own_rows)


def remember_language(event: LanguageChosen) -> None:
    """Keep the language a signed-in person chose, for their other devices."""
    member = viewer()
    if member and member.language != event.language:
        services.prefer_language(member_id=member.id, language=event.language)
