"""Writes texts into a GIFT file: in one language, in the plainest format that holds
them."""

import re
from collections.abc import Iterable

from lms.content.asking import Question
from lms.content.exchange.gift.code import outside_code
from lms.content.exchange.gift.faults import Losses
from lms.content.exchange.gift.parting import with_format
from lms.content.exchange.gift.plain import from_markdown, to_markdown
from lms.content.exchange.gift.signs import escape
from lms.content.exchange.gift.texts import is_html
from lms.content.exchange.markup import lost_in_html
from lms.content.questions.registry import question_kinds
from lms.kernel.language import N_, Language, Text, pick

_ANGLE = re.compile(r"<(?=[A-Za-z/!?])(?!https?://|mailto:)", re.I)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,1000}\]\(\s?<?([^()\s<>]{1,2000})")
_TERM = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]]{1,300}))?\]\]")
_CITE = re.compile(r"(?<!\\)\[@([^\[\]]{1,400})\]")
_FENCE = re.compile(r"^:::.*\n?", re.M)


class Wording:
    """Puts the texts of one question into words of a file."""

    def __init__(self, language: Language, source: Language, losses: Losses) -> None:
        self._language = language
        self._source = source
        self._losses = losses
        self.default = "moodle"
        """The format of a text that says none: that of the prompt."""

    def prompt(self, text: Text) -> str:
        """What is asked; its format is the default of all that follows."""
        self.default = "moodle"
        words = self.told(text)
        self.default = with_format(words, "moodle")[0]
        return words

    def told(self, text: Text, *, inline: bool = False) -> str:
        """A text, its signs escaped, with its format if that is not the default."""
        words = self.picked(text)
        self._mind(words)
        words = _unmarked(words)
        if not words:
            return ""
        format_, raw = _plainest(words, inline=inline)
        # Words without any marks are the same in both.
        same = raw == words == to_markdown(raw, inline=False)
        alike = same and {format_, self.default} == {"moodle", "markdown"}
        marked = with_format(raw, "")[0] or not (alike or format_ == self.default)
        return (f"[{format_}]" if marked else "") + escape(raw)

    def plain(self, text: Text) -> str | None:
        """A text that needs no format, as it is; nothing if it needs one."""
        words = self.picked(text)
        format_, raw = _plainest(words, inline=True)
        return raw if format_ == "moodle" else None

    def picked(self, text: Text) -> str:
        """The words of a text that are written."""
        return pick(text, self._language, self._source).words.strip()

    def mind_languages(self, question: Question) -> None:
        """Tell which languages stay behind, and where another one had to do."""
        texts = list(_texts(question))
        known = {language for text in texts for language in text if text[language]}
        told = {pick(text, self._language, self._source).language for text in texts}
        if left := sorted(known - told):
            self._losses.add(
                "gift-languages",
                N_("GIFT tiene un solo idioma: quedó fuera el texto en %(languages)s."),
                languages=", ".join(left),
            )
        if other := sorted(told - {self._language}):
            self._losses.add(
                "gift-other-language",
                N_(
                    "No todo está en «%(language)s»: lo que faltaba se escribió en "
                    "%(languages)s."
                ),
                language=str(self._language),
                languages=", ".join(other),
            )

    def _mind(self, words: str) -> None:
        for found in _PICTURE.finditer(words):
            self._losses.add(
                "gift-picture",
                N_("GIFT no lleva imágenes: envíe aparte «%(name)s»."),
                name=found[1][:200],
            )
        self._losses.take(lost_in_html(words))


def _texts(question: Question) -> Iterable[Text]:
    shared = (question.prompt, question.feedback)
    inside = question_kinds()[question.kind].texts(question)
    return filter(None, (*shared, *(text for _, text in inside)))


def _unmarked(words: str) -> str:
    """Words without the marks that only our texts have."""

    def change(part: str) -> str:
        part = _TERM.sub(lambda found: found[2] or found[1], part)
        return _FENCE.sub("", _CITE.sub(r"[\1]", part))

    return outside_code(words, change).strip()


def _plainest(words: str, *, inline: bool) -> tuple[str, str]:
    bare = from_markdown(words, inline=inline)
    if bare is not None:
        return ("plain" if is_html(bare) else "moodle"), bare
    # Markdown elsewhere lets HTML through; here it is words.
    return "markdown", outside_code(words, lambda part: _ANGLE.sub("&lt;", part))
