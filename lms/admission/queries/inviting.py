"""Reading invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import func, select

from lms.admission.codes import cleaned, digest_of
from lms.admission.errors import InvitationNotFound
from lms.admission.models import Invitation
from lms.enrolment.models import Edition
from lms.enrolment.states import EditionState
from lms.foundation.database import now, session
from lms.people.models import Member


def find_standing(code: str) -> Invitation | None:
    """Return the invitation a code opens now, if there is one."""
    if not cleaned(code):
        return None
    digest = digest_of(code)
    found = session.scalar(select(Invitation).where(Invitation.digest == digest))
    if found is None or not compare_digest(found.digest, digest):
        return None
    return found if is_standing(found, now()) else None


def is_standing(invitation: Invitation, moment: datetime) -> bool:
    """Whether an invitation may be used at a moment."""
    if invitation.withdrawn_at is not None:
        return False
    if invitation.expires_at is not None and invitation.expires_at <= moment:
        return False
    return invitation.uses is None or invitation.used < invitation.uses


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation is to, for the page of who was invited."""

    edition_id: int
    course_id: str
    title: dict[str, str]
    state: EditionState
    is_permanent: bool
    role: str


def get_invited(code: str) -> Invited:
    """Return what a code opens; raises ``InvitationNotFound``."""
    invitation = find_standing(code)
    if invitation is None:
        raise InvitationNotFound
    edition = session.get(Edition, invitation.edition_id)
    assert edition is not None  # the database holds them together
    return Invited(
        edition_id=edition.id,
        course_id=edition.course_id,
        title=edition.title,
        state=EditionState(edition.state),
        is_permanent=edition.kind == "permanent",
        role=invitation.role,
    )


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation, for the secretariat."""

    id: int
    role: str
    note: str
    uses: int | None
    used: int
    expires_at: datetime | None
    withdrawn_at: datetime | None
    made_at: datetime
    by: str

    def stands(self, moment: datetime) -> bool:
        """Whether it may still be used."""
        if self.withdrawn_at or (self.expires_at and self.expires_at <= moment):
            return False
        return self.uses is None or self.used < self.uses


def list_invitations(edition_id: int, limit: int = 500) -> Sequence[InvitationLine]:
    """Return the invitations of an edition, the newest first."""
    rows = session.execute(
        select(
            Invitation.id,
            Invitation.role,
            Invitation.note,
            Invitation.uses,
            Invitation.used,
            Invitation.expires_at,
            Invitation.withdrawn_at,
            Invitation.created_at,
            Member.name,
        )
        .join(Member, Member.id == Invitation.by_id)
        .where(Invitation.edition_id == edition_id)
        .order_by(Invitation.id.desc())
        .limit(limit)
    )
    return [InvitationLine(*row) for row in rows]


def personal_data(member_id: int) -> list[dict[str, Any]]:
    """Return the invitations that were written to somebody's address, without codes."""
    email = session.scalar(select(Member.email).where(Member.id == member_id))
    if not email:
        return []
    to = func.lower(Invitation.note)
    mark = email.lower()
    rows = session.execute(
        select(Invitation, Edition.course_id, Edition.slug)
        .join(Edition, Edition.id == Invitation.edition_id)
        .where(
            Invitation.uses == 1,
            (to == mark) | to.startswith(f"{mark}\t", autoescape=True),
        )
        .order_by(Invitation.id)
    )
    return [_personal(one, course_id, slug) for one, course_id, slug in rows]


def _personal(one: Invitation, course_id: str, slug: str) -> dict[str, Any]:
    email, state, institution = (*one.note.split("\t"), "", "")[:3]
    return {
        "course": course_id,
        "edition": slug,
        "email": email,
        "state": state,
        "institution": institution,
        "role": one.role,
        "invited_at": one.created_at,
        "used": one.used > 0,
        "withdrawn_at": one.withdrawn_at,
    }
