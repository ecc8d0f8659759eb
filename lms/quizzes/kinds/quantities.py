"""Numbers as people type them, with or without a unit: read, kept, and shown again.

Kept is the number with a point before its decimals, no other sign inside, and the unit
after a space, as in ``-1234.5 km``: the same in every language. What cannot be read as
a number is kept as it was typed; then it equals none.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from lms.kernel.language import Language

MOST = 100
"""The most characters a quantity has."""

_COMMA = frozenset({Language.ES, Language.PT})
"""Languages that put a comma before the decimals and a point between thousands."""

_SHAPE = re.compile(
    r"(?P<before>(?:[^0-9.,+\- '][^0-9+-]*?)?) ?(?P<sign>[+-]?) ?"
    r"(?P<number>(?:[0-9]|[.,](?=[0-9]))[0-9.,' ]*(?<! )) ?"
    r"(?P<after>(?:[^0-9.,+\- '/*^=:].*)?)"
)
_MARKS = re.compile(r"[.,]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ′´`", "'"),
    }
)
_THIN = "\u202f"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as its plain digits, ``-1234.5``, and the unit as it was typed."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".rstrip()

    @property
    def value(self) -> Fraction:
        return Fraction(self.number)

    def told(self, language: Language) -> str:
        """Say it as it may be typed in a language: the right sign, nothing between."""
        mark = "," if language in _COMMA else "."
        return f"{self.number.replace('.', mark)} {self.unit}".rstrip()

    def printed(self, language: Language) -> str:
        """Say it for reading, as ``digits`` with the unit."""
        return f"{self.digits(language)}\u00a0{self.unit}".rstrip("\u00a0")

    def digits(self, language: Language) -> str:
        """Say the number for reading: thousands apart, a true minus sign.

        From five digits on, as ISO 80000-1 has it; a space can be mistaken for no
        decimal sign in any language.
        """
        number = self.number.replace("-", "−")
        whole, point, rest = number.partition(".")
        if len(whole.lstrip("−")) > 4:
            whole = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", _THIN, whole)
        mark = point and ("," if language in _COMMA else ".")
        return f"{whole}{mark}{rest}"


def quantity_of(text: str, language: Language | None = None) -> Quantity | None:
    """Read a quantity as it is typed in a language, or nothing.

    The unit may stand before or after. Of points and commas the last one stands before
    the decimals if both are there, or if it cannot stand between thousands: it is the
    only one, and not followed by exactly three digits. Only what may be either
    (``1.234``) is what it is in the language; without a language a point stands before
    decimals, as in what is kept.
    """
    found = _SHAPE.fullmatch(" ".join(text[:MOST].translate(_SIGNS).split()))
    if not found or (found["before"] and found["after"]) or len(text) > MOST:
        return None
    digits = _digits(found["number"], language)
    if digits is None:
        return None
    sign = "-" if found["sign"] == "-" else ""
    return Quantity(sign + digits, (found["before"] or found["after"]).strip())


def _digits(typed: str, language: Language | None) -> str | None:
    """Return plain digits with at most one point, or nothing for what is no number."""
    mark = _decimal_mark(typed, language)
    whole, _, rest = typed.rpartition(mark) if mark else (typed, "", "")
    if not re.fullmatch(r"[0-9]*", rest):
        return None
    if not re.fullmatch(r"[0-9]*|[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*", whole):
        return None
    digits = re.sub(r"[^0-9]", "", whole)
    if not digits and not rest:
        return None
    return (digits or "0") + (f".{rest}" if rest else "")


def _decimal_mark(typed: str, language: Language | None) -> str:
    """Return the sign that stands before the decimals, or nothing."""
    marks = _MARKS.findall(typed)
    if not marks:
        return ""
    last: str = marks[-1]
    if len(set(marks)) > 1:
        return last
    if len(marks) > 1:
        return ""
    whole, _, rest = typed.partition(last)
    either = re.fullmatch(r"[1-9][0-9]{0,2}", whole) and len(rest) == 3
    if not either:
        return last
    return last if last == ("," if language in _COMMA else ".") else ""


def plain(amount: Fraction) -> str:
    """Write an exact number in plain digits; as a fraction if they would not end."""
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest > 1 or places > MOST:
        return str(amount)
    digits = str(abs(amount) * 10**places).rjust(places + 1, "0")
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if amount < 0 else "") + whole + (f".{decimals}" if decimals else "")
