"""When a question changed from one release of its course to the next. Pure."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from lms.content.asking import Question, Quiz
from lms.content.questions.whole import plain_question
from lms.content.schema import CoursePackage

Digests = Mapping[str, str]
"""What each question says, by id: equal where the words and the key are."""


def digest_of(question: Question) -> str:
    """Return the SHA-256 of everything an author wrote of a question.

    Of its canonical data, so that neither the order in which languages were typed nor
    the file it stands in makes a difference: a question that moves from a quiz to the
    bank is still the same.
    """
    words = json.dumps(plain_question(question), ensure_ascii=False, sort_keys=True)
    return sha256(words.encode()).hexdigest()


def digests(package: CoursePackage) -> dict[str, str]:
    """Return what every question of a course says, in its bank and in its quizzes."""
    return {question.id: digest_of(question) for question in _questions(package)}


def changed(before: Digests, after: Digests) -> dict[str, str]:
    """Return the questions that are new or say something else than before.

    One that was left out and comes back as it was has not changed.
    """
    return {id_: digest for id_, digest in after.items() if before.get(id_) != digest}


def _questions(package: CoursePackage) -> Iterator[Question]:
    yield from package.bank
    for _, activity in package.places():
        if isinstance(activity.content, Quiz):
            yield from activity.content.questions
