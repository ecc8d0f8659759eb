"""Bringing an edition from one state into the next, and its people with it."""

from collections.abc import Sequence

from sqlalchemy import select, update

from lms.catalogue import queries as catalogue
from lms.enrolment import queries
from lms.enrolment.errors import EditionRefused, NotEnrolled
from lms.enrolment.events import EditionMoved
from lms.enrolment.models import Edition, Enrolment, EnrolmentChange
from lms.enrolment.states import EditionState, EnrolmentState
from lms.enrolment.words import (
    BEGAN_WITH_EDITION,
    CLOSED_WITH_EDITION,
    REOPENED_WITH_EDITION,
)
from lms.foundation.database import now, session
from lms.foundation.work import emit
from lms.record.services import note

from .changing import change
from .editions import lock_edition

_IN_COURSE = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)


def move_edition(*, edition_id: int, to: EditionState, by_id: int) -> bool:
    """Bring an edition into another state; say whether anything moved.

    Where it starts, those with a seat begin on its release; where it closes, those
    who did not complete it expire, and come back if it is reopened. Raises
    ``NoSuchEdition``, or ``EditionRefused`` with all that stands against it. Emits
    ``EditionMoved``.
    """
    edition = lock_edition(edition_id)
    before = EditionState(edition.state)
    if before is to:
        return False
    verdict = queries.may_move(edition, to, now())
    if not verdict:
        raise EditionRefused(verdict.reason)
    edition.state = to
    session.flush()
    note(
        act="edition.moved",
        by_id=by_id,
        about=f"edition:{edition.id}",
        details={"before": before, "after": to},
    )
    if to is EditionState.RUNNING and before is EditionState.CLOSED:
        _bring_back(edition, by_id)
    elif to is EditionState.RUNNING:
        _begin(edition, by_id)
    elif to is EditionState.CLOSED and before is EditionState.RUNNING:
        _end(edition, by_id)
    emit(EditionMoved(edition_id=edition.id, before=before, after=to))
    return True


def go_to_edition(*, member_id: int, course_id: str, slug: str) -> None:
    """Go on in this edition of a course from now on; raises ``NotEnrolled``."""
    enrolment = session.scalar(
        select(Enrolment)
        .join(Edition, Edition.id == Enrolment.edition_id)
        .where(
            Enrolment.member_id == member_id,
            Enrolment.left_at.is_(None),
            Edition.course_id == course_id,
            Edition.slug == slug,
        )
    )
    if enrolment is None:
        raise NotEnrolled
    enrolment.at_moment = now()
    session.flush()


def _begin(edition: Edition, by_id: int) -> None:
    """Everybody with a seat begins, on the release that all share."""
    if edition.release_id is None:
        edition.release_id = catalogue.get_card(edition.course_id).release_id
        session.flush()
    session.execute(
        update(Enrolment)
        .where(
            Enrolment.edition_id == edition.id,
            Enrolment.state.in_(
                (
                    EnrolmentState.ACCEPTED,
                    EnrolmentState.WAITING,
                    EnrolmentState.OFFERED,
                )
            ),
        )
        .values(release_id=edition.release_id)
    )
    for enrolment_id in _ids(edition.id, (EnrolmentState.ACCEPTED,)):
        change(
            enrolment_id=enrolment_id,
            to=EnrolmentState.ACTIVE,
            by_id=by_id,
            reason=BEGAN_WITH_EDITION,
        )


def _end(edition: Edition, by_id: int) -> None:
    for enrolment_id in _ids(edition.id, _IN_COURSE):
        change(
            enrolment_id=enrolment_id,
            to=EnrolmentState.EXPIRED,
            by_id=by_id,
            reason=CLOSED_WITH_EDITION,
        )


def _bring_back(edition: Edition, by_id: int) -> None:
    """Who expired because the edition closed is again what they were."""
    last = (
        select(EnrolmentChange.before)
        .where(EnrolmentChange.enrolment_id == Enrolment.id)
        .order_by(EnrolmentChange.id.desc())
        .limit(1)
        .correlate(Enrolment)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Enrolment.id, last)
        .where(
            Enrolment.edition_id == edition.id,
            Enrolment.state == EnrolmentState.EXPIRED,
            last.in_(_IN_COURSE),
        )
        .order_by(Enrolment.id)
    ).all()
    for enrolment_id, before in rows:
        steps = dict.fromkeys((EnrolmentState.ACTIVE, EnrolmentState(before)))
        for state in steps:
            change(
                enrolment_id=enrolment_id,
                to=state,
                by_id=by_id,
                reason=REOPENED_WITH_EDITION,
            )


def _ids(edition_id: int, states: tuple[EnrolmentState, ...]) -> Sequence[int]:
    return session.scalars(
        select(Enrolment.id)
        .where(Enrolment.edition_id == edition_id, Enrolment.state.in_(states))
        .order_by(Enrolment.id)
    ).all()
