"""The keys of one table of a YAML file: which are there, and which nobody knows.

What is read from them, and as what, is in ``record``.
"""

from collections.abc import Iterator

from lms.content.findings import FileNotes, Place
from lms.content.names import is_slug, nearest
from lms.content.tree import Branch, Leaf, Node, Table
from lms.kernel.language import N_

A_VALUE = N_("En «%(key)s» se esperaba un valor en la misma línea.")
A_LIST = N_("En «%(key)s» se esperaba una lista («- …»).")


class Keys:
    """One table, at its place in a file."""

    def __init__(self, table: Table, notes: FileNotes, at: Place = ()) -> None:
        self._table = table
        self.notes = notes
        self.at = at
        self._seen: list[str] = []
        notes.notes.stands(notes.file, at, table.line)
        for key, line in table.lines.items():
            notes.notes.stands(notes.file, (*at, key), line)

    def has(self, key: str) -> bool:
        """Is there a value under this key?"""
        node = self._table.entries.get(key)
        return node is not None and not (isinstance(node, Leaf) and node.is_nothing)

    def line(self, key: str) -> str:
        """Words on one line, required."""
        return " ".join(self._words(key).split())

    def optional_line(self, key: str) -> str | None:
        """Words on one line, or nothing."""
        if self.has(key):
            return self.line(key)
        self._seen.append(key)
        return None

    def close(self) -> None:
        """Write down the keys that nobody asked for: they are unknown."""
        for key in self._table.entries:
            if key not in self._seen:
                self.unknown_key(key)

    def unknown_key(self, key: str) -> None:
        """Write down a key that has no meaning here, and the one perhaps meant."""
        meant = nearest(key, [known for known in self._seen if not self.has(known)])
        place = (*self.at, key)
        if meant:
            self.notes.error(
                "unknown-key",
                N_("No se conoce la clave «%(key)s». ¿Quiso decir «%(meant)s»?"),
                place,
                key=key,
                meant=meant,
            )
        else:
            self.notes.error(
                "unknown-key", N_("No se conoce la clave «%(key)s»."), place, key=key
            )

    def _items(self, key: str, *, required: bool) -> Iterator[tuple[Place, Node]]:
        self._seen.append(key)
        if not self.has(key):
            if required:
                self._missing(key)
            return
        node = self._table.entries[key]
        if not isinstance(node, Branch):
            self._expected(key, A_LIST)
            return
        for number, item in enumerate(node.items):
            place = (*self.at, key, number)
            self.notes.notes.stands(self.notes.file, place, item.line)
            yield place, item

    def _words(self, key: str) -> str:
        if self._missing(key):
            return ""
        node = self._table.entries[key]
        if isinstance(node, Leaf) and node.words.strip():
            return node.words
        self._expected(key, A_VALUE)
        return ""

    def _missing(self, key: str) -> bool:
        self._seen.append(key)
        if self.has(key):
            return False
        self.notes.error(
            "missing-key",
            N_("Falta «%(key)s»."),
            (*self.at, key),
            key=key,
        )
        return True

    def _expected(self, key: str, message: str) -> None:
        self.notes.error("wrong-shape", message, (*self.at, key), key=key)

    def _unknown_word(self, key: str, words: str, known: list[str]) -> None:
        self.notes.error(
            "unknown-word",
            N_("«%(words)s» no vale en «%(key)s»; use una de estas: %(known)s."),
            (*self.at, key),
            words=words,
            key=key,
            known=", ".join(known),
        )

    def _mind_slug(self, words: str, place: Place) -> None:
        if not is_slug(words):
            self.notes.error(
                "bad-slug",
                N_(
                    "«%(words)s» no vale como identificador: use minúsculas sin "
                    "acentos, cifras y guiones, como «mi-leccion»."
                ),
                place,
                words=words,
            )
