"""Keeping answers as one goes, and what else can be done to an open attempt."""

from collections.abc import Iterable

from lms.content.asking import Question
from lms.foundation.database import now
from lms.quizzes import marking, queries
from lms.quizzes.errors import AttemptClosed
from lms.quizzes.models import Attempt
from lms.quizzes.states import Act, State, can

from . import rows, writing
from .beginning import begin_by_answering
from .ending import run_out
from .given import Given, Saved, Taking
from .pausing import go_on


def save_answers(
    *, taking: Taking, given: Iterable[Given], careful: bool = False
) -> Saved:
    """Keep what a form says; the first answer begins an attempt without a time limit.

    Only what the form changed is written. A ``careful`` form (one that saves by itself)
    leaves an answer alone that somebody changed since the form was opened, and says so;
    otherwise the last writer wins. Whoever answers in a pause goes on.

    What arrives after the time and the grace is not kept: the attempt ends with what
    had been saved, and the result is ``expired`` and tells both texts. Whoever calls
    this raises ``AttemptExpired`` then, once the unit of work is saved.

    Raises ``AttemptNotFound``, ``AnswerNotOffered``, ``NotBegunYet``, ``MayNotBegin``,
    or ``AttemptClosed`` if the form changes what was handed in.
    """
    attempt = rows.find(taking)
    forms = list(given)
    if attempt is None:
        paper = _first_paper(taking)
        if not any(writing.read(paper, forms).values()):
            return Saved(None, len(paper), {})
        attempt = begin_by_answering(taking)
    return keep(attempt, forms, careful=careful)


def keep(attempt: Attempt, forms: list[Given], *, careful: bool = False) -> Saved:
    """Keep what a form says of an attempt that was found, whatever its state."""
    if rows.is_overdue(attempt, now()):
        late = writing.too_late(attempt, forms)
        run_out(attempt, late.answers)
        return late
    if can(State(attempt.state), Act.ANSWER):
        saved = writing.keep(attempt, forms, careful=careful)
        if saved.saved_at:
            go_on(attempt)
        return saved
    late = writing.too_late(attempt, forms)
    if attempt.ended_by_clock:
        return late
    if late.clashes:
        raise AttemptClosed
    return Saved(None, late.out_of, late.answers)


def _first_paper(taking: Taking) -> tuple[Question, ...]:
    seed = marking.seed_of(taking.enrolment_id, taking.activity_id, taking.number)
    return queries.get_paper(taking.release_id, taking.activity_id, seed)
