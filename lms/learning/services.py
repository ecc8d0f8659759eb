"""Changing what was learnt."""

from functools import cache
from typing import Any

from lms.catalogue.queries import get_package
from lms.enrolment import services as enrolment
from lms.enrolment.models import Enrolment
from lms.foundation.database import dialect_name, insert_for, now, session
from lms.foundation.work import emit

from . import queries
from .events import ActivityCompleted, CourseCompleted
from .models import Completion
from .progress import progress


def complete(*, enrolment_id: int, activity_id: str, cause: str) -> bool:
    """Record that a learner has done an activity; say whether that is news.

    Twice changes nothing, also at the same moment from two devices. Emits
    ``ActivityCompleted``, and ``CourseCompleted`` when nothing is missing any more; an
    activity that the learner's release no longer has completes nothing.
    """
    added = session.execute(
        _adding(dialect_name()),
        {
            "enrolment_id": enrolment_id,
            "activity_id": activity_id,
            "cause": cause,
            "at": now(),
        },
    )
    if added.first() is None:
        return False
    emit(ActivityCompleted(enrolment_id=enrolment_id, activity_id=activity_id))
    enrolled = session.get(Enrolment, enrolment_id)
    assert enrolled is not None  # the foreign key saw to that
    package = get_package(enrolled.release_id)
    far = progress(package, queries.list_done(enrolment_id))
    is_there = any(step.activity.id == activity_id for step in far.steps)
    if is_there and far.is_complete:
        emit(CourseCompleted(enrolment_id=enrolment_id, course_id=package.id))
    return True


@cache
def _adding(_dialect: str) -> Any:
    """Return what adds a completion that is not there yet.

    Built once for each dialect: who marks a quiz anew completes thousands, and building
    the statement takes longer than running it.
    """
    done = Completion.__table__
    return insert_for(done).on_conflict_do_nothing().returning(done.c.activity_id)


def complete_by_moving(*, enrolment_id: int, before_id: int, after_id: int) -> None:
    """Tell that a course is complete where moving to another release made it so.

    ``before_id`` and ``after_id`` are the releases. Emits ``CourseCompleted`` when
    something was missing in the one and nothing is in the other.
    """
    done = queries.list_done(enrolment_id)
    package = get_package(after_id)
    was = progress(get_package(before_id), done).is_complete
    if not was and progress(package, done).is_complete:
        emit(CourseCompleted(enrolment_id=enrolment_id, course_id=package.id))


def go_on(*, enrolment_id: int, activity_id: str, next_activity_id: str | None) -> None:
    """Complete a text by going on from it, and be at the next activity."""
    complete(enrolment_id=enrolment_id, activity_id=activity_id, cause="gone_on")
    if next_activity_id:
        enrolment.be_at(enrolment_id=enrolment_id, activity_id=next_activity_id)
