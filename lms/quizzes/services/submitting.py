"""Handing in an attempt, once."""

from collections.abc import Iterable

from lms.foundation.database import now
from lms.quizzes import marking
from lms.quizzes.states import Act, State, can

from . import rows, writing
from .beginning import begin_by_answering
from .ending import hand_in, run_out
from .given import Given, Handed, Taking
from .pausing import go_on


def submit(
    *,
    taking: Taking,
    given: Iterable[Given],
    anyway: bool = False,
    careful: bool = False,
) -> Handed:
    """Save what a form says, hand the attempt in and mark it.

    With unanswered questions it is only saved, unless it is to be handed in
    ``anyway``; so is a ``careful`` form (see ``save_answers``) while an answer clashes.
    Handing in twice changes nothing. After the time and the grace the
    attempt ends with what had been saved before: the result is ``expired``, and tells
    both texts of what came too late.

    Raises ``AttemptNotFound``, ``AnswerNotOffered``, ``NotBegunYet`` or
    ``MayNotBegin``. Emits ``AttemptSubmitted``, once for each attempt, and
    ``AttemptMarked`` where no person has to mark.
    """
    attempt = rows.find(taking) or begin_by_answering(taking)
    forms = list(given)
    if rows.is_overdue(attempt, now()):
        late = writing.too_late(attempt, forms)
        run_out(attempt, late.answers)
        return Handed(expired=True, clashes=late.clashes)
    if not can(State(attempt.state), Act.HAND_IN):
        clashes = writing.too_late(attempt, forms).clashes
        if attempt.ended_by_clock:
            return Handed(expired=True, clashes=clashes)
        return Handed(dropped=bool(clashes))
    saved = writing.keep(attempt, forms, careful=careful)
    go_on(attempt)
    if careful and saved.clashes:
        return Handed(clashes=saved.clashes)
    answers = {id_: answer.value for id_, answer in saved.answers.items()}
    missing = marking.unanswered(writing.paper_of(attempt), answers)
    if missing and not anyway:
        return Handed(missing)
    hand_in(attempt, saved.answers)
    return Handed()
