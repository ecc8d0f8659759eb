"""A new password for somebody who forgot theirs."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import queries
from lms.accounts.forms import ForgottenForm, NewPasswordForm
from lms.accounts.passwords import hash_password
from lms.accounts.services import passwords
from lms.foundation import throttle
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.web.forms import for_anyone
from lms.web.site import tell

from .pages import PER_ADDRESS, PER_NETWORK, bp, network


@bp.get("/password/forgotten/")
def show_forgotten() -> ResponseReturnValue:
    """Ask for the address to which a new password may be asked."""
    return _page(ForgottenForm.of_request())


@bp.post("/password/forgotten/")
@for_anyone
def forgotten() -> ResponseReturnValue:
    """Promise a mail if there is an account; nobody learns here whether there is."""
    form = ForgottenForm.of_request()
    if not form.validate():
        return _page(form), 422
    throttle.hit(PER_NETWORK, "forgotten", network())
    throttle.hit(PER_ADDRESS, "forgotten", form.email.data)
    with atomic():
        passwords.ask_reset(email=form.email.data, language=current_language())
    return redirect(url_for(".show_forgotten_sent"), 303)


@bp.get("/password/sent/")
def show_forgotten_sent() -> ResponseReturnValue:
    """Say what happens next."""
    return render_template("lms/accounts/forgotten_sent.html")


@bp.get("/password/new/<key>/")
def show_new_password(key: str) -> ResponseReturnValue:
    """Show the form for a new password to whoever holds a key."""
    return _new_page(_form(key))


@bp.post("/password/new/<key>/")
@for_anyone
def set_new_password(key: str) -> ResponseReturnValue:
    """Set the new password; every session of the account ends."""
    form = _form(key)
    if not form.validate():
        return _new_page(form), 422
    password_hash = hash_password(form.new_password.data)
    with atomic():
        passwords.reset(key=key, password_hash=password_hash)
    tell("done", _("Su contraseña cambió. Ya puede ingresar con la nueva."))
    return redirect(url_for(".show_sign_in"), 303)


def _form(key: str) -> NewPasswordForm:
    opened = queries.get_reset(key)
    return NewPasswordForm.of_request(own=queries.own_words(opened.account_id))


def _page(form: ForgottenForm) -> str:
    return render_template("lms/accounts/forgotten.html", form=form)


def _new_page(form: NewPasswordForm) -> str:
    return render_template("lms/accounts/new_password.html", form=form)
