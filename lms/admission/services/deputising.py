"""Deputies: others who speak for a State, named by its focal point."""

from sqlalchemy import select

from lms.admission.errors import NotYourDeputy
from lms.foundation.database import session
from lms.people import services as people
from lms.people.errors import MemberNotFound
from lms.people.models import Member, RoleGrant
from lms.people.roles import Role
from lms.record.services import note


def name_deputy(*, email: str, state_code: str, by_id: int) -> str:
    """Let a member speak for a State too; return their name.

    Raises ``MemberNotFound`` or ``RoleAlreadyGranted``. Emits ``RoleGranted``.
    """
    member = session.scalar(
        select(Member).where(
            Member.email == email.strip().lower(), Member.left_at.is_(None)
        )
    )
    if member is None:
        raise MemberNotFound
    people.grant(
        member_id=member.id,
        role=Role.FOCAL_POINT,
        scope_id=state_code,
        granted_by_id=by_id,
    )
    _note("named", by_id, member.id, state_code)
    return member.name


def dismiss_deputy(*, member_id: int, state_code: str, by_id: int) -> None:
    """Take back what one gave; raises ``NotYourDeputy``. Emits ``RoleRevoked``."""
    named = session.scalar(
        select(RoleGrant.id).where(
            RoleGrant.member_id == member_id,
            RoleGrant.role == Role.FOCAL_POINT,
            RoleGrant.scope_id == state_code,
            RoleGrant.granted_by_id == by_id,
            RoleGrant.revoked_at.is_(None),
        )
    )
    if named is None:
        raise NotYourDeputy
    people.revoke(member_id=member_id, role=Role.FOCAL_POINT, scope_id=state_code)
    _note("dismissed", by_id, member_id, state_code)


def _note(act: str, by_id: int, member_id: int, state_code: str) -> None:
    note(
        act=f"deputy.{act}",
        by_id=by_id,
        member_id=member_id,
        about=f"state:{state_code}",
    )
