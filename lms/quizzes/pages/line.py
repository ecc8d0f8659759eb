"""A question before somebody: as it is asked, or as it was answered."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction

from lms.quizzes.forms import as_shown, fields_of
from lms.quizzes.kinds.face import Value
from lms.quizzes.printed import PrintedQuestion


@dataclass(frozen=True, slots=True)
class Shows:
    """What may be told by now: the marks, the right answers, the feedback."""

    marks: bool = False
    answers: bool = False
    feedback: bool = False

    def __bool__(self) -> bool:
        return self.marks or self.answers or self.feedback


NOTHING = Shows()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A question with its place in an attempt, and what somebody answered.

    ``order`` is that of its options on this page; ``page`` counts from 0. The answer
    of a question that ``stands`` cannot be changed any more although the attempt goes
    on. ``shows`` is what may be told of the answer. Where a later key gave the mark,
    the ``correction`` has it, and the question stays as it was asked.
    """

    question: PrintedQuestion
    number: int
    total: int
    order: list[str] = field(default_factory=list)
    value: Value = ()
    version: int = 0
    mark: Fraction | None = None
    page: int = 0
    stands: bool = False
    shows: Shows = NOTHING
    correction: "Correction | None" = None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_answered(self) -> bool:
        return self.question.is_answered(self.value)

    @property
    def anchor(self) -> str:
        """The id of its first field; of the question itself where it has none."""
        if self.stands:
            return f"q-{self.id}"
        return self.question.anchor(self.order)

    @property
    def as_shown(self) -> str:
        """The answer as the page remembers what it showed."""
        return as_shown(self.value)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What its fields would send, by name."""
        shown = fields_of(self.question.question, self.value)
        return [(name, value) for name, values in shown.items() for value in values]

    def answering(self, value: Value) -> "Line":
        """Return the question with another answer, of which nothing is told."""
        return replace(self, value=value, mark=None, shows=NOTHING, correction=None)

    @property
    def mark_by_key(self) -> Fraction | None:
        """The mark by the key of the question as it stands here."""
        return self.correction.was if self.correction else self.mark

    @property
    def show_marks(self) -> bool:
        return self.shows.marks

    @property
    def show_answers(self) -> bool:
        return self.shows.answers

    @property
    def show_feedback(self) -> bool:
        return self.shows.feedback


@dataclass(frozen=True, slots=True)
class Correction:
    """The key that an answer was marked anew with: the same answer before the question
    as it is with that key, in use ``since``; ``was`` is the mark by the key before."""

    line: Line
    since: datetime
    was: Fraction

    @property
    def shows_answer(self) -> bool:
        """Whether the answer is looked through once more, for the key or for what is
        told to those who gave it."""
        line = self.line
        why = line.show_feedback and bool(line.value) and line.question.tells_why
        return line.show_answers or why

    def __bool__(self) -> bool:
        """Whether there is anything that may be told of it."""
        line = self.line
        told = line.question.explained(line.value, line.mark) or line.question.sources
        return self.shows_answer or (line.show_feedback and bool(told))
