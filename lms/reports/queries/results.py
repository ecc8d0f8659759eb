"""Reading what the quizzes of an edition came to for its people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from lms.catalogue.errors import ActivityNotFound
from lms.content.asking import Quiz
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, session
from lms.kernel.language import Text
from lms.quizzes import grading
from lms.quizzes.models import Attempt
from lms.quizzes.queries import get_quiz
from lms.quizzes.states import WAITING, State


@dataclass(frozen=True, kw_only=True, slots=True)
class QuizResult:
    """What a quiz comes to for somebody so far; no ``percent`` before a mark."""

    activity_id: str
    title: Text
    attempts: int
    percent: int | None
    passes: bool
    waits: bool
    """Whether an attempt was handed in that nobody has marked yet."""


@dataclass(frozen=True, slots=True)
class _Sum:
    number: int
    points: Fraction | None
    out_of: int
    is_marked: bool


Results = dict[int, list[QuizResult]]
"""By enrolment, in the order in which the quizzes were first taken."""


def list_results(
    edition_id: int, enrolment_ids: Sequence[int] | None = None
) -> Results:
    """Return the results of an edition's people: of all, or of those named."""
    statement = (
        select(
            Attempt.enrolment_id,
            Attempt.activity_id,
            Attempt.release_id.label("taken_in"),
            Attempt.number,
            Attempt.points_num,
            Attempt.points_den,
            Attempt.out_of,
            Attempt.state,
            Enrolment.release_id,
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.edition_id == edition_id)
        .order_by(Attempt.id)
    )
    if enrolment_ids is not None:
        statement = statement.where(Attempt.enrolment_id.in_(enrolment_ids))
    taken: dict[tuple[int, str], list[AnyRow]] = defaultdict(list)
    for row in session.execute(statement):
        taken[row.enrolment_id, row.activity_id].append(row)
    found: Results = defaultdict(list)
    for (enrolment_id, activity_id), rows in taken.items():
        found[enrolment_id].append(_result(activity_id, rows))
    return found


def _result(activity_id: str, rows: Sequence[AnyRow]) -> QuizResult:
    quiz = quiz_of(activity_id, rows[-1].release_id, rows[-1].taken_in)
    came_to = grading.result(quiz.rules.grade, [_sum(row) for row in rows])
    return QuizResult(
        activity_id=activity_id,
        title=quiz.title,
        attempts=len(rows),
        percent=came_to.percent if came_to else None,
        passes=bool(came_to and came_to.passes(quiz.pass_mark)),
        waits=any(row.state in WAITING for row in rows),
    )


def quiz_of(activity_id: str, release_id: int, taken_in: int) -> Quiz:
    """Return a quiz as somebody's release has it, else as it was when they took it."""
    try:
        return get_quiz(release_id, activity_id)
    except ActivityNotFound:
        return get_quiz(taken_in, activity_id)


def _sum(row: AnyRow) -> _Sum:
    points = (
        None if row.points_num is None else Fraction(row.points_num, row.points_den)
    )
    return _Sum(row.number, points, row.out_of, row.state == State.MARKED)
