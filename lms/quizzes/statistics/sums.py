"""Sums over attempts, in whole numbers: exact, and quick for many thousands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

Item = Any
"""Whatever names a question as it was asked and marked: the same words, one key."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What somebody earned: the mark (0–1) of each question they were asked.

    ``times`` counts attempts that came out the same.
    """

    marks: Mapping[Item, Fraction]
    times: int = 1


@dataclass(slots=True)
class Pairs:
    """Sums of n pairs of whole numbers, from which a correlation can be worked out."""

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    def add(self, x: int, y: int, times: int) -> None:
        """Count a pair so many times."""
        self.n += times
        self.x += x * times
        self.y += y * times
        self.xx += x * x * times
        self.yy += y * y * times
        self.xy += x * y * times

    @property
    def spread_x(self) -> int:
        """The variance of x, times n²."""
        return self.n * self.xx - self.x * self.x

    @property
    def spread_y(self) -> int:
        """The variance of y, times n²."""
        return self.n * self.yy - self.y * self.y

    @property
    def together(self) -> int:
        """The covariance, times n²."""
        return self.n * self.xy - self.x * self.y


@dataclass(slots=True)
class Totals:
    """The sums of all sittings.

    ``items`` pairs what each question earned, in units of 1/``scale`` point, with the
    share earned in the rest of the same sitting, in units of 1/``rest_scale``; it is
    ``None`` for a question beside which there was no other. ``whole`` sums the points
    of sittings. ``alike`` says whether all were asked the same questions.
    """

    scale: int = 1
    rest_scale: int = 1
    items: dict[Item, Pairs] = field(default_factory=dict)
    lonely: set[Item] = field(default_factory=set)
    whole: Pairs = field(default_factory=Pairs)
    alike: bool = True


def add_up(sittings: Collection[Sitting], worth: Mapping[Item, int]) -> Totals:
    """Sum up what was earned; ``worth`` is the points of a full mark of each question.

    One pass over what everybody earned, after one that finds units in which all of it
    is whole.
    """
    totals = Totals(
        scale=lcm(*_denominators(sittings)),
        rest_scale=lcm(*_rests(sittings, worth)),
    )
    first: frozenset[Item] | None = None
    for sitting in sittings:
        asked = frozenset(sitting.marks)
        first = asked if first is None else first
        totals.alike = totals.alike and asked == first
        _add(totals, sitting, worth)
    return totals


def _add(totals: Totals, sitting: Sitting, worth: Mapping[Item, int]) -> None:
    earned = {
        item: mark.numerator * (totals.scale // mark.denominator) * worth[item]
        for item, mark in sitting.marks.items()
    }
    whole, out_of = sum(earned.values()), sum(worth[item] for item in earned)
    totals.whole.add(whole, 0, sitting.times)
    for item, x in earned.items():
        pairs = totals.items.get(item)
        if pairs is None:
            pairs = totals.items[item] = Pairs()
        rest = out_of - worth[item]
        if rest:
            pairs.add(x, (whole - x) * (totals.rest_scale // rest), sitting.times)
        else:
            totals.lonely.add(item)
            pairs.add(x, 0, sitting.times)


def _denominators(sittings: Iterable[Sitting]) -> set[int]:
    return {mark.denominator for s in sittings for mark in s.marks.values()}


def _rests(sittings: Iterable[Sitting], worth: Mapping[Item, int]) -> set[int]:
    papers = {frozenset(sitting.marks) for sitting in sittings}
    found = set()
    for paper in papers:
        out_of = sum(worth[item] for item in paper)
        found |= {out_of - worth[item] for item in paper}
    return found - {0}
