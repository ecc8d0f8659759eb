"""The blocks of a text, ``::: name`` to ``:::``, and its two inline marks.

This is the grammar only: what is a block, a term, a citation. What they look like is
in ``rendering``, what may be wrong with them in ``checks``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MAX_NESTING = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What a block of one name takes besides its words."""

    argument: bool = False
    options: tuple[str, ...] = ()
    head: bool = False
    """Are all lines before the first empty one options?"""


BLOCKS: Mapping[str, Shape] = {
    "objectives": Shape(),
    "content-note": Shape(options=("skip",)),
    "key-idea": Shape(),
    "definition": Shape(argument=True),
    "source": Shape(),
    "question": Shape(),
    "aside": Shape(options=("title",)),
    "figure": Shape(argument=True, options=("alt", "caption", "credit"), head=True),
    "video": Shape(argument=True, options=("title", "duration"), head=True),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One block as it was typed; lines are counted from the top of the body, from 0."""

    name: str
    argument: str
    options: Mapping[str, str]
    strange: tuple[str, ...]
    """Lines at the top that are no option."""
    line: int
    closed: bool
    empty: bool


@dataclass(slots=True)
class _Head:
    options: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    lines: int = 0


_OPENING = re.compile(r":::+\s*([^\s:]\S*)(?:\s+(\S.*))?")
_CLOSING = re.compile(r":::+")
_OPTION = re.compile(r"([a-z-]+):(?:\s+(.*))?")
_LINK = re.compile(r"https?://|mailto:|[^:]*$|[^/?#:]*[/?#]", re.IGNORECASE)
_TERM = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]]{1,300}))?\]\]")
_CITE = re.compile(r"\[@([^\s\[\],]{1,100})(?:,\s*([^\[\]]{1,300}))?\]")


class _Reader(MarkdownIt):
    """Markdown whose links lead to pages and mailboxes only."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 – the library's name
        """Is this an address to a page, here or elsewhere, or of a mailbox?"""
        return _LINK.match(url) is not None


def grammar() -> MarkdownIt:
    """A Markdown reader that knows tables, our blocks and our marks, and no HTML."""
    reader = _Reader("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    reader.enable("table")
    reader.block.ruler.before(
        "fence",
        "block",
        _block,
        {"alt": ["paragraph", "reference", "blockquote", "list", "table"]},
    )
    reader.inline.ruler.before("link", "term", _term)
    reader.inline.ruler.before("link", "cite", _cite)
    return reader


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level or state.is_code_block(start):
        return False
    opening = _OPENING.fullmatch(_line(state, start))
    if not opening:
        return False
    if silent:
        return True
    last, closed = _last(state, start + 1, end)
    head = _head(state, opening[1], start + 1, last)
    first = start + 1 + head.lines
    block = Block(
        name=opening[1],
        argument=(opening[2] or "").strip(),
        options=head.options,
        strange=tuple(head.strange),
        line=start,
        closed=closed,
        empty=not any(_line(state, line) for line in range(first, last)),
    )
    token = state.push("block_open", "", 1)
    token.block, token.map, token.meta = True, [start, last], {"block": block}
    outer, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, first, last)
    state.lineMax = outer
    state.push("block_close", "", -1).meta = {"block": block}
    state.line = last + closed
    return True


def _last(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """The line that ends a block, and whether it was meant to."""
    for line in range(start, end):
        words = _line(state, line)
        if _CLOSING.fullmatch(words):
            return line, True
        if _OPENING.fullmatch(words):
            return line, False
    return end, False


def _head(state: StateBlock, name: str, start: int, end: int) -> _Head:
    shape = BLOCKS.get(name, Shape())
    head = _Head()
    for line in range(start, end):
        words = _line(state, line)
        option = _OPTION.fullmatch(words)
        known = option and option[1] in shape.options
        if not words or not (known or shape.head):
            break
        if option:
            head.options[option[1]] = (option[2] or "").strip()
        else:
            head.strange.append(words)
        head.lines += 1
    return head


def _line(state: StateBlock, line: int) -> str:
    first = state.bMarks[line] + state.tShift[line]
    return state.src[first : state.eMarks[line]].strip()


def _term(state: StateInline, silent: bool) -> bool:
    return _mark(state, silent, _TERM, "term")


def _cite(state: StateInline, silent: bool) -> bool:
    return _mark(state, silent, _CITE, "cite")


def _mark(
    state: StateInline, silent: bool, pattern: re.Pattern[str], name: str
) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push(name, "", 0)
        token.meta = {"id": found[1].strip()}
        token.content = " ".join((found[2] or "").split())
    state.pos = found.end()
    return True
