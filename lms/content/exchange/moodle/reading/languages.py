"""Texts of several languages in one: the ways in which Moodle marks them."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from lms.content.exchange.html_tree import HtmlTree, html_tree
from lms.kernel.language import Language

_CLASS = "multilang"
_HINT = re.compile(r"multilang|\{\s*mlang", re.IGNORECASE)
_MLANG = re.compile(r"\{\s*mlang(?:\s+([\w-][\w, -]{0,99})|\s*)\}", re.IGNORECASE)
"""Where words in some languages begin, or where they end if it names none."""
_OTHER = "other"
_MAX = 500_000


def languages_apart(
    html: str, unmarked: Language
) -> tuple[dict[Language, str], tuple[str, ...]]:
    """A text in each language that is marked in it, and the languages not known here.

    What is not marked belongs to all of them; a text without marks is in ``unmarked``.
    """
    if len(html) > _MAX or not _HINT.search(html):
        return {unmarked: html}, ()
    html = "".join(_with_spans(html, unmarked))
    tree = html_tree(html)
    if tree.is_tangled:
        # Only the words can be kept; that is told where they are looked at.
        return {unmarked: html}, ()
    codes = [_code(span) for span in _spans(tree)]
    known = {
        code: language for code in codes if (language := _language(code, unmarked))
    }
    strange = tuple(dict.fromkeys(code for code in codes if code not in known))
    if not known:
        return {unmarked: html}, strange
    found: dict[Language, str] = {}
    for language in dict.fromkeys(known.values()):
        found[language] = _only(html, [c for c, of in known.items() if of is language])
    return found, strange


def _spans(tree: HtmlTree) -> list[Tag]:
    return [
        span
        for span in tree.find_all("span", class_=_CLASS)
        if span.get("lang") and span.find_parent("span", class_=_CLASS) is None
    ]


def _only(html: str, codes: list[str]) -> str:
    """The text with the marked parts of some codes, and without all others."""
    tree = html_tree(html)
    for span in _spans(tree):
        if _code(span) in codes:
            span.unwrap()
        else:
            span.decompose()
    if frame := tree.find("div"):
        frame.unwrap()
    return tree.decode_contents()


def _code(span: Tag) -> str:
    return _plain_code(str(span.get("lang", "")))


def _plain_code(code: str) -> str:
    return code.strip().lower().replace("_", "-")


def _language(code: str, unmarked: Language) -> Language | None:
    """Spanish of Mexico is Spanish; what is for all others is in the usual language."""
    if code == _OTHER:
        return unmarked
    bare = code.partition("-")[0]
    return Language(bare) if bare in tuple(Language) else None


def _with_spans(html: str, unmarked: Language) -> Iterator[str]:
    """The pieces of a text with each ``{mlang es}…{mlang}`` as a marked element."""
    at, begun = 0, None
    for mark in _MLANG.finditer(html):
        if mark[1] and begun is None:
            begun = mark
        elif not mark[1] and begun is not None:
            yield html[at : begun.start()]
            yield from _as_spans(begun[1], html[begun.end() : mark.start()], unmarked)
            at, begun = mark.end(), None
    yield html[at:]


def _as_spans(codes: str, html: str, unmarked: Language) -> Iterator[str]:
    """Words for several languages: once for each, and none where nobody reads them."""
    seen: set[Language | None] = {None}
    for code in dict.fromkeys(_plain_code(code) for code in codes.split(",")):
        language = _language(code, unmarked)
        inside = "" if language in seen else html
        seen.add(language)
        if code:
            yield f'<span lang="{code}" class="{_CLASS}">{inside}</span>'
