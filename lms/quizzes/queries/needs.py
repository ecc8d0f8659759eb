"""Reading what people need in quizzes: for the secretariat, and each for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from lms.foundation.database import AnyRow, AnySelect, session
from lms.people.errors import MemberNotFound
from lms.people.models import Member
from lms.quizzes.models import Accommodation

PAGE = 20
"""People on a page."""


@dataclass(frozen=True, slots=True)
class Needs:
    """A person and what they need; all zero where nothing was said.

    ``extra_time`` is percent of a time limit, ``pause_minutes`` how long the clock may
    stand still in one attempt.
    """

    member_id: int
    name: str
    email: str | None
    state: str | None
    extra_time: int
    extra_attempts: int
    pause_minutes: int

    def __bool__(self) -> bool:
        return any((self.extra_time, self.extra_attempts, self.pause_minutes))


_SOME = or_(
    Accommodation.extra_time > 0,
    Accommodation.extra_attempts > 0,
    Accommodation.pause_minutes > 0,
)

_PERSON: AnySelect = (
    select(
        Member.id,
        Member.name,
        Member.email,
        Member.state,
        func.coalesce(Accommodation.extra_time, 0),
        func.coalesce(Accommodation.extra_attempts, 0),
        func.coalesce(Accommodation.pause_minutes, 0),
    )
    .outerjoin(Accommodation, Accommodation.member_id == Member.id)
    .where(Member.left_at.is_(None))
)


def get_needs(member_id: int) -> Needs:
    """Return what a member needs; raises ``MemberNotFound``."""
    row = session.execute(_PERSON.where(Member.id == member_id)).first()
    if row is None:
        raise MemberNotFound
    return _needs(row)


def list_people(words: str, number: int) -> list[Needs]:
    """Return a page of the people who are called so, or write from such an address.

    Without words: of those who need something. By name.
    """
    statement = _PERSON.where(_wanted(words)).order_by(Member.name, Member.id)
    rows = session.execute(statement.limit(PAGE).offset((number - 1) * PAGE)).all()
    return [_needs(row) for row in rows]


def count_people(words: str) -> int:
    """Return how many people ``list_people`` finds."""
    found = session.scalar(
        select(func.count())
        .select_from(Member)
        .outerjoin(Accommodation, Accommodation.member_id == Member.id)
        .where(Member.left_at.is_(None), _wanted(words))
    )
    return found or 0


def _wanted(words: str) -> ColumnElement[bool]:
    if not words:
        return _SOME
    # SQLite knows no small letter of Á: as people write it, and as names begin.
    spellings = {words, words.title()}
    return or_(
        Member.email.contains(words.lower(), autoescape=True),
        *(Member.name.icontains(each, autoescape=True) for each in sorted(spellings)),
    )


def _needs(row: AnyRow | Sequence[object]) -> Needs:
    return Needs(*row)  # the columns of _PERSON are its fields, in order
