"""JSON as the tree that questions are read from, and its faults by their path."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NoReturn

from lms.content.canonical import Plain
from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.content.findings import FileNotes, Notes, Place, Severity
from lms.content.numbers import Number
from lms.content.tree import Branch, Leaf, Node, Table
from lms.kernel.language import N_

MAX_DEPTH = 40
MAX_FAULTS = 100

_FILE = "json"
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FLAGS = ("answer", "accents", "case", "correct", "shuffle", "unit_needed")
_COUNTS = ("least_words", "lines", "most_words", "points")
_A_WORD = N_("Se esperaba un texto entre comillas.")
_A_NUMBER = N_("Se esperaba un número sin comillas.")
_A_FLAG = N_("Se esperaba true o false, sin comillas.")


class Digits(str):
    """A number in the digits it was written with."""

    __slots__ = ()


class _Refused(Exception):
    """The file says something that no file may say."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.values = values


def parsed(words: str) -> object:
    """What some JSON says: objects, lists, words, ``Digits``, true, false, nothing.

    Raises ``ExchangeFaulty`` for what is no JSON, or says one key twice.
    """
    try:
        return json.loads(
            words,
            object_pairs_hook=_object,
            parse_int=Digits,
            parse_float=Digits,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        _refuse(
            N_("El archivo no es JSON válido (%(reason)s)."),
            error.lineno,
            reason=error.msg,
        )
    except _Refused as refused:
        _refuse(str(refused), 0, **refused.values)
    except RecursionError:
        _refuse(N_("Hay demasiados niveles unos dentro de otros."))


class Faults:
    """Collects what is wrong, each fault with its path in the file as its question.

    The tree has no lines; what its nodes have instead is the number of their path.
    """

    def __init__(self) -> None:
        self.all: list[Loss] = []
        self.notes = FileNotes(Notes(), _FILE)
        self._places: list[Place] = [()]

    def add(self, place: Place, message: str, **values: object) -> None:
        """Write down what is wrong at a place."""
        self.all.append(
            Loss(code="json", message=message, values=values, question=path_of(place))
        )

    def collect(self) -> None:
        """Take over what was found while a question was read from the tree."""
        for finding in self.notes.notes.findings:
            if finding.severity is Severity.ERROR:
                place = self._places[finding.line]
                self.add(place, finding.message, **finding.values)
        self.notes.notes.findings.clear()

    def complain(self) -> None:
        """Raise ``ExchangeFaulty`` if anything was wrong."""
        if self.all:
            raise ExchangeFaulty(self.all[:MAX_FAULTS])

    def grown(self, data: object, place: Place, depth: int = 0) -> Node:
        """The tree of some data."""
        line = len(self._places)
        self._places.append(place)
        if depth > MAX_DEPTH:
            self.add(place, N_("Hay demasiados niveles unos dentro de otros."))
            return Branch(line)
        if isinstance(data, dict):
            return self._table(data, place, depth)
        if isinstance(data, list):
            items = [
                self.grown(item, (*place, number), depth + 1)
                for number, item in enumerate(data)
            ]
            return Branch(line, items)
        return self._leaf(data, place, line)

    def mind_types(self, data: object, plain: Plain, place: Place) -> None:
        """Write down words that should be numbers, and the like."""
        if isinstance(plain, Mapping) and isinstance(data, dict):
            for key, value in data.items():
                if key in plain:
                    self.mind_types(value, plain[key], (*place, key))
                else:
                    self._mind_default(key, value, (*place, key))
        elif isinstance(data, list) and isinstance(plain, (list, tuple)):
            for number, (item, other) in enumerate(zip(data, plain, strict=False)):
                self.mind_types(item, other, (*place, number))
        elif fault := _wrong_type(data, plain):
            self.add(place, fault)

    def _table(self, data: dict[str, Any], place: Place, depth: int) -> Table:
        table = Table(len(self._places) - 1)
        for key, value in data.items():
            table.lines[key] = len(self._places)
            table.entries[key] = self.grown(value, (*place, key), depth + 1)
        return table

    def _leaf(self, data: object, place: Place, line: int) -> Leaf:
        if isinstance(data, bool):
            words = "true" if data else "false"
        elif data is None:
            words = ""
        else:
            words = str(data)
        if _STRANGE.search(words):
            self.add(place, N_("Hay un signo de control, que no se puede mostrar."))
            words = _STRANGE.sub("", words)
        return Leaf(line, words, plain=data is None, first=line)

    def _mind_default(self, key: str, value: object, place: Place) -> None:
        if key in _FLAGS and not isinstance(value, (bool, type(None))):
            self.add(place, _A_FLAG)
        elif key in _COUNTS and not isinstance(value, (Digits, type(None))):
            self.add(place, _A_NUMBER)


def path_of(place: Place) -> str:
    """A place as people write it: questions[0].choices[2].text."""
    path = ""
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".") or "$"


def _wrong_type(data: object, plain: Plain) -> str:
    if data is None:
        return ""
    if isinstance(plain, bool):
        return "" if isinstance(data, bool) else _A_FLAG
    if isinstance(plain, Number):
        return "" if isinstance(data, str) else _A_NUMBER
    if isinstance(plain, (int, float)):
        return "" if isinstance(data, Digits) else _A_NUMBER
    word = isinstance(data, str) and not isinstance(data, Digits)
    return "" if word or not isinstance(plain, str) else _A_WORD


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(key, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise _Refused(N_("La clave «%(key)s» está repetida."), key=key)
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Refused(N_("«%(name)s» no es un número."), name=name)


def _refuse(message: str, line: int = 0, **values: object) -> NoReturn:
    raise ExchangeFaulty([Loss(code="json", message=message, values=values, line=line)])
