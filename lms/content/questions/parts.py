"""What several kinds of question share: things with a text, in and out, and told."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.canonical import Plain, plain_text
from lms.content.findings import FileNotes, Place
from lms.content.numbers import plain_fraction
from lms.content.questions.contents import Accepted, Interval, Labelled
from lms.content.questions.weighing import Marking
from lms.content.record import Record
from lms.kernel.language import N_, Text


def labelled(record: Record) -> Labelled:
    """Read a thing with an id and a text."""
    thing = Labelled(id=record.slug("id"), text=record.text("text"))
    record.close()
    return thing


def plain_labelled(thing: Labelled) -> dict[str, Plain]:
    """The same as data."""
    return {"id": thing.id, "text": plain_text(thing.text)}


def labelled_texts(
    key: str, things: Sequence[Labelled]
) -> Iterable[tuple[Place, Text]]:
    """The texts of things in a list, with their places."""
    for number, thing in enumerate(things):
        yield (key, number, "text"), thing.text


def marking_of(record: Record, default: Marking) -> Marking:
    """Read ``marking``; whether it suits the kind is seen when it is checked."""
    return record.option("marking", Marking, default)


def plain_weight(weight: Fraction) -> Plain:
    """A share of the mark as data."""
    return plain_fraction(weight)


def put_text(data: dict[str, Plain], key: str, text: Text) -> None:
    """Add a text to data unless there is none."""
    if text:
        data[key] = plain_text(text)


def mind_ids(key: str, ids: Sequence[str], notes: FileNotes, at: Place) -> None:
    """Is every id of a list there once only?"""
    for number, id_ in enumerate(ids):
        if id_ in ids[:number]:
            notes.error(
                "duplicate-id",
                N_("El identificador «%(id)s» está repetido."),
                (*at, key, number, "id"),
                id=id_,
            )


def mind_alike(key: str, texts: Sequence[Text], notes: FileNotes, at: Place) -> None:
    """Can the things of a list be told apart?"""
    for number, text in enumerate(texts):
        if text and text in texts[:number]:
            notes.gap(
                "same-text",
                N_("Dice lo mismo que otro de la lista: no se podrán distinguir."),
                (*at, key, number, "text"),
            )


def mind_marking(
    question: Question,
    marking: Marking,
    allowed: Sequence[Marking],
    notes: FileNotes,
    at: Place,
) -> None:
    """Is this a way in which questions of the kind are marked?"""
    if marking not in allowed:
        notes.error(
            "bad-marking",
            N_(
                "Una pregunta de tipo «%(kind)s» no se califica con «%(marking)s»; "
                "use: %(known)s."
            ),
            (*at, "marking"),
            kind=question.kind,
            marking=str(marking),
            known=", ".join(allowed),
        )


def mind_full_mark(
    answers: Sequence[Accepted | Interval], notes: FileNotes, at: Place
) -> None:
    """Does one of several accepted answers earn the whole mark?"""
    if not any(answer.weight == 1 for answer in answers):
        notes.error(
            "no-full-mark",
            N_(
                "Ninguna respuesta da la nota completa; deje una sin «weight» o con "
                "«weight: 1»."
            ),
            at,
        )


def mind_count(
    things: Sequence[object], least: int, message: str, notes: FileNotes, at: Place
) -> None:
    """Are there enough things in a list? ``message`` may name the least number."""
    if len(things) < least:
        notes.error("too-few", message, at, least=least)
