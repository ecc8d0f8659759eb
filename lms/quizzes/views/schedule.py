"""When a quiz of an edition opens and closes."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from lms.foundation.i18n import _, zone_name
from lms.foundation.work import atomic
from lms.quizzes import policy, services
from lms.quizzes.desk_forms import ScheduleForm
from lms.quizzes.queries import overview
from lms.web.site import tell

from .blueprint import desk as pages
from .staff import Desk, get_desk


@pages.get("/schedule/")
def show_schedule(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Show when a quiz opens and closes in an edition, to change it."""
    desk = get_desk(course_id, activity_id, policy.may_schedule)
    kept = overview.find_schedule(desk.edition_id, activity_id)
    form = ScheduleForm.showing(
        kept.opens_at, kept.closes_at, desk.member.time_zone or "UTC"
    )
    return _page(desk, form)


@pages.post("/schedule/")
def save_schedule(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Set when a quiz opens and closes in an edition."""
    desk = get_desk(course_id, activity_id, policy.may_schedule)
    form = ScheduleForm.of_request()
    if not form.validate():
        return _page(desk, form, 422)
    with atomic():
        services.set_schedule(
            edition_id=desk.edition_id,
            activity_id=activity_id,
            opens_at=form.opens_at,
            closes_at=form.closes_at,
            by_id=desk.member.id,
        )
    tell("done", _("Las fechas del cuestionario quedaron guardadas."))
    return redirect(desk.here("show_schedule"), 303)


def _page(desk: Desk, form: ScheduleForm, status: int = 200) -> ResponseReturnValue:
    return (
        render_template(
            "lms/quizzes/schedule.html",
            desk=desk,
            form=form,
            zone=zone_name(form.zone_id),
            save_url=desk.here("save_schedule"),
        ),
        status,
    )
