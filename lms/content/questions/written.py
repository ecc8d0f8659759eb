"""Questions answered with a longer text: marked by a person, or by nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.asking import Question
from lms.content.canonical import Plain, plain_text
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import Criterion, Essay, Level, Reflection
from lms.content.questions.parts import mind_count, mind_ids, put_text
from lms.content.record import Record
from lms.kernel.language import N_, Text

MAX_WORDS = 10_000
MAX_LINES = 60
MAX_POINTS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class EssayKind:
    """A text that a person marks, with or without a rubric."""

    name: str = "essay"

    def parse(self, record: Record) -> Essay:
        """Read the rubric, the limits, and the words for markers and learners."""
        rubric = record.records("rubric", required=False)
        return Essay(
            rubric=tuple(map(_criterion, rubric)),
            least_words=record.whole("least_words", 0, MAX_WORDS, default=0),
            most_words=record.optional_whole("most_words", 1, MAX_WORDS),
            lines=record.whole("lines", 1, MAX_LINES, default=10),
            guidance=record.optional_text("guidance"),
            template=record.optional_text("template"),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        essay = _essay(question)
        data: dict[str, Plain] = {}
        if essay.rubric:
            data["rubric"] = [_plain(criterion) for criterion in essay.rubric]
        if essay.least_words:
            data["least_words"] = essay.least_words
        if essay.most_words is not None:
            data["most_words"] = essay.most_words
        if essay.lines != 10:
            data["lines"] = essay.lines
        put_text(data, "guidance", essay.guidance)
        put_text(data, "template", essay.template)
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind the limits and the rubric."""
        essay = _essay(question)
        if essay.most_words is not None and essay.most_words < essay.least_words:
            notes.error(
                "upside-down",
                N_("«least_words» es mayor que «most_words»; cámbielos."),
                (*at, "least_words"),
            )
        mind_ids("rubric", [criterion.id for criterion in essay.rubric], notes, at)
        for number, criterion in enumerate(essay.rubric):
            _mind_criterion(criterion, notes, (*at, "rubric", number))

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """The rubric, and the words for markers and learners."""
        essay = _essay(question)
        for number, criterion in enumerate(essay.rubric):
            place: Place = ("rubric", number)
            yield (*place, "text"), criterion.text
            for at, level in enumerate(criterion.levels):
                yield (*place, "levels", at, "text"), level.text
        if essay.guidance:
            yield ("guidance",), essay.guidance
        if essay.template:
            yield ("template",), essay.template


@dataclass(frozen=True, kw_only=True, slots=True)
class ReflectionKind:
    """A text for oneself, complete when written."""

    name: str = "reflection"

    def parse(self, record: Record) -> Reflection:
        """Read the least number of words, and the size of the field."""
        return Reflection(
            least_words=record.whole("least_words", 0, MAX_WORDS, default=1),
            lines=record.whole("lines", 1, MAX_LINES, default=6),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        assert isinstance(question.content, Reflection)
        data: dict[str, Plain] = {}
        if question.content.least_words != 1:
            data["least_words"] = question.content.least_words
        if question.content.lines != 6:
            data["lines"] = question.content.lines
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Nothing more can be wrong: nobody marks it."""

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """There is no text but the prompt."""
        return ()


def _mind_criterion(criterion: Criterion, notes: FileNotes, at: Place) -> None:
    mind_ids("levels", [level.id for level in criterion.levels], notes, at)
    mind_count(
        criterion.levels,
        2,
        N_("El criterio necesita al menos %(least)s niveles."),
        notes,
        (*at, "levels"),
    )
    points = [level.points for level in criterion.levels]
    if points and not any(points):
        notes.error(
            "no-level-points",
            N_("Ningún nivel de «%(id)s» da puntos; al menos uno tiene que darlos."),
            (*at, "levels"),
            id=criterion.id,
        )
    for number, level in enumerate(criterion.levels):
        if level.points in points[:number]:
            notes.gap(
                "same-level-points",
                N_("Dos niveles de «%(id)s» valen lo mismo: %(points)s."),
                (*at, "levels", number, "points"),
                id=criterion.id,
                points=level.points,
            )


def _essay(question: Question) -> Essay:
    assert isinstance(question.content, Essay)
    return question.content


def _criterion(record: Record) -> Criterion:
    criterion = Criterion(
        id=record.slug("id"),
        text=record.text("text"),
        levels=tuple(map(_level, record.records("levels"))),
    )
    record.close()
    return criterion


def _level(record: Record) -> Level:
    level = Level(
        id=record.slug("id"),
        text=record.text("text"),
        points=record.whole("points", 0, MAX_POINTS),
    )
    record.close()
    return level


def _plain(criterion: Criterion) -> dict[str, Plain]:
    return {
        "id": criterion.id,
        "text": plain_text(criterion.text),
        "levels": [
            {"id": level.id, "text": plain_text(level.text), "points": level.points}
            for level in criterion.levels
        ],
    }
