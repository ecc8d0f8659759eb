"""Conversations to choose from, in one space or in several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, null, select, union_all

from lms.encuentro import policy
from lms.encuentro.models import Space, SpaceKind, Thread
from lms.encuentro.policy import Room
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.kernel.language import Told
from lms.people.models import Member
from lms.people.roles import Viewer

from .rooms import PAGE, SEAT, told_title

RECENT = 5
"""How many conversations the front page names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A conversation in a list. Its address is that of its ``id``, wherever it is.

    A discussion of a course (``activity_id``) was begun by nobody; the ``starter``
    of another has no name left after leaving the platform.
    """

    id: int
    kind: SpaceKind
    activity_id: str | None
    title: Told
    starter: str
    state: str | None
    posts: int
    last_post_at: datetime
    is_closed: bool

    @property
    def answers(self) -> int:
        """How many answers: in a discussion of the course, every post is one."""
        return self.posts if self.activity_id else self.posts - 1


def list_lines(room: Room, page: int) -> list[Line]:
    """Return a page of the conversations of a space, the newest activity first.

    Which ones they are is read from the index alone, so that a page of a large space
    costs what a page of a small one does.
    """
    if room.space_id is None:
        return []
    asked = {"space_id": room.space_id, "offset": (page - 1) * PAGE}
    rows = session.execute(_in_space(), asked)
    return [_line(row, room.release_id) for row in rows]


def list_recent(viewer: Viewer, edition_ids: Sequence[int]) -> list[Line]:
    """Return the conversations last spoken in, in one statement.

    In the alumni space if the viewer may see it, and in these editions, which have
    to be the viewer's own.
    """
    meets = bool(policy.may_see(viewer, policy.ENCUENTRO))
    if not edition_ids and not meets:
        return []
    asked = {f"edition_{n}": id_ for n, id_ in enumerate(edition_ids)}
    rows = session.execute(
        _recent(len(edition_ids), meets), {"viewer_id": viewer.id, **asked}
    )
    return [_line(row, row.release_id) for row in rows]


@cache
def _in_space() -> AnySelect:
    """A page of a space; built once, for building takes longer than running."""
    newest = _newest(bindparam("space_id"), PAGE).offset(bindparam("offset"))
    here = newest.subquery()
    return _lines(null().label("release_id")).join(here, here.c.id == Thread.id)


@cache
def _recent(editions: int, meets: bool) -> AnySelect:
    """The newest of so many editions, and of the alumni space; built once as well.

    Every space gives its own newest, from the index alone: asking all at once for the
    newest would read and sort all there are.
    """
    spaces = [Space.edition_id == bindparam(f"edition_{n}") for n in range(editions)]
    if meets:
        spaces.append(Space.kind == SpaceKind.ENCUENTRO)
    ids = [select(Space.id).where(space).scalar_subquery() for space in spaces]
    newest = union_all(
        *(select(_newest(id_, RECENT).subquery().c.id) for id_ in ids)
    ).subquery()
    return (
        _lines(Enrolment.release_id)
        .join(newest, newest.c.id == Thread.id)
        .outerjoin(Edition, Edition.id == Space.edition_id)
        .outerjoin(Enrolment, SEAT)
        .limit(RECENT)
    )


def _newest(space_id: Any, most: int) -> Select[int]:
    """The conversations of a space that moved last, by id alone."""
    return (
        select(Thread.id)
        .where(Thread.space_id == space_id)
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(most)
    )


def _lines(release_id: Any) -> AnySelect:
    return (
        select(
            Thread.id,
            Space.kind,
            Thread.activity_id,
            Thread.title,
            Member.name,
            Member.state,
            Member.left_at,
            Thread.posts,
            Thread.last_post_at,
            Thread.closed_at,
            release_id,
        )
        .select_from(Thread)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Member, Member.id == Thread.starter_id)
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
    )


def _line(row: AnyRow, release_id: int | None) -> Line:
    return Line(
        id=row.id,
        kind=SpaceKind(row.kind),
        activity_id=row.activity_id,
        title=told_title(row.title, row.activity_id, release_id),
        starter=row.name or "",
        state=None if row.left_at else row.state,
        posts=row.posts,
        last_post_at=row.last_post_at,
        is_closed=row.closed_at is not None,
    )
