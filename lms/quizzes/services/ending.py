"""The end of an attempt: handed in, or out of time."""

from datetime import datetime
from fractions import Fraction

from lms.content.asking import Expiry
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.quizzes import grading, marking, queries
from lms.quizzes.events import AttemptSubmitted
from lms.quizzes.models import Attempt
from lms.quizzes.states import Act, State, after

from .results import finish, is_held_back, set_points, tell_result
from .rows import quiz_of
from .writing import Answers, paper_of


def hand_in(attempt: Attempt, answers: Answers) -> None:
    """End an attempt as its learner asks, and mark what needs nobody.

    Emits ``AttemptSubmitted``, and ``AttemptMarked`` where no person has to mark.
    """
    _end(attempt, Act.HAND_IN, now(), answers)


def run_out(attempt: Attempt, answers: Answers | None = None) -> None:
    """End an attempt whose time is up, as of that moment, as the author decided.

    What was saved counts, and the same is told as when it is handed in; or the attempt
    was used up, and nothing is told. ``answers`` are read if they are not given.
    """
    assert attempt.due_at is not None  # or its time would never be up
    if answers is None:
        answers = queries.read_answers(attempt.id)
    if quiz_of(attempt).rules.on_expiry is Expiry.ABANDON:
        _leave(attempt, Act.GIVE_UP, attempt.due_at)
        set_points(attempt, {}, Fraction(0))
        session.flush()
        return
    _end(attempt, Act.RUN_OUT, attempt.due_at, answers)


def _end(attempt: Attempt, act: Act, moment: datetime, answers: Answers) -> None:
    paper = paper_of(attempt)
    values = {id_: answer.value for id_, answer in answers.items()}
    marks = grading.mark_answers(paper, values)
    is_done = not grading.waiting(paper, marks)
    if is_done and marking.by_hand(paper):
        is_done = not is_held_back(attempt)
    _leave(attempt, act, moment)
    set_points(attempt, marks, marking.points(paper, marks))
    if is_done:
        finish(attempt)
    session.flush()
    emit(
        AttemptSubmitted(
            enrolment_id=attempt.enrolment_id,
            activity_id=attempt.activity_id,
            attempt_id=attempt.id,
        )
    )
    if is_done:
        tell_result(attempt, is_only_one=attempt.number == 1)


def _leave(attempt: Attempt, act: Act, moment: datetime) -> None:
    attempt.state = after(State(attempt.state), act)
    attempt.submitted_at = max(moment, attempt.started_at)
    attempt.ended_by_clock = act is not Act.HAND_IN
    attempt.paused_at = None
