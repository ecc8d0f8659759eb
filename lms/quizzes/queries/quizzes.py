"""What a release has to say of a quiz: kept in memory, for a release never changes."""

from collections.abc import Mapping

from lms.catalogue.errors import ActivityNotFound
from lms.catalogue.queries import get_package
from lms.content.asking import Question, Quiz
from lms.foundation.keeping import keep
from lms.quizzes.composing import Part, compose, depends_on_chance, questions_of


def get_quiz(release_id: int, activity_id: str) -> Quiz:
    """Return a quiz of a release; raises ``ActivityNotFound``.

    By its own id alone, for an open attempt goes on in the release it was begun with
    even if the activity has since moved to another module.
    """
    quizzes = keep(("quizzes", release_id), lambda: _quizzes(release_id))
    if activity_id not in quizzes:
        raise ActivityNotFound
    return quizzes[activity_id]


def has_quiz(release_id: int, activity_id: str) -> bool:
    """Tell whether a release has a quiz of this id."""
    return activity_id in keep(("quizzes", release_id), lambda: _quizzes(release_id))


def get_questions(release_id: int, activity_id: str) -> dict[str, Question]:
    """Return every question that some attempt at a quiz may ask, by id.

    Raises ``ActivityNotFound``.
    """
    quiz = get_quiz(release_id, activity_id)
    return keep(
        ("quiz questions", release_id, activity_id),
        lambda: {q.id: q for q in quiz.all_questions(_bank(release_id))},
    )


def get_parts(
    release_id: int, activity_id: str, seed: int, paper: tuple[str, ...] | None = None
) -> tuple[Part, ...]:
    """Return what an attempt asks, under its headings; raises ``ActivityNotFound``.

    ``paper`` is that of the attempt, ``None`` for one that has not begun.
    """
    quiz = get_quiz(release_id, activity_id)
    if paper == ():
        return (Part(None, quiz.questions),)
    parts = _parts(release_id, activity_id, seed)
    if paper is None or paper == tuple(q.id for q in questions_of(parts)):
        return parts
    # Composed by another rule than today's: what was asked is what counts.
    known = get_questions(release_id, activity_id)
    return (Part(None, tuple(known[id_] for id_ in paper if id_ in known)),)


def get_paper(
    release_id: int, activity_id: str, seed: int, paper: tuple[str, ...] | None = None
) -> tuple[Question, ...]:
    """Return the questions an attempt asks, in order; raises ``ActivityNotFound``."""
    if paper:
        known = get_questions(release_id, activity_id)
        return tuple(known[id_] for id_ in paper if id_ in known)
    return questions_of(get_parts(release_id, activity_id, seed, paper))


def _parts(release_id: int, activity_id: str, seed: int) -> tuple[Part, ...]:
    quiz = get_quiz(release_id, activity_id)
    bank = _bank(release_id)
    if depends_on_chance(quiz):
        return compose(quiz, bank, seed)
    return keep(("quiz parts", release_id, activity_id), lambda: compose(quiz, bank, 0))


def _bank(release_id: int) -> Mapping[str, Question]:
    return keep(
        ("bank", release_id), lambda: {q.id: q for q in get_package(release_id).bank}
    )


def _quizzes(release_id: int) -> dict[str, Quiz]:
    return {
        activity.id: activity.content
        for _, activity in get_package(release_id).places()
        if isinstance(activity.content, Quiz)
    }
