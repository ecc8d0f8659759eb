"""What waits for focal points, and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from lms.admission.errors import ApplicationNotFound
from lms.admission.models import Application, ApplicationFile, Endorsement
from lms.admission.vouching import COLLECTING, UNSETTLED, Vouch
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnySelect, now, session
from lms.people.models import Member

PAGE = 20


class Show(StrEnum):
    """The lists of a focal point's desk."""

    WAITING = "waiting"
    ASKED = "asked"
    ENDORSED = "endorsed"
    OTHERS = "others"
    """Declined, or nobody answered in time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EndorsementLine:
    """An application as the focal point of its State sees it: no needs, no gender."""

    application_id: int
    edition_id: int
    edition_title: dict[str, str]
    slug: str
    languages: list[str]
    time_zone: str
    rules: dict[str, Any]
    name: str
    state_code: str
    institution: str
    institution_type: str
    post: str
    language: str
    answers: dict[str, Any]
    flags: list[str]
    submitted_at: datetime
    verdict: str
    rank: int | None
    question: str
    answer: str
    reason: str
    due_at: datetime | None
    decided_at: datetime | None
    decided_by_id: int | None
    nominated_by_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for a decision, and one may be taken."""
        in_time = self.due_at is None or self.due_at > now()
        return self.verdict in UNSETTLED and in_time

    @property
    def has_changed_since(self) -> bool:
        """Whether the applicant sent it again after it was decided."""
        return self.decided_at is not None and self.submitted_at > self.decided_at


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is: a focal point and their States."""

    member_id: int
    states: frozenset[str]


def _applications(desk: Desk) -> AnySelect:
    """Select what concerns a desk: nobody sees their own application there."""
    return (
        select(
            Application.id.label("application_id"),
            Application.edition_id,
            Edition.title.label("edition_title"),
            Edition.slug,
            Edition.languages,
            Edition.time_zone,
            Edition.rules,
            Member.name,
            Endorsement.state_code,
            Application.institution,
            Application.institution_type,
            Application.post,
            Application.language,
            Application.answers,
            Application.flags,
            Application.submitted_at,
            Endorsement.verdict,
            Endorsement.rank,
            Endorsement.question,
            Endorsement.answer,
            Endorsement.reason,
            Endorsement.due_at,
            Endorsement.decided_at,
            Endorsement.decided_by_id,
            Application.nominated_by_id,
        )
        .select_from(Endorsement)
        .join(Application, Application.id == Endorsement.application_id)
        .join(Member, Member.id == Application.member_id)
        .join(Edition, Edition.id == Application.edition_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(*_concerns(desk))
    )


def _concerns(desk: Desk) -> tuple[ColumnElement[bool], ...]:
    return (
        Endorsement.state_code.in_(desk.states),
        Edition.state.in_(COLLECTING),
        Application.member_id != desk.member_id,
        Enrolment.state != EnrolmentState.WITHDRAWN,
    )


def _waits() -> ColumnElement[bool]:
    """What asks for the focal point: not what the applicant must answer first."""
    answered = (Endorsement.verdict == Vouch.ASKED) & (Endorsement.answer != "")
    return (Enrolment.state == EnrolmentState.APPLIED) & or_(
        Endorsement.verdict == Vouch.WAITING, answered
    )


def _shown(show: Show) -> ColumnElement[bool]:
    if show is Show.WAITING:
        return _waits()
    if show is Show.ASKED:
        return (Endorsement.verdict == Vouch.ASKED) & (Endorsement.answer == "")
    if show is Show.ENDORSED:
        return Endorsement.verdict == Vouch.ENDORSED
    return Endorsement.verdict.in_((Vouch.DECLINED, Vouch.LAPSED))


def count_endorsements(desk: Desk) -> dict[Show, int]:
    """Return how many applications are in each list of a desk."""
    counts = [func.count().filter(_shown(show)) for show in Show]
    row = session.execute(
        select(*counts)
        .select_from(Endorsement)
        .join(Application, Application.id == Endorsement.application_id)
        .join(Edition, Edition.id == Application.edition_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(*_concerns(desk))
    ).one()
    return dict(zip(Show, row, strict=True))


def page_of_endorsements(desk: Desk, show: Show, number: int) -> list[EndorsementLine]:
    """Return a page of a list of a desk, what ends first before the others."""
    rows = session.execute(
        _applications(desk)
        .where(_shown(show))
        .order_by(Endorsement.due_at, Application.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return [EndorsementLine(**row._mapping) for row in rows]


def list_endorsed(desk: Desk) -> list[EndorsementLine]:
    """Return everybody a desk's States endorsed, by edition, State and their order."""
    rows = session.execute(
        _applications(desk)
        .where(_shown(Show.ENDORSED))
        .order_by(
            Application.edition_id,
            Endorsement.state_code,
            func.coalesce(Endorsement.rank, 1_000_000),
            Endorsement.decided_at,
            Application.id,
        )
    )
    return [EndorsementLine(**row._mapping) for row in rows]


def get_endorsements(desk: Desk, ids: Iterable[int]) -> list[EndorsementLine]:
    """Return these applications; raises ``ApplicationNotFound`` for any not theirs."""
    wanted = set(ids)
    rows = session.execute(
        _applications(desk)
        .where(Application.id.in_(wanted))
        .order_by(Endorsement.due_at, Application.id)
    ).all()
    if not wanted or len(rows) != len(wanted):
        raise ApplicationNotFound
    return [EndorsementLine(**row._mapping) for row in rows]


def list_file_names(ids: Iterable[int]) -> dict[tuple[int, str], list[str]]:
    """Return the names of the files of some applications, by question."""
    found: dict[tuple[int, str], list[str]] = {}
    rows = session.execute(
        select(
            ApplicationFile.application_id,
            ApplicationFile.question_id,
            ApplicationFile.name,
        )
        .where(ApplicationFile.application_id.in_(list(ids)))
        .order_by(ApplicationFile.id)
    )
    for application_id, question_id, name in rows:
        found.setdefault((application_id, question_id), []).append(name)
    return found
