"""Shares of a mark as other systems write them, in percent: 33.33333 is one third.

Systems that keep numbers with a few decimals cannot write a third; what they write
instead is put back here to what it was meant to be. What ends by itself, such as 9.1 or
12.5, was meant as it stands.
"""

import re
from decimal import Decimal
from fractions import Fraction

DECIMALS = 5
"""How many decimals of a percentage are written."""

_PERCENT = re.compile(r"[+-]?(?:[0-9]{1,9}(?:[.,][0-9]{0,12})?|[.,][0-9]{1,12})")
_DENOMINATORS = {0: 1, 1: 9, 2: 12, 3: 20}
"""How large a denominator may be guessed from so many decimals: so few fractions that
hardly any number of so many decimals looks like one of them by chance."""
_MOST = 100
_HALF, _CUT = Fraction(1, 2), Fraction(0)
# What Moodle offers: ``fraction_options`` in its question/engine/bank.php.
_ENDING = {Fraction(part, 10) for part in range(11)} | {
    Fraction(1, 4),
    Fraction(3, 4),
    Fraction(1, 8),
    Fraction(1, 20),
}
_ENDLESS = {
    *(Fraction(1, whole) for whole in (3, 6, 7, 9)),
    *(Fraction(2, 3), Fraction(5, 6)),
}


def share_of(percent: str) -> Fraction | None:
    """What a percentage means as a share, 1 being everything; nothing for no number.

    The smallest denominator that rounds, or is cut, to the digits given wins: 33.33 and
    33.33333 are 1/3, 66.66 and 66.67 are 2/3, 14.28571 is 1/7, 37.5 is 3/8. Of one
    decimal only those are guessed that Moodle offers: 33.3 is 1/3, 9.1 is 91/1000. A
    zero at the end tells nothing: 9.0 is 9/100.
    """
    bare = percent.strip().removesuffix("%").strip()
    if not _PERCENT.fullmatch(bare):
        return None
    number = Decimal(bare.replace(",", "."))
    exact = Fraction(number) / 100
    digits, telling = _decimals(number), _decimals(number.normalize())
    for most in range(2, _DENOMINATORS.get(telling, _MOST) + 1):
        near = exact.limit_denominator(most)
        offered = telling > 1 or abs(near) in _ENDLESS
        if offered and _looks_like(near, number, digits):
            return near
    return exact


def percent_of(share: Fraction) -> str:
    """A share as a percentage, with at most five decimals: 100, 12.5, 33.33333.

    What was rounded keeps a zero at its end, so that it is not taken for less precise.
    """
    written = _written(share, DECIMALS, _HALF)
    is_whole = Fraction(written) == share * 100
    return format(written.normalize() if is_whole else written, "f")


def is_kept(share: Fraction) -> bool:
    """Whether the share can be read back from what ``percent_of`` writes."""
    return share_of(percent_of(share)) == share


def is_common(share: Fraction) -> bool:
    """Whether the share is one of those that Moodle offers; it refuses others."""
    return abs(share) in _ENDING | _ENDLESS


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _looks_like(share: Fraction, number: Decimal, digits: int) -> bool:
    return number in (_written(share, digits, _HALF), _written(share, digits, _CUT))


def _written(share: Fraction, digits: int, more: Fraction) -> Decimal:
    whole = int(abs(share) * 100 * 10**digits + more)
    return Decimal(-whole if share < 0 else whole).scaleb(-digits)
