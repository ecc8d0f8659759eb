"""Marking, exact and pure: fractions, never floating point.

A mark is a share, from 0 to 1; a question's points say what the whole of it is worth.
How a kind of question marks is told beside it, in ``kinds``. What is not answered earns
nothing. Questions that nobody marks are worth no points; those that a person marks are,
from the beginning.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import blake2b

from lms.content.asking import Question

from .kinds.face import AnswerKind, Value
from .kinds.registry import answer_kinds


def kind_of(question: Question) -> AnswerKind:
    """Return the kind of a question, as learners meet it."""
    return answer_kinds()[question.kind]


def mark(question: Question, value: Value) -> Fraction:
    """Return the mark of one answer, from 0 to 1.

    An answer that was given to another version of the question and fits this one no
    more earns nothing.
    """
    kind = kind_of(question)
    try:
        return kind.mark(question, kind.read(question, value))
    except ValueError:
        return Fraction(0)


def mark_all(
    questions: Iterable[Question], answers: Mapping[str, Value]
) -> dict[str, Fraction]:
    """Return the marks that need no person, by question."""
    return {
        question.id: mark(question, answers.get(question.id, ()))
        for question in questions
        if not (kind_of(question).by_hand or kind_of(question).unmarked)
    }


def by_hand(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions that a person marks."""
    return tuple(question for question in questions if kind_of(question).by_hand)


def points(questions: Iterable[Question], marks: Mapping[str, Fraction]) -> Fraction:
    """Return what marks are worth; a question without one adds nothing."""
    return sum(
        (
            marks[question.id] * question.points
            for question in questions
            if question.id in marks and not kind_of(question).unmarked
        ),
        Fraction(0),
    )


def worth(questions: Iterable[Question]) -> int:
    """Return the points that questions are worth together."""
    return sum(q.points for q in questions if not kind_of(q).unmarked)


def percent(points: Fraction, out_of: int) -> int:
    """Return the result in whole percent, rounded down: 69.9 is not 70.

    Where there was nothing to earn, everything was earned.
    """
    return int(points * 100 / out_of) if out_of else 100


def passes(points: Fraction, out_of: int, pass_mark: int) -> bool:
    """Tell whether the exact result reaches the pass mark (in percent)."""
    return points * 100 >= pass_mark * out_of


def unanswered(
    questions: Iterable[Question], answers: Mapping[str, Value]
) -> tuple[str, ...]:
    """Return the ids of the questions whose answer is not complete, in order."""
    return tuple(
        question.id
        for question in questions
        if not kind_of(question).is_complete(question, answers.get(question.id, ()))
    )


def seed_of(enrolment_id: int, activity_id: str, number: int) -> int:
    """Return the seed of an attempt, known before the attempt is."""
    words = f"{enrolment_id}:{activity_id}:{number}".encode()
    return int.from_bytes(blake2b(words, digest_size=6).digest())


def shuffle(ids: Iterable[str], seed: int, question_id: str) -> list[str]:
    """Return the options' ids in an order that depends on the seed alone, for ever."""

    def place(option_id: str) -> bytes:
        words = f"{seed}:{question_id}:{option_id}".encode()
        return blake2b(words, digest_size=8).digest()

    return sorted(ids, key=place)


def arrange(question: Question, seed: int) -> list[str]:
    """Return what stands in a row on the page, in the order of one attempt."""
    kind = kind_of(question)
    ids = kind.sequence(question)
    if not kind.is_shuffled(question):
        return list(ids)
    return shuffle(ids, seed, question.id)
