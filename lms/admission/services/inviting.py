"""Inviting into an edition, and coming in with a code."""

import secrets
from datetime import datetime

from lms.admission.codes import digest_of, new_code
from lms.admission.errors import (
    CannotJoin,
    InvitationNotFound,
    NoSeatForState,
    NoSeatLeft,
)
from lms.admission.models import Invitation
from lms.admission.queries.inviting import find_standing, is_standing
from lms.admission.queries.waiting import find_state_codes, get_seats
from lms.catalogue import queries as catalogue
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.services import begin, enter
from lms.enrolment.states import OPEN, SEATED, EditionState, EnrolmentState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.i18n import _
from lms.people.models import Member
from lms.record.services import note

from .waiting import lock_edition

_UNDECIDED = (*OPEN, EnrolmentState.WAITING, EnrolmentState.OFFERED)


def invite(
    *,
    edition_id: int,
    by_id: int,
    role: str = "participant",
    uses: int | None = None,
    expires_at: datetime | None = None,
    told: str = "",
) -> str:
    """Make an invitation and return its code, which is kept nowhere.

    ``told`` is what the secretariat wishes to know it by.
    """
    code = new_code()
    made = Invitation(
        edition_id=edition_id,
        digest=digest_of(code),
        role=role,
        note=told,
        uses=uses,
        expires_at=expires_at,
        by_id=by_id,
    )
    session.add(made)
    _note("invitation.made", made, by_id, uses=uses)
    return code


def invite_by_letter(
    *,
    edition_id: int,
    by_id: int,
    email: str,
    role: str,
    language: str | None,
    told: str = "",
) -> None:
    """Invite one person by a letter with a code of their own, made when it is sent.

    ``told`` begins with the address; after tabs, the State and institution to write
    into the profile of who comes.
    """
    made = Invitation(
        edition_id=edition_id,
        digest=f"unsent:{secrets.token_hex(24)}",
        role=role,
        note=told or email,
        uses=1,
        by_id=by_id,
    )
    session.add(made)
    _note("invitation.made", made, by_id, uses=1)
    outbox.put(
        "admission.invited", language, {"invitation_id": made.id, "email": email}
    )


def withdraw_invitation(*, invitation_id: int, edition_id: int, by_id: int) -> None:
    """Let an invitation open nothing any more; who came in by it stays.

    Raises ``InvitationNotFound``. Twice changes nothing.
    """
    found = session.get(Invitation, invitation_id, with_for_update=True)
    if found is None or found.edition_id != edition_id:
        raise InvitationNotFound
    if found.withdrawn_at is None:
        found.withdrawn_at = now()
        _note("invitation.withdrawn", found, by_id)


def join_by_code(*, code: str, member_id: int) -> Enrolment:
    """Bring somebody in by a code; who has a seat already keeps it and uses up none.

    In the course where the edition has begun, with a seat in it where not. Raises
    ``InvitationNotFound``, ``NoSeatLeft``, or ``CannotJoin`` with the reason: a code is
    no way around a decision about an application.
    """
    standing = find_standing(code)
    if standing is None:
        raise InvitationNotFound
    edition = lock_edition(standing.edition_id)
    invitation = session.get(
        Invitation, standing.id, with_for_update=True, populate_existing=True
    )
    known = find_enrolment(member_id, edition.id)
    if known is not None and known.state in SEATED - {EnrolmentState.OFFERED}:
        return known
    if invitation is None or not is_standing(invitation, now()):
        raise InvitationNotFound
    _email, state, institution = (*invitation.note.split("\t"), "", "")[:3]
    _may_join(edition, known)
    _has_room(edition, member_id, state)
    enrolment = seat(
        edition, member_id=member_id, by_id=member_id, role=invitation.role
    )
    invitation.used += 1
    complete_profile(member_id, state or None, institution)
    _note("invitation.used", invitation, member_id)
    return enrolment


def _may_join(edition: Edition, known: Enrolment | None) -> None:
    if edition.state in (EditionState.CLOSED, EditionState.ARCHIVED):
        raise CannotJoin(_("Esta edición ya terminó."))
    if edition.state == EditionState.DRAFT:
        raise CannotJoin(_("Esta edición todavía no está abierta."))
    if known is not None:
        if known.state in _UNDECIDED:
            raise CannotJoin(
                _(
                    "Usted se postuló a esta edición: su solicitud sigue su camino y "
                    "le avisaremos por correo."
                )
            )
        if known.state in (EnrolmentState.DECLINED, EnrolmentState.REMOVED):
            raise CannotJoin(
                _("La Secretaría ya decidió sobre su participación en esta edición.")
            )
        if edition.state != EditionState.RUNNING:
            raise CannotJoin(
                _(
                    "Usted dejó esta edición. Para volver antes de que empiece, "
                    "escriba a la Secretaría."
                )
            )


def _has_room(edition: Edition, member_id: int, invited_as: str) -> None:
    """Nobody takes a seat there is not, for all or for the people of their State."""
    seats = get_seats(edition)
    if seats.free is not None and seats.free < 1:
        raise NoSeatLeft
    code = find_state_codes(edition.id, [member_id]).get(member_id) or invited_as
    if not seats.fits(code or None):
        raise NoSeatForState


def seat(
    edition: Edition, *, member_id: int, by_id: int, role: str, reason: str = ""
) -> Enrolment:
    """Give somebody a seat: in the course where it runs, for its beginning where not.

    Call this with the edition locked and its seats counted.
    """
    known = {
        "member_id": member_id,
        "edition_id": edition.id,
        "release_id": edition.release_id
        or catalogue.get_card(edition.course_id).release_id,
    }
    if edition.state == EditionState.RUNNING:
        return enter(**known, by_id=by_id, role=role, reason=reason)
    return begin(
        **known,
        by_id=by_id,
        role=role,
        reason=reason,
        state=EnrolmentState.ACCEPTED,
    )[0]


def complete_profile(member_id: int, state: str | None, institution: str) -> None:
    """Write what a list says of a person where they have said nothing themselves."""
    member = session.get(Member, member_id)
    if member is not None:
        member.state = member.state or state
        member.institution = member.institution or institution or None
        session.flush()


def find_enrolment(member_id: int, edition_id: int) -> Enrolment | None:
    """Return the enrolment of a member in an edition as it is now."""
    return (
        session.query(Enrolment)
        .filter_by(member_id=member_id, edition_id=edition_id)
        .populate_existing()
        .one_or_none()
    )


def _note(act: str, of: Invitation, by_id: int, **more: int | None) -> None:
    session.flush()
    note(
        act=act,
        by_id=by_id,
        about=f"edition:{of.edition_id}",
        details={"invitation": of.id, "role": of.role, **more},
    )
