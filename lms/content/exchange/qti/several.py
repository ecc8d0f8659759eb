"""Which of our ways of marking does what the rules of an item do: marks compared."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise

from lms.content.exchange.qti.declared import ZERO
from lms.content.questions.weighing import Marking

Chosen = frozenset[str]
CLOSE = Fraction(1, 50)
"""Marks that differ by less are the same: makers round 1/3 to 0.33."""
ALL_SUBSETS = 6
"""Up to as many things, every choice among them is tried out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitted:
    """How several things are marked; ``exact`` is false if that is only similar."""

    marking: Marking
    right: Chosen
    best: Fraction
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    exact: bool = True
    negative: bool = False
    """Whether some answer had less than no points."""


def fit(
    points: Callable[[Chosen], Fraction],
    things: Sequence[str],
    declared: Collection[Chosen],
    *,
    allowed: Callable[[Chosen], bool] = lambda chosen: True,
    table: Mapping[str, Fraction] | None = None,
) -> Fitted | None:
    """Find how choosing among things is marked, where no more than is ``allowed``.

    ``declared`` are sets that may be the right ones, ``table`` what each thing may be
    worth, which a lower bound can hide. Nothing fits if no choice has points.
    """
    alone = {thing: points(frozenset((thing,))) for thing in things}
    earning = frozenset(thing for thing in things if alone[thing] > 0)
    likely = [right for right in dict.fromkeys((*declared, earning)) if right]
    tried = {
        chosen: points(chosen) for chosen in _samples(things, likely) if allowed(chosen)
    }
    best = max(tried.values(), default=ZERO)
    if best <= 0:
        return None
    likely = [right for right in likely if tried.get(right) == best] or [
        next(chosen for chosen, had in tried.items() if had == best)
    ]
    marks = {chosen: max(had / best, ZERO) for chosen, had in tried.items()}
    weights = [_shares(alone, best)] + ([_shares(table, best)] if table else [])
    found = _matching(marks, likely, weights)
    exact = found is not None
    if found is None:
        marking = Marking.WEIGHTS if earning else Marking.ALL
        found = marking, earning or likely[0], weights[-1]
    return Fitted(
        marking=found[0],
        right=found[1],
        weights=found[2],
        best=best,
        exact=exact,
        negative=min(tried.values()) < 0,
    )


def _shares(points: Mapping[str, Fraction], best: Fraction) -> Mapping[str, Fraction]:
    """Shares of the mark; what costs more than everything costs everything."""
    least, most = Fraction(-1), Fraction(1)
    return {thing: min(max(had / best, least), most) for thing, had in points.items()}


def mark(
    marking: Marking, chosen: Chosen, right: Chosen, weights: Mapping[str, Fraction]
) -> Fraction:
    """The mark we would give, 0 to 1."""
    hits, misses = len(chosen & right), len(chosen - right)
    if marking is Marking.ALL:
        return Fraction(chosen == right)
    if marking is Marking.WEIGHTS:
        total = sum((weights[thing] for thing in chosen), ZERO)
        return min(max(total, ZERO), Fraction(1))
    taken = misses
    if marking is Marking.PARTIAL:
        taken = max(0, len(chosen) - len(right))
    return Fraction(max(0, hits - taken), max(1, len(right)))


_Match = tuple[Marking, Chosen, Mapping[str, Fraction]]


def _matching(
    marks: Mapping[Chosen, Fraction],
    likely: Sequence[Chosen],
    weights: Sequence[Mapping[str, Fraction]],
) -> _Match | None:
    """The first way of marking that gives all the marks, with what it needs."""
    rules = (Marking.ALL, Marking.PENALTY, Marking.PARTIAL)
    tries: list[_Match] = [(r, right, weights[0]) for r in rules for right in likely]
    for shares in weights:
        earning = frozenset(thing for thing, share in shares.items() if share > 0)
        tries.append((Marking.WEIGHTS, earning, shares))
    for marking, right, shares in tries:
        if all(
            abs(mark(marking, chosen, right, shares) - given) <= CLOSE
            for chosen, given in marks.items()
        ):
            return marking, right, shares
    return None


def _samples(things: Sequence[str], likely: Sequence[Chosen]) -> Iterator[Chosen]:
    """Enough choices to tell the ways of marking from each other."""
    if len(things) <= ALL_SUBSETS:
        for size in range(len(things) + 1):
            yield from map(frozenset, combinations(things, size))
        return
    yield frozenset()
    yield from (frozenset((thing,)) for thing in things)
    yield frozenset(things)
    yield from (frozenset(pair) for pair in pairwise(things))
    for right in likely:
        yield right
        yield frozenset(things) - right
        for thing in things:
            yield right ^ {thing}
