"""Questions that ask how far one agrees; nothing in them is right or wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Likert
from lms.content.questions.parts import (
    labelled,
    labelled_texts,
    mind_alike,
    mind_count,
    mind_ids,
    plain_labelled,
)
from lms.content.record import Record
from lms.kernel.language import N_, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class LikertKind:
    """A statement and a scale from one end to the other."""

    name: str = "likert"

    def parse(self, record: Record) -> Likert:
        """Read ``scale``."""
        return Likert(scale=tuple(map(labelled, record.records("scale"))))

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        return {"scale": [plain_labelled(step) for step in _content(question).scale]}

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the number of steps, and doubled ids."""
        scale = _content(question).scale
        mind_ids("scale", [step.id for step in scale], notes, at)
        mind_alike("scale", [step.text for step in scale], notes, at)
        mind_count(
            scale,
            2,
            N_("La escala necesita al menos %(least)s grados."),
            notes,
            (*at, "scale"),
        )

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What each step of the scale says."""
        return labelled_texts("scale", _content(question).scale)


def _content(question: Question) -> Likert:
    assert isinstance(question.content, Likert)
    return question.content
