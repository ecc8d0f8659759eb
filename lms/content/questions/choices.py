"""Questions with a list of answers, of which one or several are correct."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lms.content.asking import Question
from lms.content.canonical import Plain, plain_text
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Choice, Choices
from lms.content.questions.parts import (
    marking_of,
    mind_alike,
    mind_ids,
    mind_marking,
    plain_weight,
    put_text,
)
from lms.content.questions.weighing import Marking
from lms.content.record import Record
from lms.kernel.language import N_, Text

_MARKINGS = (Marking.ALL, Marking.PARTIAL, Marking.PENALTY, Marking.WEIGHTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceKind:
    """A question answered by picking one answer, or all that are correct."""

    name: str
    several: bool

    def parse(self, record: Record) -> Choices:
        """Read ``choices`` and how they are marked and shown."""
        default = Marking.PENALTY
        return Choices(
            marking=marking_of(record, default) if self.several else default,
            shuffle=record.flag("shuffle", default=True),
            choices=tuple(map(_choice, record.records("choices"))),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {}
        if self.several and content.marking is not Marking.PENALTY:
            data["marking"] = str(content.marking)
        if not content.shuffle:
            data["shuffle"] = False
        data["choices"] = [_plain(choice) for choice in content.choices]
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the number of answers, doubled ids, and what each is worth."""
        content, place = _content(question), (*at, "choices")
        if len(content.choices) < 2:
            notes.error(
                "too-few-choices",
                N_("La pregunta «%(id)s» necesita al menos dos respuestas."),
                place,
                id=question.id,
            )
        self._mind_correct(question, notes, place)
        mind_ids("choices", [choice.id for choice in content.choices], notes, at)
        mind_alike("choices", [choice.text for choice in content.choices], notes, at)
        if self.several:
            mind_marking(question, content.marking, _MARKINGS, notes, at)
            _mind_shares(question, notes, at)

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """The texts inside, with their places."""
        for number, choice in enumerate(_content(question).choices):
            yield ("choices", number, "text"), choice.text
            if choice.feedback:
                yield ("choices", number, "feedback"), choice.feedback

    def _mind_correct(self, question: Question, notes: FileNotes, at: Place) -> None:
        correct = [choice for choice in _content(question).choices if choice.correct]
        if not correct:
            notes.error(
                "no-correct-choice",
                N_("La pregunta «%(id)s» no tiene ninguna respuesta correcta."),
                at,
                id=question.id,
            )
        elif self.several:
            return
        elif len(correct) > 1:
            notes.error(
                "many-correct-choices",
                N_(
                    "La pregunta «%(id)s» tiene %(correct)s respuestas correctas; deje "
                    "una, o cambie su tipo a «multiple»."
                ),
                at,
                id=question.id,
                correct=len(correct),
            )
        elif share(correct[0]) != 1:
            _no_full_mark(question, notes, at)


def share(choice: Choice) -> Fraction:
    """What choosing this is worth where each choice has its weight."""
    return Fraction(choice.correct) if choice.weight is None else choice.weight


def _mind_shares(question: Question, notes: FileNotes, at: Place) -> None:
    content = _content(question)
    if content.marking is Marking.WEIGHTS:
        reached = sum(max(share(choice), Fraction(0)) for choice in content.choices)
        if any(choice.correct for choice in content.choices) and reached < 1:
            _no_full_mark(question, notes, (*at, "choices"))
        return
    for number, choice in enumerate(content.choices):
        if choice.weight is not None:
            notes.gap(
                "unused-weight",
                N_("«weight» solo cuenta con «marking: weights»; quítelo o póngalo."),
                (*at, "choices", number, "weight"),
            )


def _no_full_mark(question: Question, notes: FileNotes, at: Place) -> None:
    notes.error(
        "no-full-mark",
        N_(
            "Con las respuestas de «%(id)s» no se llega a la nota completa: los "
            "«weight» mayores que cero tienen que sumar al menos 1; un tercio se "
            "escribe «1/3»."
        ),
        at,
        id=question.id,
    )


def _content(question: Question) -> Choices:
    assert isinstance(question.content, Choices)
    return question.content


def _choice(record: Record) -> Choice:
    choice = Choice(
        id=record.slug("id"),
        text=record.text("text"),
        correct=record.flag("correct", default=False),
        weight=record.optional_fraction("weight"),
        feedback=record.optional_text("feedback"),
    )
    record.close()
    return choice


def _plain(choice: Choice) -> dict[str, Plain]:
    data: dict[str, Plain] = {"id": choice.id, "text": plain_text(choice.text)}
    if choice.correct:
        data["correct"] = True
    if choice.weight is not None:
        data["weight"] = plain_weight(choice.weight)
    put_text(data, "feedback", choice.feedback)
    return data
