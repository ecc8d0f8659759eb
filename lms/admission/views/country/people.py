"""Whom a State nominates, and who speaks for it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.admission.errors import AlreadyNominated, NotYourself
from lms.admission.forms.country import DeputyForm, NominationForm
from lms.admission.queries import speaking as queries
from lms.admission.queries.endorsing import Desk
from lms.admission.services import deputising, nominating
from lms.admission.words import spoken
from lms.foundation import throttle
from lms.foundation.i18n import _, country_name
from lms.foundation.work import atomic
from lms.people.errors import RoleAlreadyGranted
from lms.people.roles import Viewer
from lms.web.site import tell

from .blueprint import ID, admit, bp

PAGE = "/country/people/"
PER_PERSON = "100/day"
"""How many addresses one person may name: each gets a letter, or tells of a member."""


@bp.get(PAGE)
def show_people() -> ResponseReturnValue:
    """Show whom the State nominated and who speaks for it."""
    member, desk = admit()
    return _people_page(member, desk)


@bp.post(f"{PAGE}nominate")
def nominate() -> ResponseReturnValue:
    """Ask an official by letter to apply."""
    member, desk = admit()
    form = _nomination(desk, sent=True)
    if not form.validate() or form.refuse(_no_nominee(member, desk, form)):
        return _people_page(member, desk, nomination=form)
    throttle.hit(PER_PERSON, "nominate", str(member.id))
    with atomic():
        nominating.nominate(
            edition_id=form.edition.data,
            state_code=form.state.data,
            email=form.email.data,
            by_id=member.id,
        )
    tell("done", _("Enviamos la invitación a %(email)s.", email=form.email.data))
    return redirect(url_for(".show_people"), 303)


@bp.post(f"{PAGE}nominations/<{ID}:invitation_id>/withdraw")
def withdraw_nomination(invitation_id: int) -> ResponseReturnValue:
    """Take a nomination back."""
    member, desk = admit()
    with atomic():
        nominating.withdraw_nomination(
            invitation_id=invitation_id, states=desk.states, by_id=member.id
        )
    tell("done", _("La propuesta quedó retirada."))
    return redirect(url_for(".show_people"), 303)


@bp.post(f"{PAGE}deputies")
def name_deputy() -> ResponseReturnValue:
    """Let somebody else speak for the State too."""
    member, desk = admit()
    form = _deputy(desk, sent=True)
    if not form.validate() or form.refuse(_no_deputy(desk, form)):
        return _people_page(member, desk, deputy=form)
    throttle.hit(PER_PERSON, "deputy", str(member.id))
    with atomic():
        name = deputising.name_deputy(
            email=form.email.data, state_code=form.state.data, by_id=member.id
        )
    tell("done", _("%(name)s ya puede avalar solicitudes.", name=name))
    return redirect(url_for(".show_people"), 303)


@bp.post(f"{PAGE}deputies/<{ID}:member_id>/<state_code>/dismiss")
def dismiss_deputy(member_id: int, state_code: str) -> ResponseReturnValue:
    """Take back what one gave."""
    member, _desk = admit()
    with atomic():
        deputising.dismiss_deputy(
            member_id=member_id, state_code=state_code, by_id=member.id
        )
    tell("done", _("Esa persona ya no avala solicitudes de su Estado."))
    return redirect(url_for(".show_people"), 303)


def _no_nominee(member: Viewer, desk: Desk, form: NominationForm) -> str:
    """Say why an address cannot be nominated, before it is tried."""
    if form.email.data == member.email:
        return str(NotYourself())
    wanted = (form.edition.data, form.state.data, form.email.data)
    known = queries.list_nominations(desk.states)
    if wanted in [(line.edition_id, line.state_code, line.address) for line in known]:
        return str(AlreadyNominated())
    return ""


def _no_deputy(desk: Desk, form: DeputyForm) -> str:
    """Say why somebody cannot be named, before it is tried."""
    member_id = queries.find_member_id(form.email.data)
    if member_id is None:
        return _("Nadie tiene una cuenta con ese correo: pídale que primero la cree.")
    there = queries.list_spokespeople(desk.states)
    if (member_id, form.state.data) in [(p.member_id, p.state_code) for p in there]:
        return str(RoleAlreadyGranted())
    return ""


def _nomination(desk: Desk, *, sent: bool = False) -> NominationForm:
    prefix = "nominate-"
    form = (
        NominationForm.of_request(prefix=prefix)
        if sent
        else NominationForm(prefix=prefix)
    )
    form.offer_states(_states(desk))
    form.edition.choices = [
        (call.id, spoken(call.title) or call.slug) for call in queries.list_open_calls()
    ]
    return form


def _deputy(desk: Desk, *, sent: bool = False) -> DeputyForm:
    prefix = "deputy-"
    form = DeputyForm.of_request(prefix=prefix) if sent else DeputyForm(prefix=prefix)
    form.offer_states(_states(desk))
    return form


def _states(desk: Desk) -> list[tuple[str, str]]:
    return [(code, country_name(code)) for code in sorted(desk.states)]


def _people_page(
    member: Viewer,
    desk: Desk,
    *,
    nomination: NominationForm | None = None,
    deputy: DeputyForm | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "lms/admission/country/people.html",
        nomination=nomination or _nomination(desk),
        deputy=deputy or _deputy(desk),
        several=len(desk.states) > 1,
        nominations=queries.list_nominations(desk.states),
        spokespeople=queries.list_spokespeople(desk.states),
        viewer_id=member.id,
        title_of=lambda line: spoken(line.edition_title) or line.slug,
        country_name=country_name,
    )
    return page, 422 if nomination or deputy else 200
