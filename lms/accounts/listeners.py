"""What the accounts hear, and what they add to what other floors do."""

from lms.kernel.events import EventBus
from lms.people import personal as everybody
from lms.people.events import MemberLeft

from . import letters, personal
from .services import closing


def register(bus: EventBus) -> None:
    """Hear what concerns accounts; write their letters; tell people what we keep."""
    letters.register()
    everybody.contribute("accounts", personal.collect)
    bus.listen(MemberLeft, forget)


def forget(event: MemberLeft) -> None:
    """A member who left has no account any more."""
    closing.forget(member_id=event.member_id)
