"""Questions whose prompt has gaps, each a small question of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.questions.choices import ChoiceKind
from lms.content.questions.contents import Cloze, Gap, GapLook
from lms.content.questions.gaps import gap_ids, place_of
from lms.content.questions.numerical import NumericalKind
from lms.content.questions.parts import mind_count, mind_ids, put_text
from lms.content.questions.prose import placed_gaps
from lms.content.questions.short import ShortKind
from lms.content.record import Record
from lms.kernel.language import N_, Text


class GapKind(StrEnum):
    """What a gap may be."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SHORT = "short"
    NUMERICAL = "numerical"


_Inner = ChoiceKind | ShortKind | NumericalKind
_KINDS: Mapping[str, _Inner] = {
    GapKind.SINGLE: ChoiceKind(name="single", several=False),
    GapKind.MULTIPLE: ChoiceKind(name="multiple", several=True),
    GapKind.SHORT: ShortKind(),
    GapKind.NUMERICAL: NumericalKind(),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ClozeKind:
    """A text with gaps to fill or to choose for."""

    name: str = "cloze"

    def parse(self, record: Record) -> Cloze:
        """Read ``gaps``."""
        return Cloze(gaps=tuple(map(_gap, record.records("gaps"))))

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        return {"gaps": [_plain(gap) for gap in _content(question).gaps]}

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind that every gap has one place in each language, and each gap itself."""
        gaps = _content(question).gaps
        mind_ids("gaps", [gap.id for gap in gaps], notes, at)
        mind_count(
            gaps,
            1,
            N_("La pregunta no tiene ningún hueco."),
            notes,
            (*at, "gaps"),
        )
        for number, gap in enumerate(gaps):
            place = (*at, "gaps", number)
            _KINDS[gap.kind].check(as_question(gap, question), notes, place)
        for language, words in question.prompt.items():
            _mind_places(words, gaps, notes, (*at, "prompt", str(language)))

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """The texts of all gaps, with their places."""
        for number, gap in enumerate(_content(question).gaps):
            if gap.feedback:
                yield ("gaps", number, "feedback"), gap.feedback
            for place, text in _KINDS[gap.kind].texts(as_question(gap, question)):
                yield ("gaps", number, *place), text


def as_question(gap: Gap, question: Question) -> Question:
    """A gap as the small question it is, named after the question it is in."""
    return Question(
        id=f"{question.id}: {gap.id}",
        kind=gap.kind,
        prompt={},
        content=gap.content,
        points=gap.points,
        feedback=gap.feedback,
    )


def _mind_places(words: str, gaps: Iterable[Gap], notes: FileNotes, at: Place) -> None:
    written, placed = gap_ids(words), placed_gaps(words)
    known = [gap.id for gap in gaps]
    for id_ in known:
        if id_ not in written:
            notes.error(
                "gap-without-place",
                N_("El hueco «%(id)s» no está en el enunciado; escriba «%(place)s»."),
                at,
                id=id_,
                place=place_of(id_),
            )
    for id_ in dict.fromkeys(written):
        if placed.count(id_) < written.count(id_):
            message = _HIDDEN
        elif id_ not in known:
            message = _NO_GAP
        elif placed.count(id_) > 1:
            message = _TWICE
        else:
            continue
        notes.error("bad-place", message, at, place=place_of(id_))


_HIDDEN = N_(
    "«%(place)s» está dentro de código, de un enlace o de la descripción de una "
    "imagen, donde no puede haber un hueco; póngalo fuera."
)
_NO_GAP = N_("El enunciado dice «%(place)s», pero no hay tal hueco en «gaps».")
_TWICE = N_("«%(place)s» está dos veces en el enunciado; deje un solo lugar.")


def _content(question: Question) -> Cloze:
    assert isinstance(question.content, Cloze)
    return question.content


def _gap(record: Record) -> Gap:
    id_, kind = record.slug("id"), record.option("kind", GapKind)
    gap = Gap(
        id=id_,
        kind=str(kind),
        points=record.whole("points", 1, 100, default=1),
        look=record.option("look", GapLook, GapLook.SELECT),
        feedback=record.optional_text("feedback"),
        content=_KINDS[kind].parse(record),
    )
    record.close()
    return gap


def _plain(gap: Gap) -> dict[str, Plain]:
    data: dict[str, Plain] = {"id": gap.id, "kind": gap.kind}
    if gap.points != 1:
        data["points"] = gap.points
    if gap.look is not GapLook.SELECT:
        data["look"] = str(gap.look)
    put_text(data, "feedback", gap.feedback)
    bare = Question(id=gap.id, kind=gap.kind, prompt={}, content=gap.content)
    return data | _KINDS[gap.kind].dump(bare)
