"""Signing in and out."""

from flask import redirect, render_template, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from lms.accounts import identity, queries
from lms.accounts.errors import WrongCredentials
from lms.accounts.forms import SignInForm
from lms.accounts.passwords import hash_password, is_outdated, is_password
from lms.accounts.queries import Credentials
from lms.accounts.services import sessions
from lms.foundation import throttle
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.forms import for_anyone
from lms.web.links import own_path
from lms.web.site import Site, tell

from .pages import PER_ACCOUNT, SIGN_INS_PER_NETWORK, bp, device, let_in, network


@bp.get("/sign-in/")
def show_sign_in() -> ResponseReturnValue:
    """Show the sign-in page; who is in already goes on."""
    form = SignInForm.of_request(
        next=request.args.get("next"), intent=request.args.get("intent")
    )
    if identity.visitor():
        return redirect(own_path(form.next.data, Site().home_url), 303)
    return render_template("lms/accounts/sign_in.html", form=form)


@bp.post("/sign-in/")
@for_anyone
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password, and go on to where one was going."""
    form = SignInForm.of_request()
    known = _known(form) if form.validate() else None
    if known is None:
        return render_template("lms/accounts/sign_in.html", form=form), 422
    better = _better(form.password.data, known.password_hash)
    with atomic():
        token = sessions.come_in(
            known=known,
            device=device(),
            network=network(),
            intent=form.intent.data,
            stay=form.stay.data,
            better_hash=better,
        )
    throttle.forget(PER_ACCOUNT, "sign-in", known.email)
    let_in(token, stay=form.stay.data)
    return redirect(own_path(form.next.data, Site().home_url), 303)


@bp.post("/sign-out/")
@for_anyone
def sign_out() -> ResponseReturnValue:
    """Sign out of this browser."""
    visitor = identity.visitor()
    if visitor:
        with atomic():
            sessions.go_out(session_id=visitor.session_id)
    logout_user()
    cookie.clear()
    tell("done", _("Cerró su sesión en este equipo."))
    return redirect(Site().home_url, 303)


def _known(form: SignInForm) -> Credentials | None:
    """Return the account these words open; the form says if they open none.

    Costs the same for an address that has no account: one look-up, one password.
    """
    email = form.email.data[:254]
    throttle.hit(SIGN_INS_PER_NETWORK, "sign-in", network())
    throttle.hit(PER_ACCOUNT, "sign-in", email)
    known = queries.find_credentials(email)
    kept = known.password_hash if known else None
    right = is_password(form.password.data, kept)
    if known and right:
        return known
    form.form_errors.append(str(WrongCredentials()))
    return None


def _better(password: str, kept: str) -> str | None:
    """Return a hash as we make them today, if this one is of an older make."""
    return hash_password(password) if is_outdated(kept) else None
