"""Puts questions that were carried in into a course, and takes some out of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lms.content.asking import Question, Quiz
from lms.content.check import check_files
from lms.content.exchange.carried import Carried
from lms.content.exchange.naming import Names
from lms.content.exchange.picturing import moved, shown
from lms.content.findings import Finding, PackageFaulty, Severity
from lms.content.schema import CoursePackage, Module
from lms.content.writer import write_files
from lms.kernel.language import Language

FOLDER = "questions"
"""Where the pictures of questions lie in a course."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """The files of a course with new questions in it.

    ``renamed`` tells the new id of each question whose id was taken.
    """

    files: Mapping[str, bytes]
    questions: tuple[Question, ...]
    renamed: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """Questions of a course, with the pictures they show by path, and the language
    the course was written in."""

    questions: tuple[Question, ...]
    files: Mapping[str, bytes]
    source: Language


class NoSuchQuiz(Exception):
    """The course has no quiz of this id; ``known`` are those it has."""

    def __init__(self, quiz_id: str, known: Sequence[str]) -> None:
        super().__init__(quiz_id)
        self.quiz_id, self.known = quiz_id, tuple(known)


def place(package: CoursePackage, quiz_id: str | None, carried: Carried) -> Placed:
    """Add questions to a quiz of a course, or to its bank, behind what is there.

    Ids that are taken get a number, pictures a name of their own. Raises
    ``NoSuchQuiz``, or ``PackageFaulty`` if the course would have new errors then: all
    of the questions come in, or none.
    """
    files, places = _with_pictures(package.files, carried.files)
    names = Names(_ids(package))
    new = [
        replace(moved(question, places), id=names.give(question.id))
        for question in carried.questions
    ]
    changed = replace(package, files=files)
    if quiz_id is None:
        changed = replace(changed, bank=(*package.bank, *new))
    else:
        quizzes_of(package, quiz_id)
        modules = tuple(_extended(module, quiz_id, new) for module in package.modules)
        changed = replace(changed, modules=modules)
    written = write_files(changed)
    _mind_errors(write_files(package), written)
    renamed = {
        old.id: one.id
        for old, one in zip(carried.questions, new, strict=True)
        if old.id != one.id
    }
    return Placed(files=written, questions=tuple(new), renamed=renamed)


def take(package: CoursePackage, quiz_id: str | None) -> Taken:
    """The questions of a quiz, drawn ones included, or those of the bank.

    Raises ``NoSuchQuiz``.
    """
    if quiz_id is None:
        questions = package.bank
    else:
        bank = {question.id: question for question in package.bank}
        questions = quizzes_of(package, quiz_id)[quiz_id].all_questions(bank)
    paths = [path for path in shown(questions) if path in package.files]
    return Taken(
        questions=questions,
        files={path: package.files[path] for path in paths},
        source=package.source,
    )


def quizzes_of(package: CoursePackage, quiz_id: str) -> dict[str, Quiz]:
    """Every quiz of a course by the id of its activity, this one among them.

    Raises ``NoSuchQuiz``.
    """
    found = {
        activity.id: activity.content
        for _, activity in package.places()
        if isinstance(activity.content, Quiz)
    }
    if quiz_id not in found:
        raise NoSuchQuiz(quiz_id, list(found))
    return found


def _mind_errors(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Raise ``PackageFaulty`` for errors that the files did not have before."""
    known = {(one.file, one.words) for one in _errors(before)}
    new = [one for one in _errors(after) if (one.file, one.words) not in known]
    if new:
        raise PackageFaulty(new)


def _errors(files: Mapping[str, bytes]) -> list[Finding]:
    return [one for one in check_files(files) if one.severity is Severity.ERROR]


def _ids(package: CoursePackage) -> set[str]:
    quizzes = (activity.content for _, activity in package.places())
    asked = (quiz.questions for quiz in quizzes if isinstance(quiz, Quiz))
    return {question.id for group in (package.bank, *asked) for question in group}


def _extended(module: Module, quiz_id: str, new: Sequence[Question]) -> Module:
    return replace(
        module,
        activities=tuple(
            replace(
                activity,
                content=replace(
                    activity.content, items=(*activity.content.items, *new)
                ),
            )
            if activity.id == quiz_id and isinstance(activity.content, Quiz)
            else activity
            for activity in module.activities
        ),
    )


def _with_pictures(
    there: Mapping[str, bytes], new: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a course with pictures added, and where those lie whose path was
    another picture's."""
    files = dict(there)
    places: dict[str, str] = {}
    for path, body in new.items():
        place = path if path.startswith(f"{FOLDER}/") else f"{FOLDER}/{path}"
        stem, _, ending = place.rpartition(".")
        number = 1
        while files.get(place, body) != body:
            number += 1
            place = f"{stem}-{number}.{ending}"
        files[place] = body
        if place != path:
            places[path] = place
    return files, places
