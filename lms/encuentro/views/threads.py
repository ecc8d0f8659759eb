"""A conversation on a page of its own: read, answered, closed."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.encuentro import policy, queries, services
from lms.encuentro.forms import CloseForm, ReplyForm
from lms.encuentro.queries import page_of
from lms.encuentro.writing import written
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.web.site import tell

from .blueprint import ID, bp
from .drafting import keep
from .lists import surroundings
from .talk import Setting, Talk, again, load_talk, player_address, setting_of


@bp.get(f"/conversations/<{ID}:thread_id>/")
def show_thread(thread_id: int) -> ResponseReturnValue:
    """Show a conversation; a discussion of the course is in the player."""
    member = authorize(may_take_part)
    head = queries.get_thread(member, thread_id)
    if in_player := player_address(head):
        asked = {name: request.args.get(name) for name in ("page", "quote")}
        return redirect(in_player(**asked))
    return _page(load_talk(setting_of(member, head)))


@bp.post(f"/conversations/<{ID}:thread_id>/replies")
def post_reply(thread_id: int) -> ResponseReturnValue:
    """Answer in a conversation."""
    setting = _setting(thread_id)
    member = authorize(policy.may_answer, setting.room)
    form = ReplyForm.of_request()
    if talk := again(setting, form):
        return _page(talk), talk.status
    text = written(form.body.data, form.language)
    with atomic():
        post = services.reply(
            thread_id=thread_id, author_id=member.id, text=text, once=form.once.data
        )
        services.drop_draft(member_id=member.id, key=setting.draft_key)
    return redirect(published(setting, post.number), 303)


@bp.post(f"/conversations/<{ID}:thread_id>/draft")
def keep_reply(thread_id: int) -> ResponseReturnValue:
    """Keep the answer somebody is writing."""
    setting = _setting(thread_id)
    member = authorize(policy.may_answer, setting.room)
    return keep(member, setting.draft_key, setting.at(_anchor="reply"))


@bp.post(f"/conversations/<{ID}:thread_id>/close")
def close_thread(thread_id: int) -> ResponseReturnValue:
    """Close a conversation, with a reason for those who wanted to answer."""
    setting = _setting(thread_id)
    member = authorize(policy.may_moderate, setting.room)
    form = CloseForm.of_request()
    if not form.validate():
        return _page(replace(load_talk(setting), close_form=form)), 422
    with atomic():
        services.close_thread(
            thread_id=thread_id, closed_by_id=member.id, reason=form.reason.data
        )
    tell("done", _("La conversación quedó cerrada."))
    return redirect(url_for(".show_thread", thread_id=thread_id), 303)


@bp.post(f"/conversations/<{ID}:thread_id>/reopen")
def reopen_thread(thread_id: int) -> ResponseReturnValue:
    """Open a closed conversation again."""
    setting = _setting(thread_id)
    member = authorize(policy.may_moderate, setting.room)
    with atomic():
        services.reopen_thread(thread_id=thread_id, reopened_by_id=member.id)
    tell("done", _("La conversación vuelve a admitir respuestas."))
    return redirect(url_for(".show_thread", thread_id=thread_id), 303)


def published(setting: Setting, number: int) -> str:
    """Tell that an answer is published, and return where it stands."""
    tell("done", _("Su respuesta está publicada."))
    page = page_of(number)
    return setting.at(page=page if page > 1 else None, _anchor=f"p-{number}")


def _setting(thread_id: int) -> Setting:
    member = authorize(may_take_part)
    return setting_of(member, queries.get_thread(member, thread_id))


def _page(talk: Talk) -> str:
    return render_template(
        "lms/encuentro/thread.html",
        talk=talk,
        head=talk.setting.head,
        **talk.keeping,
        **surroundings(talk.setting.room),
    )
