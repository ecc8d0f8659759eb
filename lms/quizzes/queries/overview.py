"""Reading the quizzes of an edition, for those who run it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.quizzes.models import Attempt, QuizSchedule
from lms.quizzes.states import WAITING, State


@dataclass(frozen=True, slots=True)
class Counts:
    """How many attempts at a quiz are under way, were ended, wait to be marked."""

    open: int
    ended: int
    waiting: int


NO_ATTEMPTS = Counts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a quiz opens and closes in an edition."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


def count_attempts(edition_id: int) -> dict[str, Counts]:
    """Return the counts of each quiz of an edition that somebody took."""
    rows = session.execute(
        select(
            Attempt.activity_id,
            func.sum(case((Attempt.state == State.STARTED, 1), else_=0)),
            func.sum(case((Attempt.state != State.STARTED, 1), else_=0)),
            func.sum(case((Attempt.state.in_(WAITING), 1), else_=0)),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.edition_id == edition_id)
        .group_by(Attempt.activity_id)
    )
    return {activity_id: Counts(*numbers) for activity_id, *numbers in rows}


def find_schedule(edition_id: int, activity_id: str) -> Schedule:
    """Return when a quiz opens and closes; without dates where nothing was set."""
    row = session.execute(
        select(QuizSchedule.opens_at, QuizSchedule.closes_at).where(
            QuizSchedule.edition_id == edition_id,
            QuizSchedule.activity_id == activity_id,
        )
    ).first()
    return Schedule(*row) if row else Schedule()
