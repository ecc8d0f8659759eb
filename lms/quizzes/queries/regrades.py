"""Reading what was marked anew: by another key, or by people who changed a mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select

from lms.catalogue.models import Release
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.people.models import Member
from lms.quizzes.models import Attempt, Regrade
from lms.quizzes.states import State

SHOWN = 50
"""How many records a page lists."""

BY_HAND: ColumnElement[bool] = func.substr(cast(Regrade.changes, String), 1, 36).like(
    '[{"attempt": %, "question": %'
)
"""Whether a record is that of one mark that a person changed. It is told from how the
record begins: reading the changes of thousands of attempts would take too long."""


@dataclass(frozen=True, slots=True)
class RegradeLine:
    """A record: what was marked anew, by whom, why, and what changed.

    ``release`` is the number of the release whose key was used; for a mark that people
    changed, that of the attempt.
    """

    id: int
    created_at: datetime
    by: str
    reason: str
    release: int
    changes: Sequence[Mapping[str, Any]]

    @property
    def is_by_hand(self) -> bool:
        """Whether a person changed one mark; see ``BY_HAND``."""
        return any("question" in change for change in self.changes)


def list_regrades(edition_id: int, activity_id: str) -> list[RegradeLine]:
    """Return the last records of a quiz in an edition, the newest first."""
    rows = session.execute(
        select(
            Regrade.id,
            Regrade.created_at,
            Member.name,
            Regrade.reason,
            Release.number,
            Regrade.changes,
        )
        .join(Member, Member.id == Regrade.by_id)
        .join(Release, Release.id == Regrade.release_id)
        .where(Regrade.edition_id == edition_id, Regrade.activity_id == activity_id)
        .order_by(Regrade.id.desc())
        .limit(SHOWN)
    )
    return [RegradeLine(*row) for row in rows]


def list_numbers(course_id: str) -> dict[int, int]:
    """Return the number of each release of a course, the newest first."""
    rows = session.execute(
        select(Release.id, Release.number)
        .where(Release.course_id == course_id)
        .order_by(Release.number.desc())
    )
    return {row.id: row.number for row in rows}


def count_open(edition_id: int, activity_id: str) -> int:
    """Return how many attempts at a quiz are under way."""
    found = session.scalar(
        select(func.count(Attempt.id))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.edition_id == edition_id,
            Attempt.activity_id == activity_id,
            Attempt.state == State.STARTED,
        )
    )
    return found or 0
