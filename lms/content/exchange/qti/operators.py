"""The operators of response processing that need nothing but their operands.

What has no value (``None``) mostly makes the result have none, as the specification
says; a condition without a value is not met.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

from lms.content.exchange.qti.dialect import flag, whole
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.values import Atom, Given, Value, listed, same, single
from lms.content.exchange.qti.values import number as number_of
from lms.content.exchange.xml import Element

Operands = Sequence[Given]
Operator = Callable[[Element, Operands], Given]

_MAX_POWER = 10
_MAX_FIGURES = 20


def _strict(work: Callable[[Element, Sequence[Value]], Given]) -> Operator:
    """An operator that has no value where an operand has none."""

    def operator(element: Element, operands: Operands) -> Given:
        known = [operand for operand in operands if operand is not None]
        return work(element, known) if len(known) == len(operands) else None

    return operator


def _both(work: Callable[[Element, Value, Value], bool]) -> Operator:
    """An operator that compares two operands."""

    def compared(element: Element, operands: Sequence[Value]) -> Given:
        if len(operands) != 2:
            raise NotUnderstood(element.tag, element.line)
        return single(work(element, *operands))

    return _strict(compared)


def _number(element: Element, value: Value) -> Fraction:
    if not isinstance(value.only, Fraction):
        raise NotUnderstood(element.tag, element.line)
    return value.only


def _numbers(element: Element, operands: Sequence[Value]) -> Iterator[Fraction]:
    for operand in operands:
        for atom in operand.atoms:
            if not isinstance(atom, Fraction):
                raise NotUnderstood(element.tag, element.line)
            yield atom


def _truth(value: Given) -> bool | None:
    return None if value is None else value.only is True


def _all_of(element: Element, operands: Operands) -> Given:
    truths = [_truth(operand) for operand in operands]
    if False in truths:
        return single(False)
    return None if None in truths else single(True)


def _any_of(element: Element, operands: Operands) -> Given:
    truths = [_truth(operand) for operand in operands]
    if True in truths:
        return single(True)
    return None if None in truths else single(False)


def _some_of(element: Element, operands: Operands) -> Given:
    count = sum(_truth(operand) is True for operand in operands)
    least = whole(element, "min")
    return single(least <= count <= whole(element, "max", len(operands)))


def _not(element: Element, operands: Operands) -> Given:
    truth = _truth(operands[0]) if operands else None
    return None if truth is None else single(not truth)


def _is_null(element: Element, operands: Operands) -> Given:
    return single(not operands or operands[0] is None or operands[0].atoms == ("",))


def _string_match(element: Element, one: Value, other: Value) -> bool:
    first, second = str(one.only), str(other.only)
    if not flag(element, "caseSensitive", default=True):
        first, second = first.casefold(), second.casefold()
    return second in first if flag(element, "substring") else first == second


def _substring(element: Element, one: Value, other: Value) -> bool:
    first, second = str(one.only), str(other.only)
    if not flag(element, "caseSensitive", default=True):
        first, second = first.casefold(), second.casefold()
    return first in second


def _equal(element: Element, one: Value, other: Value) -> bool:
    x, y = _number(element, one), _number(element, other)
    mode = element.attributes.get("toleranceMode", "exact")
    if mode == "exact":
        return x == y
    below, above = tolerance(element)
    if mode == "relative":
        below, above = x * below / 100, x * above / 100
    least, most = x - below, x + above
    return (
        y > least or (y == least and flag(element, "includeLowerBound", default=True))
    ) and (y < most or (y == most and flag(element, "includeUpperBound", default=True)))


def tolerance(element: Element) -> tuple[Fraction, Fraction]:
    """How far below and above a number may lie; raises ``NotUnderstood``."""
    ends = [number_of(word) for word in element.attributes.get("tolerance", "").split()]
    if not ends:
        raise NotUnderstood(element.tag, element.line)
    return ends[0], ends[-1]


def _equal_rounded(element: Element, one: Value, other: Value) -> bool:
    x, y = _number(element, one), _number(element, other)
    return rounded(element, x) == rounded(element, y)


def rounded(element: Element, x: Fraction) -> Fraction:
    """A number rounded, half of a step up, as the element says."""
    places = min(whole(element, "figures"), _MAX_FIGURES)
    mode = element.attributes.get("roundingMode", "significantFigures")
    if mode == "significantFigures" and x:
        size = abs(x)
        while size >= 10:
            size, places = size / 10, places - 1
        while size < 1:
            size, places = size * 10, places + 1
        places -= 1
    step = Fraction(10) ** -places
    return floor(x / step + Fraction(1, 2)) * step


def _sum(element: Element, operands: Sequence[Value]) -> Given:
    return single(sum(_numbers(element, operands), Fraction(0)))


def _product(element: Element, operands: Sequence[Value]) -> Given:
    result = Fraction(1)
    for factor in _numbers(element, operands):
        result *= factor
    return single(result)


def _two(
    work: Callable[[Fraction, Fraction], Fraction | None],
) -> Operator:
    def calculated(element: Element, operands: Sequence[Value]) -> Given:
        x, y = list(_numbers(element, operands))[:2] if len(operands) == 2 else (0, 0)
        if len(operands) != 2:
            raise NotUnderstood(element.tag, element.line)
        result = work(Fraction(x), Fraction(y))
        return None if result is None else single(result)

    return _strict(calculated)


def _one(work: Callable[[Fraction], Fraction]) -> Operator:
    return _strict(lambda element, given: single(work(_number(element, given[0]))))


def _power(x: Fraction, y: Fraction) -> Fraction | None:
    if y.denominator != 1 or not 0 <= y <= _MAX_POWER:
        raise NotUnderstood("power")
    return x ** int(y)


def _size(element: Element, operands: Operands) -> Given:
    given = operands[0] if operands else None
    return single(Fraction(len(given.atoms) if given else 0))


def _gathered(cardinality: str) -> Operator:
    def gathered(element: Element, operands: Operands) -> Given:
        atoms = [atom for operand in operands if operand for atom in operand.atoms]
        return listed(atoms, cardinality)

    return gathered


def _index(element: Element, operands: Sequence[Value]) -> Given:
    at = whole(element, "n")
    atoms = operands[0].atoms
    return single(atoms[at - 1]) if 0 < at <= len(atoms) else None


def _deleted(element: Element, operands: Sequence[Value]) -> Given:
    gone, whole_list = operands[0].only, operands[1]
    kept: list[Atom] = [atom for atom in whole_list.atoms if atom != gone]
    return listed(kept, whole_list.cardinality)


def _contains(element: Element, one: Value, other: Value) -> bool:
    if one.cardinality != "ordered":
        return all(
            one.atoms.count(atom) >= other.atoms.count(atom) for atom in other.atoms
        )
    width = len(other.atoms)
    starts = range(len(one.atoms) - width + 1)
    return any(one.atoms[at : at + width] == other.atoms for at in starts)


OPERATORS: Mapping[str, Operator] = {
    "null": lambda element, operands: None,
    "isNull": _is_null,
    "not": _not,
    "and": _all_of,
    "or": _any_of,
    "anyN": _some_of,
    "match": _both(lambda element, one, other: same(one, other)),
    "stringMatch": _both(_string_match),
    "substring": _both(_substring),
    "equal": _both(_equal),
    "equalRounded": _both(_equal_rounded),
    "lt": _both(lambda e, one, other: _number(e, one) < _number(e, other)),
    "gt": _both(lambda e, one, other: _number(e, one) > _number(e, other)),
    "lte": _both(lambda e, one, other: _number(e, one) <= _number(e, other)),
    "gte": _both(lambda e, one, other: _number(e, one) >= _number(e, other)),
    "member": _both(lambda element, one, other: one.only in other.atoms),
    "contains": _both(_contains),
    "sum": _strict(_sum),
    "product": _strict(_product),
    "subtract": _two(lambda x, y: x - y),
    "divide": _two(lambda x, y: x / y if y else None),
    "integerDivide": _two(lambda x, y: Fraction(x // y) if y else None),
    "integerModulus": _two(lambda x, y: x % y if y else None),
    "power": _two(_power),
    "min": _strict(lambda e, given: single(min(_numbers(e, given)))),
    "max": _strict(lambda e, given: single(max(_numbers(e, given)))),
    "round": _one(lambda x: Fraction(floor(x + Fraction(1, 2)))),
    "truncate": _one(lambda x: Fraction(int(x))),
    "integerToFloat": _one(lambda x: x),
    "roundTo": _strict(
        lambda e, given: single(rounded(e, _number(e, given[0]))),
    ),
    "containerSize": _size,
    "multiple": _gathered("multiple"),
    "ordered": _gathered("ordered"),
    "index": _strict(_index),
    "delete": _strict(_deleted),
}
"""Each operator by its name."""
