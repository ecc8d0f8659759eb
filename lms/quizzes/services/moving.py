"""Going through the pages of an attempt: checking answers on the way, and pausing."""

from collections.abc import Iterable
from dataclasses import replace

from lms.content.asking import Question, Review, When
from lms.foundation.database import now, session
from lms.quizzes import composing, grading, marking, queries
from lms.quizzes.errors import NoPauseLeft, NothingToCheck, NoWayBack
from lms.quizzes.models import Attempt
from lms.quizzes.states import Act, State, can

from . import rows, writing
from .beginning import begin_by_answering
from .given import Given, Saved, Taking
from .pausing import go_on, pause
from .saving import keep, save_answers


def go_to(
    *, taking: Taking, given: Iterable[Given], place: int, careful: bool = False
) -> Saved:
    """Keep what a form says, then be on another page of the attempt (0 the first).

    While an answer clashes (``careful`` as in ``save_answers``) nobody goes anywhere.

    ``place`` goes up to the number of pages: that one stands for what comes after all
    questions. Where there is no way back (``forward_only``), a page is left behind for
    good, and the next one is the only other. Begins an untimed first attempt, as an
    answer does. Raises what ``save_answers`` does, and ``NoWayBack``.
    """
    attempt = rows.find(taking) or begin_by_answering(taking)
    rules = rows.quiz_of(attempt).rules
    goes_on = _takes(attempt, Act.MOVE)
    saved = keep(attempt, list(given), careful=careful)
    if not goes_on or saved.clashes:
        return saved
    go_on(attempt)
    if rules.forward_only and place < attempt.place:
        raise NoWayBack
    place = max(0, min(place, _pages(attempt)))
    if rules.forward_only:
        place = min(place, attempt.place + 1)
    if place != attempt.place:
        attempt.place, attempt.touched_at = place, now()
        session.flush()
    return saved


def check_answer(
    *, taking: Taking, given: Iterable[Given], question_id: str, careful: bool = False
) -> Saved:
    """Keep what a form says and mark one answer while the attempt goes on.

    From then on this answer stands; the result says whether it was ``checked``, for
    one that is empty or unfinished is only kept, and while an answer clashes
    (``careful`` as in ``save_answers``) none is. Raises what ``save_answers`` does, and
    ``NothingToCheck`` where the quiz tells nothing on the way, or where a person or
    nobody marks the question.
    """
    attempt = rows.find(taking) or begin_by_answering(taking)
    question = _checked(attempt, question_id)
    goes_on = _takes(attempt, Act.CHECK)
    saved = keep(attempt, list(given), careful=careful)
    if not goes_on or saved.clashes or question_id not in saved.answers:
        return saved
    go_on(attempt)
    value = saved.answers[question_id].value
    if marking.unanswered([question], {question_id: value}):
        return saved
    marks = grading.mark_answers([question], {question_id: value})
    attempt.marks = {**attempt.marks, **grading.written(marks)}
    session.flush()
    return replace(saved, checked=True)


def stop_clock(
    *, taking: Taking, given: Iterable[Given], careful: bool = False
) -> Saved:
    """Keep what a form says, then let the clock stand still.

    What was answered is kept also where no pause is left; then the result says that it
    was ``refused``. Raises what ``save_answers`` does, ``AttemptNotFound`` before the
    attempt has begun, or ``AttemptClosed``.
    """
    saved = save_answers(taking=taking, given=given, careful=careful)
    if saved.expired:
        return saved
    try:
        stands = pause(taking=taking)
    except NoPauseLeft:
        stands = False
    return replace(saved, refused=not stands)


def _takes(attempt: Attempt, act: Act) -> bool:
    return can(State(attempt.state), act) and not rows.is_overdue(attempt, now())


def _checked(attempt: Attempt, question_id: str) -> Question:
    paper = {question.id: question for question in writing.paper_of(attempt)}
    question = paper.get(question_id)
    if question is None or not grading.marks_itself(question):
        raise NothingToCheck
    if not tells_on_the_way(rows.quiz_of(attempt).rules.review):
        raise NothingToCheck
    return question


def tells_on_the_way(review: Review) -> bool:
    """Tell whether anything of a review may be seen while an attempt goes on."""
    return When.DURING in (review.score, review.answers, review.feedback)


def _pages(attempt: Attempt) -> int:
    parts = queries.get_parts(
        attempt.release_id, attempt.activity_id, attempt.seed, tuple(attempt.paper)
    )
    return len(composing.pages(parts, rows.quiz_of(attempt).rules.layout))
