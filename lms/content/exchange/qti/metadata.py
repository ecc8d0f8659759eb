"""What a manifest says about an item: words to find it by, and how hard it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.content.asking import Difficulty
from lms.content.exchange.carried import Loss
from lms.content.exchange.qti.dialect import language_of, tongue
from lms.content.exchange.xml import Element
from lms.kernel.language import N_, Language

_DIFFICULTIES = {
    "very easy": Difficulty.EASY,
    "easy": Difficulty.EASY,
    "medium": Difficulty.MEDIUM,
    "difficult": Difficulty.HARD,
    "very difficult": Difficulty.HARD,
}
"""The words of the standard for metadata (LOM)."""

# What describes the file and not the question, or is read here.
_TECHNICAL = frozenset(
    (
        *("schema", "schemaversion", "identifier", "language", "structure"),
        *("aggregationlevel", "metametadata", "technical", "qtimetadata", "title"),
        *("catalogentry", "keyword", "difficulty", "metadatascheme"),
    )
)
_MAX_TAG = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """What was read of the metadata."""

    tags: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    title: str = ""
    losses: tuple[Loss, ...] = ()


def described(metadata: Element | None, language: Language) -> Described:
    """Read the metadata of a resource; words are taken in a language if they are."""
    if metadata is None:
        return Described()
    lom = next((e for e in metadata.every() if _name(e) == "lom"), None)
    general = _inside(lom, "general")
    level = _inside(_inside(lom, "educational"), "difficulty")
    return Described(
        tags=tuple(dict.fromkeys(filter(None, _keywords(general, language)))),
        difficulty=_DIFFICULTIES.get(_value(level)),
        title=_said(_inside(general, "title"), language),
        losses=tuple(_losses(metadata, lom)),
    )


def _keywords(general: Element | None, language: Language) -> Iterator[str]:
    for element in general.children if general else ():
        if _name(element) == "keyword":
            # A comma parts words that were meant to be several.
            for words in _said(element, language).split(","):
                yield " ".join(words.split())[:_MAX_TAG]


def _losses(metadata: Element, lom: Element | None) -> Iterator[Loss]:
    names: dict[str, int] = {}
    for part in (*metadata.children, *(lom.children if lom else ())):
        inside = part.children if _name(part) in ("general", "educational") else [part]
        for element in inside:
            if element is not lom and _name(element) not in _TECHNICAL:
                names.setdefault(element.tag, element.line)
    if names:
        yield Loss(
            code="metadata-lost",
            message=N_("Estos metadatos no se importaron: %(names)s."),
            values={"names": ", ".join(names)},
            line=min(names.values()),
        )


def _said(element: Element | None, language: Language) -> str:
    """What an element says in a language, or else in the first it says it in."""
    if element is None:
        return ""
    forms = [e for e in element.children if _name(e) in ("langstring", "string")]
    for form in forms:
        if language_of(tongue(form) or form.attributes.get("language", "")) == language:
            return " ".join(form.words.split())
    return " ".join((forms[0] if forms else element).words.split())


def _value(element: Element | None) -> str:
    value = _inside(element, "value") or element
    return " ".join(value.words.split()).lower() if value else ""


def _inside(element: Element | None, name: str) -> Element | None:
    return (
        next((e for e in element.children if _name(e) == name), None)
        if element
        else None
    )


def _name(element: Element) -> str:
    return element.tag.lower().removeprefix("qti-").replace("-", "")
