"""Reading the people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select

from lms.foundation.database import AnyRow, AnySelect, now, session

from .errors import MemberNotFound
from .models import Institution, Member, RoleGrant, State, StateStatus
from .roles import Grant, Role, Viewer
from .zones import zone_of

_VIEWER: AnySelect = (
    select(
        Member.id,
        Member.name,
        Member.email,
        Member.language,
        Member.time_zone,
        Member.state,
        RoleGrant.role,
        RoleGrant.scope_id,
    )
    .outerjoin(
        RoleGrant,
        and_(RoleGrant.member_id == Member.id, RoleGrant.revoked_at.is_(None)),
    )
    .where(Member.left_at.is_(None))
)
_BY_SUBJECT = _VIEWER.where(Member.subject == bindparam("subject"))
"""Built once, for every page asks it."""


def find_viewer(subject: str) -> Viewer | None:
    """Return the member the host names so, with all roles, in one statement."""
    rows = session.execute(_BY_SUBJECT, {"subject": subject}).all()
    return _viewer(rows) if rows else None


def get_viewer(member_id: int) -> Viewer:
    """Return a member with all roles; raises ``MemberNotFound``."""
    rows = session.execute(_VIEWER.where(Member.id == member_id)).all()
    if not rows:
        raise MemberNotFound
    return _viewer(rows)


def _viewer(rows: Sequence[AnyRow]) -> Viewer:
    first = rows[0]
    return Viewer(
        id=first.id,
        name=first.name,
        email=first.email,
        language=first.language,
        time_zone=first.time_zone or zone_of(first.state),
        state=first.state,
        grants=frozenset(
            Grant(Role(row.role), row.scope_id) for row in rows if row.role
        ),
    )


def get_member(member_id: int) -> Member:
    """Return a member's row; raises ``MemberNotFound``."""
    member = session.get(Member, member_id)
    if member is None or member.left_at is not None:
        raise MemberNotFound
    return member


def get_member_named(who: str) -> Member:
    """Return a member by e-mail or by subject; raises ``MemberNotFound``."""
    statement = select(Member).where(
        or_(Member.email == who.lower(), Member.subject == who),
        Member.left_at.is_(None),
    )
    member = session.scalar(statement)
    if member is None:
        raise MemberNotFound
    return member


def list_members() -> Sequence[AnyRow]:
    """Return id, name, e-mail and State of every member, in order of arrival."""
    statement = (
        select(Member.id, Member.name, Member.email, Member.state)
        .where(Member.left_at.is_(None))
        .order_by(Member.id)
    )
    return session.execute(statement).all()


@dataclass(frozen=True, slots=True)
class StateLine:
    """A State as it stands today: its status and institutions now in force."""

    code: str
    name: str
    status: str
    institutions: tuple[str, ...]


def list_states() -> list[StateLine]:
    """Return the States that are in the Network today, by name."""
    today = now().date()
    states = session.execute(
        select(State.code, State.name, StateStatus.status)
        .join(StateStatus, StateStatus.state_code == State.code)
        .where(
            StateStatus.valid_from <= today,
            or_(StateStatus.valid_until.is_(None), StateStatus.valid_until >= today),
        )
        .order_by(State.name)
    ).all()
    rows = session.execute(
        select(Institution.state_code, Institution.name)
        .where(
            Institution.valid_from <= today,
            or_(Institution.valid_until.is_(None), Institution.valid_until >= today),
        )
        .order_by(Institution.id)
    ).all()
    return [
        StateLine(
            code=code,
            name=name,
            status=status,
            institutions=tuple(row.name for row in rows if row.state_code == code),
        )
        for code, name, status in states
    ]


def list_roles_of(member_id: int) -> list[dict[str, object]]:
    """Return every role a member has or had, in order, as plain values."""
    rows = session.execute(
        select(
            RoleGrant.role,
            RoleGrant.scope_id,
            RoleGrant.created_at,
            RoleGrant.revoked_at,
        )
        .where(RoleGrant.member_id == member_id)
        .order_by(RoleGrant.id)
    )
    return [dict(row._mapping) for row in rows]
