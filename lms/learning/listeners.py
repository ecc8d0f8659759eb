"""What the learner's desk hears from the floors below."""

from sqlalchemy import select

from lms.encuentro.events import PostPublished
from lms.enrolment import services as enrolling
from lms.enrolment.events import ReleaseChanged
from lms.enrolment.models import Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import session
from lms.kernel.events import EventBus
from lms.people.personal import contribute
from lms.quizzes import queries as quizzes
from lms.quizzes.events import AttemptMarked

from . import queries, services
from .events import CourseCompleted


def register(bus: EventBus) -> None:
    """Hear what completes an activity."""
    bus.listen(AttemptMarked, pass_quiz)
    bus.listen(PostPublished, take_part)
    bus.listen(ReleaseChanged, see_whether_complete)
    bus.listen(CourseCompleted, finish)
    contribute("learning", queries.personal_data)
    contribute("quizzes", quizzes.personal_data)


def pass_quiz(event: AttemptMarked) -> None:
    """A quiz is done once its result passes; what was done is never taken back."""
    if event.passed:
        services.complete(
            enrolment_id=event.enrolment_id,
            activity_id=event.activity_id,
            cause="passed",
        )


def see_whether_complete(event: ReleaseChanged) -> None:
    """A release may ask for less than the one before: all of it may be done."""
    services.complete_by_moving(
        enrolment_id=event.enrolment_id,
        before_id=event.from_release_id,
        after_id=event.to_release_id,
    )


def finish(event: CourseCompleted) -> None:
    """Who has done everything has completed the edition; they stay in the course."""
    enrolment = session.get(Enrolment, event.enrolment_id)
    if enrolment is not None and enrolment.state == EnrolmentState.ACTIVE:
        enrolling.change(
            enrolment_id=enrolment.id, to=EnrolmentState.COMPLETED, by_id=None
        )


def take_part(event: PostPublished) -> None:
    """A discussion is done once the learner has said something in it."""
    if event.edition_id is None or event.activity_id is None:
        return
    enrolment_id = session.scalar(
        select(Enrolment.id).where(
            Enrolment.edition_id == event.edition_id,
            Enrolment.member_id == event.author_id,
            Enrolment.left_at.is_(None),
        )
    )
    if enrolment_id is not None:
        services.complete(
            enrolment_id=enrolment_id,
            activity_id=event.activity_id,
            cause="taken_part",
        )
