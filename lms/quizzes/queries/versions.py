"""Reading the versions of questions: what a release had to say of each."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select

from lms.catalogue.models import Release
from lms.foundation.database import AnySelect, session
from lms.quizzes.models import QuestionVersion


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a question: the same words and key from one release on.

    ``release`` is the number of that release.
    """

    number: int
    digest: str
    release_id: int
    release: int


def version_of(release_id: int, question_id: str) -> int | None:
    """Return which version of a question stood in a release.

    ``None`` where no version was written down until then. A question that a release
    left out keeps the number it had.
    """
    statement = _standing(release_id).where(QuestionVersion.question_id == question_id)
    row = session.execute(statement).first()
    return row.number if row else None


def versions_in(release_id: int) -> dict[str, int]:
    """Return the version of every question that stood in a release, by question."""
    return {
        row.question_id: row.number for row in session.execute(_standing(release_id))
    }


def list_versions(course_id: str, question_id: str) -> list[VersionLine]:
    """Return every version of a question, the newest first."""
    rows = session.execute(
        select(
            QuestionVersion.number,
            QuestionVersion.digest,
            QuestionVersion.release_id,
            Release.number,
        )
        .join(Release, Release.id == QuestionVersion.release_id)
        .where(
            QuestionVersion.course_id == course_id,
            QuestionVersion.question_id == question_id,
        )
        .order_by(QuestionVersion.number.desc())
    )
    return [VersionLine(*row) for row in rows]


def numbers_of(course_id: str) -> dict[tuple[str, str], int]:
    """Return the number of each version of a course's questions, by id and digest.

    Words that came back are known by the number they had last.
    """
    rows = session.execute(
        select(
            QuestionVersion.question_id, QuestionVersion.digest, QuestionVersion.number
        )
        .where(QuestionVersion.course_id == course_id)
        .order_by(QuestionVersion.number)
    )
    return {(row.question_id, row.digest): row.number for row in rows}


def _standing(release_id: int) -> AnySelect:
    asked = select(Release).where(Release.id == release_id).subquery()
    return (
        select(
            QuestionVersion.question_id,
            func.max(QuestionVersion.number).label("number"),
        )
        .join(Release, Release.id == QuestionVersion.release_id)
        .join(
            asked,
            and_(
                asked.c.course_id == QuestionVersion.course_id,
                asked.c.number >= Release.number,
            ),
        )
        .group_by(QuestionVersion.question_id)
    )
