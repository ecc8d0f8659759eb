"""Joining a course, leaving it, and moving in it."""

from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.enrolment import queries
from lms.enrolment.errors import EditionClosed, EditionShared, NotEnrolled
from lms.enrolment.events import ReleaseChanged
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import STANDING, EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import emit

from .changing import change, enter

PERMANENT = "permanente"
"""The slug of a course's permanent offer."""


def open_permanent_offer(*, course_id: str) -> Edition:
    """Open the permanent offer of a course; twice changes nothing."""
    known = session.scalar(
        select(Edition).where(Edition.course_id == course_id, Edition.slug == PERMANENT)
    )
    if known:
        return known
    edition = Edition(course_id=course_id, slug=PERMANENT, kind="permanent")
    session.add(edition)
    session.flush()
    return edition


def join(*, member_id: int, course_id: str, role: str = "participant") -> Enrolment:
    """Join the permanent offer of a course, on its newest release.

    Joining twice changes nothing, also at the same moment; joining again after
    leaving goes on where the person was, on the same release. Raises
    ``CourseNotFound``, ``EditionNotFound`` or ``EditionClosed``. Emits ``Enrolled``
    when something changed.
    """
    edition = queries.get_permanent_offer(course_id)
    if edition.state != EditionState.RUNNING:
        raise EditionClosed
    return enter(
        member_id=member_id,
        edition_id=edition.id,
        release_id=catalogue.get_card(course_id).release_id,
        role=role,
        by_id=member_id,
    )


def leave(*, member_id: int, course_id: str) -> None:
    """Leave a course; what was done in it stays on record.

    Raises ``NotEnrolled``. Emits ``EnrolmentLeft``.
    """
    enrolment = _standing(member_id, course_id)
    change(enrolment_id=enrolment.id, to=EnrolmentState.WITHDRAWN, by_id=member_id)


def move_to_newest(*, member_id: int, course_id: str, percent: int) -> bool:
    """Move a learner to the newest release, by choice; say whether anything moved.

    ``percent`` (0–100) is the progress shown until now: it never falls below that.
    Raises ``NotEnrolled``, or ``EditionShared`` in an edition with dates. Emits
    ``ReleaseChanged``.
    """
    enrolment = _standing(member_id, course_id)
    if session.get_one(Edition, enrolment.edition_id).kind == "dated":
        raise EditionShared
    newest = catalogue.get_card(course_id).release_id
    if enrolment.release_id == newest:
        return False
    before = enrolment.release_id
    enrolment.release_id = newest
    enrolment.least_percent = max(enrolment.least_percent, percent)
    session.flush()
    emit(
        ReleaseChanged(
            enrolment_id=enrolment.id, from_release_id=before, to_release_id=newest
        )
    )
    return True


def be_at(*, enrolment_id: int, activity_id: str) -> None:
    """Remember the activity a learner is at, to go on from there next time."""
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is not None:
        enrolment.at_activity = activity_id
        enrolment.at_moment = now()
        session.flush()


def _standing(member_id: int, course_id: str) -> Enrolment:
    seat = queries.get_seat(member_id, course_id)
    enrolment = session.get(Enrolment, seat.id, with_for_update=True)
    if enrolment is None or enrolment.state not in STANDING:
        raise NotEnrolled
    return enrolment
