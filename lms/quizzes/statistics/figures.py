"""A number worked out of many attempts, with the limits of what is known of it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

INDEX_FLOOR = 10
"""Attempts below which no index is worked out: it would say more about chance."""

FREQUENCY_FLOOR = 5
"""Attempts below which no share is shown: it would say who answered what."""


class Reason(StrEnum):
    """Why there is no number."""

    FEW = "few"
    """Too few attempts."""
    SAME_MARKS = "same marks"
    """Everybody earned the same in this question: nothing varies with anything."""
    SAME_REST = "same rest"
    """Everybody earned the same in the rest of the quiz."""
    NO_REST = "no rest"
    """There is no other question that gives points."""
    ONE_ITEM = "one item"
    """One question alone cannot agree with others."""
    SAME_TOTAL = "same total"
    """Everybody earned the same in the whole quiz."""
    UNLIKE = "unlike"
    """Not everybody was asked the same questions."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number from ``n`` attempts and its 95 % interval, or the reason for none."""

    n: int
    value: Fraction | float | None = None
    low: float | None = None
    high: float | None = None
    missing: Reason | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None


def none(n: int, reason: Reason) -> Figure:
    """Return the absence of a number."""
    return Figure(n, missing=reason)
