"""An application before the focal point of its State, locked for a decision."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.admission.errors import (
    AlreadyAnswered,
    ApplicationNotFound,
    EndorsementOver,
)
from lms.admission.models import Application, Endorsement
from lms.admission.vouching import AT_LEAST, COLLECTING, UNSETTLED, Vouch
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now, session
from lms.record.services import note

LEFT_AS = {
    Vouch.ENDORSED: EnrolmentState.ENDORSED,
    Vouch.DECLINED: EnrolmentState.DECLINED,
}
"""Where a decision of a focal point leaves the enrolment."""


@dataclass(frozen=True, slots=True)
class Held:
    """An application before its focal point, locked until the unit of work ends."""

    application: Application
    enrolment: Enrolment
    endorsement: Endorsement
    edition: Edition

    def write_down(self, act: str, by_id: int | None, **details: object) -> None:
        """Note an act of the focal point, or of the rule that stands in for them."""
        note(
            act=f"endorsement.{act}",
            by_id=by_id,
            member_id=self.application.member_id,
            about=f"edition:{self.edition.id}",
            details={
                "application": self.application.id,
                "state": self.endorsement.state_code,
                **details,
            },
        )


def hold(application_id: int) -> Held:
    """Lock an application for a decision: always the enrolment first."""
    application = session.get(Application, application_id)
    if application is None or application.enrolment_id is None:
        raise ApplicationNotFound
    enrolled = session.get_one(
        Enrolment,
        application.enrolment_id,
        with_for_update=True,
        populate_existing=True,
    )
    endorsement = session.scalar(
        select(Endorsement)
        .where(Endorsement.application_id == application_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if endorsement is None:
        raise ApplicationNotFound
    edition = session.get_one(Edition, application.edition_id)
    return Held(application, enrolled, endorsement, edition)


def is_done(held: Held, verdict: Vouch, by_id: int) -> bool:
    said = held.endorsement
    return said.verdict == verdict and said.decided_by_id == by_id


def is_collected(held: Held) -> bool:
    applied = held.enrolment.state == EnrolmentState.APPLIED
    return applied and held.edition.state in COLLECTING


def is_overdue(endorsement: Endorsement) -> bool:
    due = endorsement.due_at
    return endorsement.verdict in UNSETTLED and due is not None and due <= now()


def require_open(held: Held) -> None:
    if held.endorsement.verdict not in (*UNSETTLED, Vouch.LAPSED):
        raise AlreadyAnswered
    unsettled = held.endorsement.verdict in UNSETTLED
    if not unsettled or is_overdue(held.endorsement) or not is_collected(held):
        raise EndorsementOver


def settle(held: Held, verdict: Vouch, by_id: int | None, reason: str = "") -> None:
    endorsement = held.endorsement
    endorsement.verdict, endorsement.reason, endorsement.rank = verdict, reason, None
    endorsement.decided_at, endorsement.decided_by_id = now(), by_id
    session.flush()


def give_time(endorsement: Endorsement) -> None:
    if endorsement.due_at is not None:
        endorsement.due_at = max(endorsement.due_at, now() + AT_LEAST)


def clear(endorsement: Endorsement) -> None:
    """Let an application wait as if nobody had said anything, from now on."""
    endorsement.created_at = now()
    endorsement.verdict, endorsement.rank = Vouch.WAITING, None
    endorsement.question = endorsement.answer = endorsement.reason = ""
    endorsement.reminded_at = endorsement.decided_at = None
    endorsement.decided_by_id = None
