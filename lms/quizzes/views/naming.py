"""What questions and answers are called on the pages of those who run a quiz."""

from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup

from lms.catalogue.lessons import surroundings
from lms.catalogue.queries import get_package
from lms.content.asking import Question
from lms.content.page import Context
from lms.content.rendering import render_inline, render_lesson
from lms.foundation.i18n import _, current_language
from lms.kernel.language import Text
from lms.quizzes import marking
from lms.quizzes.printed import NO_WORDS, Words

from .staff import Course, Desk

TITLE = 80
"""How much of a prompt stands for its question."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names in the language of the page, or in the course's own where it has none."""

    course: Course
    context: Context

    def title(self, question: Question) -> str:
        """What its author calls a question, or how it begins."""
        return question.name or shorten(
            self.plain(question.prompt), TITLE, placeholder="…"
        )

    def says_all(self, question: Question) -> bool:
        """Whether the name of a question is its whole prompt, in plain words."""
        told = self.course.told(question.prompt).words
        return self.title(question) == " ".join(told.split())

    def block(self, text: Text) -> Words:
        """A text that may have paragraphs."""
        told = self.course.told(text)
        if not told.words:
            return NO_WORDS
        html = render_lesson(told.words, told.language, self.context).html
        return Words(Markup(html), self._lang(told.language))  # noqa: S704 – ours

    def line(self, text: Text) -> Words:
        """A text on one line."""
        told = self.course.told(text)
        html = render_inline(told.words, told.language, self.context)
        return Words(Markup(html), self._lang(told.language))  # noqa: S704 – ours

    def plain(self, text: Text) -> str:
        """The words of a text without marks."""
        return " ".join(self.line(text).html.striptags().split())

    def part(self, question: Question, part: str) -> Words:
        """A part of a question."""
        return self._words(marking.kind_of(question).label(question, part, ""), part)

    def answer(self, question: Question, part: str, id_: str) -> Words:
        """An answer to a part of a question; what was typed is shown as it was."""
        if not id_:
            return Words(Markup.escape(_("Sin responder")))
        label = marking.kind_of(question).label(question, part, id_)
        return (
            self._words(label, id_) if label else Words(Markup.escape(_("Con texto")))
        )

    def _words(self, label: Text | str, id_: str) -> Words:
        if not isinstance(label, str):
            return self.line(label)
        # The platform's own words are translated; what somebody typed is not.
        return Words(Markup.escape(label if label == id_ else _(label)))

    def _lang(self, language: str) -> str:
        return "" if language == current_language() else str(language)


def names_of(desk: Desk) -> Names:
    """Return what names things of a quiz, with the pictures of its newest release."""
    package = get_package(desk.release_id)
    module = next(m for m, each in package.places() if each.id == desk.activity_id)
    return Names(desk, surroundings(desk.release_id, module))
