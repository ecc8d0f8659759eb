"""What a kind of question must know to be asked, answered, marked and analysed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from lms.content.asking import Question
from lms.kernel.language import Language, Text

Value = tuple[str, ...]
"""An answer: ids of choices, a text, or ``part=…`` for each part; () is none."""

Shown = Mapping[str, tuple[str, ...]]
"""What the fields of a question say, by part; "" is the field without a part."""

NOTHING, EVERYTHING = Fraction(0), Fraction(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """Something that can be chosen.

    ``text`` is the author's; ``words`` are the platform's own, in Spanish, for an
    option that has no text ("Verdadero"). ``partly`` tells that choosing it earns a
    part of the mark.
    """

    id: str
    correct: bool = False
    partly: bool = False
    text: Text = field(default_factory=dict)
    words: str = ""
    feedback: Text = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """What was answered in one part of a question, for the analysis of many answers.

    ``part`` is "" where a question has no parts. ``id`` is the stable id of a choice,
    a text made comparable, or "" for nothing. ``credit`` is the share of the part that
    it earned; ``None`` where nothing is marked, or a person does it.
    """

    part: str
    id: str
    credit: Fraction | None


class AnswerKind(Protocol):
    """How a kind of question is asked, read and marked. Pure: no page, no database.

    A package that adds a kind offers one object under the entry-point group
    ``lms.question_kinds`` with this face and the author's (``QuestionKind`` in
    ``lms.content.questions.registry``). ``Kind`` has what most kinds have in common.
    """

    @property
    def name(self) -> str: ...

    @property
    def by_hand(self) -> bool:
        """Does a person give the mark?"""

    @property
    def unmarked(self) -> bool:
        """Is there nothing to mark? Then it is worth no points."""

    @property
    def several(self) -> bool:
        """May more than one of the options be chosen?"""

    @property
    def picked(self) -> bool:
        """Are the options things to tick? Then a page finds each of them printed."""

    @property
    def inside(self) -> bool:
        """Do the fields stand inside the prompt? Then its templates print it."""

    @property
    def asked(self) -> str:
        """The template that asks: given ``line`` (see ``lms.quizzes.pages.line``)."""

    @property
    def reviewed(self) -> str:
        """The template that shows the marked answer: given ``line``."""

    def options(self, question: Question) -> tuple[Option, ...]:
        """What is offered to choose from or to put in order, in the author's order."""

    def sequence(self, question: Question) -> tuple[str, ...]:
        """The ids of what stands in a row on the page, in the author's order."""

    def is_shuffled(self, question: Question) -> bool:
        """Does each person see that row in an order of their own?"""

    def words(self, question: Question) -> Mapping[str, Text]:
        """Other lines of the author's that the templates print, each under a name."""

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """What is told about an answer beside what the options have, by a name."""

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """Make an answer of what was sent; ``ValueError`` for what is not offered.

        ``language`` is that of the page it was sent from; ``None`` for an answer as it
        is kept. Reading what was read changes nothing.
        """

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """What the fields of a page in this language say of an answer.

        Reading it in the same language gives the answer again.
        """

    def mark(self, question: Question, value: Value) -> Fraction:
        """The exact mark, from 0 to 1; 0 where nothing is marked, or by a person."""

    def key(self, question: Question) -> Value:
        """An answer that earns the most; () where nothing is marked, or by a person."""

    def is_complete(self, question: Question, value: Value) -> bool:
        """Is there nothing left to answer?"""

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """What was answered in each part."""

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """Name what a response says; with the id "", name the part itself.

        A text of the author's, the platform's own words in Spanish, or what was typed.
        """


class Kind:
    """What most kinds have in common: nothing to choose, one field, marked at once."""

    several = False
    picked = False
    inside = False
    by_hand = False
    unmarked = False

    def options(self, question: Question) -> tuple[Option, ...]:
        """Nothing is offered."""
        return ()

    def sequence(self, question: Question) -> tuple[str, ...]:
        """The options stand in a row."""
        return tuple(option.id for option in self.options(question))

    def is_shuffled(self, question: Question) -> bool:
        """In the author's order."""
        return False

    def words(self, question: Question) -> Mapping[str, Text]:
        """No other lines."""
        return {}

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """Nothing is told about an answer but what the options have."""
        return {}

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """One field says the whole answer."""
        return {"": value}

    def is_complete(self, question: Question, value: Value) -> bool:
        """Anything at all was answered."""
        return bool(value)


def name_of(options: Sequence[Option], id_: str) -> Text | str:
    """Name an option by its text, or by the platform's words; "" if it is not there."""
    for option in options:
        if option.id == id_:
            return option.words or option.text
    return ""
