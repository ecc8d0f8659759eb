"""XML from strangers, read into a small tree that remembers lines.

Nothing is expanded and nothing is fetched: whatever declares a document type or an
entity is refused before it has any effect. Comments and instructions are passed over.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NoReturn
from xml.parsers import expat

from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.content.exchange.encodings import decode
from lms.kernel.language import N_

MAX_BYTES = 50 * 1024 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000

_SPACE = " "
"""Stands between a namespace and a name; no address has it."""
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_KNOWN = re.compile(
    r"utf-8(-sig)?|ascii|utf-16(-[lb]e)?|iso8859-\d+|cp125\d|cp437|cp850|mac-roman"
)
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "source", "wbr"))

_BROKEN = N_("El XML está mal formado: hay un error de sintaxis.")
_REASONS = {
    3: N_("El XML está vacío o se corta antes de terminar."),
    4: N_(
        "El XML está mal formado: hay un signo que no puede ir ahí, como «&» o «<» sin "
        "escapar."
    ),
    5: N_("El XML está mal formado: una etiqueta no se cierra."),
    6: N_("El XML está mal formado: hay un signo cortado."),
    7: N_("El XML está mal formado: se cierra una etiqueta que no es la que se abrió."),
    8: N_("El XML está mal formado: un atributo está dos veces en una etiqueta."),
    9: N_("El XML está mal formado: hay algo más después del final."),
    11: N_(
        "El XML está mal formado: usa una entidad que XML no conoce, como «&nbsp;»; "
        "escríbala con su número."
    ),
    14: N_("El XML está mal formado: una referencia a un carácter no vale."),
    17: N_("El XML está mal formado: la línea «<?xml …?>» no está al principio."),
    20: N_("El XML está mal formado: una sección CDATA no se cierra."),
    27: N_("El XML está mal formado: un prefijo no está declarado."),
}


@dataclass(slots=True, eq=False)
class Element:
    """An element: ``tag`` is its bare name and ``space`` its namespace, if any.

    ``text`` stands before the first child, ``tail`` after the element itself. The keys
    of ``attributes`` are bare names, or ``{namespace}name`` where they have one.
    ``line`` is where it begins, counted from 1.
    """

    tag: str
    line: int
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    tail: str = ""

    def first(self, tag: str) -> "Element | None":
        """The first child of this name."""
        return next(self.all(tag), None)

    def all(self, tag: str) -> Iterator["Element"]:
        """The children of this name."""
        return (child for child in self.children if child.tag == tag)

    def every(self) -> Iterator["Element"]:
        """This element and all that is inside, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.every()

    @property
    def words(self) -> str:
        """All text inside, without the names around it."""
        inside = (child.words + child.tail for child in self.children)
        return self.text + "".join(inside)

    def inner(self) -> str:
        """What is inside as HTML: elements by their bare names, text escaped."""
        return escape(self.text, quote=False) + "".join(
            child.outer() + escape(child.tail, quote=False) for child in self.children
        )

    def outer(self) -> str:
        """The element itself as HTML, without its tail."""
        attributes = "".join(
            f' {name}="{escape(value)}"'
            for name, value in self.attributes.items()
            if not name.startswith("{")
        )
        if self.tag in _VOID:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{self.inner()}</{self.tag}>"


def parse(data: bytes) -> Element:
    """Read a file and give its outermost element.

    Raises ``ExchangeFaulty`` with a line and a reason for what is no XML, is larger or
    deeper than the limits above, or declares a document type or entities.
    """
    if len(data) > MAX_BYTES:
        _refuse("xml-too-large", N_("El archivo es demasiado grande."))
    words = _decoded(data)
    bare = words.lstrip(" \t\r\n")
    # Editors leave empty lines at the top, where the rules of XML do not want any.
    above = words[: len(words) - len(bare)].replace("\r\n", "\n").count("\n")
    return _Builder(above).built(bare)


def mended(data: bytes) -> tuple[bytes, tuple[Loss, ...]]:
    """The file in UTF-8 if its bytes are not in the encoding it says, else as it is.

    Such files come from tools that write in Windows-1252 and say nothing. The losses
    tell what had to be guessed. Raises ``ExchangeFaulty`` for what is no text.
    """
    encoding = _encoding(data)
    # Who wrote the declaration in ASCII did not write in UTF-16.
    if _KNOWN.fullmatch(encoding) and not (encoding == "utf-16" and b"\0" not in data):
        try:
            data.decode(encoding)
            return data, ()
        except UnicodeDecodeError:
            pass
    told = decode(data, declared=encoding)
    return codecs.BOM_UTF8 + told.words.encode(), told.losses


class _Builder:
    """Builds the tree from what expat tells."""

    def __init__(self, above: int) -> None:
        self._above = above
        self._count = 0
        self._open: list[Element] = []
        self._pieces: list[str] = []
        self._root: Element | None = None
        # The declared encoding counts no more: what comes in is UTF-8 by now.
        self._parser = parser = expat.ParserCreate("utf-8", _SPACE)
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.StartDoctypeDeclHandler = self._declares
        parser.EntityDeclHandler = self._declares
        parser.ExternalEntityRefHandler = self._declares

    def built(self, words: str) -> Element:
        """The whole tree."""
        try:
            self._parser.Parse(words.encode(), True)
        except expat.ExpatError as error:
            message = _REASONS.get(error.code, _BROKEN)
            line = error.lineno + self._above
            raise ExchangeFaulty(
                [Loss(code="broken-xml", message=message, line=line)]
            ) from error
        assert self._root is not None
        return self._root

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber + self._above

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._count += 1
        if self._count > MAX_ELEMENTS:
            _refuse("xml-too-large", N_("El archivo tiene demasiadas partes."))
        if len(self._open) >= MAX_DEPTH:
            _refuse(
                "xml-too-deep",
                N_("Las etiquetas van demasiado unas dentro de otras."),
                self._line,
            )
        space, _, tag = name.rpartition(_SPACE)
        element = Element(
            tag,
            self._line,
            space,
            {_key(key): value for key, value in attributes.items()},
        )
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._flush()
        self._open.pop()

    def _flush(self) -> None:
        words = "".join(self._pieces)
        self._pieces.clear()
        if not words or not self._open:
            return
        element = self._open[-1]
        if element.children:
            element.children[-1].tail += words
        else:
            element.text += words

    def _declares(self, *_: object) -> NoReturn:
        _refuse(
            "xml-declares",
            N_("El archivo lleva «<!DOCTYPE» o «<!ENTITY»: quite esas líneas."),
            self._line,
        )


def _key(name: str) -> str:
    space, _, bare = name.rpartition(_SPACE)
    return f"{{{space}}}{bare}" if space else bare


def _encoding(data: bytes) -> str:
    """The encoding that the first bytes show, else the one that is declared."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    found = _DECLARATION.match(data[:300].decode("latin-1"))
    try:
        return codecs.lookup(found[1]).name if found else "utf-8"
    except LookupError:
        return found[1] if found else "utf-8"


def _decoded(data: bytes) -> str:
    encoding = _encoding(data)
    if not _KNOWN.fullmatch(encoding):
        _refuse(
            "unknown-encoding",
            N_("No se conoce la codificación «%(encoding)s»: guarde en UTF-8."),
            1,
            encoding=encoding[:40],
        )
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _refuse(
            "wrong-encoding",
            N_("El archivo no está en la codificación que dice (%(encoding)s)."),
            line,
            encoding=encoding.removesuffix("-sig"),
        )


def _refuse(code: str, message: str, line: int = 0, **values: object) -> NoReturn:
    raise ExchangeFaulty([Loss(code=code, message=message, values=values, line=line)])
