"""Questions that ask which thing belongs in which category."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain, plain_text
from lms.content.findings import FileNotes, Place
from lms.content.names import nearest
from lms.content.questions.contents import Categories, Sorted
from lms.content.questions.parts import (
    labelled,
    labelled_texts,
    marking_of,
    mind_alike,
    mind_count,
    mind_ids,
    mind_marking,
    plain_labelled,
    put_text,
)
from lms.content.questions.weighing import Marking
from lms.content.record import Record
from lms.kernel.language import N_, Text

_MARKINGS = (Marking.PARTIAL, Marking.ALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class CategorisingKind:
    """Things to be sorted into categories."""

    name: str = "categorising"

    def parse(self, record: Record) -> Categories:
        """Read ``categories``, ``items`` and how they are marked and shown."""
        return Categories(
            marking=marking_of(record, Marking.PARTIAL),
            shuffle=record.flag("shuffle", default=True),
            categories=tuple(map(labelled, record.records("categories"))),
            items=tuple(map(_item, record.records("items"))),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {}
        if content.marking is not Marking.PARTIAL:
            data["marking"] = str(content.marking)
        if not content.shuffle:
            data["shuffle"] = False
        data["categories"] = [plain_labelled(one) for one in content.categories]
        data["items"] = [_plain(item) for item in content.items]
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the numbers, doubled ids, and categories that are not there."""
        content = _content(question)
        mind_marking(question, content.marking, _MARKINGS, notes, at)
        mind_ids("categories", [one.id for one in content.categories], notes, at)
        mind_alike("categories", [one.text for one in content.categories], notes, at)
        mind_ids("items", [item.id for item in content.items], notes, at)
        mind_count(
            content.categories,
            2,
            N_("La pregunta necesita al menos %(least)s categorías."),
            notes,
            (*at, "categories"),
        )
        mind_count(
            content.items,
            2,
            N_("La pregunta necesita al menos %(least)s elementos."),
            notes,
            (*at, "items"),
        )
        _mind_places(content, notes, at)

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What categories and things say."""
        content = _content(question)
        yield from labelled_texts("categories", content.categories)
        for number, item in enumerate(content.items):
            yield ("items", number, "text"), item.text
            if item.feedback:
                yield ("items", number, "feedback"), item.feedback


def _mind_places(content: Categories, notes: FileNotes, at: Place) -> None:
    known = [category.id for category in content.categories]
    for number, item in enumerate(content.items):
        if item.category and item.category not in known:
            notes.error(
                "unknown-category",
                N_(
                    "La categoría «%(id)s» no está en «categories». "
                    "¿Quiso decir «%(meant)s»?"
                )
                if nearest(item.category, known)
                else N_("La categoría «%(id)s» no está en «categories»."),
                (*at, "items", number, "category"),
                id=item.category,
                meant=nearest(item.category, known),
            )


def _content(question: Question) -> Categories:
    assert isinstance(question.content, Categories)
    return question.content


def _item(record: Record) -> Sorted:
    item = Sorted(
        id=record.slug("id"),
        text=record.text("text"),
        category=record.slug("category"),
        feedback=record.optional_text("feedback"),
    )
    record.close()
    return item


def _plain(item: Sorted) -> dict[str, Plain]:
    data: dict[str, Plain] = {
        "id": item.id,
        "text": plain_text(item.text),
        "category": item.category,
    }
    put_text(data, "feedback", item.feedback)
    return data
