"""Changing the people."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from lms.foundation.database import insert_for, now, session
from lms.foundation.work import emit

from . import queries
from .errors import KeptFormGone, RoleAlreadyGranted, RoleNotGranted, ScopeNeeded
from .events import MemberLeft, RoleGranted, RoleRevoked
from .models import KeptForm, Member, RoleGrant
from .roles import EVERYWHERE, SCOPE_OF, Role, Scope

KEPT_FOR = timedelta(days=1)
KEPT_AT_MOST = 200_000
"""Characters of a form that are kept for somebody whose session ended."""

LONGEST_PATH = 500


def welcome(
    *, subject: str, name: str, email: str | None = None, language: str | None = None
) -> Member:
    """Make a member of somebody the site vouches for, or renew what it tells us.

    Two first visits at the same moment make one member.
    """
    known = select(Member).where(Member.subject == subject)
    member = session.scalar(known)
    if member is None:
        new = insert_for(Member).values(subject=subject, name=name, language=language)
        session.execute(new.on_conflict_do_nothing(index_elements=[Member.subject]))
        member = session.scalars(known).one()
    if email:
        member.email = email.lower()
    session.flush()
    return member


def change_profile(
    *,
    member_id: int,
    name: str,
    state: str | None,
    institution: str | None,
    post: str | None,
    language: str | None,
    time_zone: str | None,
) -> None:
    """Change what a member tells about themselves."""
    member = queries.get_member(member_id)
    member.name = name
    member.state = state
    member.institution = institution
    member.post = post
    member.language = language
    member.time_zone = time_zone
    session.flush()


def change_address(*, member_id: int, email: str) -> None:
    """Write to a member at another address from now on."""
    queries.get_member(member_id).email = email.lower()
    session.flush()


def prefer_language(*, member_id: int, language: str) -> None:
    """Speak to a member in this language from now on, on every device."""
    queries.get_member(member_id).language = language
    session.flush()


def grant(
    *,
    member_id: int,
    role: Role,
    scope_id: str = EVERYWHERE,
    granted_by_id: int | None = None,
) -> None:
    """Give a member a role in a scope.

    Raises ``ScopeNeeded`` if the role reaches a part of the site that is not named,
    and ``RoleAlreadyGranted``. Emits ``RoleGranted``.
    """
    if (SCOPE_OF[role] is Scope.SITE) != (scope_id == EVERYWHERE):
        raise ScopeNeeded(SCOPE_OF[role])
    if _standing(member_id, role, scope_id):
        raise RoleAlreadyGranted
    session.add(
        RoleGrant(
            member_id=member_id,
            role=role,
            scope_id=scope_id,
            granted_by_id=granted_by_id,
        )
    )
    session.flush()
    emit(RoleGranted(member_id=member_id, role=role, scope_id=scope_id))


def revoke(*, member_id: int, role: Role, scope_id: str = EVERYWHERE) -> None:
    """Take a role back; the record that it was given stays.

    Raises ``RoleNotGranted``. Emits ``RoleRevoked``.
    """
    standing = _standing(member_id, role, scope_id)
    if standing is None:
        raise RoleNotGranted
    standing.revoked_at = now()
    session.flush()
    emit(RoleRevoked(member_id=member_id, role=role, scope_id=scope_id))


def _standing(member_id: int, role: Role, scope_id: str) -> RoleGrant | None:
    return session.scalar(
        select(RoleGrant).where(
            RoleGrant.member_id == member_id,
            RoleGrant.role == role,
            RoleGrant.scope_id == scope_id,
            RoleGrant.revoked_at.is_(None),
        )
    )


def leave(*, member_id: int) -> None:
    """Forget who a member was; what was learnt and said stays, without the name.

    Emits ``MemberLeft``, so that every feature forgets its part.
    """
    member = queries.get_member(member_id)
    for given in session.scalars(
        select(RoleGrant).where(
            RoleGrant.member_id == member_id, RoleGrant.revoked_at.is_(None)
        )
    ):
        given.revoked_at = now()
    member.subject = f"left:{member.id}"
    member.name = ""
    member.email = member.institution = member.post = None
    member.language = member.time_zone = None
    member.left_at = now()
    session.flush()
    emit(MemberLeft(member_id=member_id))


def keep_form(*, path: str, fields: list[tuple[str, str]], browser: str) -> str | None:
    """Keep what somebody wrote for a day; return the key that gives it back.

    ``browser`` is a secret of the browser it was written in: the key opens nothing
    without it, so that a link cannot put words into somebody else's mouth.

    Returns ``None`` when it is too large to be something a person typed, or was sent
    to an address that is none of ours.
    """
    if sum(len(name) + len(value) for name, value in fields) > KEPT_AT_MOST:
        return None
    if len(path) > LONGEST_PATH or "\x00" in path:
        return None
    session.execute(delete(KeptForm).where(KeptForm.created_at < now() - KEPT_FOR))
    key = secrets.token_urlsafe(32)
    session.add(
        KeptForm(
            key_digest=_digest(key, browser),
            path=path,
            fields=[list(field) for field in fields],
        )
    )
    session.flush()
    return key


def give_back(*, key: str, browser: str) -> KeptForm:
    """Return what a browser kept under a key; raises ``KeptFormGone``."""
    kept = session.get(KeptForm, _digest(key, browser))
    if kept is None or kept.created_at < now() - KEPT_FOR:
        raise KeptFormGone
    return kept


def _digest(key: str, browser: str) -> str:
    both = f"{key}\n{browser}".encode("utf-8", "replace")
    return hashlib.sha256(both).hexdigest()
