"""Beginning an attempt: when somebody asks for it, or with the first answer."""

from lms.foundation.database import now
from lms.quizzes import policy, queries
from lms.quizzes.errors import AttemptNotFound, AttemptOpen, MayNotBegin, NotBegunYet
from lms.quizzes.lines import AttemptLine
from lms.quizzes.models import Attempt
from lms.quizzes.states import State
from lms.quizzes.terms import Terms

from . import rows
from .ending import run_out
from .given import Taking
from .holding import hold_terms


def begin(*, enrolment_id: int, activity_id: str, release_id: int, after: int) -> int:
    """Begin the attempt after the ``after``-th one (0: the first); return its number.

    Asking twice ``after`` the same attempt begins one. An open attempt whose time is
    up ends first. Raises ``AttemptOpen``, or ``MayNotBegin`` with the reason of
    ``policy.may_begin``; nothing begins once the learner's release has no such quiz.
    """
    own_release_id = hold_terms(enrolment_id)
    last = rows.last(enrolment_id, activity_id)
    if last is not None and rows.is_overdue(last, now()):
        run_out(last)
    if last is not None and last.number == after + 1:
        return last.number
    if last is not None and last.state == State.STARTED:
        raise AttemptOpen
    terms = queries.find_terms(enrolment_id, activity_id, release_id)
    is_gone = not queries.has_quiz(own_release_id or release_id, activity_id)
    _mind(terms, [queries.line_of(last)] if last else [], is_gone=is_gone)
    taking = Taking(
        enrolment_id=enrolment_id,
        activity_id=activity_id,
        release_id=release_id,
        number=last.number + 1 if last else 1,
    )
    return rows.insert(taking, terms).number


def begin_by_answering(taking: Taking) -> Attempt:
    """Begin the first attempt at a quiz without a time limit; return it, locked.

    Raises ``AttemptNotFound`` for any later attempt: those are asked for.
    ``NotBegunYet`` where there is a time limit, which nobody starts by accident; or
    ``MayNotBegin``. Whoever moves at this very moment to a release without the quiz
    keeps what they wrote.
    """
    if taking.number != 1:
        raise AttemptNotFound
    hold_terms(taking.enrolment_id)
    terms = queries.find_terms(
        taking.enrolment_id, taking.activity_id, taking.release_id
    )
    if terms.rules.time_limit is not None:
        raise NotBegunYet
    _mind(terms, [])
    return rows.insert(taking, terms)


def _mind(terms: Terms, attempts: list[AttemptLine], *, is_gone: bool = False) -> None:
    verdict = policy.may_begin(terms, attempts, now(), is_gone=is_gone)
    if not verdict:
        raise MayNotBegin(verdict.reason)
