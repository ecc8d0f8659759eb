"""Questions about one statement: is it true?"""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Statement
from lms.content.questions.parts import put_text
from lms.content.record import Record
from lms.kernel.language import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class TrueFalseKind:
    """A statement to be called true or false."""

    name: str = "truefalse"

    def parse(self, record: Record) -> Statement:
        """Read ``answer`` and what is told to each."""
        return Statement(
            answer=record.flag("answer"),
            if_true=record.optional_text("if_true"),
            if_false=record.optional_text("if_false"),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {"answer": content.answer}
        put_text(data, "if_true", content.if_true)
        put_text(data, "if_false", content.if_false)
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Nothing more can be wrong: an answer is true or false."""

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What is told to each answer."""
        content = _content(question)
        for key, text in (("if_true", content.if_true), ("if_false", content.if_false)):
            if text:
                yield (key,), text


def _content(question: Question) -> Statement:
    assert isinstance(question.content, Statement)
    return question.content
