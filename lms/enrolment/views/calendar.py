"""The calendar of an edition: its modules and its live sessions."""

from typing import Any

from flask import redirect
from flask.typing import ResponseReturnValue

from lms.enrolment import queries, services
from lms.enrolment.forms.calendar import CalendarForm, SessionForm
from lms.foundation.i18n import _, day_and_hour, zone_name
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ID, ONE, bp
from .frame import Desk, get_desk, page


@bp.get(f"{ONE}/calendar/")
def show_calendar(edition_id: int) -> ResponseReturnValue:
    """Show when each module opens and is due, and the live sessions."""
    desk = get_desk(edition_id)
    modules = desk.package.modules
    kept = queries.list_offsets(edition_id)
    values: dict[str, Any] = {}
    for n, module in enumerate(modules):
        opens, due = kept.get(module.id, (None, None))
        values[f"opens_{n}"] = "" if opens is None else str(opens)
        values[f"due_{n}"] = "" if due is None else str(due)
    return _page(desk, CalendarForm.kind_of(modules).of_request(**values))


@bp.post(f"{ONE}/calendar/")
def save_calendar(edition_id: int) -> ResponseReturnValue:
    """Settle when each module opens and is due."""
    desk = get_desk(edition_id)
    form = CalendarForm.kind_of(desk.package.modules).of_request()
    if not form.validate():
        return _page(desk, form, 422)
    with atomic():
        services.set_calendar(
            edition_id=edition_id, days=form.days, by_id=desk.member.id
        )
    tell("done", _("El calendario quedó guardado."))
    return redirect(desk.at("show_calendar"), 303)


@bp.get(f"{ONE}/calendar/sessions/new")
def show_new_session(edition_id: int) -> ResponseReturnValue:
    """Show what a new live session has to say."""
    desk = get_desk(edition_id)
    return _session_page(desk, SessionForm.of_request(minutes="60", day="0"), None)


@bp.post(f"{ONE}/calendar/sessions/new")
def add_session(edition_id: int) -> ResponseReturnValue:
    """Add a live session."""
    return _save_session(get_desk(edition_id), None)


@bp.get(f"{ONE}/calendar/sessions/<{ID}:session_id>/")
def show_session(edition_id: int, session_id: int) -> ResponseReturnValue:
    """Show a live session, to change it."""
    desk = get_desk(edition_id)
    kept = services.get_session(edition_id, session_id)
    form = SessionForm.of_request(
        title=kept.title,
        day=str(kept.day),
        at=kept.at,
        minutes=str(kept.minutes),
        address=kept.address,
    )
    return _session_page(desk, form, session_id)


@bp.post(f"{ONE}/calendar/sessions/<{ID}:session_id>/")
def save_session(edition_id: int, session_id: int) -> ResponseReturnValue:
    """Change a live session."""
    return _save_session(get_desk(edition_id), session_id)


@bp.post(f"{ONE}/calendar/sessions/<{ID}:session_id>/remove")
def remove_session(edition_id: int, session_id: int) -> ResponseReturnValue:
    """Take a live session out of the calendar."""
    desk = get_desk(edition_id)
    with atomic():
        services.remove_session(
            edition_id=edition_id, session_id=session_id, by_id=desk.member.id
        )
    tell("done", _("La sesión en vivo quedó quitada del calendario."))
    return redirect(desk.at("show_calendar"), 303)


def _save_session(desk: Desk, session_id: int | None) -> ResponseReturnValue:
    form = SessionForm.of_request()
    if not form.validate():
        return _session_page(desk, form, session_id, 422)
    with atomic():
        services.set_session(
            edition_id=desk.edition.id,
            session_id=session_id,
            title=form.title.text,
            day=form.day.sure,
            at=form.at.data,
            minutes=form.minutes.sure,
            address=form.address.data,
            by_id=desk.member.id,
        )
    tell("done", _("La sesión en vivo quedó guardada."))
    return redirect(desk.at("show_calendar"), 303)


def _page(desk: Desk, form: CalendarForm, status: int = 200) -> ResponseReturnValue:
    edition = desk.edition
    return page(
        "calendar",
        desk,
        status,
        form=form,
        modules=desk.package.modules,
        calendar=queries.get_calendar(edition.id, edition.starts_on, edition.time_zone),
        sessions=queries.list_sessions(edition.id),
        zone=zone_name(edition.time_zone),
        when=lambda at: day_and_hour(at, edition.time_zone),
    )


def _session_page(
    desk: Desk, form: SessionForm, session_id: int | None, status: int = 200
) -> ResponseReturnValue:
    return page(
        "session",
        desk,
        status,
        form=form,
        session_id=session_id,
        zone=zone_name(desk.edition.time_zone),
    )
