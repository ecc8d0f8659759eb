"""Closing the account."""

from flask import redirect, render_template
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from lms.accounts.forms import CloseForm
from lms.accounts.services import closing
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import Site, tell

from .pages import bp, here, proven


@bp.get("/me/close/")
def show_close() -> ResponseReturnValue:
    """Say what is forgotten and what stays, before the account is closed."""
    here()
    return _page(CloseForm.of_request())


@bp.post("/me/close/")
def close() -> ResponseReturnValue:
    """Close the account for good."""
    here()
    form = CloseForm.of_request()
    known = proven(form) if form.validate() else None
    if known is None:
        return _page(form), 422
    with atomic():
        closing.close(known=known)
    logout_user()
    cookie.clear()
    tell("done", _("Su cuenta quedó cerrada y sus datos, borrados."))
    return redirect(Site().home_url, 303)


def _page(form: CloseForm) -> str:
    return render_template("lms/accounts/close.html", form=form)
