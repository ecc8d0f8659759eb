"""When a quiz is open, and what a person needs in every quiz.

Attempts in progress follow: each keeps the moment when its time is up, so that saving
an answer need not ask for the terms. Nobody's time is ever up before it was said.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from lms.enrolment.models import Enrolment
from lms.foundation.database import AnySelect, insert_for, now, session
from lms.quizzes.errors import ClosesBeforeItOpens, NeedsOutOfRange
from lms.quizzes.models import Accommodation, Attempt, QuizSchedule
from lms.quizzes.terms import Terms

from . import rows
from .holding import hold_edition, hold_member
from .pausing import set_due

_TERMS: AnySelect = (
    select(
        Attempt.id,
        QuizSchedule.closes_at,
        Accommodation.extra_time,
        Accommodation.pause_minutes,
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .outerjoin(
        QuizSchedule,
        (QuizSchedule.edition_id == Enrolment.edition_id)
        & (QuizSchedule.activity_id == Attempt.activity_id),
    )
    .outerjoin(Accommodation, Accommodation.member_id == Enrolment.member_id)
    .where(Attempt.submitted_at.is_(None))
)


def set_schedule(
    *,
    edition_id: int,
    activity_id: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    by_id: int,
) -> None:
    """Say when a quiz of an edition opens and closes; ``None`` for no limit.

    Attempts in progress end with the quiz, at the earliest now. Raises
    ``ClosesBeforeItOpens``.
    """
    if opens_at and closes_at and closes_at <= opens_at:
        raise ClosesBeforeItOpens
    hold_edition(edition_id)
    values = {
        "opens_at": opens_at,
        "closes_at": closes_at,
        "changed_by_id": by_id,
        "changed_at": now(),
    }
    session.execute(
        insert_for(QuizSchedule)
        .values(edition_id=edition_id, activity_id=activity_id, **values)
        .on_conflict_do_update(
            index_elements=["edition_id", "activity_id"], set_=values
        )
    )
    _set_clocks(Enrolment.edition_id == edition_id, Attempt.activity_id == activity_id)


def set_accommodation(
    *,
    member_id: int,
    extra_time: int,
    extra_attempts: int,
    pause_minutes: int,
    by_id: int,
) -> None:
    """Say what a person needs in every quiz from now on, the ones in progress too.

    ``extra_time`` is percent of the time limit, 0–300; ``extra_attempts`` 0–20;
    ``pause_minutes`` in one attempt 0–600. Raises ``NeedsOutOfRange``.
    """
    if not (
        0 <= extra_time <= 300
        and 0 <= extra_attempts <= 20
        and 0 <= pause_minutes <= 600
    ):
        raise NeedsOutOfRange
    hold_member(member_id)
    values = {
        "extra_time": extra_time,
        "extra_attempts": extra_attempts,
        "pause_minutes": pause_minutes,
        "changed_by_id": by_id,
        "changed_at": now(),
    }
    session.execute(
        insert_for(Accommodation)
        .values(member_id=member_id, **values)
        .on_conflict_do_update(index_elements=["member_id"], set_=values)
    )
    _set_clocks(Enrolment.member_id == member_id)


def forget_needs(*, member_id: int) -> None:
    """Forget what a person needed."""
    session.execute(delete(Accommodation).where(Accommodation.member_id == member_id))


def _set_clocks(*which: ColumnElement[bool]) -> None:
    """Set anew when the time of open attempts is up.

    They are locked first and their terms read after: whoever was changing terms or an
    attempt at the same moment has finished by then.
    """
    present = now()
    attempts = session.scalars(
        rows.locked()
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.submitted_at.is_(None), *which)
        .order_by(Attempt.id)
    ).all()
    found = {row.id: row for row in session.execute(_TERMS.where(*which))}
    for attempt in attempts:
        if rows.is_overdue(attempt, present):
            continue  # its time was up before: only nobody came by since
        row = found[attempt.id]
        terms = Terms(
            rules=rows.quiz_of(attempt).rules,
            closes_at=row.closes_at,
            extra_time=row.extra_time or 0,
            pause_minutes=row.pause_minutes or 0,
        )
        set_due(attempt, terms.clock, present)
    session.flush()
