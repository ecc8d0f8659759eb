"""What a quiz looks like in print, in one language, before anybody has answered.

The same for everybody, and kept: only the order of the options, what is chosen and the
number of a question depend on the person.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from lms.content.asking import Question, Quiz, Section
from lms.foundation.i18n import decimal_number
from lms.kernel.language import Language

from . import marking
from .kinds import parts
from .kinds.face import AnswerKind, Value

NUMBER, TOTAL = "\ue000", "\ue001"
"""What a piece is printed with where the page puts its numbers: no letter of any text
(they are for private use)."""

Look = tuple[bool, bool, bool]
"""How an option is reviewed: chosen? with the right answers? with the feedback?"""

LOOKS: tuple[Look, ...] = tuple(
    (chosen, answers, feedback)
    for chosen in (False, True)
    for answers in (False, True)
    for feedback in (False, True)
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text ready for a page; ``lang`` is empty in the page's own language."""

    html: Markup
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.html)

    @property
    def is_block(self) -> bool:
        """Is it more than one line of words: paragraphs, a list, a table?"""
        return _BLOCK.match(self.html) is not None


_BLOCK = re.compile(r"<(?:p|ul|ol|div|pre|blockquote|hr|table)[ />]")
NO_WORDS = Words(Markup())


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, with what is told about it afterwards.

    ``plain`` are its words without marks, for places that take no markup.
    """

    id: str
    words: Words
    plain: str
    correct: bool
    partly: bool
    why: Words


@dataclass(frozen=True, slots=True)
class Piece:
    """An option in print: left alone and chosen while asking, and each ``Look``."""

    asked: tuple[Markup, Markup]
    reviewed: Mapping[Look, Markup]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A piece with the number of its question, which only the page knows."""

    html: Markup

    def __call__(self, number: int, total: int = 0) -> Markup:
        return self.html.replace(NUMBER, str(number)).replace(TOTAL, str(total))


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from."""

    words: Words
    url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedQuestion:
    """A question: ``head`` and ``foot`` stand around its fields.

    ``heading`` stands above its review.
    A prompt with gaps is printed in pieces too: ``running``. ``words`` and ``why`` are
    the lines and the feedback that its kind names; ``told`` is what is told to
    everybody ("all") and to those who were "right", "partly" right or "wrong".
    """

    question: Question
    kind: AnswerKind
    language: Language
    prompt: Words
    running: tuple[tuple[Markup, str], ...]
    options: Mapping[str, Option]
    words: Mapping[str, Words]
    why: Mapping[str, Words]
    told: Mapping[str, Words]
    sources: tuple[Source, ...]
    pieces: Mapping[str, Piece]
    head: Numbered
    foot: Numbered
    heading: Numbered

    @property
    def id(self) -> str:
        return self.question.id

    def anchor(self, order: Sequence[str]) -> str:
        """Return the id of its first field on a page."""
        start = f"i-{self.id}"
        if self.kind.picked:
            return f"{start}-{order[0]}" if order else start
        part = next(iter(self.shown(())), "")
        return f"{start}-{part}" if part else start

    def points(self, mark: Fraction | None) -> str:
        """Write what a mark is worth as people there write numbers; cut, never up."""
        worth = (mark or Fraction(0)) * self.question.points
        return decimal_number(int(worth * 100) / 100, "0.##")

    def order(self, seed: int) -> list[str]:
        """Return what stands in a row, in the order of an attempt."""
        return marking.arrange(self.question, seed)

    def is_answered(self, value: Value) -> bool:
        """Whether nothing is left to answer."""
        return self.kind.is_complete(self.question, value)

    def shown(self, value: Value) -> Mapping[str, tuple[str, ...]]:
        """Return what its fields say of an answer, by part."""
        return self.kind.shown(self.question, value, self.language)

    def given(self, value: Value) -> Mapping[str, str]:
        """Return what was answered in each part."""
        return parts.first(value)

    def verdict(self, value: Value, mark: Fraction | None) -> str:
        """Name how an answer turned out.

        ``right``, ``partly``, ``wrong``, ``none`` for one left empty, ``waits`` for one
        that a person has yet to mark, ``unmarked`` where there is nothing to mark.
        """
        if self.kind.unmarked:
            return "unmarked"
        if not value and not mark:
            return "none"
        if mark is None:
            return "waits"
        return {Fraction(1): "right", Fraction(0): "wrong"}.get(mark, "partly")

    def explained(self, value: Value, mark: Fraction | None) -> list[Words]:
        """Return what is told about an answer: to those who gave such a one, to all."""
        own = self.told.get(self.verdict(value, mark), NO_WORDS)
        return [words for words in (own, self.told["all"]) if words]

    @property
    def tells_why(self) -> bool:
        """Whether something is told to those who gave a certain answer."""
        options = self.options.values()
        return any(self.why.values()) or any(option.why for option in options)

    def asked(self, order: Sequence[str], value: Value) -> Markup:
        """Print the options to tick, in an order."""
        return Markup().join(self.pieces[id_].asked[id_ in value] for id_ in order)

    def reviewed(
        self, order: Sequence[str], value: Value, answers: bool, feedback: bool
    ) -> Markup:
        """Print the options with what was ticked and, if it may be told, the key."""
        return Markup().join(
            self.pieces[id_].reviewed[id_ in value, answers, feedback] for id_ in order
        )


class PrintedQuestions(Mapping[str, PrintedQuestion]):
    """Questions by id, each printed when somebody first sees it, and then kept.

    A quiz that draws from a large bank would otherwise be long in printing what few
    people see.
    """

    def __init__(
        self, asked: Iterable[Question], make: Callable[[Question], PrintedQuestion]
    ) -> None:
        self._asked = {question.id: question for question in asked}
        self._make = make
        self._printed: dict[str, PrintedQuestion] = {}

    def __getitem__(self, id_: str) -> PrintedQuestion:
        if id_ not in self._printed:
            self._printed[id_] = self._make(self._asked[id_])
        return self._printed[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """The heading of a part of a quiz."""

    title: Words
    intro: Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole quiz: every question that some attempt may show, by id.

    ``bands`` are what is told from which percentage on, the highest first.
    """

    quiz: Quiz
    intro: Words
    questions: Mapping[str, PrintedQuestion]
    sections: tuple[PrintedSection, ...]
    bands: tuple[tuple[int, Words], ...]

    def section(self, section: Section) -> PrintedSection:
        """Return the heading of a section of the quiz in print."""
        known = [item for item in self.quiz.items if isinstance(item, Section)]
        return self.sections[known.index(section)]

    def band(self, percent: int) -> Words:
        """Return what is told to whoever reached a percentage."""
        told = (words for least, words in self.bands if least <= percent)
        return next(told, NO_WORDS)
