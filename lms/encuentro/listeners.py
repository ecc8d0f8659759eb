"""What conversations hear from the floors below."""

from lms.kernel.events import EventBus
from lms.people.events import MemberLeft

from . import services


def register(bus: EventBus) -> None:
    """Hear what concerns conversations."""
    bus.listen(MemberLeft, forget_drafts)


def forget_drafts(event: MemberLeft) -> None:
    """What a member never published goes with them; what was said stays, nameless."""
    services.drop_all_drafts(member_id=event.member_id)
