"""Interactions that stand in a text and leave gaps in it: together, one cloze."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from lms.content.exchange.naming import Names
from lms.content.exchange.qti.choosing import Pick, choosing, picking
from lms.content.exchange.qti.declared import ZERO, Variable
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.entering import entering
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.notes import Refused
from lms.content.exchange.qti.study import (
    NO_ANSWER,
    Desk,
    Studied,
    named,
    no_points,
)
from lms.content.exchange.qti.trials import Key
from lms.content.exchange.qti.values import Given, Value
from lms.content.exchange.xml import Element
from lms.content.questions.contents import (
    Choices,
    Cloze,
    Gap,
    GapLook,
    Numerical,
    ShortText,
)
from lms.kernel.language import N_

_MAX_POINTS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class _Field:
    """Something to fill in: where it stands, its name, and how it is studied."""

    place: Element
    name: str
    interaction: Element
    study: Callable[[], Studied]
    look: GapLook = GapLook.SELECT


def filling(desk: Desk, interactions: Sequence[Element]) -> Studied:
    """Study several interactions as the gaps of one text; their places get ids.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    fields = [field for one in interactions for field in _fields(desk, one)]
    if not fields:
        raise no_points(interactions[0].line)
    giving = Names(prefix="gap")
    ids = [giving.give(field.name) for field in fields]
    for field, id_ in zip(fields, ids, strict=True):
        desk.words.place(field.place, id_)
    studies, points, best = _weighed(desk, fields)

    def content(told: Told) -> Cloze:
        parts = zip(ids, fields, studies, points, strict=True)
        return Cloze(gaps=tuple(_gap(*part, told) for part in parts))

    return Studied(
        kind="cloze",
        best=best,
        content=content,
        places=frozenset(place for study in studies for place in study.places),
    )


def _gap(id_: str, field: _Field, study: Studied, worth: int, told: Told) -> Gap:
    content = study.content(told)
    assert isinstance(content, Choices | ShortText | Numerical)
    look = GapLook.LIST if _has_pictures(content) else field.look
    return Gap(id=id_, kind=study.kind, content=content, points=worth, look=look)


def _has_pictures(content: Choices | ShortText | Numerical) -> bool:
    """Pictures cannot be seen where one thing is selected among words."""
    choices = content.choices if isinstance(content, Choices) else ()
    return any("![" in words for one in choices for words in one.text.values())


def _fields(desk: Desk, interaction: Element) -> Iterator[_Field]:
    name = identifier(interaction, "responseIdentifier")
    if interaction.tag == "gapMatchInteraction":
        yield from _matched(desk, interaction)
    elif interaction.tag == "textEntryInteraction":
        yield _Field(
            place=interaction,
            name=name,
            interaction=interaction,
            study=lambda: entering(desk, interaction),
        )
    else:
        inline = interaction.tag == "inlineChoiceInteraction"
        choices = list(interaction.all("inlineChoice" if inline else "simpleChoice"))
        yield _Field(
            place=interaction,
            name=name,
            interaction=interaction,
            study=lambda: choosing(desk, interaction, choices),
            look=GapLook.SELECT if inline else GapLook.LIST,
        )


def _matched(desk: Desk, interaction: Element) -> Iterator[_Field]:
    """The gaps of a text into which things are put: each is a choice of one."""
    texts = [one for one in interaction.children if one.tag in ("gapText", "gapImg")]
    options = named(texts, interaction.line)
    gaps = [element for element in interaction.every() if element.tag == "gap"]
    variable = desk.variable(interaction)
    for name, gap in named(gaps, interaction.line).items():
        yield _Field(
            place=gap,
            name=name,
            interaction=interaction,
            study=lambda name=name: picking(  # type: ignore[misc]
                desk,
                interaction,
                Pick(
                    options=options,
                    atom=lambda text: f"{text} {name}",
                    along=_others(desk, variable, name),
                ),
            ),
        )


def _others(desk: Desk, variable: Variable, gap: str) -> tuple[str, ...]:
    """What is right in the other gaps of the same answer, if that is the setting."""
    if not desk.beside or not variable.correct:
        return ()
    pairs = [str(atom) for atom in variable.correct.atoms]
    return tuple(pair for pair in pairs if pair.split()[1] != gap)


def _weighed(
    desk: Desk, fields: Sequence[_Field]
) -> tuple[list[Studied], list[int], Fraction]:
    """What each gap is, its points against the others, and the points of all."""
    line = fields[0].interaction.line
    try:
        studies = [field.study() for field in fields]
    except Refused as failure:
        return _together(desk, fields, failure)
    names = [identifier(f.interaction, "responseIdentifier") for f in fields]
    rights = list(zip(names, [study.right for study in studies], strict=True))
    full = desk.trials.points(*_joined(rights))
    bests = [study.best for study in studies]
    if full != sum(bests, ZERO):
        _lose_sum(desk, line)
    for at, study in enumerate(studies):
        one_wrong = [*rights[:at], (names[at], study.wrong), *rights[at + 1 :]]
        if study.wrong and desk.trials.points(*_joined(one_wrong)) != full - study.best:
            _lose_sum(desk, line)
    return studies, _shares(desk, bests, line), sum(bests, ZERO)


def _joined(
    given: Sequence[tuple[str, Given]],
) -> tuple[dict[str, Given], list[Key]]:
    """What is answered in several gaps as answers, and the things they are made of."""
    answers: dict[str, Given] = {}
    for name, value in given:
        before = answers.get(name)
        if value and before:
            value = Value((*before.atoms, *value.atoms), value.cardinality)
        answers[name] = value or before
    parts = [
        (name, str(atom)) for name, value in given if value for atom in value.atoms
    ]
    return answers, parts


def _together(
    desk: Desk, fields: Sequence[_Field], failure: Refused
) -> tuple[list[Studied], list[int], Fraction]:
    """The gaps where one alone is worth nothing: each is tried beside the others."""
    correct = [
        (name, variable.correct)
        for name, variable in desk.trials.machine.responses.items()
    ]
    answers, parts = _joined(correct)
    full = desk.trials.points(answers, parts)
    if failure.loss.code != NO_ANSWER or full <= 0:
        raise failure
    desk.notes.lose(
        "all-or-nothing",
        N_(
            "Solo todos los huecos juntos daban puntos; aquí cada hueco correcto da su "
            "parte."
        ),
        fields[0].interaction.line,
    )
    desk.beside = answers
    studies = [field.study() for field in fields]
    desk.beside = {}
    return studies, [1] * len(fields), full


def _shares(desk: Desk, bests: Sequence[Fraction], line: int) -> list[int]:
    """Points as small whole numbers in the same proportions."""
    scale = 1
    for best in bests:
        scale = scale * best.denominator // gcd(scale, best.denominator)
    wholes = [int(best * scale) for best in bests]
    common = gcd(*wholes)
    shares = [whole // common for whole in wholes]
    if max(shares) <= _MAX_POINTS:
        return shares
    _lose_sum(desk, line)
    return [1] * len(bests)


def _lose_sum(desk: Desk, line: int) -> None:
    desk.notes.lose(
        "marking-differs",
        N_(
            "Los puntos de los huecos se contaban de otra forma; aquí cada hueco vale "
            "por sí solo. Revise la pregunta."
        ),
        line,
    )
