"""Questions that ask what belongs to what: for each left side, its right side."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain, plain_text
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Matching, Pair
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

_MARKINGS = (Marking.PARTIAL, Marking.ALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchingKind:
    """Pairs to be put together again."""

    name: str = "matching"

    def parse(self, record: Record) -> Matching:
        """Read ``pairs``, ``extras`` and how they are marked and shown."""
        return Matching(
            marking=marking_of(record, Marking.PARTIAL),
            shuffle=record.flag("shuffle", default=True),
            pairs=tuple(map(_pair, record.records("pairs"))),
            extras=tuple(map(labelled, record.records("extras", required=False))),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {}
        if content.marking is not Marking.PARTIAL:
            data["marking"] = str(content.marking)
        if not content.shuffle:
            data["shuffle"] = False
        data["pairs"] = [_plain(pair) for pair in content.pairs]
        if content.extras:
            data["extras"] = [plain_labelled(extra) for extra in content.extras]
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the number of pairs, doubled ids, and extras that do belong."""
        content = _content(question)
        mind_marking(question, content.marking, _MARKINGS, notes, at)
        pairs = [pair.id for pair in content.pairs]
        mind_ids("pairs", pairs, notes, at)
        mind_ids("extras", [extra.id for extra in content.extras], notes, at)
        for number, extra in enumerate(content.extras):
            if extra.id in pairs:
                notes.error(
                    "duplicate-id",
                    N_("El identificador «%(id)s» ya es de una pareja; use otro."),
                    (*at, "extras", number, "id"),
                    id=extra.id,
                )
        _mind_sides(question, notes, at)

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """Both sides of each pair, and what belongs to none."""
        content = _content(question)
        for number, pair in enumerate(content.pairs):
            yield ("pairs", number, "left"), pair.left
            yield ("pairs", number, "right"), pair.right
        yield from labelled_texts("extras", content.extras)


def _mind_sides(question: Question, notes: FileNotes, at: Place) -> None:
    content = _content(question)
    mind_count(
        content.pairs,
        2,
        N_("La pregunta necesita al menos %(least)s parejas."),
        notes,
        (*at, "pairs"),
    )
    rights = [pair.right for pair in content.pairs]
    alike = len(rights) > 1 and all(right == rights[0] for right in rights)
    if alike and not content.extras:
        notes.error(
            "one-right-side",
            N_(
                "En «%(id)s» todo va con lo mismo, así que no hay nada que elegir; "
                "cambie un «right» o añada «extras»."
            ),
            (*at, "pairs"),
            id=question.id,
        )
    for number, extra in enumerate(content.extras):
        if extra.text and extra.text in rights:
            notes.error(
                "extra-belongs",
                N_("Este «extras» dice lo mismo que un «right»; quítelo o cámbielo."),
                (*at, "extras", number, "text"),
            )


def _content(question: Question) -> Matching:
    assert isinstance(question.content, Matching)
    return question.content


def _pair(record: Record) -> Pair:
    pair = Pair(
        id=record.slug("id"), left=record.text("left"), right=record.text("right")
    )
    record.close()
    return pair


def _plain(pair: Pair) -> dict[str, Plain]:
    return {
        "id": pair.id,
        "left": plain_text(pair.left),
        "right": plain_text(pair.right),
    }
