"""Changing enrolments."""

from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.foundation.database import insert_for, now, session
from lms.foundation.work import emit

from . import queries
from .errors import EditionClosed, NotEnrolled
from .events import Enrolled, EnrolmentLeft, ReleaseChanged
from .models import Edition, Enrolment

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
    if edition.closed_at is not None:
        raise EditionClosed
    added = session.scalar(
        insert_for(Enrolment)
        .values(
            member_id=member_id,
            edition_id=edition.id,
            release_id=catalogue.get_card(course_id).release_id,
            role=role,
        )
        .on_conflict_do_nothing()
        .returning(Enrolment.id)
    )
    enrolment = session.scalars(
        select(Enrolment)
        .where(Enrolment.member_id == member_id, Enrolment.edition_id == edition.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if added is None and enrolment.left_at is None:
        return enrolment
    enrolment.left_at = None
    session.flush()
    emit(
        Enrolled(enrolment_id=enrolment.id, member_id=member_id, edition_id=edition.id)
    )
    return enrolment


def leave(*, member_id: int, course_id: str) -> None:
    """Leave a course; what was done in it stays on record.

    Raises ``NotEnrolled``. Emits ``EnrolmentLeft``.
    """
    enrolment = _standing(member_id, course_id)
    enrolment.left_at = now()
    session.flush()
    emit(
        EnrolmentLeft(
            enrolment_id=enrolment.id,
            member_id=member_id,
            edition_id=enrolment.edition_id,
        )
    )


def move_to_newest(*, member_id: int, course_id: str, percent: int) -> bool:
    """Move a learner to the newest release, by choice; say whether anything moved.

    ``percent`` (0–100) is the progress shown until now: it never falls below that.
    Raises ``NotEnrolled``. Emits ``ReleaseChanged``.
    """
    enrolment = _standing(member_id, course_id)
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
    if enrolment is None or enrolment.left_at is not None:
        raise NotEnrolled
    return enrolment
