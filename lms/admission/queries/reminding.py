"""What focal points have to be written about, and what nobody answered in time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from lms.admission.models import Application, Endorsement
from lms.admission.vouching import COLLECTING, UNSETTLED, Vouch, Wait
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import WithoutAnswer, from_plain
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnyRow, now, session
from lms.people.models import Member, RoleGrant
from lms.people.roles import Role
from lms.record.models import Entry

TOLD = "endorsement.told"
"""Under this act the record keeps when a focal point was written to."""


@dataclass(frozen=True, slots=True)
class WaitLine:
    """An application that waits for a focal point: whose, of which State."""

    endorsement_id: int
    applicant_id: int
    state_code: str
    wait: Wait


@dataclass(frozen=True, slots=True)
class Reader:
    """A focal point who can be written to, and when that was done last."""

    member_id: int
    language: str | None
    states: frozenset[str]
    last: datetime | None


def list_waits(states: Collection[str] | None = None) -> list[WaitLine]:
    """Return what waits for focal points, in these States or in all."""
    statement = (
        select(
            Endorsement.id,
            Application.member_id,
            Endorsement.state_code,
            Endorsement.verdict,
            Endorsement.created_at,
            Endorsement.decided_at,
            Endorsement.due_at,
            Endorsement.reminded_at,
            Edition.id.label("edition_id"),
            Edition.rules,
        )
        .join(Application, Application.id == Endorsement.application_id)
        .join(Edition, Edition.id == Application.edition_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(
            Edition.state.in_(COLLECTING),
            Enrolment.state == EnrolmentState.APPLIED,
            or_(Endorsement.due_at.is_(None), Endorsement.due_at > now()),
            or_(
                Endorsement.verdict == Vouch.WAITING,
                (Endorsement.verdict == Vouch.ASKED) & (Endorsement.answer != ""),
            ),
        )
    )
    if states is not None:
        statement = statement.where(Endorsement.state_code.in_(states))
    rows = session.execute(statement).all()
    return _lines(rows)


def _lines(rows: Sequence[AnyRow]) -> list[WaitLine]:
    days = {
        row.edition_id: from_plain(row.rules).endorsement.remind_before for row in rows
    }
    return [
        WaitLine(
            row.id,
            row.member_id,
            row.state_code,
            Wait(
                row.decided_at or row.created_at,
                row.due_at,
                days[row.edition_id],
                is_told=row.reminded_at is not None,
            ),
        )
        for row in rows
    ]


def list_readers(states: Collection[str]) -> list[Reader]:
    """Return the focal points of some States who have an address."""
    rows = session.execute(
        select(Member.id, Member.language, RoleGrant.scope_id)
        .join(RoleGrant, RoleGrant.member_id == Member.id)
        .where(
            RoleGrant.role == Role.FOCAL_POINT,
            RoleGrant.scope_id.in_(states),
            RoleGrant.revoked_at.is_(None),
            Member.left_at.is_(None),
            Member.email.is_not(None),
        )
        .order_by(Member.id)
    ).all()
    told = last_told({row.id for row in rows})
    found: dict[int, Reader] = {}
    for id_, language, state_code in rows:
        known = found[id_].states if id_ in found else frozenset()
        found[id_] = Reader(id_, language, known | {state_code}, told.get(id_))
    return list(found.values())


def last_told(member_ids: Collection[int]) -> dict[int, datetime]:
    """Return when each of some focal points was last written to."""
    rows = session.execute(
        select(Entry.member_id, func.max(Entry.at))
        .where(Entry.act == TOLD, Entry.member_id.in_(member_ids))
        .group_by(Entry.member_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def list_overdue(limit: int) -> list[tuple[int, bool]]:
    """Return applications nobody answered in time, and whether that declines them."""
    rows = session.execute(
        select(Application.id, Edition.rules)
        .join(Endorsement, Endorsement.application_id == Application.id)
        .join(Edition, Edition.id == Application.edition_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(
            Endorsement.verdict.in_(UNSETTLED),
            Endorsement.due_at <= now(),
            Edition.state.in_(COLLECTING),
            Enrolment.state == EnrolmentState.APPLIED,
        )
        .order_by(Endorsement.due_at)
        .limit(limit)
    )
    return [(row[0], _declines(row[1])) for row in rows]


def _declines(rules: dict[str, object]) -> bool:
    return from_plain(rules).endorsement.without_answer is WithoutAnswer.DECLINES
