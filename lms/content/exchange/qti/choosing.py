"""Interactions in which something is chosen: one thing, several, true or false."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.qti.declared import ZERO, Variable
from lms.content.exchange.qti.dialect import whole, words
from lms.content.exchange.qti.shares import (
    Offer,
    choices_of,
    is_shuffled,
    lose_negative,
    said,
    weight_of,
)
from lms.content.exchange.qti.study import Desk, Studied, answer, named, no_points
from lms.content.exchange.qti.ticking import ticking
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Statement
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

TRUE = words(
    "true t verdadero verdadera verdadeiro verdadeira v cierto cierta certo correcto "
    "correcta correto correta correct"
)
FALSE = words(
    "false f falso falsa incorrecto incorrecta incorreto incorreta incorrect errado "
    "errada"
)


def _itself(name: str) -> str:
    return name


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """One thing is picked of ``options``. ``atom`` is how that is written in an answer,
    ``along`` what else is in the same answer."""

    options: Mapping[str, Element]
    atom: Callable[[str], str] = _itself
    along: tuple[str, ...] = ()


def choosing(
    desk: Desk, interaction: Element, choices: Sequence[Element], *, alone: bool = False
) -> Studied:
    """Study an interaction whose answer is one or several of some choices.

    ``alone`` says whether it is a question of its own, which may be a true-or-false.
    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    options = named(choices, interaction.line)
    limit = whole(interaction, "maxChoices", 1)
    if desk.variable(interaction).cardinality != "single" and limit != 1:
        return ticking(desk, interaction, options, limit)
    return picking(desk, interaction, Pick(options=options), alone=alone)


def picking(
    desk: Desk, interaction: Element, pick: Pick, *, alone: bool = False
) -> Studied:
    """Study an answer that is one thing; raises as ``choosing``."""
    variable, options = desk.variable(interaction), pick.options
    offers, best = _offers(desk, interaction, pick)
    if alone and _is_statement(offers):
        return _statement(desk, variable, offers, best)
    shuffle = is_shuffled(desk, interaction, list(options.values()))
    right = [offer.atom for offer in offers.values() if offer.correct]
    wrong = [
        offer.atom
        for offer in offers.values()
        if not offer.correct and (offer.weight or ZERO) <= 0
    ]
    return Studied(
        kind="single",
        best=best,
        # How it is marked matters only where several are chosen.
        content=choices_of(desk, variable, offers, Marking.PENALTY, shuffle),
        places=frozenset((variable.identifier, one.atom) for one in offers.values()),
        right=answer(variable, right),
        wrong=answer(variable, wrong[:1]),
    )


def _offers(
    desk: Desk, interaction: Element, pick: Pick
) -> tuple[dict[str, Offer], Fraction]:
    """What each choice is worth, and the most points among them."""
    variable, options = desk.variable(interaction), pick.options
    atoms = {name: pick.atom(name) for name in options}
    empty = desk.points(variable, pick.along)
    points = {
        name: desk.points(variable, (*pick.along, atom), (atom,))
        for name, atom in atoms.items()
    }
    best = max(points.values(), default=empty)
    if best <= max(empty, ZERO):
        raise no_points(interaction.line)
    _mind_floor(desk, empty, [*points.values()], interaction)
    weights = {name: weight_of(had, best) for name, had in points.items()}
    right = next(name for name in options if weights[name] == 1)
    return {
        name: Offer(
            atom=atoms[name],
            text=desk.words.inline(element),
            correct=name == right,
            weight=said(weights[name], name == right),
        )
        for name, element in options.items()
    }, best


def _statement(
    desk: Desk, variable: Variable, offers: Mapping[str, Offer], best: Fraction
) -> Studied:
    response = variable.identifier
    true = next(name for name, one in offers.items() if _bare(one.text) in TRUE)
    false = next(name for name in offers if name != true)
    return Studied(
        kind="truefalse",
        best=best,
        content=lambda told: Statement(
            answer=offers[true].correct,
            if_true=desk.text(told.part((response, true))),
            if_false=desk.text(told.part((response, false))),
        ),
        places=frozenset(((response, true), (response, false))),
    )


def _is_statement(offers: Mapping[str, Offer]) -> bool:
    bare = {_bare(one.text) for one in offers.values()}
    return (
        len(offers) == 2
        and len(bare & TRUE) == 1
        and len(bare & FALSE) == 1
        and all(one.weight is None for one in offers.values())
    )


def _bare(text: str) -> str:
    return text.strip(" *_.¿?¡!").casefold()


def _mind_floor(
    desk: Desk, empty: Fraction, points: Sequence[Fraction], interaction: Element
) -> None:
    if min(points) < 0:
        lose_negative(desk, interaction)
    if empty > 0 and not desk.beside:
        desk.notes.lose(
            "points-for-nothing",
            N_("Las reglas dan puntos sin responder; aquí eso vale 0."),
            interaction.line,
        )
