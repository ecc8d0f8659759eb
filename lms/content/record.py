"""Reading one table of a YAML file key by key, writing down every fault on the way.

Each reader returns a value of the right type even when the file is wrong, so that
reading goes on to the next fault; the notes say whether the result may be used.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from lms.content.keys import Keys
from lms.content.numbers import decimal_of, fraction_of
from lms.content.tree import Leaf, Table
from lms.kernel.language import N_, Language, Text

Option = TypeVar("Option", bound=StrEnum)

A_LIST_OF_IDS = N_("En «%(key)s» se esperaba una lista de identificadores («- mi-id»).")
A_LIST_OF_TABLES = N_("En «%(key)s» se esperaba una lista de fichas («- id: …»).")
A_LIST_OF_WORDS = N_("En «%(key)s» se esperaba una lista de palabras («- palabra»).")
A_TABLE = N_("En «%(key)s» se esperaban claves y valores, cada una en su línea.")
A_TEXT = N_("En «%(key)s» se esperaba un texto por idioma («es: …», «pt: …», «en: …»).")


class Record(Keys):
    """One table, read key by key."""

    def slug(self, key: str) -> str:
        """An id, required."""
        words = self._words(key)
        if words:
            self._mind_slug(words, (*self.at, key))
        return words

    def slugs(self, key: str) -> tuple[str, ...]:
        """A list of ids; none when the key is absent."""
        found = []
        for place, node in self._items(key, required=False):
            if isinstance(node, Leaf) and not node.is_nothing:
                self._mind_slug(node.words, place)
                found.append(node.words)
            else:
                self._expected(key, A_LIST_OF_IDS)
        return tuple(found)

    def optional_slug(self, key: str) -> str | None:
        """An id, or nothing."""
        if self.has(key):
            return self.slug(key)
        self._seen.append(key)
        return None

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of words, each on one line; none when the key is absent."""
        found = []
        for _, node in self._items(key, required=False):
            words = " ".join(node.words.split()) if isinstance(node, Leaf) else ""
            if words:
                found.append(words)
            else:
                self._expected(key, A_LIST_OF_WORDS)
        return tuple(found)

    def option(
        self, key: str, options: type[Option], default: Option | None = None
    ) -> Option:
        """One of a few words, required without a default.

        If it is wrong, the default is taken, or else the first of them.
        """
        if default is not None and not self.has(key):
            self._seen.append(key)
            return default
        words = self._words(key)
        known = [str(option) for option in options]
        if words and words not in known:
            self._unknown_word(key, words, known)
        return options(words) if words in known else default or next(iter(options))

    def optional_option(self, key: str, options: type[Option]) -> Option | None:
        """One of a few words, or nothing."""
        if self.has(key):
            return self.option(key, options)
        self._seen.append(key)
        return None

    def languages(self, key: str) -> tuple[Language, ...]:
        """A list of languages, required."""
        found = []
        for _, node in self._items(key, required=True):
            words = node.words if isinstance(node, Leaf) else ""
            if words in tuple(Language):
                found.append(Language(words))
            else:
                self._unknown_word(key, words, [str(code) for code in Language])
        return tuple(found)

    def whole(
        self, key: str, least: int, most: int, *, default: int | None = None
    ) -> int:
        """A whole number; required when there is no default."""
        if default is not None and not self.has(key):
            self._seen.append(key)
            return default
        return int(self.number(key, least, most, step=1))

    def optional_whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number, or nothing."""
        if self.has(key):
            return self.whole(key, least, most)
        self._seen.append(key)
        return None

    def number(self, key: str, least: int, most: int, *, step: float) -> float:
        """A number in steps, required; the least if it is wrong."""
        words = self._words(key)
        try:
            value = Decimal(words)
            good = least <= value <= most and value % Decimal(str(step)) == 0
        except InvalidOperation:
            good = False
        if good:
            return float(value)
        if words:
            self.notes.error(
                "bad-number",
                N_(
                    "«%(key)s» tiene que ser un número de %(least)s a %(most)s, en "
                    "pasos de %(step)s; dice «%(words)s»."
                ),
                (*self.at, key),
                key=key,
                least=least,
                most=most,
                step=step,
                words=words,
            )
        return float(least)

    def optional_fraction(self, key: str) -> Fraction | None:
        """A share from -1 to 1, as «1/3», «-50%» or «0.25», or nothing."""
        if not self.has(key):
            self._seen.append(key)
            return None
        words = self._words(key).strip()
        value = fraction_of(words)
        if value is not None and -1 <= value <= 1:
            return value
        if words:
            self.notes.error(
                "bad-weight",
                N_(
                    "«%(key)s» es una parte de la nota, de -1 a 1: escriba «1/3», "
                    "«50%%» o «-0.25»; dice «%(words)s»."
                ),
                (*self.at, key),
                key=key,
                words=words,
            )
        return Fraction(0)

    def optional_decimal(self, key: str) -> Decimal | None:
        """A decimal number, or nothing."""
        if not self.has(key):
            self._seen.append(key)
            return None
        words = self._words(key).strip()
        value = decimal_of(words)
        if value is None and words:
            self.notes.error(
                "bad-decimal",
                N_(
                    "«%(key)s» tiene que ser un número con punto decimal y sin "
                    "exponente, como «-12.5»; dice «%(words)s»."
                ),
                (*self.at, key),
                key=key,
                words=words,
            )
        return value if value is not None else Decimal(0)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """``true`` or ``false``; required when there is no default."""
        if default is not None and not self.has(key):
            self._seen.append(key)
            return default
        words = self._words(key)
        if words and words not in ("true", "false"):
            self._unknown_word(key, words, ["true", "false"])
        return words == "true"

    def text(self, key: str) -> Text:
        """A text per language, required."""
        if self._missing(key):
            return {}
        return self.optional_text(key)

    def optional_text(self, key: str) -> Text:
        """A text per language, empty when there is none."""
        self._seen.append(key)
        if not self.has(key):
            return {}
        node = self._table.entries[key]
        if not isinstance(node, Table):
            self._expected(key, A_TEXT)
            return {}
        return dict(self._told(key, node))

    def records(self, key: str, *, required: bool = True) -> list["Record"]:
        """A list of tables."""
        found = []
        for place, node in self._items(key, required=required):
            if isinstance(node, Table):
                found.append(Record(node, self.notes, place))
            else:
                self._expected(key, A_LIST_OF_TABLES)
        return found

    def optional_record(self, key: str) -> "Record | None":
        """A table inside this one, or nothing."""
        self._seen.append(key)
        if not self.has(key):
            return None
        node = self._table.entries[key]
        if isinstance(node, Table):
            return Record(node, self.notes, (*self.at, key))
        self._expected(key, A_TABLE)
        return None

    def _told(self, key: str, table: Table) -> Iterator[tuple[Language, str]]:
        for code, node in table.entries.items():
            place = (*self.at, key, code)
            line = node.first if isinstance(node, Leaf) else node.line
            self.notes.notes.stands(self.notes.file, place, line)
            if code not in tuple(Language):
                self._unknown_word(key, code, [str(language) for language in Language])
            elif not isinstance(node, Leaf):
                self._expected(key, A_TEXT)
            elif node.words.strip() and not node.is_nothing:
                yield Language(code), node.words
