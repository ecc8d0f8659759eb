"""Applying for an edition: the call, the form in steps, sending it, how it stands."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from lms.admission.errors import CallNotFound
from lms.admission.forms.apply import fields_of, steps_of
from lms.admission.queries import applying as queries
from lms.admission.services import applying, attaching, sending
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, Language
from lms.people import desk
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.web.forms import takes_files
from lms.web.language import language_chosen
from lms.web.site import tell

from .apply_files import REMOVE, receive, send
from .apply_pages import list_page, review_page, show_page, step_page
from .apply_place import Place

bp = Blueprint("admission_apply", __name__)

_CALL = "/courses/<course_id>/apply/<slug>"
_STEP = f"{_CALL}/<any(about, questions, needs):step>/"
_ID = "int(max=2147483647)"


@bp.get("/me/applications/")
def list_applications() -> ResponseReturnValue:
    """List everything somebody applied for."""
    member = authorize(may_take_part)
    standings = queries.list_standings(member.id)
    return list_page(member, standings, **desk.page_context())


@bp.get(f"{_CALL}/")
def show(course_id: str, slug: str) -> ResponseReturnValue:
    """Show the call, and how the own application stands."""
    return show_page(_place(course_id, slug))


@bp.post(f"{_CALL}/begin")
def begin(course_id: str, slug: str) -> ResponseReturnValue:
    """Begin to fill the form."""
    place = _place(course_id, slug)
    with atomic():
        applying.open_draft(member_id=place.member.id, edition_id=place.edition_id)
    return redirect(place.step_url("about"), 303)


@bp.get(_STEP)
def show_step(course_id: str, slug: str, step: str) -> ResponseReturnValue:
    """Show a step of the form, as far as it was filled."""
    place = _place(course_id, slug, step)
    return place.away or step_page(place, step, {})


@bp.post(_STEP)
@takes_files
def save_step(course_id: str, slug: str, step: str) -> ResponseReturnValue:
    """Keep what a step says, with its files, and go where the person wants to go."""
    place = _place(course_id, slug, step)
    if place.away:
        return place.away
    if number := request.form.get(REMOVE, type=int):
        with atomic():
            attaching.remove_file(
                member_id=place.member.id, edition_id=place.edition_id, file_id=number
            )
    return _kept(place, step, receive(place) if step == "questions" else {})


@bp.post(f"{_CALL}/draft")
def keep_draft(course_id: str, slug: str) -> ResponseReturnValue:
    """Keep what is being typed, by itself or before another language is shown."""
    place = _place(course_id, slug)
    with atomic():
        applying.save_draft(
            member_id=place.member.id,
            edition_id=place.edition_id,
            changed=_typed(tuple(request.form)),
        )
    code = request.form.get("language")
    if code in LANGUAGES:
        step = request.form.get("step", "")
        back = place.step_url(step) if step in place.steps else place.url
        return language_chosen(Language(code), back)
    return Response(status=204)


@bp.get(f"{_CALL}/review/")
def show_review(course_id: str, slug: str) -> ResponseReturnValue:
    """Show everything once more, with what is missing, before it is sent."""
    place = _place(course_id, slug)
    return place.away or review_page(place, {})


@bp.post(f"{_CALL}/review/")
def submit(course_id: str, slug: str) -> ResponseReturnValue:
    """Send the application."""
    place = _place(course_id, slug)
    if place.may_change and (faults := place.faults()):
        return review_page(place, faults, 422)
    with atomic():
        sent = sending.submit(member_id=place.member.id, edition_id=place.edition_id)
    if sent.asks_again:
        tell("waits", _("Recibimos los cambios. Su punto focal la mirará otra vez."))
    elif sent.is_new:
        tell("done", _("Recibimos su solicitud. Le enviamos un correo."))
    return redirect(place.url, 303)


@bp.post(f"{_CALL}/withdraw")
def withdraw(course_id: str, slug: str) -> ResponseReturnValue:
    """Take the application back; a draft is forgotten with its files."""
    place = _place(course_id, slug)
    who: dict[str, Any] = {
        "member_id": place.member.id,
        "edition_id": place.edition_id,
    }
    with atomic():
        if place.standing.is_submitted:
            applying.withdraw(**who)
        else:
            attaching.drop_draft(**who)
    if place.standing.is_submitted:
        tell("done", _("Retiró su solicitud."))
    else:
        tell("done", _("Se descartó el borrador."))
    return redirect(place.url, 303)


@bp.get(f"{_CALL}/files/<{_ID}:file_id>/")
def download_file(course_id: str, slug: str, file_id: int) -> ResponseReturnValue:
    """Give somebody back a file of their own."""
    place = _place(course_id, slug)
    application = place.standing.application
    return send(queries.get_own_file(application.id if application else None, file_id))


def _place(course_id: str, slug: str, step: str = "") -> Place:
    member = authorize(may_take_part)
    standing = queries.get_standing(course_id, slug, member.id)
    if step and step not in steps_of(standing.rules):
        raise CallNotFound
    return Place(member, standing)


def _kept(place: Place, step: str, faults: dict[str, str]) -> ResponseReturnValue:
    """Keep a step; stay on it where something is wrong, otherwise go on."""
    fields = fields_of(step, place.standing.rules)
    with atomic():
        wrong = applying.save_draft(
            member_id=place.member.id,
            edition_id=place.edition_id,
            changed=dict.fromkeys(fields, "") | _typed(fields),
        )
    go = request.form.get("go", "next")
    if go == "later":
        tell("done", _("Guardamos el borrador. Puede seguir cuando quiera."))
        return redirect(place.url, 303)
    place = place.again()
    if go == "next":
        wrong = {k: v for k, v in place.faults().items() if k in fields}
    faults = {**(wrong if go == "next" else {}), **faults}
    if faults:
        return step_page(place, step, faults, 422)
    stays = go == "stay" or REMOVE in request.form
    return redirect(place.step_url(step if stays else place.after(step)), 303)


def _typed(names: tuple[str, ...]) -> dict[str, str]:
    return {name: request.form[name] for name in names if name in request.form}
