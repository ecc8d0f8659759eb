"""How much time an attempt has left, as the server sees it when it answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.content.asking import Expiry
from lms.foundation.i18n import zone
from lms.quizzes.lines import AttemptLine
from lms.quizzes.terms import Terms
from lms.quizzes.words import hour_of, is_one, left_in_words

SOON = timedelta(hours=24)
"""From when on a page counts what is left, rather than naming a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """The time of an open attempt. ``now`` and ``due_at`` are the server's.

    ``until`` is the hour in somebody's own zone, with the day unless it ``is_today``;
    ``left`` the time in words, of which ``is_one`` says that it is in the singular. It
    ``is_up`` while only what is on its way still counts. In a pause
    (``stands``) ``left`` is what will be there afterwards, and ``until`` when the clock
    goes on by itself. ``pause_left`` is what is left of the pauses that were granted.
    """

    now: datetime
    due_at: datetime
    until: str
    is_today: bool
    left: str
    is_one: bool
    is_up: bool
    is_limit: bool
    counts_down: bool
    hands_in: bool
    stands: bool
    pause_left: str


def timing_of(
    attempt: AttemptLine, terms: Terms, now: datetime, zone_id: str | None
) -> Timing | None:
    """Return the time of an open attempt, ``None`` where it has any amount of it."""
    if attempt.due_at is None:
        return None
    clock = terms.clock
    stands = clock.stands_still(attempt.paused_at, attempt.paused_seconds, now)
    paused = clock.paused(attempt.paused_at, attempt.paused_seconds, now)
    rest = timedelta(seconds=max(0, clock.pause_seconds - paused))
    due_at = attempt.due_at
    left = max(due_at - now, timedelta(0))
    if stands:
        left = clock.left(
            attempt.started_at, attempt.paused_at, attempt.paused_seconds, now
        ) or timedelta(0)
    until = now + rest if stands else due_at
    today = now.astimezone(zone(zone_id)).date()
    return Timing(
        now=now,
        due_at=due_at,
        until=hour_of(until, zone_id, today),
        is_today=until.astimezone(zone(zone_id)).date() == today,
        left=left_in_words(left),
        is_one=is_one(left),
        is_up=not left,
        is_limit=terms.rules.time_limit is not None,
        counts_down=left < SOON and not stands,
        hands_in=terms.rules.on_expiry is Expiry.SUBMIT,
        stands=stands,
        pause_left=left_in_words(rest) if rest else "",
    )
