"""Interactions in which several things are chosen, and how that is marked."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import whole
from lms.content.exchange.qti.several import Chosen, Fitted, fit
from lms.content.exchange.qti.shares import (
    Offer,
    choices_of,
    is_shuffled,
    lose_negative,
    said,
)
from lms.content.exchange.qti.study import Desk, Studied, answer, no_points
from lms.content.exchange.xml import Element
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_


def ticking(
    desk: Desk, interaction: Element, options: Mapping[str, Element], limit: int
) -> Studied:
    """Study an answer that is any of some options, at most ``limit`` unless it is 0.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    variable = desk.variable(interaction)
    order = list(options)

    def points(chosen: Chosen) -> Fraction:
        atoms = [name for name in order if name in chosen]
        return desk.points(variable, atoms, atoms)

    fitted = fit(
        points,
        order,
        _likely_sets(desk, interaction, order),
        allowed=lambda chosen: not limit or len(chosen) <= limit,
        table=_table(variable, order),
    )
    if fitted is None:
        raise no_points(interaction.line)
    _mind_fit(desk, fitted, interaction)
    _mind_limits(desk, interaction, len(order))
    offers = {name: _offer(desk, fitted, name, options[name]) for name in order}
    shuffle = is_shuffled(desk, interaction, list(options.values()))
    return Studied(
        kind="multiple",
        best=fitted.best,
        content=choices_of(desk, variable, offers, fitted.marking, shuffle),
        places=frozenset((variable.identifier, name) for name in options),
        right=answer(variable, [name for name in options if name in fitted.right]),
    )


def _offer(desk: Desk, fitted: Fitted, name: str, element: Element) -> Offer:
    right, weight = name in fitted.right, None
    if fitted.marking is Marking.WEIGHTS:
        weight = said(fitted.weights[name], right)
    text = desk.words.inline(element)
    return Offer(atom=name, text=text, correct=right, weight=weight)


def _table(variable: Variable, names: Sequence[str]) -> dict[str, Fraction] | None:
    """What the mapping of a response has for each choice, without its bounds."""
    if variable.mapping is None:
        return None
    return {name: variable.mapping.of(name) for name in names}


def _likely_sets(
    desk: Desk, interaction: Element, things: Sequence[str]
) -> list[Chosen]:
    """What may be right: what is declared so, and what the rules speak of."""
    variable = desk.variable(interaction)
    correct = {str(atom) for atom in variable.correct.atoms} if variable.correct else ()
    written = {
        " ".join(value.words.split())
        for value in desk.trials.machine.constants("baseValue")
    }
    sets = [frozenset(correct), frozenset(written)]
    return [chosen & frozenset(things) for chosen in sets]


def _mind_fit(desk: Desk, fitted: Fitted, interaction: Element) -> None:
    if fitted.negative:
        lose_negative(desk, interaction)
    if not fitted.exact:
        desk.notes.lose(
            "marking-differs",
            N_(
                "La forma de calificar no existe aquí; se usa la más parecida, "
                "«%(marking)s». Revise la pregunta."
            ),
            interaction.line,
            marking=str(fitted.marking),
        )


def _mind_limits(desk: Desk, interaction: Element, count: int) -> None:
    least, most = whole(interaction, "minChoices"), whole(interaction, "maxChoices", 1)
    if least > 1 or 1 < most < count:
        desk.notes.lose(
            "choice-limits",
            N_(
                "Había que elegir entre %(least)s y %(most)s respuestas; aquí se "
                "puede elegir cualquier número."
            ),
            interaction.line,
            least=least,
            most=most or count,
        )
