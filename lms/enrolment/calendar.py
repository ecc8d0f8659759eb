"""From days counted from the first day of an edition to moments. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from lms.foundation.i18n import zone

LAST_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ModuleDates:
    """When a module opens and when it is due, where that is settled."""

    module_id: str
    opens_at: datetime | None = None
    due_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether the module may be entered at a moment."""
        return self.opens_at is None or self.opens_at <= at


@dataclass(frozen=True, slots=True)
class Meeting:
    """A live session: when it begins and ends, and where it is."""

    id: int
    title: Mapping[Any, str]
    begins_at: datetime
    ends_at: datetime
    address: str


def begin_of_day(starts_on: date, after: int, zone_id: str) -> datetime:
    """Return the first moment of a day, counted from the first one (0)."""
    day = starts_on + timedelta(days=after)
    return datetime.combine(day, time.min, zone(zone_id)).astimezone(UTC)


def end_of_day(starts_on: date, after: int, zone_id: str) -> datetime:
    """Return the last minute of a day, counted from the first one (0)."""
    return begin_of_day(starts_on, after + 1, zone_id) - LAST_MINUTE


def at_hour(starts_on: date, day: int, hour: str, zone_id: str) -> datetime:
    """Return the moment of an hour (``"15:30"``) on a day of an edition."""
    when = starts_on + timedelta(days=day)
    local = datetime.combine(when, time.fromisoformat(hour), zone(zone_id))
    return local.astimezone(UTC)


def dates_of(
    starts_on: date | None,
    zone_id: str,
    offsets: Iterable[tuple[str, int | None, int | None]],
) -> dict[str, ModuleDates]:
    """Return the dates of modules by id, given each one's opening and due day.

    Without a first day nothing has a date: everything is open.
    """
    if starts_on is None:
        return {}
    return {
        module_id: ModuleDates(
            module_id,
            None if opens is None else begin_of_day(starts_on, opens, zone_id),
            None if due is None else end_of_day(starts_on, due, zone_id),
        )
        for module_id, opens, due in offsets
    }
