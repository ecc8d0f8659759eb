"""What a learner may expect of a quiz, told a second time and more simply."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lms.content.asking import Review, When
from lms.quizzes.errors import MayNotBegin, NotBegunYet
from lms.quizzes.services import Given
from lms.quizzes.states import WAITING, State

Value = tuple[str, ...]
RIGHT = ("b",)
ESSAY = "ensayo"


@dataclass
class Paper:
    """An attempt as its learner knows it."""

    world: "Expected"
    started: datetime
    state: State = State.STARTED
    by_clock: bool = False
    doomed: bool = False
    answers: dict[str, Value] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    place: int = 0
    stood: int = 0
    paused_at: datetime | None = None
    right_essay: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is State.STARTED

    # Time

    @property
    def may_pause(self) -> bool:
        return self.paused_at is not None or self.stood < self.world.pause_minutes * 60

    def stood_still(self, now: datetime) -> int:
        """How many seconds the clock has stood still."""
        if self.paused_at is None:
            return self.stood
        here = int((now - self.paused_at).total_seconds())
        return min(self.stood + here, self.world.pause_minutes * 60)

    def go_on(self, now: datetime) -> None:
        self.stood, self.paused_at = self.stood_still(now), None

    def is_late(self, now: datetime) -> bool:
        """Is it too late for anything to count?"""
        ends = [self.world.closes_at] if self.world.closes_at else []
        if limit := self.world.rules.get("time_limit"):
            lasts = limit * 60 * (100 + self.world.extra_time) // 100
            lasts += self.stood_still(now)
            ends.append(self.started + timedelta(seconds=lasts))
        grace = timedelta(seconds=self.world.rules.get("grace", 30))
        return self.doomed or (bool(ends) and now > min(ends) + grace)

    # Answers

    def refuses(self, form: Given, *, careful: bool) -> bool:
        """Is a changed answer told back instead of kept?"""
        id_ = form.question_id
        if careful and form.version not in (None, self.versions.get(id_, 0)):
            return True
        left = self.world.questions[: self.place] if self.world.forward_only else ()
        return id_ in self.checked or id_ in left

    def keep(self, form: Given, now: datetime) -> None:
        id_ = form.question_id
        self.answers[id_] = form.values
        self.versions[id_] = self.versions.get(id_, 0) + 1
        self.go_on(now)

    # The end

    def end(self, *, by_clock: bool) -> None:
        """Hand in, or let the time be up."""
        self.by_clock, self.paused_at = by_clock, None
        if by_clock and self.world.rules.get("on_expiry") == "abandon":
            self.state = State.ABANDONED
        elif self.answers.get(ESSAY):
            self.state = State.EXPIRED if by_clock else State.SUBMITTED
        else:
            self.state = State.MARKED

    @property
    def points(self) -> int:
        """The points an attempt has at its end; every question is worth one."""
        if self.state is State.ABANDONED:
            return 0
        right = [id_ for id_ in self.world.questions if self.answers.get(id_) == RIGHT]
        return len(right) + self.right_essay


@dataclass
class Expected:
    """All attempts of one learner at one quiz, and the terms."""

    questions: tuple[str, ...]
    essay: bool
    rules: dict[str, Any]
    closes_at: datetime | None = None
    extra_time: int = 0
    extra_attempts: int = 0
    pause_minutes: int = 0
    papers: list[Paper] = field(default_factory=list)

    @property
    def newest(self) -> Paper | None:
        return self.papers[-1] if self.papers else None

    @property
    def forward_only(self) -> bool:
        return bool(self.rules.get("forward_only"))

    @property
    def checks(self) -> bool:
        return self.rules.get("review", Review()).answers is When.DURING

    @property
    def waiting(self) -> list[int]:
        """The numbers of the attempts that wait for a person."""
        return [n for n, paper in enumerate(self.papers, 1) if paper.state in WAITING]

    def at(self, number: int) -> Paper | None:
        return self.papers[number - 1] if number <= len(self.papers) else None

    def is_open(self, now: datetime) -> bool:
        """Is there an attempt that still takes answers?"""
        newest = self.newest
        return newest is not None and newest.is_open and not newest.is_late(now)

    def sweep(self, now: datetime) -> bool:
        """End what is out of time; say whether there was anything."""
        newest = self.newest
        if newest is None or not newest.is_open or not newest.is_late(now):
            return False
        newest.end(by_clock=True)
        return True

    def begin(self, now: datetime) -> Paper:
        self.papers.append(Paper(self, now))
        return self.papers[-1]

    def may_begin(self, now: datetime) -> bool:
        """May another attempt begin, none being open?"""
        if self.closes_at and now >= self.closes_at:
            return False
        most = self.rules.get("attempts")
        return most is None or len(self.papers) < most + self.extra_attempts

    def refusal(self, now: datetime) -> type[Exception] | None:
        """Why the first attempt cannot begin with an answer."""
        if self.rules.get("time_limit"):
            return NotBegunYet
        return None if self.may_begin(now) else MayNotBegin

    def missing(self, paper: Paper) -> tuple[str, ...]:
        """What has no answer yet."""
        asked = (*self.questions, *[ESSAY] * self.essay)
        return tuple(id_ for id_ in asked if not paper.answers.get(id_))

    def reached(self, paper: Paper, place: int) -> int:
        """Which page one reaches that wants to go to this one."""
        pages = len(self.questions) if self.rules.get("layout") == "one" else 1
        place = min(place, pages)
        return min(place, paper.place + 1) if self.forward_only else place

    def close(self, closes_at: datetime | None, now: datetime) -> None:
        """Another closing; what has run out stays so."""
        newest = self.newest
        if newest and newest.is_open and newest.is_late(now):
            newest.doomed = True
        self.closes_at = closes_at
