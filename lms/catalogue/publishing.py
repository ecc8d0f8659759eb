"""Publishing: a checked course package becomes an immutable release."""

from collections.abc import Mapping

from sqlalchemy import func, select

from lms.foundation.database import session
from lms.foundation.work import emit

from .events import CoursePublished
from .models import Course, Release, ReleaseFile
from .packages import digest_of, package_of


def publish(files: Mapping[str, bytes]) -> tuple[Release, bool]:
    """Make the newest release of a course from its files, and say whether it is new.

    The same content as the newest release changes nothing. Learners stay on the
    release they began with. Raises ``PackageFaulty`` if the files are not a course.
    Emits ``CoursePublished`` for a new release.
    """
    package = package_of(files)
    course = session.get(Course, package.id, with_for_update=True)
    if course is None:
        course = Course(id=package.id)
        session.add(course)
        session.flush()
    latest = find_newest(course.id)
    digest = digest_of(files)
    if latest is not None and latest.digest == digest:
        return latest, False
    count = select(func.count(Release.id)).where(Release.course_id == course.id)
    release = Release(
        course_id=course.id, number=(session.scalar(count) or 0) + 1, digest=digest
    )
    session.add(release)
    session.flush()
    session.add_all(
        ReleaseFile(release_id=release.id, path=path, body=body)
        for path, body in files.items()
    )
    session.flush()
    emit(
        CoursePublished(
            course_id=course.id, release_id=release.id, number=release.number
        )
    )
    return release, True


def find_newest(course_id: str) -> Release | None:
    """Return the newest release of a course, if it was ever published."""
    return session.scalar(
        select(Release)
        .where(Release.course_id == course_id)
        .order_by(Release.number.desc())
        .limit(1)
    )
