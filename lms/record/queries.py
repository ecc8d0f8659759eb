"""Reading the record: lists of it, and the chain itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.foundation.database import AnySelect, session
from lms.people.models import Member

from .chain import Fault, Finding, Head, Link, facts_of, follow
from .models import Entry, RecordHead

PAGE = 50
"""Entries on a page."""

AT_ONCE = 1_000
"""How many entries are read at once where all of them are."""

COLUMNS = (
    Entry.id,
    Entry.at,
    Entry.act,
    Entry.by_id,
    Entry.member_id,
    Entry.about,
    Entry.details,
    Entry.place,
    Entry.digest,
)
_BY, _WHOM = aliased(Member), aliased(Member)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What somebody looks for; empty or ``None`` for everything.

    ``who`` is a member's id or a part of a name, of who decided or whom it concerns.
    ``until`` is the first moment that is not wanted any more.
    """

    who: str = ""
    act: str = ""
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return any((self.who, self.act, self.about, self.since, self.until))


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An entry with the names that people have today; empty for who has left."""

    id: int
    at: datetime
    act: str
    by_id: int | None
    member_id: int | None
    about: str
    details: dict[str, Any]
    place: int | None
    digest: str | None
    by: str | None
    member: str | None


_LINES: AnySelect = (
    select(*COLUMNS, _BY.name.label("by"), _WHOM.name.label("member"))
    .outerjoin(_BY, _BY.id == Entry.by_id)
    .outerjoin(_WHOM, _WHOM.id == Entry.member_id)
    .order_by(Entry.id.desc())
)


def count_lines(wanted: Wanted) -> int:
    """Return how many entries are as wanted."""
    return session.scalar(select(func.count(Entry.id)).where(_as(wanted))) or 0


def list_lines(wanted: Wanted, number: int) -> list[Line]:
    """Return a page of the entries that are as wanted, the newest first."""
    page = _LINES.where(_as(wanted)).limit(PAGE).offset((number - 1) * PAGE)
    return [Line(**row._mapping) for row in session.execute(page)]


def every_line(wanted: Wanted) -> Iterator[Line]:
    """Yield all entries that are as wanted, the newest first, some at a time."""
    some = _LINES.where(_as(wanted)).limit(AT_ONCE)
    rows = session.execute(some).all()
    while rows:
        yield from (Line(**row._mapping) for row in rows)
        rows = session.execute(some.where(Entry.id < rows[-1].id)).all()


def list_acts() -> list[str]:
    """Return every act that is in the record, by its code."""
    return list(session.scalars(select(Entry.act).distinct().order_by(Entry.act)))


def personal_data(member_id: int) -> list[dict[str, Any]]:
    """Return what was decided about a member, oldest first, without who decided it."""
    rows = session.execute(
        select(Entry.at, Entry.act, Entry.about)
        .where(Entry.member_id == member_id)
        .order_by(Entry.id)
    )
    return [dict(row._mapping) for row in rows]


def _as(wanted: Wanted) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [Entry.id > 0]
    if wanted.who:
        conditions.append(_concerns(wanted.who))
    if wanted.act:
        conditions.append(Entry.act == wanted.act)
    if wanted.about:
        conditions.append(Entry.about == wanted.about)
    if wanted.since:
        conditions.append(Entry.at >= wanted.since)
    if wanted.until:
        conditions.append(Entry.at < wanted.until)
    return and_(*conditions)


def _concerns(who: str) -> ColumnElement[bool]:
    if who.isascii() and who.isdigit() and len(who) < 10:
        return or_(Entry.member_id == int(who), Entry.by_id == int(who))
    # SQLite knows no small letter of Á: as people write it, and as names begin.
    called = or_(
        *(Member.name.icontains(w, autoescape=True) for w in {who, who.title()})
    )
    people = select(Member.id).where(called).scalar_subquery()
    return or_(Entry.member_id.in_(people), Entry.by_id.in_(people))


# The chain


def has_unsealed() -> bool:
    """Whether an entry waits for its place in the chain."""
    waiting = select(Entry.id).where(Entry.place.is_(None)).limit(1)
    return session.scalar(waiting) is not None


def count_unsealed() -> int:
    """Return how many entries wait for their place in the chain."""
    waiting = select(func.count(Entry.id)).where(Entry.place.is_(None))
    return session.scalar(waiting) or 0


def find_head() -> Head | None:
    """Return how far the chain should reach, if anything was ever sealed."""
    row = session.execute(select(RecordHead.place, RecordHead.digest)).first()
    return Head(row.place, row.digest) if row else None


def find_last() -> Head | None:
    """Return the last sealed entry there is."""
    row = session.execute(
        select(Entry.place, Entry.digest)
        .where(Entry.place.is_not(None))
        .order_by(Entry.place.desc())
        .limit(1)
    ).first()
    return Head(row.place, row.digest) if row else None


def every_link() -> Iterator[Link]:
    """Yield the chain in order, some links at a time."""
    some = select(*COLUMNS).order_by(Entry.place).limit(AT_ONCE)
    place: int | None = -1
    while place is not None:
        rows = session.execute(some.where(Entry.place > place)).all()
        yield from (Link(facts_of(row, row.place), row.digest or "") for row in rows)
        place = rows[-1].place if rows else None


def check_chain(kept: Sequence[Head] = ()) -> Finding:
    """Follow the whole chain, through the heads that were kept of it and its own.

    What is sealed meanwhile does no harm.
    """
    head = find_head() or Head()
    found = follow(every_link(), (head, *kept))
    if found and found.head.place > (find_head() or Head()).place:
        return Finding(found.head, Fault.BEYOND, head.place + 1)
    return found
