"""Questions and quizzes as values: what an author wrote to be asked.

What is special to a kind of question stands beside that kind, in
``lms.content.questions``; here is what all of them share, and how a quiz puts them
together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.kernel.language import Text


class Difficulty(StrEnum):
    """How hard the author thinks a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question; ``content`` is what its kind needs besides the prompt.

    ``id`` is unique in the course. ``points`` is what a full mark is worth, 1–100.
    ``name`` and ``category`` are for the author's eyes: a short title, and a place in
    a tree of them ("law/treaties"). ``outcome`` is the id of an outcome of the course.
    ``feedback`` is told to everybody; ``when_right``, ``when_partly`` and
    ``when_wrong`` to those whose answer was. ``sources`` are ids of references.
    """

    id: str
    kind: str
    prompt: Text
    content: object
    points: int = 1
    name: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    outcome: str | None = None
    difficulty: Difficulty | None = None
    feedback: Text = field(default_factory=dict)
    when_right: Text = field(default_factory=dict)
    when_partly: Text = field(default_factory=dict)
    when_wrong: Text = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A question of the course's bank, at its place in a quiz."""

    question_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """``count`` questions of the bank, drawn by chance for each attempt.

    A question may be drawn if it has **all** of ``tags``, and the outcome and the
    difficulty where they are said.
    """

    count: int
    tags: tuple[str, ...] = ()
    outcome: str | None = None
    difficulty: Difficulty | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The heading of what follows in a quiz, until the next one."""

    title: Text
    intro: Text = field(default_factory=dict)


Item = Question | Use | Draw | Section
"""One entry of a quiz: a question of its own, one of the bank, a draw, a heading."""


class Expiry(StrEnum):
    """What becomes of an attempt whose time ran out."""

    SUBMIT = "submit"
    """What was saved counts."""
    ABANDON = "abandon"
    """It was used up and earns nothing, since it was not handed in."""


class Grade(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"
    AVERAGE = "average"


class Layout(StrEnum):
    """How much of a quiz is on one page."""

    ALL = "all"
    SECTION = "section"
    ONE = "one"


class When(StrEnum):
    """From when on something may be seen."""

    DURING = "during"
    """Once an answer is saved; from then on it stands."""
    AFTER = "after"
    """Once the attempt was handed in and marked."""
    CLOSED = "closed"
    """Once the quiz has closed for everybody; at once where it never closes."""
    NEVER = "never"


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """When a learner sees the score, the right answers and the feedback."""

    score: When = When.AFTER
    answers: When = When.AFTER
    feedback: When = When.AFTER


@dataclass(frozen=True, kw_only=True, slots=True)
class ByHand:
    """How people mark: without names, by two, and told to all learners together."""

    anonymous: bool = False
    second: bool = False
    together: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """How a quiz is taken.

    ``time_limit`` and ``wait`` (between two attempts) are minutes, ``grace`` seconds
    after the limit in which what is on its way still counts. ``attempts`` is ``None``
    where there may be any number. ``forward_only`` takes effect when a quiz has more
    than one page. ``shuffle`` puts the questions of a section in an order of chance.
    """

    time_limit: int | None = None
    grace: int = 30
    on_expiry: Expiry = Expiry.SUBMIT
    attempts: int | None = None
    wait: int = 0
    grade: Grade = Grade.BEST
    layout: Layout = Layout.ALL
    forward_only: bool = False
    shuffle: bool = False
    review: Review = field(default_factory=Review)
    by_hand: ByHand = field(default_factory=ByHand)


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """What is told to whom reached at least ``least`` percent, up to the next band."""

    least: int
    feedback: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiz:
    """Questions that are asked together, and the percentage that passes."""

    title: Text
    pass_mark: int
    items: tuple[Item, ...]
    intro: Text = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    bands: tuple[Band, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions written in the quiz itself, without those of the bank."""
        return tuple(item for item in self.items if isinstance(item, Question))

    def all_questions(self, bank: Mapping[str, Question]) -> tuple[Question, ...]:
        """Every question that some attempt may show, in the order of the quiz."""
        found: dict[str, Question] = {}
        for item in self.items:
            if isinstance(item, Question):
                found[item.id] = item
            elif isinstance(item, Use) and item.question_id in bank:
                found[item.question_id] = bank[item.question_id]
            elif isinstance(item, Draw):
                found |= {q.id: q for q in bank.values() if fits(q, item)}
        return tuple(found.values())


def fits(question: Question, draw: Draw) -> bool:
    """Whether a question of the bank may be drawn."""
    return (
        set(draw.tags) <= set(question.tags)
        and draw.outcome in (None, question.outcome)
        and draw.difficulty in (None, question.difficulty)
    )
