"""The points of an attempt, and what the quiz comes to for its learner."""

from fractions import Fraction

from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.quizzes import grading, queries
from lms.quizzes.events import AttemptMarked
from lms.quizzes.models import Attempt
from lms.quizzes.states import Act, State, after

from .rows import quiz_of


def set_points(attempt: Attempt, marks: grading.Marks, points: Fraction) -> None:
    """Write down the marks of an attempt and the points they come to."""
    attempt.marks = grading.written(marks)
    attempt.points_num, attempt.points_den = points.as_integer_ratio()


def is_held_back(attempt: Attempt) -> bool:
    """Tell whether marks wait until they are told to all learners together."""
    if not quiz_of(attempt).rules.by_hand.together:
        return False
    terms = queries.find_terms(
        attempt.enrolment_id, attempt.activity_id, attempt.release_id
    )
    return terms.released_at is None


def finish(attempt: Attempt) -> None:
    """Make the points of an attempt final."""
    attempt.state = after(State(attempt.state), Act.SETTLE)
    attempt.marked_at = now()


def tell_result(attempt: Attempt, *, is_only_one: bool = False) -> None:
    """Tell what the quiz comes to now that an attempt has its final points.

    After a regrading too. ``is_only_one`` saves asking for the others where there are
    none. Emits ``AttemptMarked``.
    """
    session.flush()
    quiz = quiz_of(attempt)
    lines = (
        [queries.line_of(attempt)]
        if is_only_one
        else queries.list_all_attempts(attempt.enrolment_id, attempt.activity_id)
    )
    result = grading.result(quiz.rules.grade, lines)
    assert result is not None  # this one is marked
    emit(
        AttemptMarked(
            enrolment_id=attempt.enrolment_id,
            activity_id=attempt.activity_id,
            attempt_id=attempt.id,
            percent=result.percent,
            passed=result.passes(quiz.pass_mark),
        )
    )
