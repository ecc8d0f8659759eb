"""One page of a quiz for somebody: before it begins, while it is taken, afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.content.asking import Rules, When
from lms.quizzes import grading, marking
from lms.quizzes.lines import AttemptLine
from lms.quizzes.policy import MayBegin
from lms.quizzes.printed import NO_WORDS, PrintedSection, Sheet, Words
from lms.quizzes.queries import SHOWN
from lms.quizzes.queries.reviewed import HandMark
from lms.quizzes.terms import Terms

from .line import Line, Shows
from .outcome import Outcome, Total
from .timing import Timing


class Stage(StrEnum):
    """What somebody does on the page."""

    START = "start"
    """Read what awaits them, and begin."""
    ASK = "ask"
    SUMMARY = "summary"
    """Look through what is answered, and hand in."""
    PAUSE = "pause"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Group:
    """The questions under one heading, as far as they stand on the page."""

    section: PrintedSection | None
    lines: list[Line]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuizPage:
    """An attempt at a quiz; ``attempt`` is ``None`` while it exists on the page only.

    ``lines`` are all its questions, ``groups`` those on this page, ``page`` of
    ``pages``, counting from 0. ``outcomes`` are the attempts that ended, the newest
    first; ``outcome`` is this one's. ``hand_marks`` are those that people gave in this
    one, by question. ``open_number`` is the attempt in progress when another one is
    being looked at.
    """

    stage: Stage
    sheet: Sheet
    terms: Terms
    attempt: AttemptLine | None
    number: int
    lines: list[Line]
    groups: list[Group]
    page: int
    pages: int
    timing: Timing | None
    may_begin: MayBegin
    shows: Shows
    outcome: Outcome | None
    outcomes: list[Outcome]
    total: Total | None
    hand_marks: dict[str, HandMark]
    open_number: int | None
    now: datetime

    @property
    def rules(self) -> Rules:
        return self.terms.rules

    @property
    def shown(self) -> list[Line]:
        """The questions on this page."""
        return [line for group in self.groups for line in group.lines]

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)

    @property
    def missing(self) -> list[Line]:
        """The questions that are not answered, or not wholly."""
        return [line for line in self.lines if not line.is_answered]

    @property
    def misses_points(self) -> bool:
        """Whether a question that gives points is not answered."""
        return any(not line.question.kind.unmarked for line in self.missing)

    @property
    def is_open(self) -> bool:
        """Whether this is an attempt that is not handed in."""
        return self.stage in (Stage.ASK, Stage.SUMMARY, Stage.PAUSE)

    @property
    def listed(self) -> list[Outcome]:
        """The last attempts that ended, and the one that counts."""
        found = self.outcomes[:SHOWN]
        older = [each for each in self.outcomes[SHOWN:] if each.counts]
        return found + older[:1]

    @property
    def is_paged(self) -> bool:
        return self.pages > 1

    @property
    def goes_back(self) -> bool:
        """Whether one may return to pages before this one."""
        return not (self.rules.forward_only and self.is_paged)

    @property
    def checks(self) -> bool:
        """Whether answers can be checked before handing in."""
        review = self.rules.review
        return When.DURING in (review.score, review.answers, review.feedback)

    @property
    def by_hand(self) -> int:
        """How many questions a person marks."""
        return len(marking.by_hand(line.question.question for line in self.lines))

    @property
    def waiting(self) -> int:
        """How many answers a person has still to mark."""
        marks = self.attempt.marks if self.attempt else {}
        return len(
            grading.waiting((line.question.question for line in self.lines), marks)
        )

    @property
    def told_by_hand(self) -> dict[str, HandMark]:
        """What people said of the answers: their comments are feedback."""
        return self.hand_marks if self.shows.feedback else {}

    @property
    def is_corrected(self) -> bool:
        """Whether a later key stands beside some question."""
        return any(line.correction for line in self.lines)

    @property
    def band(self) -> Words:
        """What the author tells to those who reached as much."""
        if not self.outcome or self.outcome.reserved or not self.shows.feedback:
            return NO_WORDS
        return self.sheet.band(self.outcome.percent)
