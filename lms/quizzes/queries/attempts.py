"""Reading attempts and their answers."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import bindparam, select

from lms.foundation.database import AnyRow, AnySelect, session
from lms.quizzes import clock, grading
from lms.quizzes.errors import AttemptNotFound
from lms.quizzes.lines import AttemptLine, SavedAnswer
from lms.quizzes.models import Answer, Attempt
from lms.quizzes.states import State

from .quizzes import get_quiz

SHOWN = 20
"""How many past attempts a page lists."""

LINE: AnySelect = select(
    Attempt.id,
    Attempt.release_id,
    Attempt.number,
    Attempt.seed,
    Attempt.started_at,
    Attempt.submitted_at,
    Attempt.points_num,
    Attempt.points_den,
    Attempt.out_of,
    Attempt.state,
    Attempt.ended_by_clock,
    Attempt.due_at,
    Attempt.paused_at,
    Attempt.paused_seconds,
    Attempt.place,
    Attempt.marked_at,
    Attempt.marked_with_id,
    Attempt.paper,
    Attempt.marks,
)

# Built once: building a statement takes longer than running it.
_OWN = LINE.where(
    Attempt.enrolment_id == bindparam("enrolment_id"),
    Attempt.activity_id == bindparam("activity_id"),
).order_by(Attempt.number.desc())
_LAST = _OWN.limit(SHOWN)
_ONE = _OWN.where(Attempt.number == bindparam("number"))
_ANSWERS = select(
    Answer.question_id, Answer.value, Answer.version, Answer.seconds, Answer.saved_at
).where(Answer.attempt_id == bindparam("attempt_id"))


def list_attempts(enrolment_id: int, activity_id: str) -> list[AttemptLine]:
    """Return the last attempts of a learner at a quiz, the newest first."""
    asked = {"enrolment_id": enrolment_id, "activity_id": activity_id}
    return [line_of(row) for row in session.execute(_LAST, asked)]


def list_all_attempts(enrolment_id: int, activity_id: str) -> list[AttemptLine]:
    """Return every attempt of a learner at a quiz, the newest first."""
    asked = {"enrolment_id": enrolment_id, "activity_id": activity_id}
    return [line_of(row) for row in session.execute(_OWN, asked)]


def get_attempt(enrolment_id: int, activity_id: str, number: int) -> AttemptLine:
    """Return one attempt of a learner at a quiz; raises ``AttemptNotFound``."""
    asked = {"enrolment_id": enrolment_id, "activity_id": activity_id, "number": number}
    row = session.execute(_ONE, asked).first()
    if row is None:
        raise AttemptNotFound
    return line_of(row)


def read_answers(attempt_id: int) -> dict[str, SavedAnswer]:
    """Return the answers of an attempt, by question."""
    rows = session.execute(_ANSWERS, {"attempt_id": attempt_id}).all()
    return {
        row.question_id: SavedAnswer(
            tuple(row.value), row.version, row.seconds, row.saved_at
        )
        for row in rows
    }


def is_overdue(attempt: AttemptLine, activity_id: str, now: datetime) -> bool:
    """Tell whether an attempt is open although its time is up, and the grace too."""
    if not attempt.is_open or attempt.due_at is None:
        return False
    grace = get_quiz(attempt.release_id, activity_id).rules.grace
    return clock.is_over(attempt.due_at, grace, now)


def line_of(row: AnyRow | Attempt) -> AttemptLine:
    """Return an attempt, or a row with the columns of ``LINE``, as a value."""
    return AttemptLine(
        id=row.id,
        release_id=row.release_id,
        number=row.number,
        seed=row.seed,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        points=(
            None if row.points_num is None else Fraction(row.points_num, row.points_den)
        ),
        out_of=row.out_of,
        state=State(row.state),
        ended_by_clock=row.ended_by_clock,
        due_at=row.due_at,
        paused_at=row.paused_at,
        paused_seconds=row.paused_seconds,
        place=row.place,
        marked_at=row.marked_at,
        marked_with_id=row.marked_with_id,
        paper=tuple(row.paper),
        marks=grading.read(row.marks),
    )
