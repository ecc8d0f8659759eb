"""A sheet of XML that is written line by line, as Moodle itself lays it out."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

from lms.content.exchange.escaping import without_controls


@dataclass(frozen=True, slots=True)
class Told:
    """A text as HTML, and the pictures it shows by their names."""

    html: str
    pictures: tuple[tuple[str, bytes], ...] = ()


class Sheet:
    """Collects lines; the same calls give the same bytes."""

    def __init__(self) -> None:
        self._lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._depth = 0

    @property
    def data(self) -> bytes:
        """The file as it is now."""
        return ("\n".join(self._lines) + "\n").encode()

    def mark(self) -> tuple[int, int]:
        """Where the sheet is now, for ``back_to``."""
        return len(self._lines), self._depth

    def back_to(self, mark: tuple[int, int]) -> None:
        """Take away everything written since."""
        lines, self._depth = mark
        del self._lines[lines:]

    @contextmanager
    def inside(self, tag: str, **attributes: str) -> Iterator[None]:
        """What is written meanwhile stands in an element."""
        self._line(f"<{tag}{_attributes(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{tag}>")

    def leaf(self, tag: str, words: object, **attributes: str) -> None:
        """An element with nothing but words."""
        self._line(f"<{tag}{_attributes(attributes)}>{_safe(str(words))}</{tag}>")

    def flag(self, tag: str, value: bool) -> None:
        """An element that says yes or no."""
        self.leaf(tag, "true" if value else "false")

    def words(self, tag: str, words: str, **attributes: str) -> None:
        """An element whose words stand in a ``text``."""
        with self.inside(tag, **attributes):
            self.leaf("text", words)

    def told(self, tag: str, told: Told, **attributes: str) -> None:
        """An element with a text as HTML, and its pictures."""
        with self.inside(tag, **attributes, format="html"):
            self.text(told)

    def text(self, told: Told) -> None:
        """A text as HTML with its pictures, inside of what is open."""
        self.leaf("text", told.html)
        for name, body in told.pictures:
            self.leaf(
                "file", b64encode(body).decode(), name=name, path="/", encoding="base64"
            )

    def _line(self, line: str) -> None:
        self._lines.append("  " * self._depth + line)


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name}="{escape(without_controls(value))}"'
        for name, value in attributes.items()
    )


def _safe(words: str) -> str:
    words = without_controls(words)
    if not {"<", ">", "&"} & set(words):
        return words
    # What ends such a section must not stand inside of it.
    return f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>"
