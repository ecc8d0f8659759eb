"""Numbers that lead to the same, put together to stretches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

Sort = tuple[Fraction, frozenset[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A number that was tried, and what it stands for: itself, or all from one to
    another; where an end is missing, it goes on for ever. An ``open`` one does not
    hold its ends. ``shown`` are the numbers of the texts that are told then."""

    sample: Fraction
    least: Fraction | None
    most: Fraction | None
    open: bool
    points: Fraction
    shown: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Numbers from ``least`` to ``most``; ``spots`` are those tried among them that
    lead to the same. What others in between lead to is said by narrower stretches,
    which come first."""

    spots: tuple[Spot, ...]

    @property
    def least(self) -> Fraction | None:
        """Where it begins."""
        return self.spots[0].least

    @property
    def most(self) -> Fraction | None:
        """Where it ends."""
        return self.spots[-1].most

    @property
    def has_open_end(self) -> bool:
        """Whether a number at an end does not belong to it."""
        first, last = self.spots[0], self.spots[-1]
        return (first.open and first.least is not None) or (
            last.open and last.most is not None
        )

    @property
    def width(self) -> tuple[int, Fraction, Fraction]:
        """How wide it is, and where it begins; what has no end is the widest."""
        ends = (self.least is None) + (self.most is None)
        if self.least is None or self.most is None:
            return ends, Fraction(0), self.least or self.most or Fraction(0)
        return ends, self.most - self.least, self.least


def stretches_of(spots: Sequence[Spot]) -> list[Stretch]:
    """The stretches that lead to anything special, the narrowest first.

    What most wrong numbers lead to is nothing special, unless they earn something.
    """
    rest = _rest(spots)
    runs = [
        (sort, tuple(run))
        for sort, run in groupby(spots, key=lambda spot: (spot.points, spot.shown))
    ]
    found = [Stretch(spots=run) for run in _joined(runs, rest)]
    return sorted(found, key=lambda stretch: stretch.width)


def _rest(spots: Sequence[Spot]) -> Sort | None:
    """What a number far away leads to, if that is nothing of its own."""
    ends = [spots[0], spots[-1]]
    end = min(ends, key=lambda spot: (spot.points, len(spot.shown)))
    wrong = [spot.shown for spot in spots if spot.points == end.points]
    common = frozenset.intersection(*wrong)
    return (end.points, end.shown) if end.points <= 0 and end.shown == common else None


def _joined(
    runs: Sequence[tuple[Sort, tuple[Spot, ...]]], rest: Sort | None
) -> Iterator[tuple[Spot, ...]]:
    """Runs of one sort with only others between them become one around these."""
    at = 0
    while at < len(runs):
        last = at
        while last < len(runs) and runs[last][0] != rest:
            last += 1
        yield from _islands(runs[at:last])
        at = last + 1


def _islands(
    runs: Sequence[tuple[Sort, tuple[Spot, ...]]],
) -> Iterator[tuple[Spot, ...]]:
    """Stretches of runs between which there is nothing that is wrong."""
    places: dict[Sort, list[int]] = {}
    for at, (sort, _) in enumerate(runs):
        places.setdefault(sort, []).append(at)
    for where in places.values():
        first, last = where[0], where[-1]
        inside = {runs[at][0] for at in range(first, last + 1)}
        if all(first <= places[s][0] and places[s][-1] <= last for s in inside):
            yield tuple(spot for at in where for spot in runs[at][1])
        else:
            yield from (runs[at][1] for at in where)
