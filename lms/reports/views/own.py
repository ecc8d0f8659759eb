"""One's own courses: what somebody took part in, for themselves."""

from datetime import date

from babel.dates import format_date
from flask import render_template
from flask.typing import ResponseReturnValue

from lms.foundation.i18n import _, locale, zone
from lms.people import desk
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.people.roles import Viewer
from lms.reports import words
from lms.reports.contributing import proofs_of
from lms.reports.queries.history import Part, list_parts

from .blueprint import bp


@bp.get("/me/courses/")
def list_own_courses() -> ResponseReturnValue:
    """Show a member their courses: editions, dates, hours, where they stand."""
    member = authorize(may_take_part)
    return render_template(
        "lms/reports/own.html",
        **desk.page_context(),
        parts_of=list_parts(member.id),
        proofs=proofs_of(member.id),
        words=words,
        dates=lambda part: _dates(part, member),
    )


def _dates(part: Part, member: Viewer) -> str:
    """Say from when to when: of the edition, else of the person's own time in it."""
    edition = part.edition
    zone_id = edition.time_zone if edition.starts_on else member.time_zone
    began = edition.starts_on or part.came_at.astimezone(zone(zone_id)).date()
    if edition.ends_on is None:
        return _("desde el %(day)s", day=_day(began))
    return _("del %(first)s al %(last)s", first=_day(began), last=_day(edition.ends_on))


def _day(day: date) -> str:
    return str(format_date(day, "long", locale=locale()))
