"""The two readers that turn Markdown into HTML: what each mark and block becomes."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from lms.content.blocks import grammar
from lms.content.boxes import closing, opening
from lms.content.page import Page
from lms.content.questions.prose import picture_path, prose_grammar, words_of
from lms.content.settling import settled
from lms.content.shown import shown
from lms.kernel.language import pick


@cache
def reader() -> MarkdownIt:
    """The reader of lessons."""
    made = grammar()
    for name, rule in _RULES.items():
        made.add_render_rule(name, rule)
    return settled(made)


@cache
def asker() -> MarkdownIt:
    """The reader of questions, and of single lines."""
    made = prose_grammar()
    for name, rule in {**_RULES, "image": _picture, "gap": _gap}.items():
        made.add_render_rule(name, rule)
    return settled(made)


def _line(words: str, page: Page) -> str:
    html: str = reader().renderInline(words, {"page": page})
    return html


def _block_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    block, page = tokens[at].meta["block"], env["page"]
    if block.name == "objectives" and tokens[at + 1].type == "bullet_list_open":
        tokens[at + 1].attrs |= {"class": "able", "aria-label": page.labels.able}
    return opening(block, page, lambda words: _line(words, page))


def _block_close(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    return closing(tokens[at].meta["block"], env["page"])


def _heading_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    words = _bare(tokens[at + 1], env["page"])
    tag = tokens[at].tag
    own = env["page"].add_heading(int(tag[1]), words)
    return f'<{tag} id="{own}">'


def _bare(token: Token, page: Page) -> str:
    """The words of a heading without marks."""
    words = []
    for child in token.children or ():
        term = page.context.terms.get(child.meta.get("id", ""))
        if child.type == "term" and term and not child.content:
            words.append(pick(term.term, page.language, page.context.source).words)
        elif child.type != "cite":
            words.append(child.content or (" " if child.type == "softbreak" else ""))
    return "".join(words).strip()


def _term(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token, page = tokens[at], env["page"]
    term = page.context.terms.get(token.meta["id"])
    if term is None:
        return escape(token.content or token.meta["id"])
    page.met(term.id)
    told = pick(term.term, page.language, page.context.source)
    words = token.content or told.words
    foreign = told.language is not page.language and not token.content
    lang = f' lang="{told.language}"' if foreign else ""
    return (
        f'<a class="term" href="#termino-{escape(term.id)}"{lang}>{escape(words)}</a>'
    )


def _cite(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token, page = tokens[at], env["page"]
    reference = token.meta["id"]
    if reference not in page.context.references:
        return f'<span class="missing">[{escape(reference)}]</span>'
    pinpoint = f", {token.content}" if token.content else ""
    words = escape(f"[{page.number_of(reference)}{pinpoint}]")
    return f'<a class="cite" href="#fuente-{escape(reference)}">{words}</a>'


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    if re.match(r"https?:|//", href, re.IGNORECASE):
        tokens[at].attrs["rel"] = "noopener noreferrer"
    return self.renderToken(tokens, at, options, env)


def _image(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    # Pictures come as figures, with a caption and a credit; here only their words.
    return escape(tokens[at].content)


def _picture(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    page, path, alt = env["page"], picture_path(tokens[at]), words_of(tokens[at])
    if path not in page.context.files:
        return escape(alt)
    data, prefix = page.context.files[path], page.add_figure()
    url = page.context.file_url(path)
    return shown(path, data, alt=alt, url=url, prefix=prefix) or escape(alt)


def _gap(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    return f"\0{tokens[at].meta['id']}\0"


def _table_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    page = env["page"]
    page.tables += 1
    label = escape(f"{page.labels.table} {page.tables}")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>\n'
    )


def _table_close(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    return "</table></div>\n"


def _cell_open(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    token = tokens[at]
    scope = ' scope="col"' if token.tag == "th" else ""
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f"<{token.tag}{scope}" + (f' class="{side}">' if side else ">")


_RULES: Mapping[str, Any] = {
    "block_open": _block_open,
    "block_close": _block_close,
    "heading_open": _heading_open,
    "term": _term,
    "cite": _cite,
    "link_open": _link_open,
    "image": _image,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
}
