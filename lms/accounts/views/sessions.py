"""One's open sessions, and one's password."""

from flask import redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from lms.accounts import identity, queries
from lms.accounts.forms import ChangePasswordForm
from lms.accounts.passwords import hash_password
from lms.accounts.services import passwords, sessions
from lms.foundation.i18n import _, day_and_hour
from lms.foundation.work import atomic
from lms.people.identity import viewer
from lms.web.site import Site, tell

from .pages import bp, here, proven


@bp.get("/me/sessions/")
def show_sessions() -> ResponseReturnValue:
    """List where the account is open."""
    visitor = here()
    member = viewer()
    zone = member.time_zone if member else None
    lines = [
        (line, day_and_hour(line.created_at, zone), day_and_hour(line.seen_at, zone))
        for line in queries.list_sessions(visitor.account_id)
    ]
    return render_template(
        "lms/accounts/sessions.html", lines=lines, present_id=visitor.session_id
    )


@bp.post("/me/sessions/<int(max=2147483647):session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's sessions."""
    visitor = here()
    with atomic():
        sessions.end(account_id=visitor.account_id, session_id=session_id)
    tell("done", _("Esa sesión quedó cerrada."))
    return redirect(url_for(".show_sessions"), 303)


@bp.post("/me/sessions/end-all")
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere, here as well."""
    visitor = here()
    with atomic():
        sessions.end_all(account_id=visitor.account_id)
    logout_user()
    cookie.clear()
    tell("done", _("Cerró todas sus sesiones, también la de este equipo."))
    return redirect(Site().home_url, 303)


@bp.get("/me/password/")
def show_password() -> ResponseReturnValue:
    """Show the form to change the password."""
    here()
    return _page(ChangePasswordForm.of_request())


@bp.post("/me/password/")
def change_password() -> ResponseReturnValue:
    """Change the password; the other sessions end."""
    visitor = here()
    form = ChangePasswordForm.of_request(own=queries.own_words(visitor.account_id))
    known = proven(form) if form.validate() else None
    if known is None:
        return _page(form), 422
    password_hash = hash_password(form.new_password.data)
    with atomic():
        token = passwords.change(
            known=known, password_hash=password_hash, session_id=visitor.session_id
        )
    login_user(identity.load(token))
    tell("done", _("Su contraseña cambió. Cerramos sus otras sesiones."))
    return redirect(url_for(".show_password"), 303)


def _page(form: ChangePasswordForm) -> str:
    return render_template("lms/accounts/password.html", form=form)
