"""How long people took, from how many took how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TypeVar

from .figures import INDEX_FLOOR


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter of ``n`` values lie below ``first``, half of them below ``median``."""

    n: int
    first: Fraction
    median: Fraction
    third: Fraction


Number = TypeVar("Number", int, Fraction)


def quartiles(counts: Mapping[Number, int]) -> Quartiles | None:
    """Return the quartiles of values, given how often each occurs; exact.

    Between two values by their distance, as definition 7 of R. J. Hyndman and Y. Fan,
    "Sample quantiles in statistical packages", Am. Stat. 50 (1996) 361–365. ``None``
    below ten values.
    """
    n = sum(counts.values())
    if n < INDEX_FLOOR:
        return None
    found = sorted(counts.items())
    ends = accumulate(times for _, times in found)
    steps = [(Fraction(v), end) for (v, _), end in zip(found, ends, strict=True)]
    return Quartiles(n, *(_quantile(steps, Fraction(q, 4), n) for q in (1, 2, 3)))


def _quantile(steps: list[tuple[Fraction, int]], p: Fraction, n: int) -> Fraction:
    place = p * (n - 1)
    below = place.numerator // place.denominator
    left, right = _at(steps, below), _at(steps, min(below + 1, n - 1))
    return left + (right - left) * (place - below)


def _at(steps: list[tuple[Fraction, int]], place: int) -> Fraction:
    """The value at a place, counted from 0, of all values in order."""
    return next(value for value, end in steps if place < end)
