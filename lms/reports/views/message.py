"""A message to the people a filter finds: written, looked at, sent once."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from lms.foundation.i18n import ngettext
from lms.foundation.work import atomic
from lms.reports import services, words
from lms.reports.forms import MessageForm
from lms.reports.services import Group
from lms.web.site import tell

from .blueprint import PEOPLE, bp
from .finding import Desk, get_desk

FIRST_NAMES = 10
"""How many of those who get the message are named before it goes out."""


@bp.get(f"{PEOPLE}message/")
def show_message(course_id: str) -> ResponseReturnValue:
    """Show the form for a message to the people a filter finds."""
    desk = get_desk(course_id)
    return _form_page(desk, MessageForm.of_request())


@bp.post(f"{PEOPLE}message/")
def send_message(course_id: str) -> ResponseReturnValue:
    """Show a message as it will go out; then send it to each person, once."""
    desk = get_desk(course_id)
    form = MessageForm.of_request()
    if not form.validate():
        return _form_page(desk, form, 422)
    if form.go.data != "send":
        return _form_page(desk, form, preview=form.go.data != "edit")
    number = _send(desk, form)
    tell(
        "done",
        ngettext(
            "El mensaje sale hacia %(num)s persona.",
            "El mensaje sale hacia %(num)s personas.",
            number,
        ),
    )
    return redirect(desk.here("show_roster"), 303)


def _send(desk: Desk, form: MessageForm) -> int:
    with atomic():
        return services.write_to_group(
            edition=desk.edition,
            wanted=desk.wanted,
            with_applicants=desk.sees_applicants,
            expected=form.group.data,
            by_id=desk.member.id,
            subject=form.subject.data,
            body=form.body.data,
            once=form.key,
        )


def _form_page(
    desk: Desk, form: MessageForm, status: int = 200, *, preview: bool = False
) -> ResponseReturnValue:
    group = services.gather(
        desk.edition, desk.wanted, with_applicants=desk.sees_applicants
    )
    form.group.data = group.digest
    return (
        render_template(
            "lms/reports/message.html",
            desk=desk,
            form=form,
            group=group,
            preview=preview and bool(group.lines),
            names=_names(group),
            others=max(0, len(group.lines) - FIRST_NAMES),
            filters=_filters(desk),
        ),
        status,
    )


def _names(group: Group) -> list[str]:
    return [line.name for line in group.lines[:FIRST_NAMES]]


def _filters(desk: Desk) -> list[str]:
    return words.filters(desk.wanted)
