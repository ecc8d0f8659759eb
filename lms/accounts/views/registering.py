"""Getting an account: asking, confirming, and what one agrees to."""

import hmac

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from lms.accounts import identity, queries
from lms.accounts.forms import ConfirmForm, SignUpForm
from lms.accounts.models import Registration
from lms.accounts.passwords import hash_password, is_password
from lms.accounts.services import registering
from lms.accounts.services.registering import Applicant
from lms.accounts.tokens import digest
from lms.foundation import throttle
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.web.forms import for_anyone
from lms.web.links import own_path
from lms.web.site import Site, tell

from .pages import PER_ACCOUNT, PER_ADDRESS, PER_NETWORK, bp, device, let_in, network

ASKED = "lms_sign_up"
"""Under this name the browser that asked keeps the secret that shows it did."""


@bp.get("/sign-up/")
def show_sign_up() -> ResponseReturnValue:
    """Show the form for a new account; who is in already goes on."""
    form = SignUpForm.of_request(
        language=str(current_language()),
        next=request.args.get("next"),
        intent=request.args.get("intent"),
    )
    if identity.visitor():
        return redirect(own_path(form.next.data, Site().home_url), 303)
    return _page(form)


@bp.post("/sign-up/")
@for_anyone
def sign_up() -> ResponseReturnValue:
    """Ask for an account. Nobody learns here whether the address has one."""
    form = SignUpForm.of_request()
    form.offer()
    if not form.validate():
        return _page(form), 422
    throttle.hit(PER_NETWORK, "sign-up", network())
    throttle.hit(PER_ADDRESS, "sign-up", form.email.data)
    applicant = _applicant(form, hash_password(form.password.data))
    with atomic():
        cookie[ASKED] = registering.ask(
            applicant, intent=form.intent.data, then=own_path(form.next.data, "")
        )
    return redirect(url_for(".show_sign_up_sent"), 303)


@bp.get("/sign-up/sent/")
def show_sign_up_sent() -> ResponseReturnValue:
    """Say that a mail is on its way, and what to do with it."""
    return render_template("lms/accounts/sign_up_sent.html")


@bp.get("/sign-up/confirm/<key>/")
def show_confirm(key: str) -> ResponseReturnValue:
    """Ask for the last click; programs that look at mails open links, too."""
    asked = queries.get_registration(key)
    return _confirm_page(asked, ConfirmForm.of_request())


@bp.post("/sign-up/confirm/<key>/")
@for_anyone
def confirm_sign_up(key: str) -> ResponseReturnValue:
    """Make the account, sign the person in, and go on to where they were going."""
    asked = queries.get_registration(key)
    form = ConfirmForm.of_request()
    if not _asked_here(asked) and not _knows_password(asked, form):
        return _confirm_page(asked, form), 422
    with atomic():
        token, then = registering.confirm(key=key, device=device(), network=network())
    let_in(token)
    tell("done", _("Su cuenta está lista. Le damos la bienvenida."))
    return redirect(own_path(then, Site().home_url), 303)


@bp.get("/privacy/")
def show_privacy() -> ResponseReturnValue:
    """Say what is kept about people, what for, and how to have it forgotten."""
    return render_template(
        "lms/accounts/privacy.html", version=registering.CONSENT_VERSION
    )


def _applicant(form: SignUpForm, password_hash: str) -> Applicant:
    return Applicant(
        email=form.email.data,
        password_hash=password_hash,
        name=form.name.data,
        state=form.state_code,
        institution=form.institution.data or None,
        post=form.post.data or None,
        language=form.language.data,
        time_zone=form.zone,
    )


def _page(form: SignUpForm) -> str:
    form.offer()
    return render_template(
        "lms/accounts/sign_up.html", form=form, version=registering.CONSENT_VERSION
    )


def _confirm_page(asked: Registration, form: ConfirmForm) -> str:
    return render_template(
        "lms/accounts/confirm.html",
        form=form,
        name=asked.name,
        email=asked.email,
        asks_password=not _asked_here(asked),
    )


def _asked_here(asked: Registration) -> bool:
    return hmac.compare_digest(digest(cookie.get(ASKED, "")), asked.browser_digest)


def _knows_password(asked: Registration, form: ConfirmForm) -> bool:
    """Whether whoever opened the mail elsewhere is the person who asked.

    Otherwise somebody could ask with another's address and a password of their own,
    and wait for the click.
    """
    if not form.validate():
        return False
    throttle.hit(PER_ACCOUNT, "confirm", str(asked.id))
    if is_password(form.password.data, asked.password_hash):
        return True
    form.password.errors = [
        _("No es la contraseña que eligió al crear la cuenta. Escríbala de nuevo.")
    ]
    return False
