"""Who may apply to an edition, its seats and their balance."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.enrolment import queries, services
from lms.enrolment.forms.seats import SeatsForm, rows_of, size_asked, values_of
from lms.enrolment.states import SEATED
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ONE, bp
from .frame import Desk, get_desk, page


@bp.get(f"{ONE}/seats/")
def show_seats(edition_id: int) -> ResponseReturnValue:
    """Show who may apply, how many seats there are and how they are balanced."""
    desk = get_desk(edition_id)
    rules = services.rules_of(desk.edition)
    values = values_of(desk.edition, rules.eligibility) | rows_of(rules.targets)
    kind = SeatsForm.kind_of(int(values["rows"]))
    return _page(desk, kind.of_request(**values))


@bp.post(f"{ONE}/seats/")
def save_seats(edition_id: int) -> ResponseReturnValue:
    """Settle who may apply, how many seats there are and how they are balanced."""
    desk = get_desk(edition_id)
    form = SeatsForm.kind_of(size_asked(request.form.get("rows"))).of_request()
    if not form.validate():
        return _page(desk, form, 422)
    with atomic():
        services.set_seats(
            edition_id=edition_id,
            seats=form.seats.number,
            seats_per_state=form.seats_per_state.number,
            eligibility=form.eligibility,
            targets=form.targets,
            by_id=desk.member.id,
        )
    tell("done", _("Los requisitos y cupos quedaron guardados."))
    return redirect(desk.at("show_seats"), 303)


def _page(desk: Desk, form: SeatsForm, status: int = 200) -> ResponseReturnValue:
    people = queries.count_people(desk.edition.id)
    taken = sum(people.get(state, 0) for state in SEATED)
    return page("seats", desk, status, form=form, taken=taken)
