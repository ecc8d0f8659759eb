"""Making points final once people have marked, and telling them."""

from fractions import Fraction

from sqlalchemy import select

from lms.content.asking import Question
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, insert_for, now, session
from lms.foundation.work import atomic
from lms.quizzes import grading, marking, queries
from lms.quizzes.models import Attempt, Mark, QuizSchedule
from lms.quizzes.states import WAITING, Act, State, can

from . import rows
from .results import finish, is_held_back, set_points, tell_result
from .writing import paper_of


def settle(attempt_id: int) -> bool:
    """Bring an attempt up to the final marks people gave; say whether it is marked.

    Its marks and points so far take in each question with a ``final`` mark. With the
    last of them the points are final, unless the quiz tells all learners together and
    has not done so yet. An attempt that was marked before gets its points anew. Twice
    is once. Raises ``AttemptNotFound``. Emits ``AttemptMarked`` when the points become
    final, and when final points change.
    """
    attempt = rows.get_by_id(attempt_id)
    state = State(attempt.state)
    if not can(state, Act.MARK):
        return False
    paper = paper_of(attempt)
    before = dict(attempt.marks)
    marks = grading.read(before) | _final_marks(attempt_id, {q.id for q in paper})
    set_points(attempt, marks, marking.points(paper, marks))
    is_done = state is State.MARKED
    if not is_done and not grading.waiting(paper, marks):
        is_done = not is_held_back(attempt)
        if is_done:
            finish(attempt)
    session.flush()
    is_news = state is not State.MARKED or attempt.marks != before
    if is_done and is_news:
        tell_result(attempt)
    return is_done


def release_marks(*, edition_id: int, activity_id: str, by_id: int) -> int:
    """Tell the marks of a quiz to all learners of an edition; return how many it told.

    From then on a mark is told as soon as an attempt has all of them. Twice is once.
    Emits ``AttemptMarked`` for each attempt that is marked by this.
    """
    present = now()
    row = insert_for(QuizSchedule).values(
        edition_id=edition_id,
        activity_id=activity_id,
        released_at=present,
        changed_by_id=by_id,
        changed_at=present,
    )
    session.execute(
        row.on_conflict_do_update(
            index_elements=["edition_id", "activity_id"],
            set_={
                name: row.excluded[name]
                for name in ("released_at", "changed_by_id", "changed_at")
            },
            where=QuizSchedule.released_at.is_(None),
        )
    )
    waiting = session.scalars(
        select(Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == edition_id,
            Attempt.activity_id == activity_id,
            Attempt.state.in_(WAITING),
        )
        .order_by(Attempt.id)
    ).all()
    return sum(settle(attempt_id) for attempt_id in waiting)


def settle_released(limit: int = 500) -> int:
    """Settle what has all its marks, and they were told meanwhile; return how many.

    Somebody may hand in at the very moment when the marks are told to everybody, and
    then neither sees the other. Each attempt in a unit of its own, as in
    ``expire_overdue``.
    """
    settled = 0
    for attempt_id in _released(limit):
        with atomic():
            settled += settle(attempt_id)
    return settled


def _released(limit: int) -> list[int]:
    found = session.execute(
        select(
            Attempt.id,
            Attempt.release_id,
            Attempt.activity_id,
            Attempt.seed,
            Attempt.paper,
            Attempt.marks,
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(
            QuizSchedule,
            (QuizSchedule.edition_id == Enrolment.edition_id)
            & (QuizSchedule.activity_id == Attempt.activity_id),
        )
        .where(Attempt.state.in_(WAITING), QuizSchedule.released_at.is_not(None))
        .order_by(Attempt.id.desc())
        .limit(limit)
    ).all()
    return [row.id for row in found if not grading.waiting(_paper(row), row.marks)]


def _paper(row: AnyRow) -> tuple[Question, ...]:
    return queries.get_paper(
        row.release_id, row.activity_id, row.seed, tuple(row.paper)
    )


def _final_marks(attempt_id: int, asked: set[str]) -> dict[str, Fraction]:
    found = session.execute(
        select(Mark.question_id, Mark.num, Mark.den).where(
            Mark.attempt_id == attempt_id, Mark.round == "final"
        )
    ).all()
    return {
        row.question_id: Fraction(row.num, row.den)
        for row in found
        if row.question_id in asked
    }
