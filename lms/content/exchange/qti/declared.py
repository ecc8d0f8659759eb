"""What an item declares before it asks: its variables, and what is right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.content.exchange.qti.dialect import flag, identifier
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.values import (
    Atom,
    Given,
    Value,
    atom_of,
    listed,
    number,
    single,
)
from lms.content.exchange.xml import Element

ZERO = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What one thing is worth; ``case`` says whether capitals matter."""

    key: Atom
    worth: Fraction
    case: bool = True

    def holds(self, atom: Atom) -> bool:
        """Whether this is about that thing."""
        if isinstance(atom, str) and isinstance(self.key, str) and not self.case:
            return atom.casefold() == self.key.casefold()
        return atom == self.key


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What things are worth that are answered (``mapping``)."""

    entries: tuple[Entry, ...]
    default: Fraction = ZERO
    lower: Fraction | None = None
    upper: Fraction | None = None

    def worth(self, given: Given) -> Fraction:
        """The sum for an answer; what is in it twice counts once."""
        atoms = dict.fromkeys(given.atoms if given else ())
        total = sum((self.of(atom) for atom in atoms), ZERO)
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)

    def of(self, atom: Atom) -> Fraction:
        """What one thing is worth."""
        for entry in self.entries:
            if entry.holds(atom):
                return entry.worth
        return self.default


@dataclass(frozen=True, kw_only=True, slots=True)
class Variable:
    """A variable for an answer or for an outcome.

    ``lookup`` turns numbers into values, for outcomes that are read from a table.
    """

    identifier: str
    cardinality: str
    base: str
    line: int
    default: Given = None
    correct: Given = None
    mapping: Table | None = None
    maximum: Fraction | None = None
    human: bool = False
    lookup: Mapping[Atom, Value] = field(default_factory=dict)
    lookup_default: Given = None


def variables(item: Element, tag: str) -> dict[str, Variable]:
    """The variables that are declared with elements of one name.

    Raises ``NotUnderstood`` where a value is not of the type it should be.
    """
    found = (_variable(element) for element in item.all(tag))
    return {variable.identifier: variable for variable in found}


def _variable(element: Element) -> Variable:
    cardinality = element.attributes.get("cardinality", "single")
    base = element.attributes.get("baseType", "")
    if cardinality == "record":
        raise NotUnderstood("record", element.line)
    try:
        return Variable(
            identifier=identifier(element),
            cardinality=cardinality,
            base=base,
            line=element.line,
            default=_values(element.first("defaultValue"), base, cardinality),
            correct=_values(element.first("correctResponse"), base, cardinality),
            mapping=_table(element.first("mapping"), base),
            maximum=_number(element, "normalMaximum"),
            human=element.attributes.get("externalScored", "") == "human",
            lookup=dict(_lookup(element.first("matchTable"), base)),
            lookup_default=_lookup_default(element.first("matchTable"), base),
        )
    except NotUnderstood as failure:
        failure.line = failure.line or element.line
        raise


def _values(element: Element | None, base: str, cardinality: str) -> Given:
    if element is None:
        return None
    atoms = [
        atom_of(value.words, value.attributes.get("baseType", base))
        for value in element.all("value")
        if value.words.strip()
    ]
    return listed(atoms[:1] if cardinality == "single" else atoms, cardinality)


def _table(element: Element | None, base: str) -> Table | None:
    if element is None:
        return None
    return Table(
        entries=tuple(
            Entry(
                key=atom_of(entry.attributes.get("mapKey", ""), base),
                worth=number(entry.attributes.get("mappedValue", "")),
                case=flag(entry, "caseSensitive", default=True),
            )
            for entry in element.all("mapEntry")
        ),
        default=_number(element, "defaultValue") or ZERO,
        lower=_number(element, "lowerBound"),
        upper=_number(element, "upperBound"),
    )


def _lookup(element: Element | None, base: str) -> Iterator[tuple[Atom, Value]]:
    for entry in element.all("matchTableEntry") if element else ():
        yield (
            number(entry.attributes.get("sourceValue", "")),
            single(atom_of(entry.attributes.get("targetValue", ""), base)),
        )


def _lookup_default(element: Element | None, base: str) -> Given:
    words = element.attributes.get("defaultValue", "") if element else ""
    return single(atom_of(words, base)) if words else None


def _number(element: Element, name: str) -> Fraction | None:
    words = element.attributes.get(name, "").strip()
    return number(words) if words else None
