"""Which kinds of question there are: ours, and those that other packages add."""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.categorising import CategorisingKind
from lms.content.questions.choices import ChoiceKind
from lms.content.questions.cloze import ClozeKind
from lms.content.questions.likert import LikertKind
from lms.content.questions.matching import MatchingKind
from lms.content.questions.numerical import NumericalKind
from lms.content.questions.ordering import OrderingKind
from lms.content.questions.short import ShortKind
from lms.content.questions.truefalse import TrueFalseKind
from lms.content.questions.written import EssayKind, ReflectionKind
from lms.content.record import Record
from lms.kernel.language import Text

GROUP = "lms.question_kinds"

PROSE = ("feedback", "if_true", "if_false", "guidance")
"""The keys of texts that may have paragraphs, lists and tables, besides the prompt."""
WORDS_ALONE = ("template",)
"""The keys of texts that are no Markdown: they are shown as they were typed."""


class QuestionKind(Protocol):
    """How a kind of question is read, written and checked."""

    @property
    def name(self) -> str: ...

    def parse(self, record: Record) -> object:
        """Read what is special to this kind: the question's ``content``."""

    def dump(self, question: Question) -> dict[str, Plain]:
        """The same as data, to be written after the prompt."""

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Write down what is wrong, ``at`` being the question's place."""

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """The texts inside ``content``, with their places in the question.

        The last key of a place says what a text may hold: see ``PROSE``; all others go
        on one line.
        """


@cache
def question_kinds() -> dict[str, QuestionKind]:
    """Every kind of question by name."""
    ours: list[QuestionKind] = [
        ChoiceKind(name="single", several=False),
        ChoiceKind(name="multiple", several=True),
        TrueFalseKind(),
        MatchingKind(),
        OrderingKind(),
        ShortKind(),
        NumericalKind(),
        ClozeKind(),
        CategorisingKind(),
        EssayKind(),
        ReflectionKind(),
        LikertKind(),
    ]
    added = [entry.load() for entry in entry_points(group=GROUP)]
    return {kind.name: kind for kind in (*ours, *added)}
