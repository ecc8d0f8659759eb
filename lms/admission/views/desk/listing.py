"""The table of applications: filters, order, columns, and views that are kept."""

from typing import Any
from urllib.parse import parse_qsl

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission import desk_words, policy, words
from lms.admission.forms.desk import (
    ViewForm,
    anywhere,
    query_of,
    read_columns,
    read_filters,
)
from lms.admission.queries import desk as queries
from lms.admission.queries.desk import PAGE, DeskLine, Filters
from lms.admission.queries.selecting import count_untold, get_tally
from lms.admission.services import viewing
from lms.foundation.i18n import _, country_name
from lms.foundation.work import atomic
from lms.web.links import addresses
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .blueprint import Board, admit, bp

HIDDEN = ("institution", "gender", "flags")
"""Columns that would tell a blind reviewer who it is."""


@bp.get("/")
def show_desk(edition_id: int) -> ResponseReturnValue:
    """Show the applications of an edition that meet the filters."""
    board = admit(edition_id, policy.may_review)
    return _desk_page(board, ViewForm())


@bp.post("/views")
def keep_view(edition_id: int) -> ResponseReturnValue:
    """Keep the filters, order and columns shown, under a name."""
    board = admit(edition_id, policy.may_review)
    form = ViewForm.of_request()
    if not form.validate():
        return _desk_page(board, form, 422)
    with atomic():
        viewing.keep_view(
            edition_id=edition_id,
            member_id=board.member.id,
            name=form.name.data,
            query=query_of(request.form),
        )
    tell("done", _("La vista quedó guardada."))
    return redirect(_with(board, query_of(request.form)), 303)


@bp.post("/views/<int(max=2147483647):view_id>/forget")
def forget_view(edition_id: int, view_id: int) -> ResponseReturnValue:
    """Forget a view of one's own."""
    board = admit(edition_id, policy.may_review)
    with atomic():
        viewing.forget_view(
            edition_id=edition_id, member_id=board.member.id, view_id=view_id
        )
    return redirect(board.at("show_desk"), 303)


def _with(board: Board, query: str, **more: Any) -> str:
    address = board.at("show_desk", **more)
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}{query}" if query else address


def _desk_page(board: Board, form: ViewForm, status: int = 200) -> ResponseReturnValue:
    asked = request.values
    filters = read_filters(asked, blind=board.blind)
    by_state = queries.count_by_state(board.selection, anywhere(filters))
    total = (
        by_state.get(filters.country, 0) if filters.country else sum(by_state.values())
    )
    number = page_number(request.args.get("page"), total, PAGE)
    ids = queries.list_ids(board.selection, filters, PAGE, (number - 1) * PAGE)
    lines = queries.list_lines(board.selection, ids)
    query = query_of(asked)
    return render_template(
        "lms/admission/desk/list.html",
        board=board,
        bar=board.bar(get_tally(board.edition_id)),
        untold=count_untold(board.edition_id),
        page=Page(items=lines, number=number, total=total, size=PAGE),
        page_url=lambda n: _with(board, query, page=n if n > 1 else None),
        filters=filters,
        asked=asked,
        query=query,
        by_state=_states(by_state, filters),
        columns=_columns(board, asked),
        views=queries.list_views(board.edition_id, board.member.id),
        view_url=lambda kept: _with(board, kept),
        form=form,
        **_offered(asked),
        **_rows(board, query, asked),
    ), status


def _offered(asked: Any) -> dict[str, Any]:
    """What there is to choose from in the filters, and what a form carries along."""
    told = desk_words
    return {
        "states": [(key, _(text)) for key, text in told.STATES.items()],
        "institutions": [(key, str(text)) for key, text in words.INSTITUTIONS.items()],
        "genders": [(key, str(text)) for key, text in words.GENDERS.items() if key],
        "flags": [
            ("any", _("Con algún aviso")),
            ("none", _("Sin avisos")),
            *((key, _(text)) for key, text in told.FLAGS.items()),
        ],
        "carried": parse_qsl(query_of(asked)),
    }


def _rows(board: Board, query: str, asked: Any) -> dict[str, Any]:
    """What the rows and heads of the table need."""
    line_url = addresses(
        "lms.admission_desk.show_application",
        "application_id",
        edition_id=board.edition_id,
    )
    suffix = f"?{query}" if query else ""
    return {
        "words": desk_words,
        "names": words,
        "country_name": country_name,
        "name_of": lambda line: name_of(board, line),
        "line_url": lambda line: line_url(line.id) + suffix,
        "sort_url": lambda key: _sorted(board, asked, key),
    }


def _sorted(board: Board, asked: Any, key: str) -> str:
    """Where a click on the head of a column leads: the other way the second time."""
    now = asked.get("sort", "") or "submitted"
    first = f"-{key}" if key == "score" else key
    other = key if first.startswith("-") else f"-{key}"
    again = asked.copy()
    again.setlist("sort", [other if now == first else first])
    return _with(board, query_of(again))


def _states(by_state: dict[str, int], filters: Filters) -> list[tuple[str, str, int]]:
    codes = {*by_state, *([filters.country] if filters.country else [])}
    found = [
        (code, country_name(code), by_state.get(code, 0)) for code in codes if code
    ]
    return sorted(found, key=lambda each: each[1])


def _columns(board: Board, asked: Any) -> list[str]:
    hidden = HIDDEN if board.blind else ()
    return [name for name in read_columns(asked) if name not in hidden]


def name_of(board: Board, line: DeskLine) -> str:
    """How an application is called: by who applied, or by its number."""
    return call(line.id, None if board.blind else line.name)


def call(application_id: int, name: str | None) -> str:
    """Name an application by who applied, or by its number."""
    return name or _("Solicitud %(number)s", number=application_id)
