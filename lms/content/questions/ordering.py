"""Questions that ask for things in their right order."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Ordering
from lms.content.questions.parts import (
    labelled,
    labelled_texts,
    marking_of,
    mind_count,
    mind_ids,
    mind_marking,
    plain_labelled,
)
from lms.content.questions.weighing import Marking
from lms.content.record import Record
from lms.kernel.language import N_, Text

_MARKINGS = (Marking.RUN, Marking.ALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderingKind:
    """Things to be put in order; the author writes them in the right one."""

    name: str = "ordering"

    def parse(self, record: Record) -> Ordering:
        """Read ``items`` and how they are marked."""
        return Ordering(
            marking=marking_of(record, Marking.RUN),
            items=tuple(map(labelled, record.records("items"))),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {}
        if content.marking is not Marking.RUN:
            data["marking"] = str(content.marking)
        data["items"] = [plain_labelled(item) for item in content.items]
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the number of things, doubled ids, and things nobody can tell apart."""
        content = _content(question)
        mind_marking(question, content.marking, _MARKINGS, notes, at)
        mind_ids("items", [item.id for item in content.items], notes, at)
        mind_count(
            content.items,
            2,
            N_("La pregunta necesita al menos %(least)s elementos."),
            notes,
            (*at, "items"),
        )
        texts = [item.text for item in content.items]
        for number, text in enumerate(texts):
            if text and text in texts[:number]:
                notes.error(
                    "same-text",
                    N_("Dos elementos dicen lo mismo: no se sabría cuál va antes."),
                    (*at, "items", number, "text"),
                )

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What each thing says."""
        return labelled_texts("items", _content(question).items)


def _content(question: Question) -> Ordering:
    assert isinstance(question.content, Ordering)
    return question.content
