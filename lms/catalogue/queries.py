"""Reading the catalogue.

A release never changes, so what is made from one is kept in memory for ever under
the release's id: the parsed package, a rendered page. Only which release is the
newest is asked of the database each time.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from lms.content.schema import Activity, CoursePackage, Module
from lms.foundation.database import session
from lms.foundation.keeping import keep

from .errors import ActivityNotFound, CourseNotFound, ReleaseNotFound
from .models import Course, Release, ReleaseFile
from .packages import package_of


def get_files(release_id: int) -> dict[str, bytes]:
    """Return every file of a release, by path; raises ``ReleaseNotFound``."""
    rows = session.execute(
        select(ReleaseFile.path, ReleaseFile.body).where(
            ReleaseFile.release_id == release_id
        )
    ).all()
    if not rows:
        raise ReleaseNotFound
    return {row.path: row.body for row in rows}


def get_package(release_id: int) -> CoursePackage:
    """Return a release as values; raises ``ReleaseNotFound``."""
    return keep(("package", release_id), lambda: package_of(get_files(release_id)))


@dataclass(frozen=True, slots=True)
class Card:
    """A course in the catalogue: its newest release, and what that says."""

    course_id: str
    release_id: int
    number: int
    package: CoursePackage


def list_cards() -> list[Card]:
    """Return every course on offer, introductory ones first, then by title."""
    newest = (
        select(Release.course_id, func.max(Release.number).label("number"))
        .group_by(Release.course_id)
        .subquery()
    )
    rows = session.execute(
        select(Release.course_id, Release.id, Release.number)
        .join(
            newest,
            (newest.c.course_id == Release.course_id)
            & (newest.c.number == Release.number),
        )
        .join(Course, Course.id == Release.course_id)
        .where(Course.withdrawn_at.is_(None))
    ).all()
    cards = [Card(row[0], row[1], row[2], get_package(row[1])) for row in rows]
    return sorted(cards, key=lambda card: (card.package.kind, card.course_id))


_NEWEST = (
    select(Release.id, Release.number)
    .join(Course, Course.id == Release.course_id)
    .where(Release.course_id == bindparam("course_id"), Course.withdrawn_at.is_(None))
    .order_by(Release.number.desc())
    .limit(1)
)


def get_card(course_id: str) -> Card:
    """Return a course with its newest release; raises ``CourseNotFound``."""
    row = session.execute(_NEWEST, {"course_id": course_id}).first()
    if row is None:
        raise CourseNotFound
    return Card(course_id, row.id, row.number, get_package(row.id))


def get_release(course_id: str, number: int | None = None) -> Release:
    """Return a release by number, or the newest; raises ``ReleaseNotFound``."""
    statement = select(Release).where(Release.course_id == course_id)
    if number is not None:
        statement = statement.where(Release.number == number)
    release = session.scalar(statement.order_by(Release.number.desc()).limit(1))
    if release is None:
        raise ReleaseNotFound
    return release


def list_release_ids(course_id: str) -> list[int]:
    """Return the releases of a course, the newest first."""
    found = session.scalars(
        select(Release.id)
        .where(Release.course_id == course_id)
        .order_by(Release.number.desc())
    )
    return list(found)


def get_activity(
    release_id: int, module_id: str, activity_id: str
) -> tuple[Module, Activity]:
    """Return an activity of a release; raises ``ActivityNotFound``.

    Activities have ids of their own in the whole course, so an address with the
    wrong module is simply not there.
    """
    found = find_activity(release_id, activity_id)
    if found is None or found[0].id != module_id:
        raise ActivityNotFound
    return found


def find_activity(release_id: int, activity_id: str) -> tuple[Module, Activity] | None:
    """Return an activity of a release with its module, wherever it stands."""
    places = keep(("places", release_id), lambda: _places(release_id))
    return places.get(activity_id)


def _places(release_id: int) -> dict[str, tuple[Module, Activity]]:
    package = get_package(release_id)
    return {activity.id: (module, activity) for module, activity in package.places()}
