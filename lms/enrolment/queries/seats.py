"""Reading who is in which edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from lms.enrolment.errors import NotEnrolled
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import AnyRow, AnySelect, session


@dataclass(frozen=True, slots=True)
class Seat:
    """An enrolment with its edition, as pages need it.

    ``starts_on`` is the first day of a dated edition, in its ``time_zone``.
    """

    id: int
    member_id: int
    edition_id: int
    course_id: str
    release_id: int
    role: str
    at_activity: str | None
    at_moment: datetime | None
    least_percent: int
    left_at: datetime | None
    created_at: datetime
    kind: str = "permanent"
    starts_on: date | None = None
    time_zone: str = "UTC"

    @property
    def is_permanent(self) -> bool:
        return self.kind == "permanent"


_SEAT: AnySelect = select(
    Enrolment.id,
    Enrolment.member_id,
    Enrolment.edition_id,
    Edition.course_id,
    Enrolment.release_id,
    Enrolment.role,
    Enrolment.at_activity,
    Enrolment.at_moment,
    Enrolment.least_percent,
    Enrolment.left_at,
    Enrolment.created_at,
    Edition.kind,
    Edition.starts_on,
    Edition.time_zone,
).join(Edition, Edition.id == Enrolment.edition_id)


_STANDING = _SEAT.where(
    Enrolment.member_id == bindparam("member_id"), Enrolment.left_at.is_(None)
)
_LAST_IN = (
    _STANDING.where(Edition.course_id == bindparam("course_id"))
    .order_by(
        func.coalesce(Enrolment.at_moment, Enrolment.created_at).desc(),
        Enrolment.id.desc(),
    )
    .limit(1)
)
"""Built once: every page of a course asks, and building takes longer than running."""


def _seat(row: AnyRow) -> Seat:
    return Seat(*row)  # the columns of _SEAT are its fields, in order


def find_seat(member_id: int, course_id: str) -> Seat | None:
    """Return the enrolment a member last used in a course, if still in it."""
    asked = {"member_id": member_id, "course_id": course_id}
    row = session.execute(_LAST_IN, asked).first()
    return _seat(row) if row else None


def get_seat(member_id: int, course_id: str) -> Seat:
    """Return a member's enrolment in a course; raises ``NotEnrolled``."""
    seat = find_seat(member_id, course_id)
    if seat is None:
        raise NotEnrolled
    return seat


def list_seats(member_id: int) -> list[Seat]:
    """Return a member's present enrolments, the one used last first."""
    rows = session.execute(_STANDING, {"member_id": member_id}).all()
    seats = [_seat(row) for row in rows]
    return sorted(seats, key=lambda seat: seat.at_moment or seat.created_at)[::-1]


def list_all_seats(member_id: int) -> Sequence[Seat]:
    """Return every enrolment a member ever had, left ones included."""
    rows = session.execute(
        _SEAT.where(Enrolment.member_id == member_id).order_by(Enrolment.id)
    ).all()
    return [_seat(row) for row in rows]
