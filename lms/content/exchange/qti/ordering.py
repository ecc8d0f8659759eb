"""Interactions in which things are put in order."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from lms.content.exchange.qti.dialect import flag, whole
from lms.content.exchange.qti.notes import Refused
from lms.content.exchange.qti.study import Desk, Studied, ids_of, named, no_points
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Labelled, Ordering
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_


def ordering(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction whose answer is an order.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    things = named(interaction.all("simpleChoice"), interaction.line)
    variable = desk.variable(interaction)
    right = [str(atom) for atom in variable.correct.atoms] if variable.correct else []
    if sorted(right) != sorted(things):
        raise Refused(
            "unclear-order",
            N_("El orden correcto no está declarado, o no incluye todas las opciones."),
            interaction.line,
        )
    best = desk.points(variable, right, right)
    if best <= 0:
        raise no_points(interaction.line)
    _mind_marking(desk, interaction, right, best)
    ids = ids_of(right)
    return Studied(
        kind="ordering",
        best=best,
        content=lambda told: Ordering(
            marking=Marking.ALL,
            items=tuple(
                Labelled(id=ids[name], text=desk.text(desk.words.inline(things[name])))
                for name in right
            ),
        ),
    )


def _mind_marking(
    desk: Desk, interaction: Element, right: Sequence[str], best: Fraction
) -> None:
    variable = desk.variable(interaction)
    had = [desk.points(variable, order, order) for order in _others(right)]
    if any(points > 0 for points in had):
        desk.notes.lose(
            "marking-differs",
            N_("Otros órdenes también daban puntos; aquí solo vale el correcto."),
            interaction.line,
        )
    some = whole(interaction, "minChoices") or whole(interaction, "maxChoices")
    if some and some != len(right):
        desk.notes.lose(
            "choice-limits",
            N_("Se podían ordenar solo algunas opciones; aquí se ordenan todas."),
            interaction.line,
        )
    if any(flag(thing, "fixed") for thing in interaction.all("simpleChoice")):
        desk.notes.lose(
            "fixed-place",
            N_("Algunas opciones tienen un lugar fijo; aquí se barajan todas."),
            interaction.line,
        )


def _others(right: Sequence[str]) -> Iterator[list[str]]:
    """Some wrong orders: turned round, and each two neighbours exchanged."""
    if len(right) > 1:
        yield list(reversed(right))
        yield [*right[1:], right[0]]
    for at in range(1, len(right)):
        yield [*right[: at - 1], right[at], right[at - 1], *right[at + 1 :]]
