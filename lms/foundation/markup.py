"""Turns what people write in conversations into HTML that is safe to show.

Markdown without raw HTML, then two sanitisers of different make over the same list:
what one of them lets through by mistake, the other takes out.
"""

import re
import threading
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any

import bleach
import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lms.content.settling import settled

MAX_LENGTH = 60_000
"""Forms stop people long before; this keeps time bounded whatever comes in."""

TAGS = frozenset(
    (
        *("p", "br", "hr", "em", "strong", "s", "ul", "ol", "li", "blockquote", "a"),
        *("code", "pre", "h3", "h4", "h5", "h6"),
    )
)
ATTRIBUTES = {"a": frozenset(("href",)), "ol": frozenset(("start",))}
SCHEMES = frozenset(("http", "https", "mailto"))
REL = "nofollow noopener noreferrer ugc"

_MAX_NESTING = 20
_MAX_MARKS = 4_000
_HIGHEST_HEADING = 3
_BARE_URL = re.compile(r"https?://[^\s<>\"'`\\]+[^\s<>\"'`\\.,;:!?)\]}…»”’*_]", re.I)
_MARKS = re.compile(r"[\[\]*_~`<&!]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def post_html(markdown_text: str) -> str:
    """The HTML of something a person wrote in Markdown; never raises."""
    html = _reader().render(_tamed(markdown_text))
    return _with_rel(clean_html(html))


def clean_html(html: str) -> str:
    """Keep of some HTML only what a post may contain."""
    once = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    twice: str = _CLEANERS.own.clean(once)
    return twice


def plain_text(html: str) -> str:
    """The words of some HTML, on one line: for a summary, a subject, a search."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.words).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TAGS - {"a", "em", "strong", "s", "code"}:
            self.words.append(" ")


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 – the library's name
        scheme, colon, _ = url.partition(":")
        return bool(colon) and scheme.lower() in SCHEMES


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    reader.enable("strikethrough")
    reader.disable(["image", "reference", "html_block", "html_inline"])
    reader.core.ruler.push("bare_urls", _link_bare_urls)
    reader.add_render_rule("heading_open", _lower_heading)
    reader.add_render_rule("heading_close", _lower_heading)
    return settled(reader)


class _Cleaners(threading.local):
    """A cleaner for each thread: it reads in a state of its own, and two threads that
    shared one would find each other's words in their texts."""

    def __init__(self) -> None:
        self.own = bleach.Cleaner(
            tags=TAGS,
            attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
            protocols=SCHEMES,
            strip=True,
            strip_comments=True,
        )


_CLEANERS = _Cleaners()


def _tamed(text: str) -> str:
    """Words without control signs, and not more of them than can be read in time."""
    words = _CONTROLS.sub("", text[:MAX_LENGTH].replace("\r\n", "\n"))
    if len(_MARKS.findall(words)) <= _MAX_MARKS:
        return words
    # Nobody writes thousands of marks: take them as the plain signs they are.
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", words)


def _lower_heading(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token = tokens[at]
    level = min(int(token.tag[1]) + _HIGHEST_HEADING - 1, 6)
    return f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"


def _link_bare_urls(state: StateCore) -> None:
    """Turn addresses typed as they are into links, outside links and code."""
    for token in state.tokens:
        inside, found = 0, []
        for child in token.children or ():
            inside += child.nesting if child.type.startswith("link_") else 0
            bare = child.type == "text" and not inside
            found.extend(_split(child) if bare else [child])
        if token.children:
            token.children = found


def _split(text: Token) -> list[Token]:
    found, last = [], 0
    for match in _BARE_URL.finditer(text.content):
        found += [_text(text, last, match.start()), Token("link_open", "a", 1)]
        found[-1].attrs = {"href": match[0]}
        found += [_text(text, *match.span()), Token("link_close", "a", -1)]
        last = match.end()
    return [*found, _text(text, last, len(text.content))]


def _text(text: Token, start: int, end: int) -> Token:
    return Token("text", "", 0, content=text.content[start:end], level=text.level)


def _with_rel(html: str) -> str:
    # Only clean HTML comes here, in which every link is written like this.
    return html.replace('<a href="', f'<a rel="{REL}" href="')
