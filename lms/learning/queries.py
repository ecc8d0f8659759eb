"""Reading what was learnt."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select

from lms.catalogue.queries import get_package
from lms.enrolment.models import Enrolment
from lms.enrolment.queries import Seat, list_all_seats
from lms.foundation.database import session

from .models import Completion
from .progress import Progress, progress

_DONE = select(Completion.activity_id).where(
    Completion.enrolment_id == bindparam("enrolment_id")
)
_DONE_IN_ALL = select(Completion.enrolment_id, Completion.activity_id).where(
    Completion.enrolment_id.in_(bindparam("enrolment_ids", expanding=True))
)
"""Built once, for the pages of every course ask them."""


def list_done(enrolment_id: int) -> set[str]:
    """Return the ids of the activities done in an enrolment."""
    return set(session.scalars(_DONE, {"enrolment_id": enrolment_id}))


def progress_of(seat: Seat) -> Progress:
    """Return how far a learner is."""
    return progress_in(seat.id, seat.release_id, seat.least_percent)


def progress_in(enrolment_id: int, release_id: int, least_percent: int) -> Progress:
    """Return how far a learner is, given what the enrolment says."""
    return progress(get_package(release_id), list_done(enrolment_id), least_percent)


def progress_of_all(seats: Iterable[Seat]) -> list[tuple[Seat, Progress]]:
    """Return how far a learner is in each of several courses, in one statement."""
    wanted = list(seats)
    done: dict[int, list[str]] = defaultdict(list)
    if wanted:
        ids = [seat.id for seat in wanted]
        rows = session.execute(_DONE_IN_ALL, {"enrolment_ids": ids})
        for enrolment_id, activity_id in rows:
            done[enrolment_id].append(activity_id)
    return [
        (
            seat,
            progress(get_package(seat.release_id), done[seat.id], seat.least_percent),
        )
        for seat in wanted
    ]


def personal_data(member_id: int) -> list[dict[str, object]]:
    """Return every enrolment of a member with what was done in it, for download."""
    done: dict[int, list[dict[str, object]]] = defaultdict(list)
    facts = session.execute(
        select(
            Completion.enrolment_id,
            Completion.activity_id,
            Completion.cause,
            Completion.at,
        )
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .where(Enrolment.member_id == member_id)
        .order_by(Completion.at)
    )
    for fact in facts:
        done[fact.enrolment_id].append(
            {"activity": fact.activity_id, "by": fact.cause, "at": _iso(fact.at)}
        )
    return [
        {
            "course": seat.course_id,
            "role": seat.role,
            "joined_at": _iso(seat.created_at),
            "left_at": _iso(seat.left_at),
            "last_activity": seat.at_activity,
            "done": done[seat.id],
        }
        for seat in list_all_seats(member_id)
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
