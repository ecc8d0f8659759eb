"""How long an attempt lasts. Pure: moments go in, moments come out.

The only clock is the server's. What reaches it until ``grace`` seconds after the time
is up still counts, for it was on its way.

Extra time makes the limit longer, and pauses put it off; neither moves the closing of
the quiz, which is the same moment for everybody. An attempt begun too late to use all
its time before then is told how much is left when it begins. Who needs a later end is
given another edition, or the quiz a later closing: otherwise the right answers, which
may be shown once the quiz has closed, would be out while somebody is still answering.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """The clock of one person's attempts at a quiz.

    ``time_limit`` is minutes, ``grace`` seconds, ``extra_time`` percent of the limit,
    ``pause_minutes`` how long the clock may stand still in one attempt.
    """

    time_limit: int | None
    grace: int = 0
    extra_time: int = 0
    pause_minutes: int = 0
    closes_at: datetime | None = None

    @property
    def limit(self) -> timedelta | None:
        """How long an attempt lasts without pauses; whole seconds, rounded up."""
        if self.time_limit is None:
            return None
        hundredths = self.time_limit * 60 * (100 + self.extra_time)
        return timedelta(seconds=-(-hundredths // 100))

    def due_at(self, started_at: datetime, paused_seconds: int = 0) -> datetime | None:
        """Return when the time is up, ``None`` if never."""
        ends = [self.closes_at] if self.closes_at else []
        if self.limit is not None:
            ends.append(started_at + self.limit + timedelta(seconds=paused_seconds))
        return min(ends, default=None)

    @property
    def pause_seconds(self) -> int:
        """How long all pauses of an attempt may last together."""
        return self.pause_minutes * 60 if self.time_limit is not None else 0

    def paused(
        self, paused_at: datetime | None, paused_seconds: int, now: datetime
    ) -> int:
        """Return how long the clock has stood still, the present pause included.

        What a pause lasts beyond what is allowed does not count: the clock goes on
        again by itself.
        """
        if paused_at is None:
            return paused_seconds
        stood = max(0, int((now - paused_at).total_seconds()))
        # Pauses may have been cut since: what was granted is not taken back.
        return max(paused_seconds, min(paused_seconds + stood, self.pause_seconds))

    def stands_still(
        self, paused_at: datetime | None, paused_seconds: int, now: datetime
    ) -> bool:
        """Tell whether the clock stands still now."""
        if paused_at is None:
            return False
        return self.paused(paused_at, paused_seconds, now) < self.pause_seconds

    def left(
        self,
        started_at: datetime,
        paused_at: datetime | None,
        paused_seconds: int,
        now: datetime,
    ) -> timedelta | None:
        """Return the time left if the clock went on now; ``None`` for any amount."""
        due = self.due_at(started_at, self.paused(paused_at, paused_seconds, now))
        return None if due is None else max(due - now, timedelta(0))


def is_over(due_at: datetime | None, grace: int, now: datetime) -> bool:
    """Tell whether nothing counts any more that arrives now."""
    return due_at is not None and now > due_at + timedelta(seconds=grace)
