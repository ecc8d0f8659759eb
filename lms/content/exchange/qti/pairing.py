"""Interactions in which things are put together: with another set, or each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.naming import Names
from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.notes import Refused
from lms.content.exchange.qti.several import Chosen, Fitted, fit
from lms.content.exchange.qti.shares import is_shuffled, lose_negative
from lms.content.exchange.qti.study import Desk, Studied, ids_of, named, no_points
from lms.content.exchange.xml import Element
from lms.content.questions.contents import (
    Categories,
    Labelled,
    Matching,
    Pair,
    Sorted,
)
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

_MAX_PAIRS = 60
_WRONG = 40
"""Wrong pairs that are tried, to see whether they cost anything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sides:
    """What goes where: each of ``lefts`` has one of ``rights``; both by identifier."""

    lefts: Mapping[str, Element]
    rights: Mapping[str, Element]
    pairs: Mapping[str, str]
    swapped: bool = False

    def atom(self, left: str, right: str) -> str:
        """A pair as it is written in an answer."""
        return f"{right} {left}" if self.swapped else f"{left} {right}"


def matching(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction that pairs the things of two sets.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    sets = [
        named(found.all("simpleAssociableChoice"), found.line)
        for found in interaction.all("simpleMatchSet")
    ]
    if len(sets) != 2 or set(sets[0]) & set(sets[1]):
        raise _unclear(interaction)
    variable = desk.variable(interaction)
    right = _right_pairs(desk, variable, sets[0], sets[1])
    sides = _sides(sets[0], sets[1], right, interaction)
    return _studied(desk, interaction, sides, right)


def associating(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction that pairs the things of one set with each other.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    things = named(interaction.all("simpleAssociableChoice"), interaction.line)
    variable = desk.variable(interaction)
    right = _right_pairs(desk, variable, things, things)
    used = Counter(name for pair in right for name in pair)
    if not right or any(times > 1 for times in used.values()):
        raise _unclear(interaction)
    order = list(things)
    pairs = dict(sorted(sorted(pair, key=order.index) for pair in right))
    rights = {name: things[name] for name in order if name not in pairs}
    lefts = {name: things[name] for name in order if name in pairs}
    desk.notes.lose(
        "two-columns",
        N_("Las parejas se formaban de una sola lista; aquí hay dos columnas."),
        interaction.line,
    )
    sides = _Sides(lefts=lefts, rights=rights, pairs=pairs)
    return _studied(desk, interaction, sides, right)


def _studied(
    desk: Desk,
    interaction: Element,
    sides: _Sides,
    right: Sequence[tuple[str, str]],
) -> Studied:
    variable = desk.variable(interaction)
    fitted = _fitted(desk, interaction, sides)
    things = [*sides.lefts.values(), *sides.rights.values()]
    shuffle = is_shuffled(desk, interaction, things)
    marking = Marking.ALL if fitted.marking is Marking.ALL else Marking.PARTIAL
    shared = len(set(sides.pairs.values())) < len(sides.pairs)
    _mind_doubles(desk, interaction, sides)
    sorting = shared and len(sides.rights) > 1
    build = _categories if sorting else _matching
    return Studied(
        kind="categorising" if sorting else "matching",
        best=fitted.best,
        content=lambda told: build(desk, sides, (marking, shuffle), variable, told),
        places=frozenset(
            (variable.identifier, sides.atom(*pair)) for pair in sides.pairs.items()
        )
        if sorting
        else frozenset(),
    )


def _matching(
    desk: Desk,
    sides: _Sides,
    rules: tuple[Marking, bool],
    variable: Variable,
    told: Told,
) -> Matching:
    giving = Names(prefix="r")
    words = {name: desk.words.inline(one) for name, one in sides.rights.items()}
    pairs = tuple(
        Pair(
            id=giving.give(left),
            left=desk.text(desk.words.inline(sides.lefts[left])),
            right=desk.text(words[right]),
        )
        for left, right in sides.pairs.items()
    )
    # What says the same as a right side of a pair is that right side.
    said = {words[right] for right in sides.pairs.values()}
    extras = {text: name for name, text in words.items() if text not in said}
    return Matching(
        marking=rules[0],
        shuffle=rules[1],
        pairs=pairs,
        extras=tuple(
            Labelled(id=giving.give(name), text=desk.text(text))
            for text, name in extras.items()
        ),
    )


def _categories(
    desk: Desk,
    sides: _Sides,
    rules: tuple[Marking, bool],
    variable: Variable,
    told: Told,
) -> Categories:
    categories, items = ids_of(sides.rights), ids_of(sides.pairs)
    return Categories(
        marking=rules[0],
        shuffle=rules[1],
        categories=tuple(
            Labelled(id=categories[name], text=desk.text(desk.words.inline(element)))
            for name, element in sides.rights.items()
        ),
        items=tuple(
            Sorted(
                id=items[left],
                text=desk.text(desk.words.inline(sides.lefts[left])),
                category=categories[right],
                feedback=desk.text(
                    told.part((variable.identifier, sides.atom(left, right)))
                ),
            )
            for left, right in sides.pairs.items()
        ),
    )


def _right_pairs(
    desk: Desk,
    variable: Variable,
    lefts: Mapping[str, Element],
    rights: Mapping[str, Element],
) -> list[tuple[str, str]]:
    """The pairs that are right: declared so, or else those that earn something."""
    declared = _known(variable.correct.atoms if variable.correct else (), lefts, rights)
    if declared:
        return declared
    written: list[object] = [
        entry.key for entry in (variable.mapping.entries if variable.mapping else ())
    ]
    written += [
        " ".join(value.words.split())
        for value in desk.trials.machine.constants("baseValue")
    ]
    pairs = _known(written, lefts, rights)[:_MAX_PAIRS]
    return [
        pair for pair in pairs if desk.points(variable, (" ".join(pair),)) > 0
    ] or pairs


def _known(
    atoms: Sequence[object],
    lefts: Mapping[str, Element],
    rights: Mapping[str, Element],
) -> list[tuple[str, str]]:
    """Written pairs of things that are there, each once."""
    found: dict[tuple[str, str], None] = {}
    for atom in atoms:
        ends = str(atom).split()
        if len(ends) == 2 and ends[0] in lefts and ends[1] in rights:
            found[ends[0], ends[1]] = None
    return list(found)


def _sides(
    one: Mapping[str, Element],
    other: Mapping[str, Element],
    right: Sequence[tuple[str, str]],
    interaction: Element,
) -> _Sides:
    """Which of two sets is the one whose things have one partner each."""
    forth, back = dict(right), {second: first for first, second in right}
    if len(forth) == len(right) and set(forth) == set(one):
        pairs = {name: forth[name] for name in one}
        return _Sides(lefts=one, rights=other, pairs=pairs)
    if len(back) == len(right) and set(back) == set(other):
        pairs = {name: back[name] for name in other}
        return _Sides(lefts=other, rights=one, pairs=pairs, swapped=True)
    raise _unclear(interaction)


def _fitted(desk: Desk, interaction: Element, sides: _Sides) -> Fitted:
    variable = desk.variable(interaction)
    right = [sides.atom(*pair) for pair in sides.pairs.items()]
    others = variable.mapping.entries if variable.mapping else ()
    worthy = [str(entry.key) for entry in others if entry.key not in right]
    wrong = list(dict.fromkeys([*worthy, *_wrong_pairs(sides)]))[:_WRONG]

    def points(chosen: Chosen) -> Fraction:
        atoms = [atom for atom in (*right, *wrong) if atom in chosen]
        return desk.points(variable, atoms, atoms)

    def allowed(chosen: Chosen) -> bool:
        ends = [name for atom in chosen for name in atom.split()]
        return max(Counter(e for e in ends if e in sides.lefts).values(), default=0) < 2

    fitted = fit(points, (*right, *wrong), [frozenset(right)], allowed=allowed)
    if fitted is None:
        raise no_points(interaction.line)
    if fitted.negative:
        lose_negative(desk, interaction)
    even = fitted.marking in (Marking.ALL, Marking.PARTIAL) or (
        fitted.marking is Marking.PENALTY and not wrong
    )
    if not (fitted.exact and even):
        desk.notes.lose(
            "marking-differs",
            N_(
                "Las parejas no valen todas lo mismo, o las equivocadas restan; aquí "
                "cada una correcta da una parte igual."
            ),
            interaction.line,
        )
    return fitted


def _wrong_pairs(sides: _Sides) -> Iterator[str]:
    """For each left side, one right side that does not belong to it."""
    for left, right in sides.pairs.items():
        for other in sides.rights:
            if other not in (right, left):
                yield sides.atom(left, other)
                break


def _mind_doubles(desk: Desk, interaction: Element, sides: _Sides) -> None:
    words = [desk.words.inline(element) for element in sides.rights.values()]
    if len(set(words)) < len(words):
        desk.notes.lose(
            "same-text",
            N_("Dos opciones dicen lo mismo; aquí cuentan como una."),
            interaction.line,
        )
    if any("![" in text for text in words):
        desk.notes.lose(
            "picture-in-list",
            N_("Una imagen se elige en una lista, donde solo se lee su descripción."),
            interaction.line,
        )


def _unclear(interaction: Element) -> Refused:
    return Refused(
        "unclear-pairs",
        N_(
            "Las parejas no se pueden importar: alguna opción no tiene pareja, o "
            "tiene varias."
        ),
        interaction.line,
    )
