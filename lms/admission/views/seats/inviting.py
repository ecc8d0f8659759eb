"""The invitations of an edition: making one, seeing them, withdrawing one."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from lms.admission.forms.seats import InvitationForm
from lms.admission.queries import inviting as queries
from lms.admission.services import inviting as services
from lms.foundation import mail
from lms.foundation.database import now
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ID, ONE, Desk, admit, bp
from .importing import ROLES


@bp.get(f"{ONE}/people/invitations/")
def list_invitations(edition_id: int) -> ResponseReturnValue:
    """Show the invitations of an edition, and the form for another one."""
    return _page(admit(edition_id), InvitationForm())


@bp.post(f"{ONE}/people/invitations/")
def invite(edition_id: int) -> ResponseReturnValue:
    """Make an invitation, and show its code once."""
    desk = admit(edition_id)
    form = InvitationForm.of_request()
    if not form.validate():
        return _page(desk, form, 422)
    with atomic():
        code = services.invite(
            edition_id=edition_id,
            by_id=desk.member.id,
            role=form.role.data,
            uses=form.number,
            expires_at=form.expires_at(desk.edition.time_zone),
            told=form.note.data,
        )
    address = mail.link("lms.admission_seats.show_invitation", code=code)
    tell(
        "done",
        _(
            "El código es %(code)s y el enlace %(address)s. Cópielos ahora: no se "
            "vuelven a mostrar.",
            code=code,
            address=address,
        ),
    )
    return redirect(desk.at("list_invitations"), 303)


@bp.post(f"{ONE}/people/invitations/<{ID}:invitation_id>/withdraw")
def withdraw(edition_id: int, invitation_id: int) -> ResponseReturnValue:
    """Let an invitation open nothing any more."""
    desk = admit(edition_id)
    with atomic():
        services.withdraw_invitation(
            invitation_id=invitation_id,
            edition_id=edition_id,
            by_id=desk.member.id,
        )
    tell("done", _("La invitación ya no abre nada."))
    return redirect(desk.at("list_invitations"), 303)


def _page(desk: Desk, form: InvitationForm, status: int = 200) -> ResponseReturnValue:
    present = now()
    lines = queries.list_invitations(desk.edition.id)
    page = render_template(
        "lms/admission/seats/invitations.html",
        desk=desk,
        form=form,
        lines=lines,
        stands=lambda line: line.stands(present),
        roles=ROLES,
    )
    return page, status
