"""Who is falling behind, by three rules that can be said in words. Pure.

Days are days in the edition's time zone. A module is open from its opening day on and
overdue from the day after the one it is due; the permanent offer has neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

DAYS_AWAY = 14
"""Not seen for so many days, while something is open: they are losing the thread."""

DAYS_TO_START = 7
"""How long somebody may take to open the course for the first time."""


class Reason(StrEnum):
    """Why somebody is falling behind."""

    UNSTARTED = "unstarted"
    OVERDUE = "overdue"
    AWAY = "away"


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """When an edition begins, and in days from then when modules open and are due."""

    starts_on: date | None = None
    opens: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, int] = field(default_factory=dict)

    def opens_on(self, module_id: str) -> date | None:
        """The first day of a module; ``None`` where it was open from the beginning."""
        if self.starts_on is None:
            return None
        return self.starts_on + timedelta(days=self.opens.get(module_id, 0))

    def due_on(self, module_id: str) -> date | None:
        """The last day of a module, if it has one."""
        if self.starts_on is None or module_id not in self.due:
            return None
        return self.starts_on + timedelta(days=self.due[module_id])

    def open_among(self, module_ids: Iterable[str], today: date) -> tuple[str, ...]:
        """Return the modules that are open today, the overdue ones among them."""
        return tuple(
            id_
            for id_ in module_ids
            if (opens := self.opens_on(id_)) is None or opens <= today
        )

    def overdue_among(self, module_ids: Iterable[str], today: date) -> tuple[str, ...]:
        """Return the modules whose last day has passed."""
        return tuple(
            id_
            for id_ in module_ids
            if (due := self.due_on(id_)) is not None and due < today
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Stand:
    """How somebody stands in an edition today.

    ``since`` is when it was up to them: the first day of the edition, or the day they
    last came into it if that was later. ``open`` and ``overdue`` count the modules in
    which something required is not done yet.
    """

    today: date
    since: date
    seen_on: date | None
    takes_part: bool
    open: int
    overdue: int

    @property
    def days_away(self) -> int:
        """Days since they were last seen, or since it is up to them if later."""
        return (self.today - max(self.seen_on or self.since, self.since)).days


def reasons(stand: Stand) -> tuple[Reason, ...]:
    """Return why somebody is falling behind; nothing for who is not.

    Only those who take part now and have something to do can fall behind.
    """
    if not stand.takes_part:
        return ()
    found = []
    if stand.overdue:
        found.append(Reason.OVERDUE)
    if not (stand.open or stand.overdue):
        return ()
    if stand.seen_on is None:
        if stand.days_away >= DAYS_TO_START:
            found.append(Reason.UNSTARTED)
    elif stand.days_away >= DAYS_AWAY:
        found.append(Reason.AWAY)
    return tuple(found)
