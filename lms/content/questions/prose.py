"""The words of a question: paragraphs, lists, tables, code, pictures – and gaps.

They are set among other things on a page, so they have neither headings nor the blocks
of a lesson. This is the grammar only, as ``blocks`` is for lessons.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lms.content.blocks import grammar
from lms.content.questions.gaps import GAP
from lms.content.settling import settled

WITH_GAPS = "gaps"
"""The key of the environment under which a text says that it has gaps."""


def prose_grammar() -> MarkdownIt:
    """A Markdown reader for questions; it sees gaps where the environment says so."""
    reader = grammar()
    # Of this ruler only: another one has a rule called "block" too.
    reader.block.ruler.disable(["block", "heading", "lheading"])
    reader.inline.ruler.before("link", "gap", _gap)
    return reader


@cache
def prose() -> MarkdownIt:
    """The one reader of all checks; signs that are escaped stay apart from words."""
    reader = prose_grammar()
    reader.core.ruler.disable("text_join")
    return settled(reader)


def placed_gaps(words: str) -> tuple[str, ...]:
    """The ids of the gaps that a reader will meet in a prompt, in order.

    What stands in code, in a link or in the description of a picture is no gap.
    """
    return tuple(_gaps(prose().parse(words, {WITH_GAPS: True})))


def picture_path(token: Token) -> str:
    """The path in the package of the picture that an image names."""
    return unquote(str(token.attrs.get("src", "")))


def words_of(token: Token) -> str:
    """What an image or a link says, without its marks."""
    return "".join(child.content for child in token.children or ())


def lone_paragraph(tokens: Sequence[Token]) -> Token | None:
    """The words of a text that is one paragraph and nothing else."""
    kinds = [token.type for token in tokens]
    alone = kinds == ["paragraph_open", "inline", "paragraph_close"]
    return tokens[1] if alone else None


def _gaps(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "gap":
            yield token.meta["id"]
        elif token.type != "image":
            yield from _gaps(token.children or ())


def _gap(state: StateInline, silent: bool) -> bool:
    if not state.env.get(WITH_GAPS) or state.linkLevel:
        return False
    found = GAP.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("gap", "", 0).meta = {"id": found[1]}
    state.pos = found.end()
    return True
