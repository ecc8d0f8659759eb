"""Who changes terms and who begins an attempt wait for each other.

An attempt writes down when its time is up as it begins; a change of terms writes it
anew on all open ones. At the very same moment neither would see the other, so whoever
begins holds the edition and the member, and whoever changes terms waits for that. To
be held before any attempt is locked; a database with one writer does without.
"""

from sqlalchemy import select

from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import session
from lms.people.models import Member


def hold_terms(enrolment_id: int) -> int | None:
    """Let the terms of somebody be as they are until this unit of work is over.

    Returns the release they are on; ``None`` for an enrolment that does not exist.
    """
    return session.scalar(
        select(Enrolment.release_id)
        .join(Edition, Edition.id == Enrolment.edition_id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(Enrolment.id == enrolment_id)
        .with_for_update(read=True, of=[Edition, Member])
    )


def hold_edition(edition_id: int) -> None:
    """Let nobody else begin an attempt in an edition, nor change its terms."""
    session.execute(
        select(Edition.id)
        .where(Edition.id == edition_id)
        .with_for_update(key_share=True)
    )


def hold_member(member_id: int) -> None:
    """Let a member begin no attempt, and nobody else change what they need."""
    session.execute(
        select(Member.id).where(Member.id == member_id).with_for_update(key_share=True)
    )
