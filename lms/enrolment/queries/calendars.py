"""Reading the calendars of editions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from lms.enrolment.calendar import Meeting, ModuleDates, at_hour, dates_of
from lms.enrolment.models import EditionModule, LiveSession
from lms.foundation.database import session

from .seats import Seat

_MODULES = select(
    EditionModule.edition_id,
    EditionModule.module_id,
    EditionModule.opens_after,
    EditionModule.due_after,
).where(EditionModule.edition_id.in_(bindparam("edition_ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of an edition's modules by id, and its live sessions in order."""

    modules: dict[str, ModuleDates]
    meetings: tuple[Meeting, ...] = ()

    def closed_at(self, at: datetime) -> dict[str, datetime]:
        """Return the modules that are not open at a moment, and when they open."""
        return {
            module_id: dates.opens_at
            for module_id, dates in self.modules.items()
            if dates.opens_at is not None and not dates.is_open(at)
        }


def list_offsets(edition_id: int) -> dict[str, tuple[int | None, int | None]]:
    """Return the opening and the due day of each module that has one."""
    rows = session.execute(_MODULES, {"edition_ids": [edition_id]})
    return {row.module_id: (row.opens_after, row.due_after) for row in rows}


def list_sessions(edition_id: int) -> Sequence[LiveSession]:
    """Return the live sessions of an edition, in order."""
    return session.scalars(
        select(LiveSession)
        .where(LiveSession.edition_id == edition_id)
        .order_by(LiveSession.day, LiveSession.at, LiveSession.id)
    ).all()


def get_calendar(edition_id: int, starts_on: date | None, zone_id: str) -> Calendar:
    """Return the calendar of an edition; an empty one if it has no first day."""
    if starts_on is None:
        return Calendar({})
    offsets = list_offsets(edition_id)
    return Calendar(
        dates_of(starts_on, zone_id, ((id_, *days) for id_, days in offsets.items())),
        tuple(_meeting(each, starts_on, zone_id) for each in list_sessions(edition_id)),
    )


def _meeting(each: LiveSession, starts_on: date, zone_id: str) -> Meeting:
    begins = at_hour(starts_on, each.day, each.at, zone_id)
    ends = begins + timedelta(minutes=each.minutes)
    return Meeting(each.id, each.title, begins, ends, each.address)


def list_closed(seats: Iterable[Seat], at: datetime) -> dict[int, dict[str, datetime]]:
    """Return, by edition, the modules that are not yet open and when they open.

    One statement for any number of seats, and none for the permanent offer.
    """
    dated = {seat.edition_id: seat for seat in seats if seat.starts_on is not None}
    if not dated:
        return {}
    offsets: dict[int, list[tuple[str, int | None, int | None]]] = defaultdict(list)
    rows = session.execute(_MODULES, {"edition_ids": sorted(dated)})
    for edition_id, module_id, opens, due in rows:
        offsets[edition_id].append((module_id, opens, due))
    return {
        id_: Calendar(
            dates_of(dated[id_].starts_on, dated[id_].time_zone, found)
        ).closed_at(at)
        for id_, found in offsets.items()
    }
