"""What an item asks: its interactions studied by its own rules, or by assumed ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.content.exchange.qti.choosing import choosing
from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.entering import entering
from lms.content.exchange.qti.essays import writing
from lms.content.exchange.qti.feedback import Told, hints_of, settle
from lms.content.exchange.qti.gaps import filling
from lms.content.exchange.qti.machine import Budget, Machine
from lms.content.exchange.qti.notes import Notes, NotUnderstood, Refused
from lms.content.exchange.qti.ordering import ordering
from lms.content.exchange.qti.pairing import associating, matching
from lms.content.exchange.qti.rules import (
    RESPONSE,
    assumed_name,
    assumed_rules,
    is_template,
    rules_of,
)
from lms.content.exchange.qti.study import Desk, Studied, no_points
from lms.content.exchange.qti.trials import Trials
from lms.content.exchange.qti.words import Words
from lms.content.exchange.xml import Element
from lms.kernel.language import N_, Language

_WRITING = "extendedTextInteraction"
_MAX_HINTS = 300
_IN_TEXT = frozenset(
    (
        *("choiceInteraction", "textEntryInteraction"),
        *("inlineChoiceInteraction", "gapMatchInteraction"),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An item taken apart."""

    root: Element
    notes: Notes
    words: Words
    language: Language
    responses: Mapping[str, Variable]
    outcomes: Mapping[str, Variable]
    interactions: Sequence[Element]
    budget: Budget


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What an item asks, and what is told when."""

    studied: Studied
    told: Told


def asked(item: Item) -> Asked:
    """Study an item by its own rules or, where they are not understood, by what is
    declared as right; that is written down.

    Raises ``Refused`` and ``TooLong``.
    """
    for interaction in item.interactions:
        if interaction.tag not in _STUDIES:
            raise _unknown(interaction)
    _refuse_mixture(item.interactions)
    if item.interactions[0].tag == _WRITING:
        return _studied(item, (), {}, item.notes)
    try:
        own = Notes()
        found = _by_own_rules(item, own)
    except NotUnderstood as failure:
        return _by_assumed_rules(item, failure)
    item.notes.add(own.told(""))
    return found


def _by_own_rules(item: Item, notes: Notes) -> Asked:
    processing = item.root.first("responseProcessing")
    if processing is None:
        raise NotUnderstood(
            "",
            message=N_("No hay reglas para calificar; se supuso «%(name)s»."),
        )
    rules, answered = rules_of(processing), _answered(item)
    renamed = {}
    if is_template(processing):
        # A template speaks of one response, and of no other.
        if len(answered) > 1:
            raise NotUnderstood(
                _name_of(processing),
                processing.line,
                N_(
                    "«%(what)s» vale para una respuesta; se usó «%(name)s» en cada una."
                ),
            )
        if answered and RESPONSE not in item.responses:
            renamed = {RESPONSE: answered[0].identifier}
    return _studied(item, rules, renamed, notes)


def _by_assumed_rules(item: Item, failure: NotUnderstood) -> Asked:
    answered, line = _answered(item), failure.line or item.root.line
    name = assumed_name(answered)
    if not name:
        raise no_points(line)
    item.notes.lose(
        "rules-assumed",
        failure.message
        or N_("La regla «%(what)s» no se entiende; se supuso «%(name)s». Revísela."),
        line,
        what=failure.what,
        name=name,
    )
    try:
        return _studied(item, assumed_rules(answered), {}, item.notes)
    except NotUnderstood as again:
        raise no_points(again.line or line) from again


def _studied(
    item: Item, rules: Iterable[Element], renamed: Mapping[str, str], notes: Notes
) -> Asked:
    machine = Machine(rules, item.responses, item.outcomes, item.budget, renamed)
    desk = Desk(
        root=item.root,
        trials=Trials(machine),
        words=item.words,
        notes=notes,
        language=item.language,
    )
    studied = _study(desk, item.interactions)
    hints = list(hints_of(item.root))
    if len(hints) > _MAX_HINTS:
        raise Refused(
            "too-many",
            N_("Hay demasiadas retroalimentaciones: %(count)s."),
            item.root.line,
            count=len(hints),
        )
    told = settle(hints, desk.trials.done, studied.places, item.words.told, notes)
    return Asked(studied=studied, told=told)


def _study(desk: Desk, interactions: Sequence[Element]) -> Studied:
    if len(interactions) == 1:
        return _STUDIES[interactions[0].tag](desk, interactions[0])
    return filling(desk, interactions)


def _refuse_mixture(interactions: Sequence[Element]) -> None:
    others = [one for one in interactions if one.tag not in _IN_TEXT]
    if others and len(interactions) > 1:
        raise Refused(
            "composite",
            N_("La pregunta reúne interacciones que aquí no van juntas (%(names)s)."),
            others[0].line,
            names=", ".join(dict.fromkeys(one.tag for one in interactions)),
        )


def _choice(desk: Desk, interaction: Element) -> Studied:
    choices = list(interaction.all("simpleChoice"))
    return choosing(desk, interaction, choices, alone=True)


def _hottext(desk: Desk, interaction: Element) -> Studied:
    choices = [element for element in interaction.every() if element.tag == "hottext"]
    return choosing(desk, interaction, choices)


def _filling(desk: Desk, interaction: Element) -> Studied:
    return filling(desk, [interaction])


_STUDIES: Mapping[str, Callable[[Desk, Element], Studied]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "inlineChoiceInteraction": _filling,
    "gapMatchInteraction": _filling,
    "textEntryInteraction": entering,
    "matchInteraction": matching,
    "associateInteraction": associating,
    "orderInteraction": ordering,
    _WRITING: writing,
}
_ON_PICTURE = N_("No se importó: se responde sobre una imagen (%(tag)s).")
_OWN_PROGRAM = N_("No se importó: trae su propio programa (%(tag)s).")
_REASONS: Mapping[str, str] = {
    "hotspotInteraction": _ON_PICTURE,
    "selectPointInteraction": _ON_PICTURE,
    "graphicOrderInteraction": _ON_PICTURE,
    "graphicAssociateInteraction": _ON_PICTURE,
    "graphicGapMatchInteraction": _ON_PICTURE,
    "positionObjectInteraction": _ON_PICTURE,
    "sliderInteraction": N_(
        "No se importó: se responde con un control deslizante (%(tag)s)."
    ),
    "mediaInteraction": N_("No se importó: se responde a un video o audio (%(tag)s)."),
    "uploadInteraction": N_(
        "No se importó: se responde subiendo un archivo (%(tag)s)."
    ),
    "drawingInteraction": N_("No se importó: se responde dibujando (%(tag)s)."),
    "customInteraction": _OWN_PROGRAM,
    "portableCustomInteraction": _OWN_PROGRAM,
}
_STRANGE = N_("No se importó: es de un tipo que no se conoce (%(tag)s).")


def _unknown(interaction: Element) -> Refused:
    return Refused(
        "interaction-unknown",
        _REASONS.get(interaction.tag, _STRANGE),
        interaction.line,
        tag=interaction.tag,
    )


def _answered(item: Item) -> list[Variable]:
    """The responses that the interactions put answers into."""
    names = [identifier(one, "responseIdentifier") for one in item.interactions]
    return [
        item.responses[name] for name in dict.fromkeys(names) if name in item.responses
    ]


def _name_of(processing: Element) -> str:
    address = processing.attributes.get("template", "").rstrip("/")
    return address.rpartition("/")[2] or processing.tag
