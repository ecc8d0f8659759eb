"""The outline beside an activity: what is done, where one is, what comes next."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from flask import request

from lms.catalogue.queries import get_package
from lms.content.schema import CoursePackage
from lms.enrolment.queries import Seat
from lms.foundation.i18n import current_language
from lms.foundation.keeping import keep
from lms.kernel.language import Language, Told, pick
from lms.web.player import activity_address

from .progress import Progress


@dataclass(frozen=True, slots=True)
class Stop:
    """An activity on the way through a course, as it reads in one language."""

    id: str
    kind: str
    title: Told
    address: str
    minutes: int
    required: bool
    number: int
    """Its place in the module, from 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A module on the way through a course."""

    id: str
    number: int
    title: Told
    purpose: Told
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A whole course in one language: what an outline or a syllabus shows."""

    course_id: str
    title: Told
    parts: tuple[Part, ...]

    def stops(self) -> Iterator[tuple[Part, Stop]]:
        """Every activity with its module, in order."""
        for part in self.parts:
            for stop in part.stops:
                yield part, stop

    def around(self, activity_id: str) -> tuple[Stop | None, Part, Stop, Stop | None]:
        """Return the activity before, this one with its module, and the one after."""
        line = list(self.stops())
        at = next(n for n, (_, stop) in enumerate(line) if stop.id == activity_id)
        before = line[at - 1][1] if at else None
        after = line[at + 1][1] if at + 1 < len(line) else None
        return before, *line[at], after


def get_way(release_id: int) -> Way:
    """Return the outline of a release in the language spoken."""
    language = current_language()
    return keep(
        ("way", release_id, language, request.script_root),
        lambda: _way(get_package(release_id), language),
    )


def _way(package: CoursePackage, language: Language) -> Way:
    parts = []
    for number, module in enumerate(package.modules, 1):
        stops = tuple(
            Stop(
                id=activity.id,
                kind=activity.kind,
                title=pick(activity.title, language, package.source),
                address=activity_address(package.id, module.id, activity.id),
                minutes=activity.minutes,
                required=activity.required,
                number=place,
            )
            for place, activity in enumerate(module.activities, 1)
        )
        parts.append(
            Part(
                module.id,
                number,
                pick(module.title, language, package.source),
                pick(module.purpose, language, package.source),
                stops,
            )
        )
    return Way(package.id, pick(package.title, language, package.source), tuple(parts))


def resume_stop(
    seat: Seat, way: Way, far: Progress, closed: Container[str] = ()
) -> Stop | None:
    """Return where to go on: the activity last opened, else the first one to do.

    ``closed`` are the modules that the person's edition has not yet opened.
    """
    stops = {stop.id: stop for part, stop in way.stops() if part.id not in closed}
    if seat.at_activity in stops:
        return stops[seat.at_activity]
    step = far.next_step()
    if step and step.activity.id in stops:
        return stops[step.activity.id]
    return next(iter(stops.values()), None)
