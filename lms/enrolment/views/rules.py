"""How an edition endorses, scores and certifies."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.enrolment import services
from lms.enrolment.forms.rules import (
    CertificateForm,
    CriteriaForm,
    EndorsementForm,
    certificate_values,
    criteria_values,
    endorsement_values,
)
from lms.enrolment.forms.seats import size_asked
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ONE, bp
from .frame import Desk, get_desk, page


@bp.get(f"{ONE}/endorsement/")
def show_endorsement(edition_id: int) -> ResponseReturnValue:
    """Show how focal points vouch for their people."""
    desk = get_desk(edition_id)
    rules = services.rules_of(desk.edition).endorsement
    form = EndorsementForm.of_request(**endorsement_values(rules))
    return page("endorsement", desk, form=form)


@bp.post(f"{ONE}/endorsement/")
def save_endorsement(edition_id: int) -> ResponseReturnValue:
    """Settle how focal points vouch for their people."""
    desk = get_desk(edition_id)
    form = EndorsementForm.of_request()
    if not form.validate():
        return page("endorsement", desk, 422, form=form)
    with atomic():
        services.set_endorsement(
            edition_id=edition_id, endorsement=form.endorsement, by_id=desk.member.id
        )
    tell("done", _("Las reglas del aval quedaron guardadas."))
    return redirect(desk.at("show_endorsement"), 303)


@bp.get(f"{ONE}/criteria/")
def show_criteria(edition_id: int) -> ResponseReturnValue:
    """Show the scoring sheet."""
    desk = get_desk(edition_id)
    values = criteria_values(services.rules_of(desk.edition))
    return _criteria(desk, CriteriaForm.kind_of(int(values["rows"]))(**values))


@bp.post(f"{ONE}/criteria/")
def save_criteria(edition_id: int) -> ResponseReturnValue:
    """Settle the scoring sheet."""
    desk = get_desk(edition_id)
    form = CriteriaForm.kind_of(size_asked(request.form.get("rows"))).of_request()
    if not form.validate():
        return _criteria(desk, form, 422)
    with atomic():
        services.set_criteria(
            edition_id=edition_id,
            criteria=form.criteria(services.rules_of(desk.edition).criteria),
            blind=bool(form.blind.data),
            offer_days=form.offer_days.sure,
            by_id=desk.member.id,
        )
    tell("done", _("Los criterios de evaluación quedaron guardados."))
    return redirect(desk.at("show_criteria"), 303)


@bp.get(f"{ONE}/grades/")
def show_certificate(edition_id: int) -> ResponseReturnValue:
    """Show what each grade of a certificate takes."""
    desk = get_desk(edition_id)
    rules = services.rules_of(desk.edition).certificate
    form = CertificateForm.of_request(**certificate_values(rules))
    return page("certificate", desk, form=form)


@bp.post(f"{ONE}/grades/")
def save_certificate(edition_id: int) -> ResponseReturnValue:
    """Settle what each grade of a certificate takes."""
    desk = get_desk(edition_id)
    form = CertificateForm.of_request()
    if not form.validate():
        return page("certificate", desk, 422, form=form)
    with atomic():
        services.set_certificate(
            edition_id=edition_id, certificate=form.certificate, by_id=desk.member.id
        )
    tell("done", _("Las reglas de los certificados quedaron guardadas."))
    return redirect(desk.at("show_certificate"), 303)


def _criteria(desk: Desk, form: CriteriaForm, status: int = 200) -> ResponseReturnValue:
    verdict = services.may_change_criteria(desk.edition)
    return page("criteria", desk, status, form=form, verdict=verdict)
