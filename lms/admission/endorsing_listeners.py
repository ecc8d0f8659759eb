"""What endorsements hear, and what is done for them every minute."""

from lms.foundation import postman
from lms.kernel.events import EventBus
from lms.people.events import MemberLeft

from . import endorsing_letters
from .events import ApplicationSubmitted
from .services import forgetting, opening, reminding


def register(bus: EventBus) -> None:
    """Hear what concerns endorsements."""
    bus.listen(ApplicationSubmitted, ask_focal_point)
    bus.listen(MemberLeft, forget)
    postman.every_minute("endorsements", reminding.remind_and_lapse)
    endorsing_letters.register()


def ask_focal_point(event: ApplicationSubmitted) -> None:
    """An application that was submitted waits for the focal point of its State."""
    opening.open_endorsement(application_id=event.application_id)


def forget(event: MemberLeft) -> None:
    """What was asked, answered and said of a member goes with them."""
    forgetting.forget_endorsements(member_id=event.member_id)
