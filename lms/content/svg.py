"""Drawings as they may stand inside a page: few elements, few attributes, our colours.

A drawing is taken apart and written anew; what is not on the lists is left out, and
told to the author as a problem.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

from lms.kernel.language import N_

MAX_BYTES = 5 * 1024
MAX_READ = 500_000
MAX_DEPTH = 20
LEAST_FONT = 15


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPACE = "{http://www.w3.org/2000/svg}"
TOKENS = _words("ink quiet line leaf paper wash accent accent-wash done waits")
ELEMENTS = _words(
    "svg g path line polyline polygon rect circle ellipse text tspan title desc defs "
    "marker"
)
COLOURS = frozenset(("fill", "stroke"))
MARKERS = frozenset(("marker-start", "marker-mid", "marker-end"))
ATTRIBUTES = _words(
    "viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry dx dy width height d "
    "points transform fill stroke stroke-width stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity fill-opacity "
    "fill-rule opacity font-size font-family font-weight font-style text-anchor "
    "dominant-baseline letter-spacing word-spacing textLength lengthAdjust rotate "
    "marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX "
    "refY orient id"
)
# Harmless, and replaced by what the lesson says about the figure.
PASSED_OVER = frozenset(
    ("role", "aria-label", "aria-labelledby", "aria-hidden", "lang")
)

_COLOUR = re.compile(r"none|currentColor|var\(--([a-z-]+)\)")
_MARKER = re.compile(r"none|url\(#([A-Za-z][\w-]*)\)")
_PLAIN = re.compile(r"[\w\s.,%()+'\"-]*")
_ID = re.compile(r"[A-Za-z][\w-]*")
_VIEW_BOX = re.compile(r"0 0 400 [0-9]+(\.[0-9]+)?")
_FORBIDDEN = re.compile(r"<!\s*(doctype|entity)|<\?(?!xml\s)", re.IGNORECASE)


class DrawingRefused(Exception):
    """The file is no drawing at all, or one that cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a drawing that has no place in a page."""

    message: str
    values: dict[str, object] = field(default_factory=dict)
    only_figures: bool = False
    """Does it matter in a figure of a text only, and not in a cover?"""


@dataclass(slots=True)
class Part:
    """An element that is kept, with what is kept of it."""

    name: str
    attributes: dict[str, str]
    words: str
    parts: list["Part"]
    tail: str


@dataclass(slots=True)
class Drawing:
    """A drawing taken apart, and what was left out of it."""

    root: Part
    problems: list[Problem]

    @property
    def title(self) -> str:
        """What the drawing says it is, if it does."""
        names = [part.words.strip() for part in self.root.parts if part.name == "title"]
        return names[0] if names else ""

    def html(self, *, label: str, prefix: str, language: str = "") -> str:
        """The drawing for a page, with a label for those who do not see it.

        ``prefix`` keeps the ids of several drawings on one page apart.
        """
        said = f' lang="{escape(language)}"' if language else ""
        head = f' role="img" aria-label="{escape(label or self.title)}"{said}'
        return "".join(_written(self.root, prefix, head))


def read_drawing(data: bytes) -> Drawing:
    """Take a drawing apart. Raises ``DrawingRefused`` with a sentence that says why."""
    if len(data) > MAX_READ:
        raise DrawingRefused(N_("El dibujo es demasiado grande."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DrawingRefused(N_("El dibujo no está guardado en UTF-8.")) from error
    if _FORBIDDEN.search(text):
        raise DrawingRefused(
            N_("El dibujo lleva «<!DOCTYPE», «<!ENTITY» o «<?…»: quite esas líneas.")
        )
    try:
        # Safe: document types and entities were refused just above.
        root = ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as error:
        raise DrawingRefused(N_("El archivo no es un dibujo SVG válido.")) from error
    if root.tag not in (f"{SPACE}svg", "svg"):
        raise DrawingRefused(N_("El archivo no empieza con «<svg …>»."))
    problems: list[Problem] = []
    part = _part(root, problems, 0)
    assert part is not None
    _mind_root(part, problems)
    if len(data) > MAX_BYTES:
        problems.append(
            Problem(N_("El dibujo pasa de 5 KB: simplifíquelo."), only_figures=True)
        )
    return Drawing(part, problems)


def _part(
    element: ElementTree.Element, problems: list[Problem], depth: int
) -> Part | None:
    name = element.tag.removeprefix(SPACE)
    if name not in ELEMENTS or (name == "svg" and depth) or depth > MAX_DEPTH:
        problems.append(
            Problem(N_("El elemento «%(name)s» no se admite."), {"name": _local(name)})
        )
        return None
    part = Part(name, {}, element.text or "", [], element.tail or "")
    for key, value in element.attrib.items():
        if _is_kept(name, key, value, problems):
            part.attributes[key] = value
    for child in element:
        kept = _part(child, problems, depth + 1)
        if kept:
            part.parts.append(kept)
    return part


def _is_kept(name: str, key: str, value: str, problems: list[Problem]) -> bool:
    if key in PASSED_OVER or key.endswith("}lang"):
        return False
    if key not in ATTRIBUTES or (key == "id" and name != "marker"):
        problems.append(
            Problem(
                N_("El atributo «%(key)s» no se admite en «%(name)s»."),
                {"key": _local(key), "name": name},
            )
        )
        return False
    if _is_good(key, value):
        _mind_font(key, value, problems)
        return True
    message = (
        N_(
            "El color «%(value)s» no se admite: use «none» o uno de los del sitio, "
            "como «var(--ink)»."
        )
        if key in COLOURS
        else N_("El valor «%(value)s» no se admite en «%(key)s».")
    )
    problems.append(Problem(message, {"key": key, "value": value[:60]}))
    return False


def _is_good(key: str, value: str) -> bool:
    if key in COLOURS:
        colour = _COLOUR.fullmatch(value.strip())
        return colour is not None and colour[1] in (None, *TOKENS)
    if key in MARKERS:
        return _MARKER.fullmatch(value.strip()) is not None
    if key == "id":
        return _ID.fullmatch(value) is not None
    return _PLAIN.fullmatch(value) is not None and "url" not in value.lower()


def _mind_font(key: str, value: str, problems: list[Problem]) -> None:
    number = re.match(r"[0-9.]+", value.strip())
    if key == "font-size" and number and float(number[0].strip(".")) < LEAST_FONT:
        problems.append(
            Problem(
                N_("La letra de tamaño %(size)s es muy pequeña: use al menos 15."),
                {"size": value},
            )
        )


def _mind_root(part: Part, problems: list[Problem]) -> None:
    if not _VIEW_BOX.fullmatch(part.attributes.get("viewBox", "")):
        problems.append(
            Problem(
                N_('El dibujo necesita «viewBox="0 0 400 ALTO"».'), only_figures=True
            )
        )
    for key in ("width", "height"):
        if part.attributes.pop(key, None):
            problems.append(
                Problem(
                    N_("Quite «%(key)s» de «<svg>»: el dibujo se adapta a la página."),
                    {"key": key},
                    only_figures=True,
                )
            )


def _written(part: Part, prefix: str, head: str) -> Iterator[str]:
    yield f"<{part.name}"
    for key, value in part.attributes.items():
        yield f' {key}="{escape(_own(key, value, prefix))}"'
    yield f"{head}>"
    yield escape(part.words)
    for inner in part.parts:
        yield from _written(inner, prefix, "")
        yield escape(inner.tail)
    yield f"</{part.name}>"


def _own(key: str, value: str, prefix: str) -> str:
    if key == "id":
        return prefix + value
    if key in MARKERS and (found := _MARKER.fullmatch(value.strip())) and found[1]:
        return f"url(#{prefix}{found[1]})"
    return value


def _local(name: str) -> str:
    return name.rpartition("}")[2]
