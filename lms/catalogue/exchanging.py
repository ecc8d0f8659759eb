"""Questions of published courses, in and out, in the formats of other systems."""

from lms.content.exchange.carried import Carried, Written
from lms.content.exchange.placing import NoSuchQuiz, Placed, Taken, place, take
from lms.content.exchange.registry import FORMATS
from lms.content.schema import CoursePackage
from lms.foundation.database import session
from lms.kernel.language import Language

from . import queries
from .errors import FormatOneWay, NothingToImport, QuizNotFound
from .models import Course, Release
from .publishing import publish


def import_questions(course_id: str, quiz_id: str | None, carried: Carried) -> Release:
    """Add questions to a quiz of a course, or to its bank, and publish the course.

    The newest release is what they are added to; learners stay on the one they began.
    Raises ``ReleaseNotFound``, ``QuizNotFound`` or ``NothingToImport``, and
    ``PackageFaulty`` if the course would have errors then: nothing is half imported.
    Emits ``CoursePublished``.
    """
    # Whoever imports at the same time waits here, and then adds to what we made.
    session.get(Course, course_id, with_for_update=True)
    placed = preview_import(course_id, quiz_id, carried)
    release, _ = publish(placed.files)
    return release


def preview_import(course_id: str, quiz_id: str | None, carried: Carried) -> Placed:
    """What ``import_questions`` would publish; changes nothing, raises the same."""
    if not carried.questions:
        raise NothingToImport
    package = _newest(course_id)
    try:
        return place(package, quiz_id, carried)
    except NoSuchQuiz as error:
        raise QuizNotFound from error


def export_questions(
    course_id: str, quiz_id: str | None, format_name: str, language: Language
) -> Written:
    """Write the questions of a quiz, or of the bank of a course, in a format.

    Questions that a quiz draws are all in it. Raises ``ReleaseNotFound``,
    ``QuizNotFound``, or ``FormatOneWay`` for a format that is only read.
    """
    write = FORMATS[format_name].write
    if write is None:
        raise FormatOneWay
    taken = take_questions(course_id, quiz_id)
    return write(
        taken.questions, language=language, source=taken.source, files=taken.files
    )


def take_questions(course_id: str, quiz_id: str | None) -> Taken:
    """The questions of the newest release; raises as ``export_questions`` does."""
    try:
        return take(_newest(course_id), quiz_id)
    except NoSuchQuiz as error:
        raise QuizNotFound from error


def _newest(course_id: str) -> CoursePackage:
    return queries.get_package(queries.get_release(course_id).id)
