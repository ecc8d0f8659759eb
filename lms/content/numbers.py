"""Exact numbers as authors write them: shares such as 1/3, decimals such as 0.05.

Never floating point: what was written is what is kept, marked and written back.
"""

import re
from decimal import Decimal
from fractions import Fraction

_SHARE = re.compile(r"(-?[0-9]{1,30})/([0-9]{1,30})")
_PART = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,12})?)(%?)")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


class Number(str):
    """A number in the very digits it is to be written with."""

    __slots__ = ()


def fraction_of(words: str) -> Fraction | None:
    """What «1/3», «-50%» or «0.25» say; nothing for anything else."""
    if (share := _SHARE.fullmatch(words)) and int(share[2]):
        return Fraction(int(share[1]), int(share[2]))
    if part := _PART.fullmatch(words):
        return Fraction(part[1]) / (100 if part[2] else 1)
    return None


def decimal_of(words: str) -> Decimal | None:
    """What «-12.50» says; nothing for anything else, above all no exponents."""
    return Decimal(words) if _DECIMAL.fullmatch(words) else None


def plain_fraction(value: Fraction) -> Number:
    """A fraction in its lowest terms, to be written."""
    return Number(value)


def plain_decimal(value: Decimal) -> Number:
    """A decimal with all its digits and without an exponent, to be written."""
    return Number(format(value, "f"))
