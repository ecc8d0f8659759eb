"""The percentages in front of an answer, as exact shares of the mark."""

import re
from collections.abc import Sequence
from fractions import Fraction

from lms.content.exchange.weights import share_of

WEIGHT = re.compile(r"\s*%\s*([-+]?[0-9]{1,3}(?:[.,][0-9]{1,12})?)\s*%")

_PARTS = 12
"""Whole percentages may stand for halves to twelfths."""


def together(weights: Sequence[re.Match[str] | None]) -> list[Fraction | None]:
    """The percentages of the answers to one question, ``None`` where none stands.

    Whole ones such as 33, 33 and 33 are thirds if only so they make up everything.
    """
    said = [share_of(found[1]) if found else None for found in weights]
    if _gained(said) in (0, 1):
        return said
    rounded = [None if share is None else _part(share) for share in said]
    return rounded if _gained(rounded) == 1 else said


def _part(share: Fraction) -> Fraction:
    """The simplest share that is this one in whole per cents, rounded or cut."""
    size = abs(share)
    for most in range(2, _PARTS + 1):
        near = size.limit_denominator(most)
        if size * 100 in (round(near * 100), int(near * 100)):
            return near if share >= 0 else -near
    return share


def _gained(shares: Sequence[Fraction | None]) -> Fraction:
    return sum((share for share in shares if share and share > 0), Fraction(0))
