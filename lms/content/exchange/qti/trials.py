"""Answers that were tried out on the rules of an item, and what they led to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.qti.machine import Answers, Machine
from lms.content.exchange.qti.values import Given

Key = tuple[str, str]
"""One thing that can be answered: the response, and what is chosen or written there."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer: the things it is made of, its points, and all other outcomes."""

    parts: frozenset[Key]
    points: Fraction
    outcomes: Mapping[str, Given]


class Trials:
    """Tries answers and remembers them."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.done: list[Trial] = []

    def points(self, answers: Answers, parts: Iterable[Key] = ()) -> Fraction:
        """Try an answer and tell its points.

        Raises ``NotUnderstood`` and ``TooLong``.
        """
        outcomes = self.machine.run(answers)
        points = self.machine.score(outcomes)
        self.done.append(Trial(frozenset(parts), points, outcomes))
        return points
