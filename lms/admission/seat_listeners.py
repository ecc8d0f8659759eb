"""What the seats of an edition hear: somebody leaves, and the seat goes on."""

from sqlalchemy import select

from lms.enrolment.events import EnrolmentChanged
from lms.enrolment.models import Enrolment
from lms.enrolment.services import change
from lms.enrolment.states import OPEN, SEATED, EnrolmentState
from lms.foundation import postman
from lms.foundation.database import session
from lms.kernel.events import EventBus
from lms.people.events import MemberLeft

from . import seat_letters
from .services import offering, waiting

_LEFT = {EnrolmentState.WITHDRAWN, EnrolmentState.REMOVED, EnrolmentState.EXPIRED}
_BEFORE_THE_COURSE = (
    *OPEN,
    EnrolmentState.WAITING,
    EnrolmentState.OFFERED,
    EnrolmentState.ACCEPTED,
)


def register(bus: EventBus) -> None:
    """Hear what concerns seats; write their letters; let offers pass every minute."""
    seat_letters.register()
    postman.every_minute("admission_seats", offering.sweep)
    bus.listen(EnrolmentChanged, pass_on)
    bus.listen(MemberLeft, free_their_seats)


def pass_on(event: EnrolmentChanged) -> None:
    """The seat of who leaves goes to the next on the list, in the same unit."""
    if event.before == EnrolmentState.OFFERED:
        offering.settle_left(
            enrolment_id=event.enrolment_id, seated=event.after in SEATED
        )
    if event.before not in SEATED or event.after not in _LEFT:
        return
    waits = select(Enrolment.id).where(
        Enrolment.edition_id == event.edition_id,
        Enrolment.state == EnrolmentState.WAITING,
    )
    if session.scalar(waits.limit(1)) is not None:
        waiting.pass_on(event.edition_id)


def free_their_seats(event: MemberLeft) -> None:
    """Who closed their account waits for nothing any more, and keeps no seat."""
    rows = session.scalars(
        select(Enrolment.id).where(
            Enrolment.member_id == event.member_id,
            Enrolment.state.in_(_BEFORE_THE_COURSE),
        )
    ).all()
    for enrolment_id in rows:
        change(
            enrolment_id=enrolment_id,
            to=EnrolmentState.WITHDRAWN,
            by_id=event.member_id,
        )
