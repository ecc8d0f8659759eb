"""Officials whom the focal point of a State asks to apply, by their address.

A nomination is an invitation of its own kind: nobody types its code, it is taken up
by the person with that address who applies from that State.
"""

import hashlib

from sqlalchemy import select

from lms.admission.errors import (
    AlreadyNominated,
    NominationClosed,
    NominationNotFound,
    NotYourself,
)
from lms.admission.models import Application, Invitation
from lms.admission.vouching import NOMINEE, nominee_note
from lms.enrolment.models import Edition
from lms.enrolment.rules import from_plain
from lms.enrolment.states import EditionState
from lms.foundation import outbox
from lms.foundation.database import insert_for, now, session
from lms.people import queries as people
from lms.people.errors import MemberNotFound
from lms.people.models import Member
from lms.people.roles import Role
from lms.record.services import note


def nominate(*, edition_id: int, state_code: str, email: str, by_id: int) -> None:
    """Ask an official by letter to apply; their application counts as endorsed.

    Raises ``NominationClosed``, ``AlreadyNominated``, or ``NotYourself``.
    """
    address = email.strip().lower()
    nominator = people.get_member(by_id)
    if nominator.email == address:
        raise NotYourself
    edition = session.get(Edition, edition_id)
    if edition is None or not _takes_nominations(edition):
        raise NominationClosed
    values = {
        "edition_id": edition_id,
        "role": NOMINEE,
        "note": nominee_note(state_code, address),
        "uses": 1,
        "used": 0,
        "by_id": by_id,
        "withdrawn_at": None,
    }
    made = session.scalar(
        insert_for(Invitation)
        .values(digest=_digest(edition_id, state_code, address), **values)
        .on_conflict_do_update(
            index_elements=[Invitation.digest],
            set_=values,
            where=Invitation.withdrawn_at.is_not(None),
        )
        .returning(Invitation.id)
    )
    if made is None:
        raise AlreadyNominated
    _note("made", edition_id, by_id, state_code, made)
    outbox.put(
        "admission.nominated", _language_of(address, nominator), {"invitation_id": made}
    )


def withdraw_nomination(
    *, invitation_id: int, states: frozenset[str], by_id: int
) -> None:
    """Take a nomination back before it was taken up; raises ``NominationNotFound``."""
    kept = session.get(
        Invitation, invitation_id, with_for_update=True, populate_existing=True
    )
    if kept is None or kept.role != NOMINEE or kept.note[:2] not in states:
        raise NominationNotFound
    if kept.used:
        raise NominationNotFound
    if kept.withdrawn_at is None:
        kept.withdrawn_at = now()
        session.flush()
        _note("withdrawn", kept.edition_id, by_id, kept.note[:2], kept.id)


def take_up_nomination(application: Application) -> int | None:
    """Return who nominated an applicant, and remember it; ``None`` where nobody did.

    It counts as long as they speak for the State the application comes from.
    """
    applicant = people.get_member(application.member_id)
    if not applicant.email or application.state_code is None:
        return None
    kept = session.scalar(
        select(Invitation)
        .where(
            Invitation.digest
            == _digest(application.edition_id, application.state_code, applicant.email),
            Invitation.role == NOMINEE,
            Invitation.withdrawn_at.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if kept is None or not _speaks_for(kept.by_id, application.state_code):
        return None
    kept.used = 1
    application.nominated_by_id = kept.by_id
    session.flush()
    return int(kept.by_id)


def _takes_nominations(edition: Edition) -> bool:
    closes = edition.call_closes_at
    is_open = edition.state == EditionState.CALL and (closes is None or now() < closes)
    return is_open and from_plain(edition.rules).endorsement.required


def _speaks_for(member_id: int, state_code: str) -> bool:
    try:
        return people.get_viewer(member_id).has(Role.FOCAL_POINT, state_code)
    except MemberNotFound:
        return False


def _digest(edition_id: int, state_code: str, email: str) -> str:
    """Name a nomination. No code that somebody types is written in these bytes."""
    words = f"{edition_id}\n{state_code}\n{email.lower()}".encode("utf-8", "replace")
    return hashlib.sha256(b"\xff" + words).hexdigest()


def _language_of(address: str, nominator: Member) -> str | None:
    known = session.scalar(
        select(Member.language).where(Member.email == address, Member.left_at.is_(None))
    )
    return known or nominator.language


def _note(act: str, edition_id: int, by_id: int, state: str, id_: int) -> None:
    note(
        act=f"nomination.{act}",
        by_id=by_id,
        about=f"edition:{edition_id}",
        details={"state": state, "invitation": id_},
    )
