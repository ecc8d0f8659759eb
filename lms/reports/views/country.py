"""The figures of a State, and its people in the courses: for its focal points."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue.queries import get_package
from lms.enrolment.states import EnrolmentState
from lms.foundation.i18n import _, country_name
from lms.kernel.errors import SignInNeeded
from lms.people.identity import viewer
from lms.people.roles import Viewer
from lms.reports import cells, policy, words
from lms.reports.errors import FiguresNotFound
from lms.reports.queries import figures
from lms.reports.queries.editions import list_editions_of
from lms.reports.roster import LONGEST_SEARCH
from lms.web.paging import Page, page_number

from .blueprint import bp

FIGURES = "/country/figures/"


@bp.get(FIGURES)
def show_figures() -> ResponseReturnValue:
    """Show a State's focal point how many of its people stand where."""
    code, codes = _state()
    counts = figures.count_by_state(code)
    editions = {each.id: each for each in figures.list_editions_with(counts)}
    seen = {state for _edition, state in counts}
    columns = [state for state in EnrolmentState if state in seen]
    least = int(current_app.config["LMS_SMALL_CELL"])
    main = cells.table(list(editions), columns, counts, least)
    by_grade = figures.count_by_grade(code)
    given = {grade for _edition, grade in by_grade}
    grades = [grade for grade in words.GRADES if grade in given]
    return render_template(
        "lms/reports/figures.html",
        code=code,
        codes=codes,
        editions=editions,
        table=main,
        grades=cells.beside(main, grades, by_grade, least) if grades else None,
        least=least,
        title_of=lambda each: words.course_name(get_package(each.release_id)),
        words=words,
        country_name=country_name,
    )


@bp.get(f"{FIGURES}people/")
def list_own_people() -> ResponseReturnValue:
    """List a State's people in the courses: where they stand, how far they are."""
    code, codes = _state()
    asked = request.args.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    total = figures.count_own(code, asked)
    number = page_number(request.args.get("page"), total, figures.PAGE)
    lines = figures.list_own(code, asked, number)
    return render_template(
        "lms/reports/own_people.html",
        code=code,
        codes=codes,
        asked=asked,
        page=Page(items=lines, number=number, total=total, size=figures.PAGE),
        page_url=lambda n: url_for(
            ".list_own_people", state=code, q=asked or None, page=n if n > 1 else None
        ),
        editions=list_editions_of({line.edition_id for line in lines}),
        title_of=lambda each: words.course_name(get_package(each.release_id)),
        words=words,
        country_name=country_name,
    )


def _state() -> tuple[str, list[str]]:
    """Return the State asked for, and those that could be; to others there is none."""
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    codes = _codes(member)
    code = request.args.get("state") or next(iter(codes), "")
    if code not in codes or not policy.may_see_figures(member, code):
        raise FiguresNotFound
    return code, codes


def _codes(member: Viewer) -> list[str]:
    own = list(policy.states_of(member))
    if not member.is_secretariat:
        return own
    first = own or [code for code in [member.state] if code]
    return [*first, *(c for c in figures.list_state_codes() if c not in first)]
