"""Prints a quiz in one language, the same for everybody: once, and then it is kept.

Only the order of the options and what is chosen depend on the person, so each option
is printed in every way it may look, and a page puts the pieces together.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app, request
from markupsafe import Markup

from lms.catalogue.lessons import surroundings
from lms.catalogue.queries import get_package
from lms.content.asking import Question, Section
from lms.content.rendering import (
    Context,
    render_gapped,
    render_inline,
    render_plain,
    render_words,
)
from lms.foundation.i18n import (
    _,
    current_language,
    page_gettext,
    page_ngettext,
    speaking,
)
from lms.foundation.keeping import keep
from lms.kernel.language import Language, Text, pick

from . import queries
from .kinds.face import AnswerKind
from .kinds.face import Option as Offered
from .marking import kind_of
from .printed import (
    LOOKS,
    NO_WORDS,
    NUMBER,
    TOTAL,
    Numbered,
    Option,
    Piece,
    PrintedQuestion,
    PrintedQuestions,
    PrintedSection,
    Sheet,
    Source,
    Words,
)

__all__ = ["PrintedQuestion", "Sheet", "get_sheet"]

Render = Callable[[str, Language, Context], str]

_MARK = re.compile(r'<a class="(?:term|cite)"[^>]*>(.*?)</a>')


def get_sheet(release_id: int, activity_id: str) -> Sheet:
    """Return a quiz in the language spoken; raises ``ActivityNotFound``."""
    key = (
        "quiz sheet",
        release_id,
        activity_id,
        current_language(),
        request.script_root,
    )
    return keep(key, lambda: _Printer(release_id, activity_id).sheet())


class _Printer:
    def __init__(self, release_id: int, activity_id: str) -> None:
        self.quiz = queries.get_quiz(release_id, activity_id)
        package = get_package(release_id)
        module = next(
            m for m, activity in package.places() if activity.id == activity_id
        )
        self.asked = self.quiz.all_questions({q.id: q for q in package.bank})
        self.context = surroundings(release_id, module)
        self.source = package.source
        self.language = current_language()

    def sheet(self) -> Sheet:
        sections = [item for item in self.quiz.items if isinstance(item, Section)]
        bands = sorted(self.quiz.bands, key=lambda band: band.least, reverse=True)
        return Sheet(
            quiz=self.quiz,
            intro=self.words(self.quiz.intro),
            questions=PrintedQuestions(self.asked, self.question_later),
            sections=tuple(
                PrintedSection(self.line(each.title), self.words(each.intro))
                for each in sections
            ),
            bands=tuple((band.least, self.words(band.feedback)) for band in bands),
        )

    def question_later(self, question: Question) -> PrintedQuestion:
        """Print a question in the language of the sheet, whoever asks for it."""
        with speaking(self.language):
            return self.question(question)

    def question(self, question: Question) -> PrintedQuestion:
        kind = kind_of(question)
        prompt = self.words(question.prompt)
        options = {o.id: self.option(o) for o in kind.options(question)}
        head = {
            "question": question,
            "kind": kind,
            "prompt": prompt,
            "number": NUMBER,
            "total": TOTAL,
        }
        return PrintedQuestion(
            question=question,
            kind=kind,
            language=self.language,
            prompt=prompt,
            running=self.running(question) if kind.inside else (),
            options=options,
            words={
                name: self.line(text) for name, text in kind.words(question).items()
            },
            why={
                name: self.words(text) for name, text in kind.feedback(question).items()
            },
            told=self.told(question),
            sources=self.sources(question),
            pieces=_pieces(question, kind, options) if kind.picked else {},
            head=_numbered("head", head),
            foot=_numbered("foot", head),
            heading=_numbered("heading", head),
        )

    def told(self, question: Question) -> Mapping[str, Words]:
        return {
            "all": self.words(question.feedback),
            "right": self.words(question.when_right),
            "partly": self.words(question.when_partly),
            "wrong": self.words(question.when_wrong),
        }

    def sources(self, question: Question) -> tuple[Source, ...]:
        references = self.context.references
        return tuple(
            Source(self.line(references[id_].text), references[id_].url)
            for id_ in question.sources
            if id_ in references
        )

    def option(self, option: Offered) -> Option:
        own = Words(Markup.escape(_(option.words))) if option.words else None
        words = own or self.line(option.text)
        return Option(
            id=option.id,
            words=words,
            plain=_(option.words) if option.words else self.plain(option.text),
            correct=option.correct,
            partly=option.partly,
            why=self.words(option.feedback),
        )

    def words(self, text: Text) -> Words:
        """Print a text that may have paragraphs, lists and pictures."""
        return self.printed(text, render_words)

    def line(self, text: Text) -> Words:
        """Print a text without paragraphs."""
        return self.printed(text, render_inline)

    def printed(self, text: Text, render: Render) -> Words:
        told = pick(text, self.language, self.source)
        if not told.words:
            return NO_WORDS
        html = render(told.words, told.language, self.context)
        lang = "" if told.language is self.language else str(told.language)
        return Words(_safe(html), lang)

    def plain(self, text: Text) -> str:
        """Return a text in bare words."""
        told = pick(text, self.language, self.source)
        return render_plain(told.words, told.language, self.context)

    def running(self, question: Question) -> tuple[tuple[Markup, str], ...]:
        """Print a prompt in pieces: words, and the gaps among them."""
        told = pick(question.prompt, self.language, self.source)
        pieces = render_gapped(told.words, told.language, self.context)
        return tuple((_safe(piece.words), piece.gap) for piece in pieces)


def _safe(html: str) -> Markup:
    """Make words of a quiz of what our renderer made, which lets no HTML through.

    Marks of terms and citations lead to the foot of a lesson; a quiz has none, so
    only their words stay.
    """
    return Markup(_MARK.sub(r"\1", html))  # noqa: S704 – see above


def _pieces(
    question: Question, kind: AnswerKind, options: Mapping[str, Option]
) -> dict[str, Piece]:
    found = {}
    for option in options.values():
        values = {"question_id": question.id, "kind": kind, "option": option}
        found[option.id] = Piece(
            asked=(
                _print("choice", {**values, "chosen": False}),
                _print("choice", {**values, "chosen": True}),
            ),
            reviewed={
                (chosen, answers, feedback): _print(
                    "choice_reviewed",
                    {
                        **values,
                        "chosen": chosen,
                        "answers": answers,
                        "feedback": feedback,
                    },
                )
                for chosen, answers, feedback in LOOKS
            },
        )
    return found


def _numbered(name: str, values: Mapping[str, Any]) -> Numbered:
    return Numbered(_print(name, values))


def _print(name: str, values: Mapping[str, Any]) -> Markup:
    """Print a piece of a page, which knows the language and nobody in particular."""
    template = current_app.jinja_env.get_template(f"lms/quizzes/pieces/{name}.html")
    words = {"_": page_gettext, "ngettext": page_ngettext}
    # Jinja has escaped what is in it.
    return Markup(template.render(words, **values))  # noqa: S704 – see above
