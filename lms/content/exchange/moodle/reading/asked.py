"""A question that is being read: its element, its texts, and what came of it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.moodle.reading.texts import Texts, said
from lms.content.exchange.weights import share_of
from lms.content.exchange.xml import Element
from lms.content.numbers import decimal_of
from lms.kernel.language import N_, Text

_NUMBERS = str.maketrans({"−": "-", ",": ".", " ": "", "\u00a0": "", "\u202f": ""})
_FARTHEST = 40
MAX_ANSWERS = 500
"""How many answers, pairs, words or gaps a question may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the file, with all that is needed to read it."""

    element: Element
    texts: Texts
    notes: Notes

    @property
    def worth(self) -> Decimal | None:
        """The points it is worth; nothing if it does not say."""
        return number_of(said(self.element, "defaultgrade"))

    def share(self, element: Element) -> Fraction:
        """The share of the mark that an answer says it is worth, from -1 to 1."""
        written = element.attributes.get("fraction", "0").strip() or "0"
        share = share_of(written)
        if share is None or abs(share) > 1:
            self.notes.lose(
                "bad-fraction",
                N_("«%(words)s» no vale como calificación de una respuesta."),
                element.line,
                words=written[:40],
            )
        return max(Fraction(-1), min(Fraction(1), share or Fraction(0)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a question is here. ``prompt`` and ``points`` are said where they are not
    simply those that the file gives."""

    kind: str
    content: object
    prompt: Text | None = None
    points: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer, whatever it is an answer to."""

    share: Fraction
    line: int
    text: Text
    feedback: Text


def number_of(words: str) -> Decimal | None:
    """A number with a point or a comma, perhaps with an exponent; nothing for others.

    More than 40 digits before or after the point are no number here.
    """
    bare = words.strip().translate(_NUMBERS).removeprefix("+")
    base, _, power = bare.lower().partition("e")
    if base.startswith((".", "-.")):
        base = base.replace(".", "0.")
    number = decimal_of(base.removesuffix("."))
    if number is None or not power:
        return number if "e" not in bare.lower() else None
    shift = decimal_of(power.removeprefix("+"))
    if shift is None or abs(shift) > _FARTHEST or shift != int(shift):
        return None
    return decimal_of(format(number.scaleb(int(shift)), "f"))
