"""On which terms somebody takes a quiz: its rules, its dates, what they need."""

from dataclasses import dataclass
from datetime import datetime

from lms.content.asking import Rules

from .clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The rules of a quiz, when it is open in an edition, and one person's needs.

    ``extra_time`` is percent of the time limit, ``extra_attempts`` come on top of those
    allowed, ``pause_minutes`` is how long the clock may stand still in one attempt.
    ``released_at`` is when marks given by people were told to everybody.
    """

    rules: Rules
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    released_at: datetime | None = None
    extra_time: int = 0
    extra_attempts: int = 0
    pause_minutes: int = 0

    @property
    def clock(self) -> Clock:
        """The clock of an attempt on these terms."""
        return Clock(
            time_limit=self.rules.time_limit,
            grace=self.rules.grace,
            extra_time=self.extra_time,
            pause_minutes=self.pause_minutes,
            closes_at=self.closes_at,
        )

    @property
    def attempts(self) -> int | None:
        """How many attempts this person has; ``None`` for any number."""
        if self.rules.attempts is None:
            return None
        return self.rules.attempts + self.extra_attempts
