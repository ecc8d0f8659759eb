"""The editions of a course as a learner meets them: calls, own ones, the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from lms.enrolment import access
from lms.enrolment import queries as enrolment
from lms.enrolment.calendar import Meeting, ModuleDates
from lms.enrolment.queries import OfferLine, Seat
from lms.enrolment.states import EditionState
from lms.foundation.database import now
from lms.foundation.i18n import ago, current_language, day_and_hour, day_name, zone_name
from lms.kernel.language import Told, pick
from lms.people.roles import Viewer

APPLY = "lms.admission_apply.show"
"""Where one applies, as far as this site takes applications."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """Moments in words, in the time zone of whoever reads."""

    zone_id: str

    def when(self, at: datetime) -> str:
        """Write a moment."""
        return day_and_hour(at, self.zone_id, "long")

    @property
    def zone(self) -> str:
        return zone_name(self.zone_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """An edition on the course's page, in words."""

    slug: str
    title: Told
    days: str
    is_running: bool
    is_own: bool
    is_here: bool
    opens: str
    closes: str
    left: str
    apply_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """The calendar of the edition somebody is in; empty in the permanent offer."""

    clock: Clock
    modules: Mapping[str, ModuleDates]
    closed: Mapping[str, datetime]
    meetings: tuple[Meeting, ...]

    def opens(self, module_id: str) -> str:
        """Say when a module opens that is still closed; nothing otherwise."""
        at = self.closed.get(module_id)
        return self.clock.when(at) if at else ""

    def due(self, module_id: str) -> str:
        """Say when a module is due; nothing if it never is."""
        dates = self.modules.get(module_id)
        return self.clock.when(dates.due_at) if dates and dates.due_at else ""

    def title(self, meeting: Meeting) -> Told:
        """Return what a live session is called."""
        return pick(meeting.title, current_language())

    @property
    def coming(self) -> list[Meeting]:
        """The live sessions that are not over."""
        return [each for each in self.meetings if each.ends_at > now()]


def clock_of(member: Viewer | None, edition_zone: str = "UTC") -> Clock:
    """Return the clock of whoever reads; that of the edition for passers-by."""
    return Clock(zone_id=(member.time_zone if member else None) or edition_zone)


def dates_of(seat: Seat | None, member: Viewer | None) -> Dates:
    """Return the calendar of the edition somebody is in."""
    if seat is None or seat.starts_on is None:
        return Dates(clock=clock_of(member), modules={}, closed={}, meetings=())
    found = enrolment.get_calendar(seat.edition_id, seat.starts_on, seat.time_zone)
    held = access.list_closed([seat]).get(seat.edition_id, {})
    return Dates(
        clock=clock_of(member, seat.time_zone),
        modules=found.modules,
        closed=held,
        meetings=found.meetings,
    )


def list_offers(
    course_id: str, member: Viewer | None, seat: Seat | None
) -> list[Offer]:
    """Return the editions of a course that concern whoever reads, in words."""
    lines = enrolment.list_offers(course_id, member.id if member else None)
    return [
        _offer(course_id, line, clock_of(member, line.time_zone), seat)
        for line in lines
        if line.is_own or line.state != EditionState.CALL or not _is_over(line)
    ]


def _is_over(line: OfferLine) -> bool:
    return line.call_closes_at is not None and line.call_closes_at <= now()


def _offer(course_id: str, line: OfferLine, clock: Clock, seat: Seat | None) -> Offer:
    at = now()
    takes = line.takes_applications(at)
    opens = line.call_opens_at if line.state == EditionState.CALL else None
    address = ""
    if takes and APPLY in current_app.view_functions:
        address = url_for(APPLY, course_id=course_id, slug=line.slug)
    days = [day_name(each, "long") for each in (line.starts_on, line.ends_on) if each]
    return Offer(
        slug=line.slug,
        title=_title(line),
        days=" – ".join(days),
        is_running=line.state == EditionState.RUNNING,
        is_own=line.is_own,
        is_here=seat is not None and seat.edition_id == line.id,
        opens=clock.when(opens) if opens and opens > at else "",
        closes=clock.when(line.call_closes_at) if takes and line.call_closes_at else "",
        left=ago(line.call_closes_at, at) if takes and line.call_closes_at else "",
        apply_url=address,
    )


def _title(line: OfferLine) -> Told:
    found = pick(line.title, current_language())
    return found if found.words else Told(line.slug, current_language())
