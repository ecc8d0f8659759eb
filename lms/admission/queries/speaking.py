"""Who speaks for States and whom they nominated; what applicants were asked."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from lms.admission.errors import ApplicationNotFound
from lms.admission.models import Application, Endorsement, Invitation
from lms.admission.vouching import COLLECTING, NOMINEE, Vouch, nominee_of
from lms.enrolment.models import Edition
from lms.enrolment.rules import from_plain
from lms.enrolment.states import EditionState
from lms.foundation.database import now, session
from lms.people.models import Member, RoleGrant
from lms.people.roles import Role


@dataclass(frozen=True, slots=True)
class Question:
    """What a focal point asked an applicant, before the applicant."""

    application_id: int
    edition_title: dict[str, str]
    question: str
    answer: str
    may_answer: bool


def get_question(application_id: int, member_id: int) -> Question:
    """Return what an applicant was asked; raises ``ApplicationNotFound``."""
    found = find_question(application_id, member_id)
    if found is None:
        raise ApplicationNotFound
    return found


def find_question(application_id: int, member_id: int) -> Question | None:
    """Return what an applicant was asked about an application of theirs, if at all."""
    row = session.execute(
        select(
            Edition.title,
            Edition.state,
            Endorsement.verdict,
            Endorsement.question,
            Endorsement.answer,
            Endorsement.due_at,
        )
        .join(Application, Application.id == Endorsement.application_id)
        .join(Edition, Edition.id == Application.edition_id)
        .where(
            Application.id == application_id,
            Application.member_id == member_id,
            Endorsement.question != "",
        )
    ).first()
    if row is None:
        return None
    in_time = row.due_at is None or row.due_at > now()
    stands = row.verdict == Vouch.ASKED and row.state in COLLECTING and in_time
    may_answer = stands and not row.answer
    return Question(application_id, row.title, row.question, row.answer, may_answer)


@dataclass(frozen=True, slots=True)
class NominationLine:
    """An official a State asked to apply."""

    id: int
    edition_id: int
    state_code: str
    address: str
    edition_title: dict[str, str]
    slug: str
    is_used: bool


def list_nominations(states: frozenset[str]) -> list[NominationLine]:
    """Return whom some States nominated in open editions, the newest first."""
    rows = session.execute(
        select(
            Invitation.id,
            Invitation.edition_id,
            Invitation.note,
            Edition.title,
            Edition.slug,
            Invitation.used,
        )
        .join(Edition, Edition.id == Invitation.edition_id)
        .where(
            Invitation.role == NOMINEE,
            Invitation.withdrawn_at.is_(None),
            or_(*(Invitation.note.startswith(f"{code} ") for code in sorted(states))),
            Edition.state.in_(COLLECTING),
        )
        .order_by(Invitation.id.desc())
    )
    return [
        NominationLine(
            row.id,
            row.edition_id,
            *nominee_of(row.note),
            row.title,
            row.slug,
            bool(row.used),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class OpenCall:
    """An edition that takes nominations."""

    id: int
    title: dict[str, str]
    slug: str


def list_open_calls() -> list[OpenCall]:
    """Return the editions whose call is open and that ask for an endorsement."""
    rows = session.execute(
        select(Edition.id, Edition.title, Edition.slug, Edition.rules)
        .where(
            Edition.state == EditionState.CALL,
            or_(Edition.call_closes_at.is_(None), Edition.call_closes_at > now()),
        )
        .order_by(Edition.id)
    )
    return [
        OpenCall(row.id, row.title, row.slug)
        for row in rows
        if from_plain(row.rules).endorsement.required
    ]


@dataclass(frozen=True, slots=True)
class SpokesLine:
    """Somebody who speaks for a State; ``named_by_id`` is who named them."""

    member_id: int
    name: str
    email: str | None
    state_code: str
    named_by_id: int | None


def list_spokespeople(states: frozenset[str]) -> list[SpokesLine]:
    """Return the focal points of some States, deputies included, by State and name."""
    rows = session.execute(
        select(
            Member.id,
            Member.name,
            Member.email,
            RoleGrant.scope_id,
            RoleGrant.granted_by_id,
        )
        .join(RoleGrant, RoleGrant.member_id == Member.id)
        .where(
            RoleGrant.role == Role.FOCAL_POINT,
            RoleGrant.scope_id.in_(states),
            RoleGrant.revoked_at.is_(None),
            Member.left_at.is_(None),
        )
        .order_by(RoleGrant.scope_id, Member.name, Member.id)
    )
    return [SpokesLine(*row) for row in rows]


def find_member_id(email: str) -> int | None:
    """Return the member with an address, if there is one."""
    return session.scalar(
        select(Member.id).where(Member.email == email.lower(), Member.left_at.is_(None))
    )
