"""The three versions say the same with other names; here they get the names of 2.x.

``qti-simple-choice`` with ``match-max`` becomes ``simpleChoice`` with ``matchMax``.
"""

import re

from lms.content.exchange.xml import Element
from lms.kernel.language import Language

ITEM = "assessmentItem"
TEST = "assessmentTest"
MANIFEST = "manifest"
STIMULUS = "assessmentStimulus"
OLD = "questestinterop"
"""The root of QTI 1.x, which is another format altogether."""

_PREFIX = "qti-"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HYPHEN = re.compile(r"-([a-z0-9])")


def uniform(element: Element) -> Element:
    """The same tree with the names of QTI 2.x."""
    tag, attributes = element.tag, element.attributes
    if tag.startswith(_PREFIX):
        tag = _camel(tag.removeprefix(_PREFIX))
        attributes = {
            name if name.startswith(("data-", "aria-", "{")) else _camel(name): value
            for name, value in attributes.items()
        }
    return Element(
        tag,
        element.line,
        element.space,
        dict(attributes),
        element.text,
        [uniform(child) for child in element.children],
        element.tail,
    )


def words(several: str) -> frozenset[str]:
    """Several names, written one after the other."""
    return frozenset(several.split())


def made(tag: str, *children: Element, **attributes: str) -> Element:
    """An element that stands in no file."""
    return Element(tag, 0, attributes=attributes, children=list(children))


def flag(element: Element, name: str, default: bool = False) -> bool:
    """An attribute that is true or false."""
    words = element.attributes.get(name, "").strip().lower()
    return words in ("true", "1") if words else default


def whole(element: Element, name: str, default: int = 0) -> int:
    """An attribute that is a whole number, at least 0, or else the default."""
    words = element.attributes.get(name, "").strip()
    return int(words) if re.fullmatch(r"[0-9]{1,6}", words) else default


def identifier(element: Element, name: str = "identifier") -> str:
    """An attribute that names something; empty where there is none."""
    return element.attributes.get(name, "").strip()


def tongue(element: Element) -> str:
    """What ``xml:lang`` says, as it is written."""
    return (element.attributes.get(_LANG) or element.attributes.get("lang", "")).strip()


def language_of(words: str) -> Language | None:
    """The language of a mark like ``es-MX``, if it is one of ours."""
    primary = re.split(r"[-_]", words.lower())[0]
    return Language(primary) if primary in list(Language) else None


def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)
