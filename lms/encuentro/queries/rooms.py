"""Which space, conversation or post somebody may come in to: one statement each.

What a person may not see is not found: nothing tells that it exists.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from lms.catalogue import queries as catalogue
from lms.content.schema import Activity, Module
from lms.encuentro import policy
from lms.encuentro.errors import PostNotFound, SpaceNotFound, ThreadNotFound
from lms.encuentro.models import Post, Space, SpaceKind, Thread
from lms.encuentro.policy import Room
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import AnyRow, session
from lms.foundation.i18n import current_language
from lms.kernel.language import SOURCE, Told, pick
from lms.people.roles import Viewer

PAGE = 20
"""How many conversations, or posts, a page shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A conversation without its posts, and the room it is in."""

    id: int
    title: Told
    activity_id: str | None
    posts: int
    closed_at: datetime | None
    closed_reason: str | None
    room: Room

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostPlace:
    """A post as its author wrote it, and where it stands."""

    id: int
    number: int
    author_id: int
    body: str
    language: str
    head: Head

    @property
    def page(self) -> int:
        """The page the post is on: it follows from the number."""
        return page_of(self.number)


def page_of(number: int) -> int:
    """Return the page on which the post of this number is, for ever."""
    return (number - 1) // PAGE + 1


_ROOM: tuple[Any, ...] = (
    Space.id.label("space_id"),
    Space.threads,
    Edition.id.label("edition_id"),
    Edition.course_id,
    Enrolment.id.label("enrolment_id"),
    Enrolment.role,
    Enrolment.release_id,
)
_HEAD: tuple[Any, ...] = (
    Thread.id,
    Thread.title,
    Thread.activity_id,
    Thread.posts,
    Thread.closed_at,
    Thread.closed_reason,
)


SEAT = and_(
    Enrolment.edition_id == Edition.id,
    Enrolment.member_id == bindparam("viewer_id"),
    Enrolment.left_at.is_(None),
)
"""The condition that joins the viewer's own enrolment to an edition."""

# Built once: building a statement takes longer than running it.
_ENCUENTRO = select(Space.id, Space.threads).where(Space.kind == SpaceKind.ENCUENTRO)
_ROOMS = (
    select(*_ROOM)
    .select_from(Edition)
    .outerjoin(Space, Space.edition_id == Edition.id)
    .outerjoin(Enrolment, SEAT)
    .where(Edition.course_id == bindparam("course_id"))
)
_HEADS = (
    select(*_HEAD, *_ROOM)
    .select_from(Thread)
    .join(Space, Space.id == Thread.space_id)
    .outerjoin(Edition, Edition.id == Space.edition_id)
    .outerjoin(Enrolment, SEAT)
)
_HEAD_BY_ID = _HEADS.where(Thread.id == bindparam("thread_id"))
_POST_BY_ID = (
    _HEADS.add_columns(
        Post.id.label("post_id"),
        Post.number,
        Post.author_id,
        Post.body,
        Post.language,
    )
    .join(Post, Post.thread_id == Thread.id)
    .where(Post.id == bindparam("post_id"))
)
_DISCUSSION = (
    select(*_HEAD, *_ROOM)
    .select_from(Edition)
    .outerjoin(Space, Space.edition_id == Edition.id)
    .outerjoin(
        Thread,
        and_(
            Thread.space_id == Space.id,
            Thread.activity_id == bindparam("activity_id"),
        ),
    )
    .outerjoin(Enrolment, SEAT)
    .where(Edition.id == bindparam("edition_id"))
)


def get_room(
    viewer: Viewer, course_id: str | None = None, edition_id: int | None = None
) -> Room:
    """Return the alumni space, or the space of the viewer's edition of a course.

    Who is not enrolled but may look (instructors, moderators, the secretariat) gets
    the edition asked for, or the newest. Raises ``SpaceNotFound``.
    """
    rooms = _rooms_of(viewer.id, course_id) if course_id else [_encuentro()]
    for room in rooms:
        asked = room.seat is not None or edition_id in (None, room.edition_id)
        if asked and policy.may_see(viewer, room):
            return room
    raise SpaceNotFound


def _encuentro() -> Room:
    row = session.execute(_ENCUENTRO).first()
    if row is None:
        return Room(kind=SpaceKind.ENCUENTRO)
    return Room(kind=SpaceKind.ENCUENTRO, space_id=row.id, threads=row.threads)


def _rooms_of(viewer_id: int, course_id: str) -> list[Room]:
    """Every edition of a course, the one the viewer joined last first."""
    asked = {"viewer_id": viewer_id, "course_id": course_id}
    rows = session.execute(_ROOMS, asked).all()
    newest = sorted(rows, key=lambda row: (row.enrolment_id or 0, row.edition_id))
    return [_room(row) for row in reversed(newest)]


def get_thread(viewer: Viewer, thread_id: int) -> Head:
    """Return a conversation the viewer may see; raises ``ThreadNotFound``."""
    asked = {"viewer_id": viewer.id, "thread_id": thread_id}
    row = session.execute(_HEAD_BY_ID, asked).first()
    if row is None or not policy.may_see(viewer, _room(row)):
        raise ThreadNotFound
    return _head(row)


def get_post(viewer: Viewer, post_id: int) -> PostPlace:
    """Return a post the viewer may see, with its place; raises ``PostNotFound``."""
    asked = {"viewer_id": viewer.id, "post_id": post_id}
    row = session.execute(_POST_BY_ID, asked).first()
    if row is None or not policy.may_see(viewer, _room(row)):
        raise PostNotFound
    return PostPlace(
        id=row.post_id,
        number=row.number,
        author_id=row.author_id,
        body=row.body,
        language=row.language,
        head=_head(row),
    )


def get_discussion(
    viewer: Viewer, edition_id: int, activity_id: str
) -> tuple[Room, Head | None]:
    """Return the room of an edition and, once begun, its talk about an activity.

    Raises ``SpaceNotFound``.
    """
    asked = {
        "viewer_id": viewer.id,
        "edition_id": edition_id,
        "activity_id": activity_id,
    }
    row = session.execute(_DISCUSSION, asked).first()
    if row is None or not policy.may_see(viewer, _room(row)):
        raise SpaceNotFound
    return _room(row), _head(row) if row.id else None


def _room(row: AnyRow) -> Room:
    return Room(
        kind=SpaceKind.EDITION if row.edition_id else SpaceKind.ENCUENTRO,
        space_id=row.space_id,
        threads=row.threads or 0,
        edition_id=row.edition_id,
        course_id=row.course_id or "",
        seat=row.role,
        release_id=row.release_id,
    )


def _head(row: AnyRow) -> Head:
    return Head(
        id=row.id,
        title=told_title(row.title, row.activity_id, row.release_id),
        activity_id=row.activity_id,
        posts=row.posts,
        closed_at=row.closed_at,
        closed_reason=row.closed_reason,
        room=_room(row),
    )


def told_title(title: str, activity_id: str | None, release_id: int | None) -> Told:
    """Tell a title as somebody wrote it or, of a discussion, as the course has it."""
    found = find_activity(release_id, activity_id)
    if found is not None:
        return pick(found[1].title, current_language())
    return Told(title, SOURCE if activity_id else current_language())


def find_activity(
    release_id: int | None, activity_id: str | None
) -> tuple[Module, Activity] | None:
    """Return the discussion a conversation belongs to, if this release has it."""
    if release_id is None or activity_id is None:
        return None
    for module, activity in catalogue.get_package(release_id).places():
        if activity.id == activity_id:
            return module, activity
    return None
