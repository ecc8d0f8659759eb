"""A single post: its lasting address, other words for it, and how words will look."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.encuentro import policy, queries, services
from lms.encuentro.forms import BODY_AT_MOST, EditForm, own_newlines
from lms.encuentro.queries import PostPlace, page_of
from lms.encuentro.writing import written
from lms.foundation import throttle
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.kernel.errors import Invalid
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.web.site import tell

from .blueprint import ID, bp
from .drafting import keep
from .lists import surroundings
from .talk import player_address, setting_of
from .words import clock

PREVIEWS = "60/minute"
"""More than anybody looks at; rendering is the costliest thing a form can ask for."""


@bp.get(f"/posts/<{ID}:post_id>/")
def show_post(post_id: int) -> ResponseReturnValue:
    """Lead to a post: to its page, in the player or on the conversation's own."""
    return redirect(_address(_post(post_id)))


@bp.get(f"/posts/<{ID}:post_id>/edit")
def show_edit(post_id: int) -> ResponseReturnValue:
    """Show the form for other words."""
    post = _post(post_id)
    member = authorize(policy.may_edit, post.author_id)
    draft = queries.find_draft(member.id, _draft_key(post_id))
    form = EditForm(
        body=draft.body if draft and draft.body else post.body,
        written_in=(draft.language if draft else "") or post.language,
    )
    kept = draft is not None and form.body.data != post.body
    told = clock(member)(draft.saved_at) if draft and kept else ""
    return _edit_page(post, form, drafted_told=told)


@bp.post(f"/posts/<{ID}:post_id>/edit")
def post_edit(post_id: int) -> ResponseReturnValue:
    """Change the words of a post; the earlier ones are kept."""
    post = _post(post_id)
    member = authorize(policy.may_edit, post.author_id)
    form = EditForm.of_request()
    if not form.validate():
        return _edit_page(post, form), 422
    text = written(form.body.data, form.language)
    if form.wants_preview:
        return _edit_page(post, form, preview=text.html)
    with atomic():
        services.edit_post(post_id=post_id, text=text)
        services.drop_draft(member_id=member.id, key=_draft_key(post_id))
    tell("done", _("Su mensaje quedó corregido."))
    return redirect(_address(post), 303)


@bp.post(f"/posts/<{ID}:post_id>/draft")
def keep_edit(post_id: int) -> ResponseReturnValue:
    """Keep the other words somebody is writing."""
    post = _post(post_id)
    member = authorize(policy.may_edit, post.author_id)
    return keep(member, _draft_key(post_id), url_for(".show_edit", post_id=post_id))


@bp.post("/preview")
def show_preview() -> ResponseReturnValue:
    """Answer with what a text will look like, as a piece of a page."""
    member = authorize(may_take_part)
    throttle.hit(PREVIEWS, "preview", str(member.id))
    body = own_newlines(request.form.get("body"))
    if len(body) > BODY_AT_MOST:
        raise Invalid(_("El texto es demasiado largo para mostrarlo: acórtelo."))
    return written(body, current_language()).html


def _post(post_id: int) -> PostPlace:
    return queries.get_post(authorize(may_take_part), post_id)


def _address(post: PostPlace) -> str:
    at = player_address(post.head) or setting_of(authorize(may_take_part), post.head).at
    page = page_of(post.number)
    return at(page=page if page > 1 else None, _anchor=f"p-{post.number}")


def _draft_key(post_id: int) -> str:
    return f"post:{post_id}"


def _edit_page(
    post: PostPlace, form: EditForm, *, drafted_told: str = "", preview: str = ""
) -> str:
    return render_template(
        "lms/encuentro/edit.html",
        post=post,
        form=form,
        drafted_told=drafted_told,
        # Made safe by ``written``, as the post itself would be.
        preview=Markup(preview),  # noqa: S704
        back_url=_address(post),
        keep_form="write",
        keep_action=url_for(".keep_edit", post_id=post.id),
        **surroundings(post.head.room),
    )
