"""The quizzes of a course, for those who run it."""

from contextlib import suppress
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.catalogue.errors import ActivityNotFound
from lms.content.asking import Quiz
from lms.kernel.language import Told
from lms.quizzes import policy
from lms.quizzes.queries import overview

from .blueprint import bp
from .staff import Course, find_quiz, get_course


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz in the list; ``is_current`` unless only older releases have it."""

    id: str
    title: Told
    is_current: bool


@bp.get("/courses/<course_id>/quizzes/")
def list_quizzes(course_id: str) -> ResponseReturnValue:
    """List the quizzes of a course: how many attempts, how many to be marked."""
    course = get_course(course_id, policy.may_analyse)
    counts = overview.count_attempts(course.edition.id)
    return render_template(
        "lms/quizzes/list.html",
        course=course,
        quizzes=_quizzes(course, counts),
        counts=counts,
        no_attempts=overview.NO_ATTEMPTS,
    )


def _quizzes(course: Course, counts: dict[str, overview.Counts]) -> list[QuizLine]:
    """The quizzes of the newest release in their order, then those of older ones that
    somebody took."""
    lines = [
        QuizLine(activity.id, course.told(activity.content.title), True)
        for _module, activity in course.package.places()
        if isinstance(activity.content, Quiz)
    ]
    newest = {line.id for line in lines}
    for activity_id in sorted(set(counts) - newest):
        with suppress(ActivityNotFound):
            quiz = find_quiz(course.release_ids, activity_id)[1]
            lines.append(QuizLine(activity_id, course.told(quiz.title), False))
    return lines
