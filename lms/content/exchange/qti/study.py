"""What was found out about an interaction: what it is worth, and what becomes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.content.exchange.naming import Names
from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.feedback import Told
from lms.content.exchange.qti.notes import Notes, Refused
from lms.content.exchange.qti.trials import Key, Trials
from lms.content.exchange.qti.values import Given, Value, atom_of
from lms.content.exchange.qti.words import Words
from lms.content.exchange.xml import Element
from lms.kernel.language import N_, Language, Text

MAX_CHOICES = 200
NO_ANSWER = "no-right-answer"
"""The code of what is lost where nothing earns points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Studied:
    """An interaction that was understood: its kind, the most points, and its content
    once it is known what is told when. ``places`` are the answers that can have
    feedback of their own; ``right`` earns the most, ``wrong`` nothing."""

    kind: str
    best: Fraction
    content: Callable[[Told], object]
    places: frozenset[Key] = frozenset()
    right: Given = None
    wrong: Given = None


@dataclass(slots=True)
class Desk:
    """What is at hand while an item is read.

    ``beside`` is what is answered in the other interactions meanwhile.
    """

    root: Element
    trials: Trials
    words: Words
    notes: Notes
    language: Language
    beside: Mapping[str, Given] = field(default_factory=dict)

    def text(self, words: str) -> Text:
        """Words in the language of the item, or no text."""
        return {self.language: words} if words else {}

    def variable(self, interaction: Element) -> Variable:
        """What an interaction puts its answer into; raises ``Refused``."""
        name = identifier(interaction, "responseIdentifier")
        variable = self.trials.machine.responses.get(name)
        if variable is None:
            raise Refused(
                "no-response",
                N_("La respuesta «%(name)s» no está declarada."),
                interaction.line,
                name=name,
            )
        return variable

    def points(
        self, variable: Variable, atoms: Iterable[str], parts: Iterable[str] = ()
    ) -> Fraction:
        """The points for an answer made of some things."""
        given = answer(variable, atoms)
        keys = [(variable.identifier, part) for part in parts]
        return self.trials.points({**self.beside, variable.identifier: given}, keys)


def answer(variable: Variable, atoms: Iterable[str]) -> Given:
    """An answer of the type that a response has."""
    values = tuple(atom_of(atom, variable.base) for atom in atoms)
    return Value(values, variable.cardinality) if values else None


def named(elements: Iterable[Element], line: int) -> dict[str, Element]:
    """Things to choose from, by their identifiers; raises ``Refused``."""
    found: dict[str, Element] = {}
    for element in elements:
        name = identifier(element)
        if not name or name in found:
            raise Refused(
                "bad-identifier",
                N_("El identificador «%(name)s» falta o está repetido."),
                element.line,
                name=name,
            )
        found[name] = element
    if len(found) > MAX_CHOICES:
        raise too_many(len(found), line)
    return found


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """Our ids for their identifiers."""
    giving = Names(prefix="r")
    return {name: giving.give(name) for name in names}


def no_points(line: int) -> Refused:
    """Nothing that can be answered is worth anything."""
    return Refused(
        NO_ANSWER,
        N_("Ninguna respuesta da puntos: no se sabe cuál es la correcta."),
        line,
    )


def too_many(count: int, line: int) -> Refused:
    """There is more to choose from than anybody would read."""
    return Refused(
        "too-many",
        N_("Hay demasiadas opciones: %(count)s. El máximo es %(most)s."),
        line,
        count=count,
        most=MAX_CHOICES,
    )
