"""A clock for tests that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

import time_machine

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Watch:
    """The time of a test."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def go(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self._traveller.shift(timedelta(minutes=minutes, seconds=seconds))

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)


def at(minutes: float = 0, seconds: float = 0) -> datetime:
    """A moment so long after noon."""
    return NOON + timedelta(minutes=minutes, seconds=seconds)
