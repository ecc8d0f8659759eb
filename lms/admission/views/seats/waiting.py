"""The secretariat's page of the waiting list: its order, offers out, history."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission.forms.seats import MoveForm
from lms.admission.queries import waiting as queries
from lms.admission.services import offering
from lms.admission.services import waiting as services
from lms.foundation.database import now
from lms.foundation.i18n import _, ago, country_name, lazy, ngettext
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ID, ONE, Desk, admit, bp

ANSWERS = {
    "accepted": lazy("Aceptó"),
    "declined": lazy("Lo dejó"),
    "expired": lazy("No respondió a tiempo"),
    "taken": lazy("Otras personas respondieron antes"),
}


@bp.get(f"{ONE}/waiting/")
def show_waiting(edition_id: int) -> ResponseReturnValue:
    """Show who waits for a seat of an edition, and which offers are out."""
    return _page(admit(edition_id), MoveForm())


@bp.post(f"{ONE}/waiting/<{ID}:enrolment_id>/move")
def move(edition_id: int, enrolment_id: int) -> ResponseReturnValue:
    """Move somebody one place up or down, with a reason."""
    desk = admit(edition_id)
    form = MoveForm.of_request()
    if not form.validate():
        return _page(desk, form, enrolment_id, 422)
    with atomic():
        place = services.move(
            enrolment_id=enrolment_id,
            edition_id=edition_id,
            up=request.form.get("to") == "up",
            by_id=desk.member.id,
            reason=form.reason.data,
        )
    tell("done", _("Ahora está en el lugar %(place)s.", place=place))
    return redirect(desk.at("show_waiting"), 303)


@bp.post(f"{ONE}/waiting/<{ID}:enrolment_id>/again")
def put_again(edition_id: int, enrolment_id: int) -> ResponseReturnValue:
    """Put somebody whose offer passed back at the end of the list."""
    desk = admit(edition_id)
    with atomic():
        services.put_on_list(
            enrolment_id=enrolment_id, edition_id=edition_id, by_id=desk.member.id
        )
    tell("done", _("Está otra vez en la lista de espera, al final."))
    return redirect(desk.at("show_waiting"), 303)


@bp.post(f"{ONE}/waiting/offer-all")
def offer_to_all(edition_id: int) -> ResponseReturnValue:
    """Offer the last seats to everybody who waits: who accepts first has one."""
    desk = admit(edition_id)
    with atomic():
        number = offering.offer_to_all(edition_id=edition_id, by_id=desk.member.id)
    tell(
        "done",
        ngettext(
            "Salió %(num)s ofrecimiento.", "Salieron %(num)s ofrecimientos.", number
        ),
    )
    return redirect(desk.at("show_waiting"), 303)


def _page(
    desk: Desk, form: MoveForm, moved: int = 0, status: int = 200
) -> ResponseReturnValue:
    edition, present = desk.edition, now()
    people = queries.list_waiting(edition.id)
    offers = queries.list_offers(edition.id)
    seats = queries.get_seats(edition)
    page = render_template(
        "lms/admission/seats/waiting.html",
        desk=desk,
        form=form,
        moved=moved,
        people=people,
        open_offers=[one for one in offers if one.answered_at is None],
        answered=[one for one in offers if one.answered_at is not None],
        seats=seats,
        held=queries.is_held(edition.id),
        gives=edition.state in queries.GIVING,
        none_fits=bool(people) and not any(seats.fits(p.state_code) for p in people),
        answers=ANSWERS,
        country_name=country_name,
        left=lambda moment: ago(moment, present),
    )
    return page, status
