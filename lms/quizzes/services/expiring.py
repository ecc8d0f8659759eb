"""Ending attempts whose time is up: when somebody comes by, and by a sweep."""

import logging

from sqlalchemy import select

from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.quizzes import clock, queries
from lms.quizzes.models import Attempt

from . import rows
from .ending import run_out

log = logging.getLogger("lms.quizzes")


def expire_if_due(*, enrolment_id: int, activity_id: str) -> bool:
    """End a learner's open attempt at a quiz if its time is up; say whether it was.

    Worth asking only where ``queries.is_overdue`` says so. Somebody else may have ended
    it at the same moment: then there is nothing to do. Emits what ``run_out`` does.
    """
    attempt = rows.last(enrolment_id, activity_id)
    return attempt is not None and _run_out(attempt)


def expire_overdue(limit: int = 500) -> int:
    """End attempts whose time is up, whoever's; return how many were.

    Those due first come first, ``limit`` at most are looked at. Each is ended in a
    small unit of work of its own, so that nobody who hands in waits for the sweep; one
    that cannot be ended is written to the log and left for the next sweep. Call this
    outside of a unit. Emits what ``run_out`` does.
    """
    ended = 0
    for attempt_id in _due(limit):
        try:
            with atomic():
                ended += _expire(attempt_id)
        except Exception:
            log.exception("attempt %s could not be ended", attempt_id)
    return ended


def _due(limit: int) -> list[int]:
    """Return open attempts whose time is up, the grace too, the longest first."""
    present = now()
    found = session.execute(
        select(Attempt.id, Attempt.release_id, Attempt.activity_id, Attempt.due_at)
        .where(Attempt.submitted_at.is_(None), Attempt.due_at < present)
        .order_by(Attempt.due_at)
        .limit(limit)
    ).all()
    return [
        row.id
        for row in found
        if clock.is_over(
            row.due_at,
            queries.get_quiz(row.release_id, row.activity_id).rules.grace,
            present,
        )
    ]


def _expire(attempt_id: int) -> bool:
    # Who is handing in at this moment ends it by that; the next sweep would see it.
    attempt = session.scalar(rows.locked(patient=False).where(Attempt.id == attempt_id))
    return attempt is not None and _run_out(attempt)


def _run_out(attempt: Attempt) -> bool:
    if not rows.is_overdue(attempt, now()):
        return False
    run_out(attempt)
    return True
