"""How easy a question is, how well it tells people apart, how well a quiz measures."""

from collections.abc import Mapping
from fractions import Fraction
from math import copysign, sqrt

from .figures import FREQUENCY_FLOOR, INDEX_FLOOR, Figure, Reason, none
from .intervals import bonett, fisher, wilson
from .sums import Item, Pairs, Totals


def facility(totals: Totals, item: Item, worth: int) -> Figure:
    """Return how much of the mark of a question was earned on average, 0 to 1.

    ::

        Σ mark / n

    the classical "p value" of an item, which for questions that are right or wrong is
    the share of right answers (F. M. Lord and M. R. Novick, "Statistical theories of
    mental test scores", 1968, 15.2). Exact; the interval is Wilson's.
    """
    sums = totals.items[item]
    if sums.n < INDEX_FLOOR:
        return none(sums.n, Reason.FEW)
    value = Fraction(sums.x, sums.n * totals.scale * worth)
    return Figure(sums.n, value, *wilson(value, sums.n))


def discrimination(totals: Totals, item: Item) -> Figure:
    """Return how well a question agrees with the rest of the quiz, −1 to 1.

    Pearson's correlation of the points of the question with the share earned in the
    **other** questions (the corrected item–total correlation), so that a question is
    not compared with itself::

        (n Σxy − Σx Σy) / √((n Σx² − (Σx)²)(n Σy² − (Σy)²))

    For questions that are right or wrong this is the point-biserial correlation
    (S. Henrysson, "Correction of item–total correlations in item analysis",
    Psychometrika 28 (1963) 211–218). The sums are exact; the interval is Fisher's.
    """
    sums = totals.items[item]
    if sums.n < INDEX_FLOOR:
        return none(sums.n, Reason.FEW)
    if item in totals.lonely:
        return none(sums.n, Reason.NO_REST)
    if not sums.spread_x:
        return none(sums.n, Reason.SAME_MARKS)
    if not sums.spread_y:
        return none(sums.n, Reason.SAME_REST)
    r = _correlation(sums)
    return Figure(sums.n, r, *fisher(r, sums.n))


def _correlation(sums: Pairs) -> float:
    squared = Fraction(sums.together**2, sums.spread_x * sums.spread_y)
    return copysign(sqrt(squared), sums.together)


def reliability(totals: Totals) -> Figure:
    """Return how well the questions of a quiz measure the same thing, at most 1.

    Cronbach's alpha::

        k/(k−1) · (1 − Σ variance of each question / variance of the sum)

    L. J. Cronbach, "Coefficient alpha and the internal structure of tests",
    Psychometrika 16 (1951) 297–334; for questions that are right or wrong it is
    Kuder and Richardson's formula 20. Only where everybody was asked the same
    questions: sums of different ones vary for reasons of their own. Exact; the
    interval is Bonett's.
    """
    n, items = totals.whole.n, len(totals.items)
    if n < INDEX_FLOOR:
        return none(n, Reason.FEW)
    if not totals.alike:
        return none(n, Reason.UNLIKE)
    if items < 2:
        return none(n, Reason.ONE_ITEM)
    if not totals.whole.spread_x:
        return none(n, Reason.SAME_TOTAL)
    parts = sum(sums.spread_x for sums in totals.items.values())
    alpha = Fraction(items, items - 1) * (1 - Fraction(parts, totals.whole.spread_x))
    return Figure(n, alpha, *bonett(alpha, items, n))


def share(part: int, n: int) -> Figure:
    """Return the share of ``n`` attempts that something is true of, exact.

    The interval is Wilson's.
    """
    if n < INDEX_FLOOR:
        return none(n, Reason.FEW)
    value = Fraction(part, n)
    return Figure(n, value, *wilson(value, n))


def mean(shares: Mapping[Fraction, int]) -> Figure:
    """Return the mean of shares (0–1), given how often each occurs; exact.

    The interval is Wilson's, never too narrow for such a mean.
    """
    n = sum(shares.values())
    if n < INDEX_FLOOR:
        return none(n, Reason.FEW)
    value = sum((part * times for part, times in shares.items()), Fraction(0)) / n
    return Figure(n, value, *wilson(value, n))


def tenths(shares: Mapping[Fraction, int]) -> tuple[int, ...]:
    """Count shares by tenths: from 0 below 0.1, and so on, the last up to 1.

    Nothing below the floor of a frequency.
    """
    if sum(shares.values()) < FREQUENCY_FLOOR:
        return ()
    found = [0] * 10
    for part, times in shares.items():
        found[min(9, int(part * 10))] += times
    return tuple(found)
