"""Lists of conversations, and beginning one."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.encuentro import policy, queries, services
from lms.encuentro.errors import SpaceNotFound
from lms.encuentro.forms import ThreadForm
from lms.encuentro.models import SpaceKind
from lms.encuentro.policy import Room
from lms.encuentro.queries import PAGE
from lms.encuentro.writing import written
from lms.foundation.i18n import _, country_name, current_language
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.people.roles import Viewer, initials
from lms.web.links import addresses
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .blueprint import bp
from .drafting import keep
from .words import clock, name_of


@bp.get("/encuentro/")
def list_conversations() -> ResponseReturnValue:
    """Show the alumni space; who is not of it reads who it is for."""
    member = authorize(may_take_part)
    if not policy.may_see(member, Room(kind=SpaceKind.ENCUENTRO)):
        return render_template("lms/encuentro/reserved.html"), 404
    return _list(member, queries.get_room(member))


@bp.get("/courses/<course_id>/conversations/")
def list_course_conversations(course_id: str) -> ResponseReturnValue:
    """Show the conversations of the edition somebody is in."""
    member = authorize(may_take_part)
    return _list(member, _room(member, course_id))


def _list(member: Viewer, room: Room) -> str:
    number = page_number(request.args.get("page"), room.threads, PAGE)
    lines = queries.list_lines(room, number)
    return render_template(
        "lms/encuentro/list.html",
        page=Page(items=lines, number=number, total=room.threads, size=PAGE),
        page_url=lambda n: _address(room, "list", page=n if n > 1 else None),
        thread_url=addresses("lms.encuentro.show_thread", "thread_id"),
        new_url=_address(room, "new"),
        may_start=policy.may_start(member, room),
        told=clock(member),
        initials=initials,
        name_of=name_of,
        country_name=country_name,
        **surroundings(room),
    )


@bp.get("/encuentro/new")
@bp.get("/courses/<course_id>/conversations/new")
def show_new(course_id: str | None = None) -> ResponseReturnValue:
    """Show the form that begins a conversation."""
    member = authorize(may_take_part)
    room = _room(member, course_id)
    authorize(policy.may_start, room)
    draft = queries.find_draft(member.id, _draft_key(room))
    form = ThreadForm(
        title=draft.title if draft else "",
        body=draft.body if draft else "",
        written_in=(draft.language if draft else "") or str(current_language()),
    )
    told = clock(member)(draft.saved_at) if draft else ""
    return _new_page(room, form, drafted_told=told)


@bp.post("/encuentro/new")
@bp.post("/courses/<course_id>/conversations/new")
def post_new(course_id: str | None = None) -> ResponseReturnValue:
    """Begin a conversation."""
    member = authorize(may_take_part)
    room = _room(member, course_id)
    authorize(policy.may_start, room)
    form = ThreadForm.of_request()
    if not form.validate():
        return _new_page(room, form), 422
    text = written(form.body.data, form.language)
    if form.wants_preview:
        return _new_page(room, form, preview=text.html)
    with atomic():
        post = services.open_thread(
            edition_id=room.edition_id,
            starter_id=member.id,
            title=form.title.data,
            text=text,
            once=form.once.data,
        )
        services.drop_draft(member_id=member.id, key=_draft_key(room))
    tell("done", _("Su conversación está publicada."))
    return redirect(url_for(".show_thread", thread_id=post.thread_id), 303)


@bp.post("/encuentro/draft")
@bp.post("/courses/<course_id>/conversations/draft")
def keep_new(course_id: str | None = None) -> ResponseReturnValue:
    """Keep the conversation somebody is about to begin."""
    member = authorize(may_take_part)
    room = _room(member, course_id)
    authorize(policy.may_start, room)
    return keep(member, _draft_key(room), _address(room, "new"))


def _new_page(
    room: Room, form: ThreadForm, *, drafted_told: str = "", preview: str = ""
) -> str:
    return render_template(
        "lms/encuentro/new.html",
        form=form,
        drafted_told=drafted_told,
        # Made safe by ``written``, as the post itself would be.
        preview=Markup(preview),  # noqa: S704
        post_url=_address(room, "post"),
        draft_url=_address(room, "draft"),
        keep_form="write",
        keep_action=_address(room, "draft"),
        **surroundings(room),
    )


def surroundings(room: Room) -> dict[str, Any]:
    """Return what every page says of the space it is in."""
    return {
        "room": room,
        "list_url": _address(room, "list"),
        "section": "encuentro" if room.is_encuentro else "courses",
    }


def _room(member: Viewer, course_id: str | None) -> Room:
    if course_id is None:
        return queries.get_room(member)
    if "\x00" in course_id:
        raise SpaceNotFound
    asked = request.args.get("edition", type=int)
    return queries.get_room(member, course_id, asked)


def _draft_key(room: Room) -> str:
    return f"new:{room.key}"


_VIEWS = {"new": "show_new", "post": "post_new", "draft": "keep_new"}


def _address(room: Room, act: str, **more: Any) -> str:
    """The address of a list, or of beginning in it; who has no seat in an edition
    names it in the address."""
    if room.is_encuentro:
        return url_for(f"lms.encuentro.{_VIEWS.get(act, 'list_conversations')}", **more)
    view = _VIEWS.get(act, "list_course_conversations")
    edition = None if room.seat else room.edition_id
    return url_for(
        f"lms.encuentro.{view}", course_id=room.course_id, edition=edition, **more
    )
