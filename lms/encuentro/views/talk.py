"""A conversation as it is shown, on a page of its own and inside the player alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request, url_for
from markupsafe import Markup

from lms.encuentro import policy, queries
from lms.encuentro.forms import CloseForm, ReplyForm
from lms.encuentro.policy import Room
from lms.encuentro.queries import PAGE, DraftLine, Head, PostLine
from lms.encuentro.writing import quotation, written
from lms.foundation.i18n import OWN_NAMES, country_name, current_language, zone_name
from lms.kernel.language import Language
from lms.kernel.verdict import Verdict
from lms.people.roles import Role, Viewer, initials
from lms.web.links import addresses
from lms.web.paging import Page, page_number
from lms.web.player import Place, activity_address

from .words import clock, mark_of, name_of


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A conversation where it is held: its room, its address, where its forms go.

    ``head`` is empty for a discussion in which nobody has said anything yet.
    """

    member: Viewer
    room: Room
    head: Head | None
    draft_key: str
    at: Callable[..., str]
    reply_url: str
    draft_url: str

    @property
    def is_closed(self) -> bool:
        return self.head is not None and self.head.is_closed

    @property
    def posts(self) -> int:
        return self.head.posts if self.head else 0

    @property
    def may_answer(self) -> Verdict:
        return policy.may_answer(self.member, self.room)

    @property
    def may_moderate(self) -> bool:
        return bool(policy.may_moderate(self.member, self.room)) and bool(self.head)


@dataclass(frozen=True, kw_only=True)
class ShownPost:
    """A post in words: nothing is left for the page to work out."""

    id: int
    number: int
    name: str
    initials: str
    about: str
    html: Markup
    lang: str | None
    lang_name: str
    said_at: datetime
    said_told: str
    edited_told: str
    is_own: bool
    quote_url: str


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A page of a conversation, with the form to answer."""

    setting: Setting
    page: Page[ShownPost]
    post_url: Callable[[int], str]
    form: ReplyForm
    status: int = 200
    preview: Markup | None = None
    drafted_told: str = ""
    closed_told: str = ""
    close_form: CloseForm = field(default_factory=CloseForm)
    zone: str = ""

    @property
    def here(self) -> str:
        """The address of this page of the conversation."""
        return self.page_url(self.page.number)

    def page_url(self, number: int) -> str:
        """The address of any page of the conversation."""
        return self.setting.at(page=number if number > 1 else None)

    @property
    def keeping(self) -> dict[str, str]:
        """What the layout needs to keep what is being written."""
        if self.setting.is_closed or not self.setting.may_answer:
            return {}
        return {"keep_form": "reply", "keep_action": self.setting.draft_url}


def setting_of(member: Viewer, head: Head) -> Setting:
    """Return where a conversation is held when it is on a page of its own."""
    return Setting(
        member=member,
        room=head.room,
        head=head,
        draft_key=f"thread:{head.id}",
        at=lambda **more: url_for(
            "lms.encuentro.show_thread", thread_id=head.id, **more
        ),
        reply_url=url_for("lms.encuentro.post_reply", thread_id=head.id),
        draft_url=url_for("lms.encuentro.keep_reply", thread_id=head.id),
    )


def setting_in(member: Viewer, place: Place) -> Setting:
    """Return where the discussion of an activity is held: in the player."""
    room, head = queries.get_discussion(member, place.edition_id, place.activity_id)
    path: dict[str, Any] = {
        "course_id": place.course_id,
        "module_id": place.module_id,
        "activity_id": place.activity_id,
    }
    return Setting(
        member=member,
        room=room,
        head=head,
        draft_key=f"{room.key}:{place.activity_id}",
        at=place.at,
        reply_url=url_for("lms.encuentro.post_in_discussion", **path),
        draft_url=url_for("lms.encuentro.keep_in_discussion", **path),
    )


def player_address(head: Head) -> Callable[..., str] | None:
    """Return where somebody enrolled finds a discussion of the course, if it is one."""
    found = queries.find_activity(head.room.release_id, head.activity_id)
    if found is None:
        return None
    module, activity = found
    return lambda **more: activity_address(
        head.room.course_id, module.id, activity.id, **more
    )


def load_talk(setting: Setting) -> Talk:
    """Return the page asked for, with the draft and the quotation for the answer."""
    member = setting.member
    page = page_number(request.args.get("page"), setting.posts, PAGE)
    if setting.may_answer and not setting.is_closed:
        draft = queries.find_draft(member.id, setting.draft_key)
        form = ReplyForm(
            body=(draft.body if draft else "") + _quoted(setting, draft),
            written_in=_language_of(draft),
            page=str(page),
        )
    else:
        draft, form = None, ReplyForm()
    told = clock(member)(draft.saved_at) if draft else ""
    return _talk(setting, page, form, drafted_told=told)


def again(setting: Setting, form: ReplyForm) -> Talk | None:
    """Return the page to show instead of publishing: closed, faulty, or a preview.

    What was typed is on it. ``None`` when nothing stands in the way.
    """
    page = page_number(form.page.data, setting.posts, PAGE)
    form.page.data = str(page)
    if setting.is_closed:
        return _talk(setting, page, form, status=409)
    if not form.validate():
        return _talk(setting, page, form, status=422)
    if form.wants_preview:
        # Made safe by ``written``, as the post itself would be.
        html = Markup(written(form.body.data, form.language).html)  # noqa: S704
        return _talk(setting, page, form, preview=html)
    return None


def _talk(
    setting: Setting,
    number: int,
    form: ReplyForm,
    *,
    status: int = 200,
    preview: Markup | None = None,
    drafted_told: str = "",
) -> Talk:
    head, member = setting.head, setting.member
    posts = queries.list_posts(head.id, number) if head else []
    marks = queries.list_marks({post.author_id for post in posts}, setting.room)
    here = setting.at(page=number if number > 1 else None)
    shown = [_shown(member, post, marks.get(post.author_id), here) for post in posts]
    closed_at = head.closed_at if head else None
    return Talk(
        setting=setting,
        page=Page(items=shown, number=number, total=setting.posts, size=PAGE),
        post_url=addresses("lms.encuentro.show_post", "post_id"),
        form=form,
        status=status,
        preview=preview,
        drafted_told=drafted_told,
        closed_told=clock(member)(closed_at) if closed_at else "",
        zone=zone_name(member.time_zone),
    )


def _shown(member: Viewer, post: PostLine, role: Role | None, here: str) -> ShownPost:
    told = clock(member)
    foreign = post.language != current_language()
    about = (mark_of(role), country_name(post.state))
    return ShownPost(
        id=post.id,
        number=post.number,
        name=name_of(post.name),
        initials=initials(post.name),
        about=" · ".join(filter(None, about)),
        html=post.html,
        lang=post.language if foreign else None,
        lang_name=OWN_NAMES[Language(post.language)] if foreign else "",
        said_at=post.created_at,
        said_told=told(post.created_at),
        edited_told=told(post.edited_at) if post.edited_at else "",
        is_own=post.author_id == member.id,
        quote_url=f"{here}{'&' if '?' in here else '?'}quote={post.number}#reply",
    )


def _quoted(setting: Setting, draft: DraftLine | None) -> str:
    """The quotation asked for, of a post of this very conversation."""
    number = request.args.get("quote", type=int)
    if setting.head is None or not number or not 0 < number <= setting.posts:
        return ""
    found = queries.find_quoted(setting.head.id, number)
    if found is None:
        return ""
    words = quotation(found.body, name_of(found.name))
    return f"\n\n{words}" if draft and draft.body else words


def _language_of(draft: DraftLine | None) -> str:
    return (draft.language if draft else "") or str(current_language())
