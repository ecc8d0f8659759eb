"""The way to an activity: who is asking, enrolled in what, at which place."""

from collections.abc import Iterable
from datetime import datetime

from lms.catalogue import queries as catalogue
from lms.catalogue.errors import ActivityNotFound
from lms.foundation.database import now
from lms.foundation.i18n import _, day_and_hour, zone_name
from lms.kernel.errors import SignInNeeded
from lms.people.identity import viewer
from lms.web.player import Place, find_kept

from . import queries
from .errors import ModuleNotOpen, NotEnrolled, ObserversOnlyRead
from .policy import may_enter_early
from .queries import Seat


def find_place(course_id: str, module_id: str, activity_id: str) -> Place | None:
    """Return the place of the person asking, ``None`` if not enrolled in the course.

    Raises ``SignInNeeded``, ``ModuleNotOpen``, or ``ActivityNotFound`` in the release
    of that person.
    """
    found = _seat_of_viewer(course_id)
    return place_in(found, module_id, activity_id) if found else None


def get_place(course_id: str, module_id: str, activity_id: str, *, kind: str) -> Place:
    """Return the place where the person asking wants to *do* something.

    Raises ``SignInNeeded``, ``NotEnrolled``, ``ObserversOnlyRead``, ``ModuleNotOpen``,
    or ``ActivityNotFound`` if nothing of this kind is there.
    """
    seat = _seat_of_viewer(course_id)
    if seat is None:
        raise NotEnrolled
    if seat.role == "observer":
        raise ObserversOnlyRead
    place = place_in(seat, module_id, activity_id)
    if place.kind != kind:
        raise ActivityNotFound
    return place


def _seat_of_viewer(course_id: str) -> Seat | None:
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    return queries.find_seat(member.id, course_id)


def place_in(seat: Seat, module_id: str, activity_id: str) -> Place:
    """Return the place of an activity for a seat; raises ``ActivityNotFound``.

    Raises ``ModuleNotOpen`` before the edition opens the module to its learners.

    Whoever did something there finds it after moving to another release too: by the
    old address if it is in another module now, and as it was if it is gone. The place
    names the module it is in.
    """
    own = catalogue.find_activity(seat.release_id, activity_id)
    kept_in: int | None = None
    if own is None or own[0].id != module_id:
        kept_in = find_kept(seat.id, activity_id)
        if kept_in is None:
            raise ActivityNotFound
    found = own or catalogue.find_activity(kept_in or 0, activity_id)
    assert found is not None  # something was done there, and a release never changes
    module, activity = found
    closed = list_closed([seat]).get(seat.edition_id, {})
    if own is not None and module.id in closed:
        raise _not_open(seat, closed[module.id])
    return Place(
        member_id=seat.member_id,
        enrolment_id=seat.id,
        edition_id=seat.edition_id,
        release_id=seat.release_id,
        course_id=seat.course_id,
        module_id=module.id,
        activity_id=activity.id,
        kind=activity.kind,
        role=seat.role,
        least_percent=seat.least_percent,
        is_news=own is not None and seat.at_activity != activity.id,
        kept_release_id=None if own else kept_in,
        closed=closed,
    )


def list_closed(seats: Iterable[Seat]) -> dict[int, dict[str, datetime]]:
    """Return, by edition, the modules closed to the person asking, and until when."""
    member = viewer()
    held = [
        seat
        for seat in seats
        if not may_enter_early(member, seat.course_id, seat.edition_id)
    ]
    return queries.list_closed(held, now())


def _not_open(seat: Seat, opens_at: datetime) -> ModuleNotOpen:
    """Say when a module opens, in the time zone of whoever asks."""
    member = viewer()
    there = (member.time_zone if member else None) or seat.time_zone
    return ModuleNotOpen(day_and_hour(opens_at, there, "long"), zone_name(there))
