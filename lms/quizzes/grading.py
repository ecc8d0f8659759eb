"""From the answers of an attempt to the result of a quiz over several. Exact and pure.

How one answer is marked, and what marks are worth, is told in ``marking``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from lms.content.asking import Grade, Question

from . import marking
from .kinds.face import Value

Marks = Mapping[str, Fraction]
"""The mark of each marked question, from 0 to 1."""


def mark_answers(
    questions: Iterable[Question], answers: Mapping[str, Value]
) -> dict[str, Fraction]:
    """Return the marks that an attempt gets at its end, without anybody.

    A question for a person to mark that was left empty is among them, with 0.
    """
    questions = tuple(questions)
    empty = (q for q in marking.by_hand(questions) if not answers.get(q.id))
    return {
        **marking.mark_all(questions, answers),
        **{question.id: Fraction(0) for question in empty},
    }


def marks_itself(question: Question) -> bool:
    """Tell whether a question is worth points, and nobody is needed to mark it."""
    kind = marking.kind_of(question)
    return not (kind.by_hand or kind.unmarked)


def waiting(questions: Iterable[Question], marks: Marks) -> tuple[str, ...]:
    """Return the ids of the questions that a person has still to mark."""
    return tuple(q.id for q in marking.by_hand(questions) if q.id not in marks)


@dataclass(frozen=True, slots=True)
class Result:
    """What a quiz comes to for somebody: a share of 1, and the attempts that count."""

    share: Fraction
    counted: tuple[int, ...]

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up."""
        return marking.percent(self.share, 1)

    def passes(self, pass_mark: int) -> bool:
        """Tell whether the exact share reaches the pass mark (in percent)."""
        return marking.passes(self.share, 1, pass_mark)


class Sum(Protocol):
    """What an attempt came to, as far as the result of a quiz depends on it."""

    @property
    def number(self) -> int: ...

    @property
    def points(self) -> Fraction | None: ...

    @property
    def out_of(self) -> int: ...

    @property
    def is_marked(self) -> bool: ...


def result(grade: Grade, attempts: Iterable[Sum]) -> Result | None:
    """Return the result over all marked attempts, ``None`` while there is none.

    Attempts are compared by their shares, for two may be worth different points. Of
    equally good ones the earliest is the best. An abandoned attempt and one that waits
    for marks do not count.
    """
    marked = sorted((a for a in attempts if a.is_marked), key=lambda a: a.number)
    if not marked:
        return None
    shares = {attempt.number: share(attempt) for attempt in marked}
    if grade is Grade.AVERAGE:
        mean = sum(shares.values(), Fraction(0)) / len(shares)
        return Result(mean, tuple(shares))
    number = {
        Grade.BEST: max(shares, key=lambda n: (shares[n], -n)),
        Grade.LAST: max(shares),
        Grade.FIRST: min(shares),
    }[grade]
    return Result(shares[number], (number,))


def share(attempt: Sum) -> Fraction:
    """Return which part of its points an attempt earned, 0 to 1.

    Where there was nothing to earn, as in a survey, handing in is all there is to do.
    """
    if not attempt.out_of:
        return Fraction(1)
    return (attempt.points or Fraction(0)) / attempt.out_of


def written(marks: Marks) -> dict[str, str]:
    """Return marks as they are kept: ``{"q-1": "3/4"}``."""
    return {id_: str(mark) for id_, mark in marks.items()}


def read(kept: Mapping[str, str]) -> dict[str, Fraction]:
    """Return kept marks as fractions."""
    return {id_: Fraction(mark) for id_, mark in kept.items()}
