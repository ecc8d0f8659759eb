"""Several applications at once: seen first, then decided."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.admission.forms.country import ReasonForm, read_ids
from lms.admission.queries import endorsing as queries
from lms.admission.queries.endorsing import Desk, EndorsementLine
from lms.admission.services import endorsing as services
from lms.admission.vouching import Vouch
from lms.foundation.i18n import _, ngettext
from lms.foundation.work import atomic
from lms.people.roles import Viewer
from lms.web.site import tell

from .blueprint import admit, bp
from .desk import words_of


@bp.get("/country/together")
def preview_together() -> ResponseReturnValue:
    """Show what would be decided about the marked applications."""
    member, desk = admit()
    if not read_ids(request.args.getlist("id")):
        tell("info", _("Marque primero las solicitudes."))
        return redirect(url_for(".show_desk"), 303)
    return _preview(member, _marked(desk), ReasonForm())


@bp.post("/country/together")
def decide_together() -> ResponseReturnValue:
    """Endorse or decline the marked applications."""
    member, desk = admit()
    lines = _marked(desk)
    form = ReasonForm.of_request()
    if _verdict() is Vouch.DECLINED and not form.validate():
        return _preview(member, lines, form, 422)
    with atomic():
        done = services.decide_together(
            application_ids=[line.application_id for line in lines],
            verdict=_verdict(),
            by_id=member.id,
            reason=form.reason.data or "",
        )
    tell("done", _decided(done))
    if left := len(lines) - done:
        tell("info", _left(left))
    return redirect(url_for(".show_desk"), 303)


def _verdict() -> Vouch:
    declines = request.values.get("act") == "decline"
    return Vouch.DECLINED if declines else Vouch.ENDORSED


def _marked(desk: Desk) -> list[EndorsementLine]:
    return queries.get_endorsements(desk, read_ids(request.values.getlist("id")))


def _preview(
    member: Viewer, lines: list[EndorsementLine], form: ReasonForm, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "lms/admission/country/together.html",
        declines=_verdict() is Vouch.DECLINED,
        lines=[line for line in lines if line.is_open],
        answered=[line for line in lines if not line.is_open],
        form=form,
        **words_of(member),
    )
    return page, status


def _decided(number: int) -> str:
    if _verdict() is Vouch.DECLINED:
        return ngettext(
            "%(num)s solicitud quedó sin aval.",
            "%(num)s solicitudes quedaron sin aval.",
            number,
        )
    return ngettext(
        "%(num)s solicitud quedó avalada.",
        "%(num)s solicitudes quedaron avaladas.",
        number,
    )


def _left(number: int) -> str:
    return ngettext(
        "%(num)s ya tenía respuesta, o su plazo pasó: quedó como estaba.",
        "%(num)s ya tenían respuesta, o su plazo pasó: quedaron como estaban.",
        number,
    )
