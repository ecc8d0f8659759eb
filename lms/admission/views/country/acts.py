"""What a focal point does with one application, and the order of the endorsed."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.admission.errors import ApplicationNotFound
from lms.admission.forms.country import (
    QuestionForm,
    ReasonForm,
    read_ids,
    read_places,
)
from lms.admission.queries import endorsing as queries
from lms.admission.services import endorsing as services
from lms.admission.services import ordering
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ID, admit, bp
from .desk import desk_page, prefix_of

ONE = f"/country/<{ID}:application_id>"


@bp.post(f"{ONE}/endorse")
def endorse(application_id: int) -> ResponseReturnValue:
    """Vouch for an applicant."""
    member, desk = admit()
    (line,) = queries.get_endorsements(desk, [application_id])
    with atomic():
        services.endorse(application_id=application_id, by_id=member.id)
    tell("done", _("La solicitud de %(name)s quedó avalada.", name=line.name))
    return _onward()


@bp.post(f"{ONE}/decline")
def decline(application_id: int) -> ResponseReturnValue:
    """Not vouch for an applicant, and say why."""
    member, desk = admit()
    (line,) = queries.get_endorsements(desk, [application_id])
    form = ReasonForm.of_request(prefix=prefix_of(application_id))
    if not form.validate():
        return desk_page(member, desk, (application_id, form))
    with atomic():
        services.decline(
            application_id=application_id, by_id=member.id, reason=form.reason.data
        )
    tell("done", _("La solicitud de %(name)s quedó sin aval.", name=line.name))
    return _onward()


@bp.post(f"{ONE}/ask")
def ask(application_id: int) -> ResponseReturnValue:
    """Ask the applicant something first."""
    member, desk = admit()
    (line,) = queries.get_endorsements(desk, [application_id])
    form = QuestionForm.of_request(prefix=prefix_of(application_id))
    if not form.validate():
        return desk_page(member, desk, (application_id, form))
    with atomic():
        services.ask_back(
            application_id=application_id, by_id=member.id, question=form.question.data
        )
    tell("done", _("Enviamos su pregunta a %(name)s.", name=line.name))
    return _onward()


@bp.post(f"{ONE}/take-back")
def take_back(application_id: int) -> ResponseReturnValue:
    """Take back one's own decision."""
    member, desk = admit()
    (line,) = queries.get_endorsements(desk, [application_id])
    with atomic():
        services.take_back(application_id=application_id, by_id=member.id)
    tell("done", _("La solicitud de %(name)s espera otra vez.", name=line.name))
    return _onward()


@bp.post(f"/country/editions/<{ID}:edition_id>/<state_code>/order")
def order(edition_id: int, state_code: str) -> ResponseReturnValue:
    """Put the endorsed applicants of a State in order, or move one of them."""
    member, desk = admit()
    if state_code not in desk.states:
        raise ApplicationNotFound
    places, wrong = read_places(request.form.to_dict())
    moved = read_ids([request.form.get("up") or request.form.get("down") or ""])
    if wrong and not moved:
        return desk_page(member, desk, wrong_places=wrong)
    with atomic():
        _rearrange(member.id, (edition_id, state_code), moved, places)
    tell("done", _("El orden quedó guardado."))
    return _onward()


def _rearrange(
    by_id: int, of: tuple[int, str], moved: list[int], places: dict[int, int]
) -> None:
    edition_id, state_code = of
    if not moved:
        ordering.order_endorsed(
            edition_id=edition_id, state_code=state_code, places=places, by_id=by_id
        )
        return
    ordering.move_endorsed(
        edition_id=edition_id,
        state_code=state_code,
        application_id=moved[0],
        up="up" in request.form,
        by_id=by_id,
    )


def _onward() -> ResponseReturnValue:
    show = request.form.get("show") or None
    return redirect(url_for(".show_desk", show=show), 303)
