"""The texts of a GIFT file, of four formats, as Markdown."""

import re
from collections.abc import Mapping

from lms.content.exchange.gift.code import outside_code
from lms.content.exchange.gift.faults import Losses
from lms.content.exchange.gift.parting import GAP, with_format
from lms.content.exchange.gift.pictures import Pictures
from lms.content.exchange.gift.plain import to_markdown
from lms.content.exchange.gift.signs import show
from lms.content.exchange.markup import from_html
from lms.kernel.language import N_, Language, Text

_TAGS = (
    "a|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre"
    "|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I)
_SIGN = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BLOCKS = re.compile(r"<(?:p|div|br|ul|ol|table|pre|h[1-6]|blockquote)[\s/>]", re.I)
_GAP = re.compile(r"(?<![\w\\])_{5}(?!\w)")
_MISSING = "\ue000"
"""Stands for the gap of a missing word where all other low lines are escaped."""
_ENTITY = re.compile(r"&lt;(?=[A-Za-z/!?])")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def is_html(words: str) -> bool:
    """Would Moodle take words without a format for HTML?"""
    return bool(TAG.search(words) or _SIGN.search(words))


class Words:
    """Makes texts in one language of what stands in a file."""

    def __init__(
        self, language: Language, files: Mapping[str, bytes], losses: Losses
    ) -> None:
        self._language = language
        self._losses = losses
        self.pictures = Pictures(files, losses)

    def text(self, hidden: str, default: str, *, inline: bool = False) -> Text:
        """Words with hidden signs as a text, in the format they say or the default."""
        return self.formatted(*with_format(hidden, default), inline=inline)

    def formatted(self, format_: str, hidden: str, *, inline: bool = False) -> Text:
        """Words with hidden signs as a text, in this format.

        ``inline`` is for words without paragraphs. Nothing becomes of no words.
        """
        words = show(hidden).strip()
        if not words:
            return {}
        if format_ == "moodle" and is_html(words):
            format_ = "html"
            words = words if _BLOCKS.search(words) else words.replace("\n", "<br>")
        markdown = self._markdown(words, format_, inline=inline).strip()
        if inline:
            markdown = _EMPTY_LINES.sub("\\\n", markdown)
        return {self._language: markdown} if markdown else {}

    def _markdown(self, words: str, format_: str, *, inline: bool) -> str:
        if format_ == "html":
            words = _GAP.sub(_MISSING, words)
            converted = from_html(words, inline=inline, place=self.pictures.place)
            self._losses.take(converted.losses)
            return _with_gap(converted.words)
        if format_ == "markdown":
            return self._from_markdown(words)
        return to_markdown(words, inline=inline)

    def _from_markdown(self, words: str) -> str:
        found: list[str] = []

        def change(part: str) -> str:
            found.extend(tag[0] for tag in TAG.finditer(part))
            return _ENTITY.sub("<", part)

        words = outside_code(words, change)
        if found:
            self._losses.add(
                "gift-html-in-markdown",
                N_("Hay HTML dentro de Markdown («%(tag)s»), que aquí se ve tal cual."),
                tag=found[0][:60],
            )
        return self.pictures.taken(words)


def _with_gap(markdown: str) -> str:
    # A line of low lines alone would be a rule across the page.
    markdown = re.sub(rf"^{_MISSING}$", rf"\\{GAP}", markdown, flags=re.M)
    return markdown.replace(_MISSING, GAP)
