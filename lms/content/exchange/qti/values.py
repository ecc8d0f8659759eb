"""The values that variables of an item have, and how they are written."""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from lms.content.exchange.qti.notes import NotUnderstood

Atom = str | Fraction | bool

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE]([+-]?\d{1,2}))?")
_MAX_DIGITS = 40
NUMERIC = ("integer", "float", "duration")


@dataclass(frozen=True, slots=True)
class Value:
    """One value, or several; no value at all is ``None``, also for an empty list."""

    atoms: tuple[Atom, ...]
    cardinality: str = "single"

    @property
    def only(self) -> Atom:
        """The first of them, which is the only one where it is single."""
        return self.atoms[0]


Given = Value | None


def single(atom: Atom) -> Value:
    """A value of one thing."""
    return Value((atom,))


def listed(atoms: list[Atom] | tuple[Atom, ...], cardinality: str) -> Given:
    """Several things, or none."""
    return Value(tuple(atoms), cardinality) if atoms else None


def atom_of(words: str, base: str) -> Atom:
    """What is written, as a thing of a base type.

    Raises ``NotUnderstood`` for what is no such thing.
    """
    if base in NUMERIC:
        return number(words)
    if base == "boolean":
        return words.strip().lower() in ("true", "1")
    if base in ("pair", "directedPair"):
        return paired(words.split(), directed=base == "directedPair")
    return words if base == "string" else words.strip()


def paired(ends: list[str], *, directed: bool) -> str:
    """Two identifiers as one thing; which is the first matters where it is directed."""
    if len(ends) != 2:
        raise NotUnderstood(" ".join(ends)[:40])
    return " ".join(ends if directed else sorted(ends))


def number(words: str) -> Fraction:
    """A number exactly as written; raises ``NotUnderstood`` for anything else."""
    words = words.strip()
    if len(words) > _MAX_DIGITS or not _NUMBER.fullmatch(words):
        raise NotUnderstood(words[:40])
    return Fraction(words)


def same(one: Value, other: Value) -> bool:
    """Whether two values match: lists in any order, unless the order is the point."""
    if "ordered" in (one.cardinality, other.cardinality):
        return one.atoms == other.atoms
    return Counter(one.atoms) == Counter(other.atoms)
