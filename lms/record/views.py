"""The record, as the secretariat reads it and takes it along."""

from collections.abc import Iterator
from typing import Any

from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue

from lms.foundation.database import now
from lms.foundation.i18n import _, day_and_hour, zone, zone_name
from lms.foundation.sheets import Cell, write_csv
from lms.kernel.errors import NotFound, SignInNeeded
from lms.people.identity import viewer
from lms.people.roles import Viewer
from lms.web.paging import Page, page_number

from . import policy, queries, words
from .chain import line_of
from .forms import RecordForm
from .queries import Line, Wanted

bp = Blueprint("record", __name__)

ADDRESS = "/secretariat/record/"


@bp.get(ADDRESS)
def show_record() -> ResponseReturnValue:
    """Show what was decided, the newest first, as far as it is looked for."""
    member = _admit()
    form, wanted = _asked(member)
    form.offer()
    total = queries.count_lines(wanted)
    number = page_number(request.args.get("page"), total, queries.PAGE)
    lines = queries.list_lines(wanted, number)
    page = render_template(
        "lms/record/record.html",
        form=form,
        is_wanted=bool(wanted),
        page=Page(items=lines, number=number, total=total, size=queries.PAGE),
        abouts=words.name_abouts({line.about for line in lines if line.about}),
        sentence_of=words.sentence_of,
        when=lambda at: day_and_hour(at, member.time_zone),
        page_url=lambda n: _address(form, page=n if n > 1 else None),
        csv_url=_address(form, "csv_file"),
        chain_url=_address(None, "chain_file"),
    )
    return page, 422 if form.errors else 200


@bp.get(f"{ADDRESS}decisions.csv")
def csv_file() -> ResponseReturnValue:
    """Give the entries that are looked for as a table for spreadsheets."""
    member = _admit()
    _form, wanted = _asked(member)
    body = write_csv(_rows(wanted, member.time_zone), _header(member.time_zone))
    return _attached(Response(body, mimetype="text/csv"), "csv")


@bp.get(f"{ADDRESS}record.jsonl")
def chain_file() -> ResponseReturnValue:
    """Give the whole chain, one sealed entry a line, to be checked anywhere."""
    _admit()
    lines = (line_of(link) for link in queries.every_link())
    body = Response(stream_with_context(lines), mimetype="application/x-ndjson")
    return _attached(body, "jsonl")


def _admit() -> Viewer:
    """Return the member asking, if it is the secretariat; else it is not there."""
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    if not policy.may_read(member):
        raise NotFound
    return member


def _asked(member: Viewer) -> tuple[RecordForm, Wanted]:
    form = RecordForm(request.args)
    form.validate()
    return form, form.wanted(member.time_zone)


def _address(form: RecordForm | None, view: str = "show_record", **more: Any) -> str:
    return url_for(f".{view}", **{**(form.asked if form else {}), **more})


def _attached(response: Response, ending: str) -> Response:
    name = f"record-{now():%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _header(time_zone: str | None) -> list[str]:
    return [
        _("Lugar"),
        _("Fecha (%(zone)s)", zone=zone_name(time_zone)),
        _("Decisión"),
        _("Código"),
        _("Quién decidió"),
        _("Sobre quién"),
        _("Sobre qué"),
        _("Motivo"),
        _("Sello"),
    ]


def _rows(wanted: Wanted, time_zone: str | None) -> Iterator[list[Cell]]:
    names: dict[str, str] = {}
    for line in queries.every_line(wanted):
        if line.about not in names:
            names |= words.name_abouts({line.about})
        yield _row(line, names[line.about], time_zone)


def _row(line: Line, about: str, time_zone: str | None) -> list[Cell]:
    return [
        line.place,
        line.at.astimezone(zone(time_zone)),
        words.sentence_of(line),
        line.act,
        "" if line.by_id is None else words.named(line.by),
        "" if line.member_id is None else words.named(line.member),
        about,
        str(line.details.get("reason") or ""),
        line.digest,
    ]
