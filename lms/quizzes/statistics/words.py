"""What numbers mean, by the customs of those who make tests: none of them is a law."""

from enum import StrEnum
from fractions import Fraction

from .answers import Choice
from .figures import Figure

RARE = Fraction(5, 100)
"""A wrong answer that fewer choose does no work."""

NOTABLE = Fraction(10, 100)
"""A smaller difference between two thirds is not spoken of."""


class Ease(StrEnum):
    """How easy a question was."""

    VERY_EASY = "very easy"
    EASY = "easy"
    MIDDLING = "middling"
    HARD = "hard"
    VERY_HARD = "very hard"


class Power(StrEnum):
    """How well a question tells apart those who know more and less."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    NONE = "none"
    REVERSED = "reversed"


class Trust(StrEnum):
    """How far a quiz measures one thing."""

    HIGH = "high"
    GOOD = "good"
    MODEST = "modest"
    LOW = "low"


class Remark(StrEnum):
    """What stands out in an answer."""

    UNUSED = "unused"
    """A wrong answer that hardly anybody gives."""
    TEMPTING = "tempting"
    """A wrong answer given more often by those who did well."""
    SHUNNED = "shunned"
    """A right answer given less often by those who did well."""


def ease(figure: Figure) -> Ease | None:
    """Name a facility: from 0.9, 0.7, 0.3 and 0.15 on."""
    if figure.value is None:
        return None
    steps = [(0.9, Ease.VERY_EASY), (0.7, Ease.EASY), (0.3, Ease.MIDDLING)]
    for least, name in [*steps, (0.15, Ease.HARD)]:
        if figure.value >= Fraction(str(least)):
            return name
    return Ease.VERY_HARD


def power(figure: Figure) -> Power | None:
    """Name a discrimination: from 0.3, 0.2, 0.1 and -0.1 on.

    After R. L. Ebel and D. A. Frisbie, "Essentials of educational measurement" (5th
    ed., 1991), who call a question good from 0.3 and in need of work below 0.2.
    """
    if figure.value is None:
        return None
    for least, name in [(0.3, Power.STRONG), (0.2, Power.FAIR), (0.1, Power.WEAK)]:
        if figure.value >= least:
            return name
    return Power.NONE if figure.value >= -0.1 else Power.REVERSED


def trust(figure: Figure) -> Trust | None:
    """Name an alpha: from 0.9, 0.8 and 0.6 on.

    After J. C. Nunnally, "Psychometric theory" (2nd ed., 1978): 0.9 for decisions about
    people, 0.8 for comparing groups; less is enough for finding out where one stands.
    """
    if figure.value is None:
        return None
    for least, name in [
        ("0.9", Trust.HIGH),
        ("0.8", Trust.GOOD),
        ("0.6", Trust.MODEST),
    ]:
        if figure.value >= Fraction(least):
            return name
    return Trust.LOW


def remark(choice: Choice) -> Remark | None:
    """Name what stands out in an answer that was marked."""
    if choice.credit is None or not choice.id:
        return None
    right = choice.credit > 0
    if not right and choice.share < RARE:
        return Remark.UNUSED
    if choice.low is None or choice.high is None:
        return None
    gain = choice.high - choice.low
    if not right and gain >= NOTABLE:
        return Remark.TEMPTING
    return Remark.SHUNNED if right and gain <= -NOTABLE else None
