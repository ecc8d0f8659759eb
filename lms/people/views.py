"""One's own pages: the profile, one's data, and what was being written."""

import json

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from lms.foundation.database import now
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import LANGUAGE_COOKIE, Site, tell

from . import desk, personal, policy, queries, services
from .access import authorize
from .doors import BROWSER_COOKIE
from .forms import OTHER, ProfileForm

bp = Blueprint("people", __name__)
bp.context_processor(desk.page_context)


@bp.get("/me/")
def show_me() -> ResponseReturnValue:
    """Show what a member tells about themselves, to change it."""
    viewer = authorize(policy.may_take_part)
    member = queries.get_member(viewer.id)
    form = ProfileForm.of_request(
        name=member.name,
        state=member.state or OTHER,
        institution=member.institution,
        post=member.post,
        language=member.language or "",
        time_zone=member.time_zone or "",
    )
    return _profile(form, desk.told_to(viewer.id))


@bp.post("/me/")
def save_me() -> ResponseReturnValue:
    """Save the profile."""
    viewer = authorize(policy.may_take_part)
    form = ProfileForm.of_request()
    form.offer()
    if not form.validate():
        return _profile(form, desk.told_to(viewer.id), 422)
    with atomic():
        services.change_profile(
            member_id=viewer.id,
            name=form.name.data,
            state=form.state_code,
            institution=form.institution.data or None,
            post=form.post.data or None,
            language=form.language.data,
            time_zone=form.zone,
        )
    tell("done", _("Su perfil quedó guardado."))
    response = make_response(redirect(url_for(".show_me"), 303))
    # The profile decides again, whatever this browser was told before.
    response.delete_cookie(LANGUAGE_COOKIE, path=current_app.config["LMS_URL_PREFIX"])
    return response


@bp.get("/me/data/")
def download_data() -> ResponseReturnValue:
    """Give a member a file with everything the site keeps about them."""
    viewer = authorize(policy.may_take_part)
    kept = {"made_at": now(), "site": Site().name, **personal.collect(viewer.id)}
    body = json.dumps(kept, ensure_ascii=False, indent=2, default=str)
    response = make_response(body + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/kept/<key>/")
def show_kept(key: str) -> ResponseReturnValue:
    """Give back what somebody was writing when their session ended."""
    authorize(policy.may_take_part)
    browser = request.cookies.get(BROWSER_COOKIE, "")
    kept = services.give_back(key=key, browser=browser)
    return render_template(
        "lms/people/kept.html", to=kept.path, fields=kept.fields, sent=kept.created_at
    )


def _profile(
    form: ProfileForm, told: list[str], status: int = 200
) -> ResponseReturnValue:
    form.offer()
    return render_template("lms/people/me.html", form=form, told=told), status
