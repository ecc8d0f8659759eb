"""The blueprint, and what several pages of the accounts do the same way."""

from flask import Blueprint, request
from flask import session as cookie
from flask_login import login_user

from lms.accounts import identity, queries
from lms.accounts.devices import device_of
from lms.accounts.errors import WrongPassword
from lms.accounts.forms import PresentPassword
from lms.accounts.identity import Visitor
from lms.accounts.passwords import is_password
from lms.accounts.queries import Credentials
from lms.foundation import throttle
from lms.foundation.i18n import _
from lms.kernel.errors import SignInNeeded
from lms.people import desk

bp = Blueprint("accounts", __name__)
bp.context_processor(desk.page_context)

PER_ACCOUNT = "10/15minutes"
PER_NETWORK = "60/15minutes"
SIGN_INS_PER_NETWORK = "300/15minutes"
"""Many people of one office, or of one seminar, come from one network at once."""

PER_ADDRESS = "5/hour"
"""How many mails one address may be sent because somebody typed it."""


def network() -> str:
    """Return where the request comes from, coarsely."""
    return throttle.network_of(request.remote_addr)


def device() -> str:
    """Return with what the request was made, in two words."""
    return device_of(request.headers.get("User-Agent", ""))


def let_in(token: str, *, stay: bool = False) -> None:
    """Give the browser its token and nothing of what it held before.

    Whatever somebody else may have put into the cookie before the sign-in is gone.
    """
    cookie.clear()
    cookie.permanent = stay
    login_user(identity.load(token))


def here() -> Visitor:
    """Return whoever is signed in; raises ``SignInNeeded``."""
    visitor = identity.visitor()
    if visitor is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    return visitor


def proven(form: PresentPassword) -> Credentials | None:
    """Return one's own credentials if the form holds the present password.

    Otherwise the form says so. Tries are counted as those of signing in are; raises
    ``TooMany``.
    """
    visitor = here()
    throttle.hit(PER_ACCOUNT, "present-password", str(visitor.account_id))
    known = queries.find_own_credentials(visitor.account_id)
    if known and is_password(form.password.data, known.password_hash):
        throttle.forget(PER_ACCOUNT, "present-password", str(visitor.account_id))
        return known
    form.password.errors = [str(WrongPassword())]
    return None
