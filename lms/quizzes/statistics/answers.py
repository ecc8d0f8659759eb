"""What people answered, and how those who did well and less well differ in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .figures import FREQUENCY_FLOOR

THIRDS_FLOOR = 3 * FREQUENCY_FLOOR
"""Attempts below which thirds are not compared: a third is shown like any share."""

Score = Fraction
Weights = Mapping[Score, Fraction]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to one part of a question.

    ``n`` attempts gave it, ``share`` of those that were asked. ``low`` and ``high``
    are its shares among the third with the lowest and with the highest results.
    ``credit`` is what it earned, ``None`` where nothing is marked or a person does it.
    """

    part: str
    id: str
    credit: Fraction | None
    n: int
    share: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to one part, as so many attempts with the same result gave it."""

    part: str
    id: str
    credit: Fraction | None
    score: Score
    times: int


def count(given: Iterable[Given], asked: Mapping[Score, int]) -> list[Choice]:
    """Return how often each answer was given, by part and in the order first seen.

    ``asked`` counts, by result, the attempts in which the question was asked. Nothing
    below the floors is told: an empty list, or shares without thirds.
    """
    n = sum(asked.values())
    if n < FREQUENCY_FLOOR:
        return []
    levels: dict[tuple[str, str], Counter[Score]] = defaultdict(Counter)
    credits: dict[tuple[str, str], Fraction | None] = {}
    for answer in given:
        key = answer.part, answer.id
        levels[key][answer.score] += answer.times
        credits.setdefault(key, answer.credit)
    bottom, top = thirds(asked) if n >= THIRDS_FLOOR else (None, None)
    return [
        Choice(
            part=part,
            id=id_,
            credit=credits[part, id_],
            n=found.total(),
            share=Fraction(found.total(), n),
            low=_share(found, bottom, n),
            high=_share(found, top, n),
        )
        for (part, id_), found in levels.items()
    ]


def thirds(asked: Mapping[Score, int]) -> tuple[Weights, Weights]:
    """Return how much each result belongs to the lowest third, and to the highest.

    Comparing the extremes goes back to T. L. Kelley, "The selection of upper and lower
    groups for the validation of test items", J. Educ. Psychol. 30 (1939) 17–24, who
    took 27 %; thirds tell the same and are said in a word. Where attempts with the same
    result stand on the border, each of them belongs to the third in part, so that both
    thirds are of exactly n/3 and nobody is picked by chance.
    """
    ordered = sorted(asked)
    room = Fraction(sum(asked.values()), 3)
    return _fill(ordered, asked, room), _fill(ordered[::-1], asked, room)


def _fill(
    ordered: Iterable[Score], asked: Mapping[Score, int], room: Fraction
) -> Weights:
    weights = {}
    for score in ordered:
        taken = min(room, Fraction(asked[score]))
        if taken <= 0:
            break
        weights[score] = taken / asked[score]
        room -= taken
    return weights


def _share(found: Counter[Score], weights: Weights | None, n: int) -> Fraction | None:
    if weights is None:
        return None
    inside = sum(
        (weights.get(score, Fraction(0)) * times for score, times in found.items()),
        Fraction(0),
    )
    return inside / Fraction(n, 3)
