"""Writing down which version of a question was published when."""

from collections.abc import Sequence

from sqlalchemy import select

from lms.catalogue.models import Release
from lms.catalogue.packages import package_of
from lms.catalogue.queries import get_files
from lms.content.schema import CoursePackage
from lms.foundation.database import session
from lms.quizzes import versions
from lms.quizzes.models import QuestionVersion


def record_versions(*, course_id: str) -> int:
    """Number anew each question that a release changed; return how many there were.

    Goes through all releases since the last one that changed a question, so that those
    published before there were versions are caught up. Twice is once. Call it in the
    unit that publishes: the row of the course, locked there, lets nobody else in.
    """
    known = _known(course_id)
    said = {row.question_id: row.digest for row in known}
    numbers = {row.question_id: row.number for row in known}
    written = 0
    for release_id in _releases_since(course_id, known):
        fresh = versions.changed(said, versions.digests(_package(release_id)))
        said |= fresh
        numbers |= {id_: numbers.get(id_, 0) + 1 for id_ in fresh}
        session.add_all(
            QuestionVersion(
                course_id=course_id,
                question_id=id_,
                number=numbers[id_],
                digest=digest,
                release_id=release_id,
            )
            for id_, digest in fresh.items()
        )
        written += len(fresh)
    session.flush()
    return written


def _known(course_id: str) -> Sequence[QuestionVersion]:
    """The versions written so far, so that the last of each question comes last."""
    return session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.course_id == course_id)
        .order_by(QuestionVersion.number)
    ).all()


def _releases_since(course_id: str, known: Sequence[QuestionVersion]) -> list[int]:
    newest = max((row.release_id for row in known), default=0)
    since = (
        select(Release.number).where(Release.id == newest).scalar_subquery()
        if newest
        else 0
    )
    found = session.scalars(
        select(Release.id)
        .where(Release.course_id == course_id, Release.number > since)
        .order_by(Release.number)
    )
    return list(found)


def _package(release_id: int) -> CoursePackage:
    # Not from memory by its id: if the unit fails, SQLite gives it to another release.
    return package_of(get_files(release_id))
