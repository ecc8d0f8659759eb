"""The texts of a question, of four formats and several languages, as ours."""

import re
from functools import cache

from markdown_it import MarkdownIt

from lms.content.exchange.markup import from_html, literal, plain
from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.moodle.reading.languages import languages_apart
from lms.content.exchange.moodle.reading.pictures import Pictures
from lms.content.exchange.xml import Element
from lms.content.settling import settled
from lms.kernel.language import N_, Language, Text

HTML, AUTO, PLAIN, MARKDOWN = "html", "moodle_auto_format", "plain_text", "markdown"
_FORMATS = (HTML, AUTO, PLAIN, MARKDOWN)
_TOKENS = str.maketrans("", "", "\ue000\ue001")
_BLOCK = re.compile(r"<(?:p|br|div|ul|ol|table|pre|h[1-6]|blockquote)[\s/>]", re.I)
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|&(?:\w{2,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|\{\s*mlang",
    re.IGNORECASE,
)


class Texts:
    """Makes texts of elements such as ``questiontext``; losses go into the notes."""

    def __init__(self, language: Language, pictures: Pictures, notes: Notes) -> None:
        self.language = language
        self._pictures = pictures
        self._notes = notes
        self.default = HTML
        """The format of a text that says none."""

    def block(self, element: Element | None) -> Text:
        """A text that may have paragraphs, lists and tables; empty if there is none."""
        if element is None:
            return {}
        return self.of(raw(element), element)

    def inline(self, element: Element) -> Text:
        """A text without paragraphs: an answer that is offered."""
        return self.of(raw(element), element, inline=True)

    def loose(self, element: Element) -> Text:
        """A text without a format, which Moodle shows with few marks or none."""
        words = raw(element)
        if _MARKUP.search(words):
            return self._of_html(words, element, inline=True)
        return self._told({self.language: literal(words, inline=True)})

    def line(self, element: Element | None) -> str:
        """Words without marks on one line, in one language: a name."""
        if element is None:
            return ""
        words = raw(element)
        if not _MARKUP.search(words):
            return " ".join(words.split())
        apart, _ = languages_apart(words, self.language)
        told = apart.get(self.language) or next(iter(apart.values()))
        return " ".join(plain(told).split())

    def of(self, words: str, element: Element, *, inline: bool = False) -> Text:
        """Words that stand in an element and have its format."""
        format_ = element.attributes.get("format", "").strip() or self.default
        if format_ not in _FORMATS:
            self._notes.lose(
                "text-format",
                N_("No se conoce el formato de texto «%(name)s»: se leyó como HTML."),
                element.line,
                name=format_[:40],
            )
        if format_ == PLAIN:
            return self._told({self.language: literal(words, inline=inline)})
        if format_ == MARKDOWN:
            words = _markdown().render(words)
        elif format_ == AUTO and not _BLOCK.search(words):
            words = _with_breaks(words)
        return self._of_html(words, element, inline=inline)

    def _of_html(self, html: str, element: Element, *, inline: bool) -> Text:
        self._pictures.look_in(element)
        apart, strange = languages_apart(html, self.language)
        if strange:
            self._notes.lose(
                "language-lost",
                N_("Aquí no hay textos en «%(codes)s»; ese texto quedó fuera."),
                element.line,
                codes=", ".join(strange)[:60],
            )
        found: Text = {}
        for language, words in apart.items():
            converted = from_html(words, inline=inline, place=self._pictures.place)
            self._notes.take(converted.losses, element.line)
            found[language] = converted.words
        return self._told(found)

    def _told(self, text: Text) -> Text:
        return {language: words for language, words in text.items() if words.strip()}


def raw(element: Element) -> str:
    """What is written in an element, or rather in the ``text`` inside of it."""
    inside = element.first("text")
    if inside is None:
        return element.text.translate(_TOKENS).strip()
    # HTML that was not put into CDATA is XML to who reads the file.
    words = inside.inner() if inside.children else inside.text
    return words.translate(_TOKENS).strip()


def bare(element: Element | None) -> str:
    """Words without any marks, on one line."""
    if element is None:
        return ""
    words = raw(element)
    return " ".join((plain(words) if _MARKUP.search(words) else words).split())


def typed(element: Element) -> str:
    """Words that are compared with what somebody types, on one line."""
    inside = element.first("text")
    words = element.text if inside is None else inside.words
    return " ".join(words.translate(_TOKENS).split())


def said(element: Element, tag: str, default: str = "") -> str:
    """What a small child says, such as ``<single>true</single>``."""
    child = element.first(tag)
    words = child.words.strip() if child is not None else ""
    return words or default


def is_yes(element: Element, tag: str, *, default: bool) -> bool:
    """What a small child says if it is yes or no; 1 and true are yes."""
    words = said(element, tag).lower()
    return words not in ("0", "false", "no") if words else default


def _with_breaks(words: str) -> str:
    paragraphs = re.split(r"\n[ \t\r]*\n\s*", words.strip())
    if len(paragraphs) == 1:
        return words.strip().replace("\n", "<br>")
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)


@cache
def _markdown() -> MarkdownIt:
    """Markdown as Moodle has it, with HTML inside."""
    return settled(
        MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    )
