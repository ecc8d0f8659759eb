"""HTML of other systems as our Markdown, and our Markdown as plain, clean HTML.

This is the Markdown of questions: it has neither headings nor the blocks of a lesson.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bs4.element import NavigableString, Tag
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from lms.content.exchange.arranging import BLOCKS, CELLS
from lms.content.exchange.carried import Loss
from lms.content.exchange.escaping import literal
from lms.content.exchange.html_tree import html_tree
from lms.content.exchange.markdowning import Markdowner
from lms.content.exchange.scrubbing import Place, scrub
from lms.content.questions.prose import prose_grammar
from lms.content.settling import settled
from lms.kernel.language import N_

__all__ = ["Converted", "from_html", "literal", "lost_in_html", "plain", "to_html"]


_NESTED = "em em, em strong, strong em, strong strong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """Markdown that came from HTML, the addresses of its pictures in order, each once,
    and what was left behind; the losses name no question and no line yet."""

    words: str
    images: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


def from_html(
    html: str, *, inline: bool = False, place: Place | None = None
) -> Converted:
    """Turn HTML into Markdown that reads the same; never raises.

    ``inline`` makes one run of words of it, without paragraphs. ``place`` tells where
    the picture with an address is to be found; one that is nowhere leaves its words.
    """
    scrubbed = scrub(html, inline=inline, place=place)
    pictures = scrubbed.root.find_all("img")
    words = Markdowner(inline=inline).markdown(scrubbed.root)
    nested = scrubbed.root.select(_NESTED)
    if nested and _letters(html_tree(to_html(words))) != _letters(scrubbed.root):
        # Asterisks between letters, some for weight and some for emphasis, can be
        # taken for one another: then the outer ones alone are kept.
        for tag in nested:
            tag.unwrap()
        scrubbed.root.smooth()
        scrubbed.lost("looks")
        words = Markdowner(inline=inline).markdown(scrubbed.root)
    return Converted(
        words=words,
        images=tuple(dict.fromkeys(str(picture.get("src")) for picture in pictures)),
        losses=tuple(scrubbed.losses.values()),
    )


def _letters(root: Tag) -> str:
    """The text without any space, which may stand otherwise."""
    return "".join(root.get_text().split())


def plain(html: str) -> str:
    """The bare words of some HTML; blocks and line breaks end a line."""
    root = scrub(html, inline=False, place=None).root
    for tag in root.find_all(["br", *BLOCKS]):
        between = " " if tag.name in CELLS else "\n\n" if tag.name == "p" else "\n"
        if tag.name != "br":
            tag.insert_before(NavigableString(between))
        tag.insert_after(NavigableString(between))
    lines = [" ".join(line.split()) for line in root.get_text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def to_html(words: str, *, inline: bool = False) -> str:
    """Turn our Markdown into HTML without classes, ids or styles of ours.

    Terms and citations leave their words; see ``lost_in_html``.
    """
    reader = _reader()
    html: str = reader.renderInline(words) if inline else reader.render(words)
    return html.strip("\n")


def lost_in_html(words: str) -> tuple[Loss, ...]:
    """What of our Markdown has no place in the HTML of other systems."""
    kinds = set(_kinds(_reader().parse(words)))
    return tuple(
        Loss(code=code, message=message)
        for code, message in _LOST.items()
        if code in kinds
    )


_LOST = {
    "term": N_("Los términos del glosario quedaron como simples palabras."),
    "cite": N_("Las citas de fuentes quedaron como simples palabras."),
}


def _kinds(tokens: Sequence[Token]) -> list[str]:
    inner = [child.type for token in tokens for child in token.children or ()]
    return [*(token.type for token in tokens), *inner]


@cache
def _reader() -> MarkdownIt:
    reader = prose_grammar()
    for name, rule in _RULES.items():
        reader.add_render_rule(name, rule)
    return settled(reader)


def _term(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    return escapeHtml(tokens[at].content or tokens[at].meta["id"])


def _cite(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    said = ", ".join(filter(None, (tokens[at].meta["id"], tokens[at].content)))
    return escapeHtml(f"[{said}]")


_RULES: Mapping[str, Any] = {
    "term": _term,
    "cite": _cite,
}
