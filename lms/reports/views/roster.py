"""The people of an edition: the list, and as files to take along."""

from datetime import date
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.enrolment.errors import EditionNotFound
from lms.enrolment.states import EnrolmentState
from lms.foundation import sheets
from lms.foundation.database import now
from lms.foundation.i18n import country_name, current_language, day_and_hour
from lms.kernel.language import Told, pick
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.reports import tables, words
from lms.reports.behind import DAYS_AWAY, DAYS_TO_START
from lms.reports.policy import Of, may_follow, may_see_addresses
from lms.reports.queries.editions import find_edition
from lms.reports.queries.results import list_results
from lms.reports.roster import IN_COURSE, Line, narrow
from lms.web.links import addresses
from lms.web.paging import Page, page_number

from .blueprint import ID, PEOPLE, bp
from .finding import Desk, get_desk

PAGE = 50
_S = EnrolmentState
FORMER = (_S.WITHDRAWN, _S.EXPIRED, _S.REMOVED)

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get(PEOPLE)
def show_roster(course_id: str) -> ResponseReturnValue:
    """List the people of an edition: how far they are, and who is falling behind."""
    desk = get_desk(course_id)
    everybody = desk.people()
    found = narrow(everybody, desk.wanted)
    page = _page(found)
    return render_template(
        "lms/reports/roster.html",
        desk=desk,
        page=page,
        behind=sum(bool(line.reasons) for line in everybody),
        results=list_results(
            desk.edition.id, [line.enrolment_id for line in page.items]
        ),
        states=_states(desk),
        countries=_countries(everybody),
        **_shown(desk),
    )


def _shown(desk: Desk) -> dict[str, Any]:
    """Return what the page needs to tell its lines."""
    return dict(  # noqa: C408 – as the page is given it
        page_url=lambda n: desk.here("show_roster", page=n if n > 1 else None),
        person_url=addresses(
            "lms.reports.show_person",
            "member_id",
            course_id=desk.course_id,
            edition=desk.edition.slug,
        ),
        module_name=lambda id_: _module_name(desk, id_),
        seen=lambda line: _seen(desk, line),
        words=words,
        country_name=country_name,
        limits=(DAYS_TO_START, DAYS_AWAY),
    )


def _page(found: list[Line]) -> Page[Line]:
    number = page_number(request.args.get("page"), len(found), PAGE)
    items = found[(number - 1) * PAGE : number * PAGE]
    return Page(items=items, number=number, total=len(found), size=PAGE)


def _states(desk: Desk) -> list[EnrolmentState]:
    known = [*IN_COURSE, *FORMER]
    return [each for each in _S if desk.sees_applicants or each in known]


def _countries(lines: list[Line]) -> list[tuple[str, str]]:
    codes = {line.country for line in lines if line.country}
    return sorted(
        ((code, country_name(code)) for code in codes), key=lambda pair: pair[1]
    )


def _module_name(desk: Desk, module_id: str) -> Told:
    for module in desk.package.modules:
        if module.id == module_id:
            return pick(module.title, current_language(), desk.package.source)
    return Told(module_id, current_language())


def _seen(desk: Desk, line: Line) -> str:
    zone_id = desk.member.time_zone or desk.edition.time_zone
    return day_and_hour(line.seen_at, zone_id, "short") if line.seen_at else ""


@bp.get(f"{PEOPLE}<any(roster, results):table>.<any(csv, xlsx):kind>")
def download_table(course_id: str, table: str, kind: str) -> ResponseReturnValue:
    """Give the list, or the results of its people in quizzes, as a file."""
    desk = get_desk(course_id)
    lines = narrow(desk.people(), desk.wanted)
    if table == "roster":
        mails = bool(may_see_addresses(desk.member))
        header, rows = tables.roster(desk.edition, lines, with_addresses=mails)
    else:
        found = list_results(desk.edition.id)
        header, rows = tables.results(desk.edition, lines, found, desk.package.source)
    if kind == "csv":
        body = sheets.write_csv(rows, header)
    else:
        body = sheets.write_xlsx(desk.edition_name, header, rows)
    name = f"{course_id}-{desk.edition.slug}-{table}-{_today(desk):%Y%m%d}.{kind}"
    return _file(body, name, kind)


def _file(body: bytes, name: str, kind: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = TYPES[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _today(desk: Desk) -> date:
    return desk.edition.day_of(now())


@bp.get(f"/secretariat/editions/<{ID}:edition_id>/people/")
def open_roster(edition_id: int) -> ResponseReturnValue:
    """Lead whoever runs an edition to its people."""
    member = authorize(may_take_part)
    edition = find_edition(edition_id)
    if edition is None or not may_follow(
        member, Of(edition_id=edition.id, course_id=edition.course_id)
    ):
        raise EditionNotFound
    return redirect(
        url_for(".show_roster", course_id=edition.course_id, edition=edition.slug)
    )
