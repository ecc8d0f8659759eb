"""Moving the account to another e-mail address."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import queries
from lms.accounts.forms import ChangeEmailForm
from lms.accounts.services import addresses
from lms.foundation import throttle
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.web.forms import for_anyone
from lms.web.site import Site, tell

from .pages import PER_ADDRESS, bp, here, proven


@bp.get("/me/email/")
def show_email() -> ResponseReturnValue:
    """Show the address of the account, and the form to change it."""
    here()
    return _page(ChangeEmailForm.of_request())


@bp.post("/me/email/")
def change_email() -> ResponseReturnValue:
    """Ask both addresses whether the account may move."""
    visitor = here()
    form = ChangeEmailForm.of_request()
    known = proven(form) if form.validate() else None
    if known and form.email.data == known.email:
        form.email.errors = [_("Ese ya es el correo de su cuenta.")]
        known = None
    if known is None:
        return _page(form), 422
    throttle.hit(PER_ADDRESS, "move", str(known.account_id))
    with atomic():
        addresses.ask(
            account_id=visitor.account_id,
            new_email=form.email.data,
            language=current_language(),
        )
    tell("waits", _("Enviamos un mensaje a los dos correos: confirme desde ambos."))
    return redirect(url_for(".show_email"), 303)


@bp.post("/me/email/give-up")
def give_up_email() -> ResponseReturnValue:
    """Drop the change that is under way."""
    visitor = here()
    with atomic():
        addresses.give_up(account_id=visitor.account_id)
    tell("done", _("Su correo queda como estaba."))
    return redirect(url_for(".show_email"), 303)


@bp.get("/email/confirm/<key>/")
def show_confirm_email(key: str) -> ResponseReturnValue:
    """Ask for the last click."""
    change = queries.get_email_change(key)
    return render_template("lms/accounts/move.html", new_email=change.new_email)


@bp.post("/email/confirm/<key>/")
@for_anyone
def confirm_email(key: str) -> ResponseReturnValue:
    """Say yes from one of the two addresses."""
    with atomic():
        moved = addresses.confirm(key=key)
    if moved:
        tell("done", _("Listo: su cuenta usa desde ahora el correo nuevo."))
    else:
        tell("waits", _("Gracias. Falta confirmar también desde el otro correo."))
    return redirect(Site().home_url, 303)


@bp.get("/email/cancel/<key>/")
def show_cancel_email(key: str) -> ResponseReturnValue:
    """Ask for the last click."""
    queries.get_email_change(key)
    return render_template("lms/accounts/stop_move.html")


@bp.post("/email/cancel/<key>/")
@for_anyone
def cancel_email(key: str) -> ResponseReturnValue:
    """Say no from the old address: nothing moves, every session ends."""
    with atomic():
        addresses.cancel(key=key)
    tell("done", _("El cambio quedó anulado y cerramos todas las sesiones."))
    return redirect(url_for(".show_forgotten"), 303)


def _page(form: ChangeEmailForm) -> str:
    visitor = here()
    return render_template(
        "lms/accounts/email.html",
        form=form,
        email=visitor.email,
        waiting=queries.find_email_change_of(visitor.account_id),
    )
