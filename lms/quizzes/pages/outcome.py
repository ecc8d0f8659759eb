"""How an attempt turned out, as far as it may be told by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lms.foundation.i18n import decimal_number
from lms.quizzes import grading, marking, policy
from lms.quizzes.lines import AttemptLine
from lms.quizzes.policy import Look
from lms.quizzes.states import WAITING, State
from lms.quizzes.terms import Terms

from .line import Shows


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """An attempt that has ended.

    ``reserved`` is the reason why its score may not be seen (yet); then there are no
    numbers. ``counts`` says that it is (part of) what the quiz comes to, and
    ``is_regraded`` that a later key has marked it than the review shows.
    """

    number: int
    ended_at: datetime
    state: State
    ended_by_clock: bool
    reserved: str
    points: str
    out_of: int
    percent: int
    passed: bool
    counts: bool
    is_regraded: bool

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_abandoned(self) -> bool:
        return self.state is State.ABANDONED


@dataclass(frozen=True, slots=True)
class Total:
    """What the quiz comes to for somebody."""

    percent: int
    passed: bool


def shows_of(terms: Terms, attempt: AttemptLine, now: datetime) -> Shows:
    """Return what may be told of an attempt by now."""
    return Shows(
        *(
            bool(policy.may_see(look, terms, attempt, now))
            for look in (Look.SCORE, Look.ANSWERS, Look.FEEDBACK)
        )
    )


def outcome_of(
    attempt: AttemptLine,
    terms: Terms,
    pass_mark: int,
    counted: Sequence[int],
    now: datetime,
) -> Outcome:
    """Return how an attempt that has ended turned out."""
    assert attempt.submitted_at is not None
    told = policy.may_see(Look.SCORE, terms, attempt, now)
    share = grading.share(attempt) if told else Fraction(0)
    return Outcome(
        number=attempt.number,
        ended_at=attempt.submitted_at,
        state=attempt.state,
        ended_by_clock=attempt.ended_by_clock,
        reserved="" if told else told.reason,
        points=decimal(attempt.points or Fraction(0)) if told else "",
        out_of=attempt.out_of,
        percent=marking.percent(share, 1),
        passed=bool(told) and marking.passes(share, 1, pass_mark),
        counts=attempt.number in counted,
        is_regraded=bool(told) and attempt.is_regraded,
    )


def decimal(points: Fraction) -> str:
    """Write points as people there write numbers; cut, never rounded up."""
    return decimal_number(int(points * 100) / 100, "0.##")
