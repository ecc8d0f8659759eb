"""Adding a list of people to an edition: the file, what it would do, doing it."""

import json

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission.lists import PeopleList, understand
from lms.admission.queries.places import map_states
from lms.admission.services import listing
from lms.admission.services.listing import Act, Plan
from lms.foundation import sheets
from lms.foundation.i18n import _, country_name, lazy, ngettext
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ONE, Desk, admit, bp

ACTS = {
    Act.ENTERS: lazy("Entra en el curso"),
    Act.SEATED: lazy("Tiene un lugar"),
    Act.INVITED: lazy("Recibe una invitación"),
    Act.ROLE: lazy("Cambia de función"),
    Act.NOTHING: lazy("Ya está: no cambia nada"),
    Act.WRONG: lazy("No se puede"),
}
ROLES = {"participant": lazy("Participante"), "observer": lazy("Observación")}

LONGEST = 500_000
"""Characters of a list that was looked at and comes back to be carried out."""


@bp.get(f"{ONE}/people/import")
def show_import(edition_id: int) -> ResponseReturnValue:
    """Ask for a list of people."""
    return _page(admit(edition_id))


@bp.post(f"{ONE}/people/import")
def preview_import(edition_id: int) -> ResponseReturnValue:
    """Show what a list would do, row by row; nothing is changed yet."""
    desk = admit(edition_id)
    rows, fault = _sent()
    if fault:
        return _page(desk, fault=fault, status=422)
    people = understand(rows, map_states())
    plan = listing.plan_list(edition_id=edition_id, people=people.people)
    good = people.is_good and plan.is_good
    return _page(desk, people, plan, rows=rows, status=200 if good else 422)


@bp.post(f"{ONE}/people/import/confirm")
def carry_out(edition_id: int) -> ResponseReturnValue:
    """Do what a list says that was looked at; all of it or nothing."""
    desk = admit(edition_id)
    rows = _rows_again()
    people = understand(rows, map_states())
    plan = listing.plan_list(edition_id=edition_id, people=people.people)
    if not (people.is_good and plan.is_good):
        return _page(desk, people, plan, rows=rows, status=422)
    with atomic():
        done = listing.carry_out(
            edition_id=edition_id, people=people.people, by_id=desk.member.id
        )
    tell("done", _told(done))
    return redirect(desk.at("show_import"), 303)


def _told(done: Plan) -> str:
    if not done.changes:
        return _("Todas las personas de la lista ya estaban: no cambió nada.")
    invited = done.counts[Act.INVITED]
    placed = done.changes - invited
    parts = []
    if placed:
        parts.append(
            ngettext(
                "%(num)s persona quedó en la edición.",
                "%(num)s personas quedaron en la edición.",
                placed,
            )
        )
    if invited:
        parts.append(
            ngettext(
                "Salió %(num)s invitación.", "Salieron %(num)s invitaciones.", invited
            )
        )
    return " ".join(parts)


def _sent() -> tuple[list[list[str]], str]:
    """Return the rows of the file that was sent, or what is wrong with it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return [], _("Elija un archivo.")
    return sheets.try_read(file.read(), file.filename)


def _rows_again() -> list[list[str]]:
    """Return the rows that the page before had; they are understood anew."""
    try:
        kept = json.loads(request.form.get("rows", "")[:LONGEST])
    except (ValueError, RecursionError):
        return []
    if not isinstance(kept, list) or not all(isinstance(row, list) for row in kept):
        return []
    return [[str(cell).replace("\x00", "") for cell in row] for row in kept]


def _page(
    desk: Desk,
    people: PeopleList | None = None,
    plan: Plan | None = None,
    *,
    rows: list[list[str]] | None = None,
    fault: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "lms/admission/seats/import.html",
        desk=desk,
        people=people,
        plan=plan,
        good=bool(people and plan and people.is_good and plan.is_good),
        faults=[*(people.faults if people else ()), *(plan.faults if plan else ())],
        rows=json.dumps(rows or [], ensure_ascii=False),
        fault=fault,
        acts=ACTS,
        roles=ROLES,
        country_name=country_name,
    )
    return page, status
