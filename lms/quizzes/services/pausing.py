"""Letting the clock of an attempt stand still, for those who were given pauses."""

from datetime import datetime

from lms.foundation.database import now, session
from lms.quizzes import queries
from lms.quizzes.clock import Clock
from lms.quizzes.errors import AttemptClosed, AttemptExpired, NoPauseLeft
from lms.quizzes.models import Attempt
from lms.quizzes.states import Act, State, can

from . import rows
from .ending import run_out
from .given import Taking


def pause(*, taking: Taking) -> bool:
    """Let the clock stand still; say whether it does now.

    It goes on by itself when what was granted is used up, so the attempt is due then
    at the latest. Twice is once. An attempt whose time is up ends instead, and the
    answer is no. Raises ``AttemptNotFound``, ``AttemptClosed`` or ``NoPauseLeft``.
    """
    attempt = _running(rows.get(taking), Act.PAUSE)
    if attempt is None:
        return False
    clock = clock_of(attempt)
    if attempt.paused_at is not None:
        return clock.stands_still(attempt.paused_at, attempt.paused_seconds, now())
    if attempt.paused_seconds >= clock.pause_seconds:
        raise NoPauseLeft
    attempt.paused_at = now()
    set_due(attempt, clock, attempt.paused_at)
    session.flush()
    return True


def resume(*, taking: Taking) -> bool:
    """Let the clock go on; say whether the attempt does. Twice is once.

    An attempt whose time is up ends instead. Raises ``AttemptNotFound`` or
    ``AttemptClosed``.
    """
    attempt = _running(rows.get(taking), Act.RESUME)
    if attempt is None:
        return False
    go_on(attempt)
    return True


def go_on(attempt: Attempt) -> None:
    """End the pause of an attempt, if there is one; its seconds are nobody's time."""
    if attempt.paused_at is None:
        return
    clock, present = clock_of(attempt), now()
    attempt.paused_seconds = clock.paused(
        attempt.paused_at, attempt.paused_seconds, present
    )
    attempt.paused_at = None
    set_due(attempt, clock, present)
    attempt.touched_at = present
    session.flush()


def set_due(attempt: Attempt, clock: Clock, present: datetime) -> None:
    """Set when the time of an open attempt is up: never before it was said.

    Terms that became narrower meanwhile end an attempt now, not some time ago.
    """
    seconds = attempt.paused_seconds
    if attempt.paused_at is not None:
        seconds = max(seconds, clock.pause_seconds)
    due = clock.due_at(attempt.started_at, seconds)
    if due is not None:
        due = max(due, min(present, attempt.due_at or present))
    attempt.due_at = due


def clock_of(attempt: Attempt) -> Clock:
    """Return the clock of an attempt, as its learner's terms are now."""
    return queries.find_terms(
        attempt.enrolment_id, attempt.activity_id, attempt.release_id
    ).clock


def _running(attempt: Attempt, act: Act) -> Attempt | None:
    """Return an attempt that can be paused, or end it if its time is up."""
    if rows.is_overdue(attempt, now()):
        run_out(attempt)
        return None
    if not can(State(attempt.state), act):
        if attempt.ended_by_clock:
            raise AttemptExpired
        raise AttemptClosed
    return attempt
