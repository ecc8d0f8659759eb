"""Editions with people in them who have done more and less, for tests of reports."""

from datetime import date, datetime, timedelta

from lms.enrolment.models import Edition, EditionModule, Enrolment
from lms.enrolment.states import STANDING, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.learning.models import Completion
from lms.people.models import Member

REQUIRED = ("leccion-1", "leccion-2", "leccion-3", "cuestionario", "caso")
"""What the course of the factories asks for, all of it in the module «modulo»."""


def make_dated(
    release_id: int,
    *,
    slug: str = "2026",
    starts_on: date,
    due_after: int | None = None,
    zone: str = "UTC",
    state: str = "running",
) -> int:
    """A dated edition of «curso» with one module; return its id."""
    with atomic():
        edition = Edition(
            course_id="curso",
            slug=slug,
            kind="dated",
            state=state,
            title={"es": f"Edición {slug}", "pt": f"Edição {slug}"},
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=60),
            time_zone=zone,
            release_id=release_id,
        )
        session.add(edition)
        session.flush()
        if due_after is not None:
            session.add(
                EditionModule(
                    edition_id=edition.id,
                    module_id="modulo",
                    opens_after=0,
                    due_after=due_after,
                )
            )
    return edition.id


def seat(
    member_id: int,
    edition_id: int,
    release_id: int,
    *,
    state: EnrolmentState = EnrolmentState.ACTIVE,
    done: int = 0,
    days_ago: int = 0,
    seen_days_ago: int | None = None,
) -> int:
    """An enrolment that came so long ago and has done so much; return its id."""
    came = now() - timedelta(days=days_ago)
    with atomic():
        enrolment = Enrolment(
            member_id=member_id,
            edition_id=edition_id,
            release_id=release_id,
            state=state,
            left_at=None if state in STANDING else came,
            created_at=came,
            at_moment=None if seen_days_ago is None else _ago(seen_days_ago),
        )
        session.add(enrolment)
        session.flush()
        session.add_all(
            Completion(
                enrolment_id=enrolment.id,
                activity_id=activity_id,
                cause="gone_on",
                at=_ago(seen_days_ago or 0),
            )
            for activity_id in REQUIRED[:done]
        )
    return enrolment.id


def make_crowd(edition_id: int, release_id: int, size: int, state: str = "AR") -> None:
    """Many people in an edition, each having done a little more than the one before."""
    with atomic():
        people = [
            Member(
                subject=f"crowd:{edition_id}:{n}",
                name=f"Persona {n:04}",
                email=f"crowd{edition_id}-{n}@example.org",
                state=state,
            )
            for n in range(size)
        ]
        session.add_all(people)
        session.flush()
        seats = [
            Enrolment(
                member_id=person.id,
                edition_id=edition_id,
                release_id=release_id,
                created_at=_ago(30),
            )
            for person in people
        ]
        session.add_all(seats)
        session.flush()
        session.add_all(
            Completion(
                enrolment_id=each.id,
                activity_id=activity_id,
                cause="gone_on",
                at=_ago(n % 20),
            )
            for n, each in enumerate(seats)
            for activity_id in REQUIRED[: n % 6]
        )


def _ago(days: int) -> datetime:
    return now() - timedelta(days=days)
