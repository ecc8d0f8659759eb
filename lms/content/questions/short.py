"""Questions answered with a few words, compared with what is accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Accepted, ShortText
from lms.content.questions.fitting import ANYTHING, Pieces, pieces
from lms.content.questions.parts import (
    mind_count,
    mind_full_mark,
    plain_weight,
    put_text,
)
from lms.content.record import Record
from lms.kernel.language import N_, Language, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ShortKind:
    """A few words; the first accepted text that they hit counts."""

    name: str = "short"

    def parse(self, record: Record) -> ShortText:
        """Read ``answers`` and how strictly they are compared."""
        return ShortText(
            case=record.flag("case", default=False),
            accents=record.flag("accents", default=False),
            answers=tuple(map(_answer, record.records("answers"))),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {}
        if content.case:
            data["case"] = True
        if content.accents:
            data["accents"] = True
        data["answers"] = [_plain(answer) for answer in content.answers]
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind that an answer earns all, and that each can be hit."""
        content, place = _content(question), (*at, "answers")
        mind_count(
            content.answers,
            1,
            N_("La pregunta no tiene ninguna respuesta aceptada."),
            notes,
            place,
        )
        if content.answers:
            mind_full_mark(content.answers, notes, place)
        _mind_doubled(content, notes, place)

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What is told to those whose words hit."""
        for number, answer in enumerate(_content(question).answers):
            if answer.feedback:
                yield ("answers", number, "feedback"), answer.feedback


def _mind_doubled(content: ShortText, notes: FileNotes, at: Place) -> None:
    seen: set[Pieces] = set()
    for number, answer in enumerate(content.answers):
        words = pieces(answer.text, content)
        if words in seen:
            notes.error(
                "doubled-answer",
                N_(
                    "«%(words)s» ya está aceptado más arriba, así que esta respuesta "
                    "nunca cuenta; quítela."
                ),
                (*at, number),
                words=answer.text,
            )
        elif ANYTHING in seen:
            notes.error(
                "hidden-answer",
                N_("Después de «*», que acepta todo, esta respuesta nunca cuenta."),
                (*at, number),
            )
        seen.add(words)


def _content(question: Question) -> ShortText:
    assert isinstance(question.content, ShortText)
    return question.content


def _answer(record: Record) -> Accepted:
    weight = record.optional_fraction("weight")
    answer = Accepted(
        text=record.line("text"),
        weight=Fraction(1) if weight is None else weight,
        language=record.optional_option("language", Language),
        feedback=record.optional_text("feedback"),
    )
    record.close()
    return answer


def _plain(answer: Accepted) -> dict[str, Plain]:
    data: dict[str, Plain] = {"text": answer.text}
    if answer.weight != 1:
        data["weight"] = plain_weight(answer.weight)
    if answer.language:
        data["language"] = str(answer.language)
    put_text(data, "feedback", answer.feedback)
    return data
