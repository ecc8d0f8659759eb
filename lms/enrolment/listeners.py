"""What enrolment hears from the floors below."""

from lms.catalogue.events import CoursePublished
from lms.kernel.events import EventBus
from lms.people.events import MemberLeft, SignedIn

from . import queries, services
from .recorded import tell_record


def register(bus: EventBus) -> None:
    """Hear what concerns enrolments."""
    bus.listen(CoursePublished, offer)
    bus.listen(SignedIn, join_as_intended)
    bus.listen(MemberLeft, leave_everything)
    tell_record()


def offer(event: CoursePublished) -> None:
    """A published course has a permanent offer from then on."""
    services.open_permanent_offer(course_id=event.course_id)


def join_as_intended(event: SignedIn) -> None:
    """Who signed in in order to join a course has joined it."""
    act, _, course_id = event.intent.partition(":")
    if act == "join" and queries.find_permanent_offer(course_id):
        services.join(member_id=event.member_id, course_id=course_id)


def leave_everything(event: MemberLeft) -> None:
    """A member without an account is in no course any more."""
    for seat in queries.list_seats(event.member_id):
        services.leave(member_id=event.member_id, course_id=seat.course_id)
