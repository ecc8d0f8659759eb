"""What remains of quizzes that a release of the course no longer has."""

from dataclasses import dataclass

from lms.catalogue.queries import find_activity, get_package
from lms.enrolment.queries import Seat
from lms.foundation.i18n import current_language
from lms.kernel.language import Told, pick
from lms.quizzes.queries import TakenLine, list_taken
from lms.web.player import activity_address


@dataclass(frozen=True, slots=True)
class Remnant:
    """A quiz that somebody took, and where they find what they did in it."""

    title: Told
    address: str
    is_open: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Remnants:
    """The quizzes that somebody took and that a release does not have.

    ``gone`` are those missing from their own release; ``going`` are those in progress
    that will be, once they move to the newest one.
    """

    gone: tuple[Remnant, ...] = ()
    going: tuple[Remnant, ...] = ()

    @property
    def open(self) -> list[Remnant]:
        """Those that can still be finished."""
        return [each for each in self.gone if each.is_open]


def find_remnants(seat: Seat, newest_id: int) -> Remnants:
    """Return the quizzes of a learner that their release, or the newest, lacks."""
    gone, going = [], []
    for line in list_taken(seat.id):
        if not find_activity(seat.release_id, line.activity_id):
            gone.append(_remnant(seat, line))
        elif line.is_open and not find_activity(newest_id, line.activity_id):
            going.append(_remnant(seat, line))
    return Remnants(tuple(gone), tuple(going))


def _remnant(seat: Seat, line: TakenLine) -> Remnant:
    found = find_activity(line.release_id, line.activity_id)
    assert found is not None  # it was taken there, and a release never changes
    module, activity = found
    source = get_package(line.release_id).source
    return Remnant(
        title=pick(activity.title, current_language(), source),
        address=activity_address(seat.course_id, module.id, activity.id),
        is_open=line.is_open,
        is_waiting=line.is_waiting,
    )
