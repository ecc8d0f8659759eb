"""Reading on which terms somebody takes a quiz."""

from sqlalchemy import and_, bindparam, select

from lms.enrolment.models import Enrolment
from lms.foundation.database import AnySelect, session
from lms.quizzes.models import Accommodation, QuizSchedule
from lms.quizzes.terms import Terms

from .quizzes import get_quiz

_TERMS: AnySelect = (
    select(
        QuizSchedule.opens_at,
        QuizSchedule.closes_at,
        QuizSchedule.released_at,
        Accommodation.extra_time,
        Accommodation.extra_attempts,
        Accommodation.pause_minutes,
    )
    .select_from(Enrolment)
    .outerjoin(
        QuizSchedule,
        and_(
            QuizSchedule.edition_id == Enrolment.edition_id,
            QuizSchedule.activity_id == bindparam("activity_id"),
        ),
    )
    .outerjoin(Accommodation, Accommodation.member_id == Enrolment.member_id)
    .where(Enrolment.id == bindparam("enrolment_id"))
)


def find_terms(enrolment_id: int, activity_id: str, release_id: int) -> Terms:
    """Return the terms on which somebody takes a quiz, by the rules of a release.

    One statement. An open attempt goes on by the rules of its own release. Raises
    ``ActivityNotFound``.
    """
    rules = get_quiz(release_id, activity_id).rules
    asked = {"enrolment_id": enrolment_id, "activity_id": activity_id}
    row = session.execute(_TERMS, asked).first()
    if row is None:
        return Terms(rules=rules)
    return Terms(
        rules=rules,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        released_at=row.released_at,
        extra_time=row.extra_time or 0,
        extra_attempts=row.extra_attempts or 0,
        pause_minutes=row.pause_minutes or 0,
    )
