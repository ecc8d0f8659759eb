"""Turns the Markdown of a course into HTML; pure, and free of inline styles."""

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from html import unescape
from typing import Any

from markdown_it.token import Token

from lms.content.page import Context, Heading, Page, context_of
from lms.content.printing import asker, reader
from lms.content.questions.gaps import Piece
from lms.content.questions.prose import (
    WITH_GAPS,
    lone_paragraph,
)
from lms.kernel.language import Language

__all__ = [
    "Context",
    "Heading",
    "Rendered",
    "context_of",
    "render_gapped",
    "render_inline",
    "render_lesson",
    "render_plain",
    "render_words",
]

_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile("\0([a-z0-9-]+)\0")
"""A gap in HTML. The reader lets this sign through from no text of an author's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A text as HTML, and what was met in it, in order of appearance."""

    html: str
    terms_used: tuple[str, ...]
    references_used: tuple[str, ...]
    headings: tuple[Heading, ...]
    words: int


def render_lesson(body: str, language: Language, context: Context) -> Rendered:
    """Render the body of a text, which is written in ``language``."""
    page = Page(language, context)
    env = {"page": page}
    tokens = reader().parse(body, env)
    return Rendered(
        html=reader().renderer.render(tokens, reader().options, env),
        terms_used=tuple(page.terms),
        references_used=tuple(page.cited),
        headings=tuple(page.headings),
        words=sum(_count(token) for token in tokens),
    )


def render_inline(words: str, language: Language, context: Context) -> str:
    """Render words without paragraphs: an answer, a definition.

    Pictures of the context are shown among them.
    """
    page = _page_of(words, language, context)
    html: str = asker().renderInline(words, {"page": page})
    return html


def render_plain(words: str, language: Language, context: Context) -> str:
    """The bare words of a line, for places that take no HTML.

    A picture is told by its description.
    """
    page = _page_of(words, language, replace(context, files={}))
    html: str = asker().renderInline(words, {"page": page})
    return " ".join(unescape(_TAG.sub("", html)).split())


def render_words(words: str, language: Language, context: Context) -> str:
    """Render a prompt or what is told about an answer.

    There may be several paragraphs, lists, tables, code and pictures of the context; a
    single paragraph is rendered without ``<p>``, as ``render_inline`` does.
    """
    return _prose(words, {"page": _page_of(words, language, context)})


def render_gapped(
    words: str, language: Language, context: Context
) -> tuple[Piece, ...]:
    """Render a prompt with gaps as HTML and gaps in turn, as they stand.

    The pieces make a whole only together: a paragraph may be open at a gap.
    """
    env = {"page": _page_of(words, language, context), WITH_GAPS: True}
    parts = _GAP.split(_prose(words, env))
    pieces = (
        Piece(gap=part) if number % 2 else Piece(words=part)
        for number, part in enumerate(parts)
    )
    return tuple(piece for piece in pieces if piece.words or piece.gap)


def _prose(words: str, env: dict[str, Any]) -> str:
    tokens = asker().parse(words, env)
    alone = lone_paragraph(tokens)
    html: str = asker().renderer.render(
        [alone] if alone else tokens, asker().options, env
    )
    return html


def _page_of(words: str, language: Language, context: Context) -> Page:
    """The surroundings of one text of many on a page."""
    name = blake2b(words.encode(), digest_size=5).hexdigest()
    return Page(language, context, f"w{name}-")


def _count(token: Token) -> int:
    if token.type != "inline":
        return 0
    words = " ".join(child.content for child in token.children or ())
    return len(re.findall(r"\w+", words))
