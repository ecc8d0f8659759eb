"""The numbers that rules speak of, at which what they give may change."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import whole
from lms.content.exchange.qti.machine import Machine
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.operators import tolerance
from lms.content.exchange.qti.values import NUMERIC, number

_MAX_TURNS = 400
_MAX_CROSSED = 20
_MAX_FIGURES = 12
_CALCULATING = ("sum", "subtract", "product", "divide")


def known_numbers(machine: Machine, variable: Variable) -> list[Fraction]:
    """The numbers an item speaks of: right ones, worthy ones, and those of rules."""
    found = list(variable.correct.atoms) if variable.correct else []
    if variable.mapping:
        found += [entry.key for entry in variable.mapping.entries]
    numbers = [atom for atom in found if isinstance(atom, Fraction)]
    numbers += [
        number(value.words)
        for value in machine.constants("baseValue")
        if value.attributes.get("baseType") in NUMERIC and value.words.strip()
    ]
    return list(dict.fromkeys(numbers))


def turning_points(machine: Machine, known: Sequence[Fraction]) -> list[Fraction]:
    """Every number at which something may change, in order.

    Raises ``NotUnderstood`` if there are more than anybody would write.
    """
    found = set(known)
    for equal in machine.constants("equal"):
        if equal.attributes.get("toleranceMode", "exact") != "exact":
            below, above = tolerance(equal)
            relative = equal.attributes["toleranceMode"] == "relative"
            for one in known:
                found.update(_around(one, below, above, relative))
    for rounding in machine.constants("equalRounded", "roundTo"):
        steps = list(_steps(min(whole(rounding, "figures"), _MAX_FIGURES)))
        found.update(one + step for one in known for step in steps)
    if machine.constants("round", "truncate"):
        halves = (Fraction(1, 2), Fraction(1), Fraction(-1, 2), Fraction(-1))
        found.update(one + half for one in known for half in halves)
    calculates = any(True for _ in machine.constants(*_CALCULATING))
    if calculates and len(known) <= _MAX_CROSSED:
        found.update(one + other for one in known for other in known)
        found.update(one - other for one in known for other in known)
    if len(found) > _MAX_TURNS or (calculates and len(known) > _MAX_CROSSED):
        raise NotUnderstood("baseValue")
    return sorted(found)


def _around(
    one: Fraction, below: Fraction, above: Fraction, relative: bool
) -> Iterator[Fraction]:
    """The ends of a tolerance, whichever side of the comparison the answer is on."""
    if not relative:
        yield from (one - below, one + above, one + below, one - above)
        return
    for percent in (-below, above):
        factor = 1 + percent / 100
        yield one * factor
        if factor:
            yield one / factor


def _steps(figures: int) -> Iterator[Fraction]:
    """Half a step of rounding, up and down, whatever the size of the number."""
    for places in range(-_MAX_FIGURES, figures + _MAX_FIGURES):
        step = Fraction(10) ** -places / 2
        yield from (step, -step)
