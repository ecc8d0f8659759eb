"""Attempts and answers as plain values, for pages, policies and reports."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from .kinds.face import Value
from .states import State


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt, as it stands.

    ``points`` are exact and of ``out_of``; they are final once the state is
    ``marked``, and there are none before the attempt has ended. ``marks`` has the mark
    (0 to 1) of each question marked so far. ``due_at`` is when the time is up if
    nothing more is done; while the clock stands still (``paused_at``), the pause is
    taken to last as long as it may. ``paused_seconds`` counts the pauses that are over.
    """

    id: int
    release_id: int
    number: int
    seed: int
    started_at: datetime
    submitted_at: datetime | None
    points: Fraction | None
    out_of: int
    state: State = State.STARTED
    ended_by_clock: bool = False
    due_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: int = 0
    place: int = 0
    marked_at: datetime | None = None
    marked_with_id: int | None = None
    paper: tuple[str, ...] = ()
    marks: dict[str, Fraction] = field(default_factory=dict)

    @property
    def is_regraded(self) -> bool:
        """Whether a later key than the one it showed has marked it."""
        return self.marked_with_id not in (None, self.release_id)

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def is_marked(self) -> bool:
        return self.state is State.MARKED


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as it stands; ``seconds`` were spent on it."""

    value: Value
    version: int
    seconds: int = 0
    saved_at: datetime | None = None


UNANSWERED = SavedAnswer((), 0)
