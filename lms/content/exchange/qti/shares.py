"""What several kinds of choosing share: weights, order, and the choices themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import flag
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.study import Desk, ids_of
from lms.content.exchange.weights import share_of
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Choice, Choices
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

_DIGITS = 6
"""Decimals of a percentage that are looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A choice before it is known what is told with it. ``atom`` is how it is written
    in an answer."""

    atom: str
    text: str
    correct: bool
    weight: Fraction | None


def choices_of(
    desk: Desk,
    variable: Variable,
    offers: Mapping[str, Offer],
    marking: Marking,
    shuffle: bool,
) -> Callable[[Told], Choices]:
    """How choices are made once it is known what is told when."""

    def content(told: Told) -> Choices:
        ids = ids_of(offers)
        return Choices(
            marking=marking,
            shuffle=shuffle,
            choices=tuple(
                Choice(
                    id=ids[name],
                    text=desk.text(offer.text),
                    correct=offer.correct,
                    weight=offer.weight,
                    feedback=desk.text(told.part((variable.identifier, offer.atom))),
                )
                for name, offer in offers.items()
            ),
        )

    return content


def weight_of(points: Fraction, best: Fraction) -> Fraction:
    """The share of the mark: rounded thirds are made whole again; -1 at the least."""
    percent = Decimal(round(points / best * 100 * 10**_DIGITS)).scaleb(-_DIGITS)
    share = share_of(format(percent.normalize(), "f"))
    return points / best if share is None else max(share, Fraction(-1))


def said(weight: Fraction, correct: bool) -> Fraction | None:
    """A weight is said where it is not what the choice is worth anyway."""
    return None if weight == Fraction(correct) else weight


def is_shuffled(desk: Desk, interaction: Element, things: Sequence[Element]) -> bool:
    """Whether things come in any order; where some have a fixed place, they do not."""
    if not flag(interaction, "shuffle"):
        return False
    fixed = [thing for thing in things if flag(thing, "fixed")]
    if fixed and len(fixed) < len(things):
        desk.notes.lose(
            "fixed-place",
            N_(
                "Algunas opciones tienen un lugar fijo y las otras se barajan; aquí "
                "no se baraja ninguna."
            ),
            interaction.line,
        )
    return not fixed


def lose_negative(desk: Desk, interaction: Element) -> None:
    """Write down that answers may have less than no points."""
    desk.notes.lose(
        "below-zero",
        N_("Las reglas pueden dar menos de 0 puntos; aquí lo menos es 0."),
        interaction.line,
    )
