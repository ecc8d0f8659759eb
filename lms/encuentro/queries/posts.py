"""What was said in a conversation, who said it, and what is not yet said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import bindparam, or_, select

from lms.encuentro.models import Draft, Post
from lms.encuentro.policy import Room
from lms.foundation.database import session
from lms.people.models import Member, RoleGrant
from lms.people.roles import EVERYWHERE, Role

from .rooms import PAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLine:
    """A post as its page shows it; without ``name``, its author left."""

    id: int
    number: int
    author_id: int
    name: str
    state: str | None
    html: Markup
    language: str
    created_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """What an answer quotes: the words as they were written, and whose they are."""

    name: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftLine:
    """Something written and not yet published."""

    title: str
    body: str
    language: str
    saved_at: datetime


_MARKED = (Role.SECRETARIAT, Role.INSTRUCTOR, Role.MODERATOR)

# Built once: building a statement takes longer than running it.
_POSTS = (
    select(
        Post.id,
        Post.number,
        Post.author_id,
        Member.name,
        Member.state,
        Member.left_at,
        Post.html,
        Post.language,
        Post.created_at,
        Post.edited_at,
    )
    .join(Member, Member.id == Post.author_id)
    .where(
        Post.thread_id == bindparam("thread_id"),
        Post.number.between(bindparam("first"), bindparam("last")),
    )
    .order_by(Post.number)
)
_MARKS = select(RoleGrant.member_id, RoleGrant.role, RoleGrant.scope_id).where(
    RoleGrant.member_id.in_(bindparam("member_ids", expanding=True)),
    RoleGrant.role.in_(_MARKED),
    RoleGrant.revoked_at.is_(None),
    or_(
        RoleGrant.role == Role.SECRETARIAT,
        RoleGrant.scope_id.in_(bindparam("scopes", expanding=True)),
    ),
)
_DRAFT = select(Draft.title, Draft.body, Draft.language, Draft.saved_at).where(
    Draft.member_id == bindparam("member_id"), Draft.key == bindparam("key")
)


def list_posts(thread_id: int, page: int) -> list[PostLine]:
    """Return a page of the posts of a conversation, in the order they were said."""
    first = (page - 1) * PAGE + 1
    asked = {"thread_id": thread_id, "first": first, "last": first + PAGE - 1}
    rows = session.execute(_POSTS, asked)
    return [
        PostLine(
            id=row.id,
            number=row.number,
            author_id=row.author_id,
            name=row.name,
            state=None if row.left_at else row.state,
            html=Markup(row.html),  # noqa: S704 – made safe when it was saved
            language=row.language,
            created_at=row.created_at,
            edited_at=row.edited_at,
        )
        for row in rows
    ]


def list_marks(member_ids: Iterable[int], room: Room) -> dict[int, Role]:
    """Return who of these people answers for the space, and as what."""
    scopes = (EVERYWHERE, room.course_id, str(room.edition_id))
    asked = {"member_ids": list(set(member_ids)), "scopes": scopes}
    rows = session.execute(_MARKS, asked).all()
    here = {
        Role.SECRETARIAT: EVERYWHERE,
        Role.INSTRUCTOR: room.course_id,
        Role.MODERATOR: str(room.edition_id),
    }
    return {
        row.member_id: role
        for role in reversed(_MARKED)
        for row in rows
        if row.role == role and row.scope_id == here[role]
    }


def find_quoted(thread_id: int, number: int) -> Quoted | None:
    """Return the post of a conversation with this number, to quote it there."""
    row = session.execute(
        select(Member.name, Post.body)
        .join(Member, Member.id == Post.author_id)
        .where(Post.thread_id == thread_id, Post.number == number)
    ).first()
    return Quoted(name=row.name, body=row.body) if row else None


def find_draft(member_id: int, key: str) -> DraftLine | None:
    """Return what a member has written in one place and not yet published."""
    row = session.execute(_DRAFT, {"member_id": member_id, "key": key}).first()
    if row is None:
        return None
    return DraftLine(
        title=row.title, body=row.body, language=row.language, saved_at=row.saved_at
    )
