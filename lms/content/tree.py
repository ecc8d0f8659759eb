"""YAML as a tree of plain nodes that know their line; only what packages need.

Read from the parser's events rather than loaded: no tags, no anchors, no aliases, no
surprise types. A word is a word, so ``no`` in a text stays the word an author typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from lms.content.findings import FileNotes
from lms.kernel.language import N_

MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Leaf:
    """A single value; ``plain`` when it was typed without quotes.

    ``first`` is the line of its words, which is not ``line`` after a bar (``es: |``).
    """

    line: int
    words: str
    plain: bool
    first: int

    @property
    def is_nothing(self) -> bool:
        return self.plain and self.words in ("", "~", "null")


@dataclass(slots=True)
class Branch:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Keys and values, in the order they were typed."""

    line: int
    entries: dict[str, "Node"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Leaf | Branch | Table


class _Refused(Exception):
    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line, self.code = line, code


def grow(text: str, notes: FileNotes) -> Table | None:
    """Read one YAML file whose top is a table; write down why if it is not one."""
    try:
        node = _document(yaml.parse(text, Loader=_LOADER), notes)
    except _Refused as refused:
        notes.error(refused.code, str(refused), line=refused.line)
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _complain(notes, mark.line + 1 if mark else 0, error.problem)
        return None
    except yaml.YAMLError as error:
        _complain(notes, 0, str(error))
        return None
    if isinstance(node, Table):
        return node
    notes.error(
        "yaml-not-table",
        N_("Se esperaba una lista de «clave: valor» en este archivo."),
        line=1,
    )
    return None


def _complain(notes: FileNotes, line: int, problem: object) -> None:
    notes.error(
        "yaml",
        N_(
            "El archivo no es YAML válido; revise los dos puntos, las comillas y los "
            "espacios al comienzo de la línea (%(problem)s)."
        ),
        line=line,
        problem=str(problem),
    )


def _document(events: Iterator[yaml.Event], notes: FileNotes) -> Node | None:
    top: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(
                    _line(event),
                    "yaml-documents",
                    N_("El archivo tiene más de un documento: quite la línea «---»."),
                )
        elif isinstance(event, yaml.NodeEvent):
            top = _node(event, events, notes, 0)
    return top


def _node(
    event: yaml.Event, events: Iterator[yaml.Event], notes: FileNotes, depth: int
) -> Node:
    line = _line(event)
    _refuse_tricks(event, line, depth)
    if isinstance(event, yaml.ScalarEvent):
        first = line + (event.style in ("|", ">"))
        return Leaf(line, event.value, event.style in (None, ""), first)
    if isinstance(event, yaml.SequenceStartEvent):
        branch = Branch(line)
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            branch.items.append(_node(inner, events, notes, depth + 1))
        return branch
    return _table(line, events, notes, depth)


def _table(
    line: int, events: Iterator[yaml.Event], notes: FileNotes, depth: int
) -> Table:
    table = Table(line)
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, notes, depth + 1)
        value = _node(next(events), events, notes, depth + 1)
        if not isinstance(key, Leaf):
            raise _Refused(
                key.line,
                "yaml-key",
                N_("Una clave tiene que ser una palabra, no una lista."),
            )
        if key.words in table.entries:
            notes.error(
                "yaml-duplicate-key",
                N_("La clave «%(key)s» está repetida."),
                line=key.line,
                key=key.words,
            )
            continue
        table.entries[key.words] = value
        table.lines[key.words] = key.line
    return table


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _refuse_tricks(event: yaml.Event, line: int, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Refused(
            line,
            "yaml-anchor",
            N_("Aquí no se usan anclas ni alias (& y *): escriba el texto completo."),
        )
    if getattr(event, "tag", None):
        raise _Refused(
            line,
            "yaml-tag",
            N_("Aquí no se usan etiquetas de tipo («!…»): quítela."),
        )
    if depth > MAX_DEPTH:
        raise _Refused(
            line, "yaml-depth", N_("Hay demasiados niveles unos dentro de otros.")
        )
