"""Writes questions into a file of Moodle XML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lms.content.asking import Difficulty, Question
from lms.content.exchange.carried import Loss, Written
from lms.content.exchange.moodle.notes import Notes, Refused
from lms.content.exchange.moodle.reading.heading import DIFFICULTY, UNMARKED
from lms.content.exchange.moodle.writing import (
    choosing,
    entering,
    essays,
    gapped,
    pairing,
)
from lms.content.exchange.moodle.writing.page import Page
from lms.content.exchange.moodle.writing.sheet import Sheet
from lms.content.exchange.moodle.writing.wording import Wording, bare_words
from lms.kernel.language import N_, Language

_ROOT = "$course$/top"
_LONGEST_NAME = 255
_USUAL_PENALTY = "0.3333333"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind goes out: Moodle's name for it, and whether it says there what is
    told to right and wrong answers."""

    type: str
    write: Callable[[Page], None]
    has_verdicts: bool = False
    penalty: str = _USUAL_PENALTY


_KINDS: Mapping[str, _Kind] = {
    "single": _Kind("multichoice", choosing.single, True),
    "multiple": _Kind("multichoice", choosing.multiple, True),
    "truefalse": _Kind("truefalse", choosing.truefalse, penalty="1.0000000"),
    "likert": _Kind("multichoice", choosing.likert, True),
    "matching": _Kind("matching", pairing.matching, True),
    "categorising": _Kind("matching", pairing.categorising, True),
    "ordering": _Kind("ordering", pairing.ordering, True),
    "short": _Kind("shortanswer", entering.short),
    "numerical": _Kind("numerical", entering.numerical),
    "cloze": _Kind("cloze", gapped.cloze),
    "essay": _Kind("essay", essays.essay, penalty="0.0000000"),
    "reflection": _Kind("essay", essays.reflection, penalty="0.0000000"),
}


def write(
    questions: Sequence[Question],
    *,
    language: Language,
    source: Language,
    files: Mapping[str, bytes],
) -> Written:
    """Write questions, and say of each what Moodle cannot hold.

    Texts in ``language`` alone are written as they are, all others with the mark that
    Moodle's filter for several languages reads, ``source`` first. ``files`` are the
    pictures the questions show.
    """
    sheet = Sheet()
    losses: list[Loss] = []
    category = ""
    with sheet.inside("quiz"):
        for question in questions:
            notes, before = Notes(), sheet.mark()
            wording = Wording(language, source, files, notes)
            if question.category != category:
                _category(sheet, question.category)
            try:
                _question(Page(question, sheet, wording, notes))
                category = question.category
            except Refused as refused:
                sheet.back_to(before)
                notes = Notes()
                notes.take([refused.loss])
            losses += notes.told(question.id)
    return Written(data=sheet.data, losses=tuple(losses))


def _category(sheet: Sheet, category: str) -> None:
    path = f"{_ROOT}/{category}" if category else _ROOT
    with sheet.inside("question", type="category"):
        sheet.words("category", path)
        sheet.words("info", "", format="html")


def _question(page: Page) -> None:
    question = page.question
    kind = _KINDS.get(question.kind)
    if kind is None:
        raise Refused(
            "question-kind",
            N_("Moodle no tiene preguntas de tipo «%(kind)s»: quedó fuera."),
            kind=question.kind,
        )
    with page.sheet.inside("question", type=kind.type):
        _heading(page, kind)
        kind.write(page)
        if not kind.has_verdicts:
            _verdicts(page)
        _tags(page)


def _heading(page: Page, kind: _Kind) -> None:
    question, sheet = page.question, page.sheet
    name = question.name or question.id
    if len(name) > _LONGEST_NAME:
        page.notes.lose(
            "long-name",
            N_("El título es demasiado largo para Moodle, que lo cortará."),
        )
    sheet.words("name", bare_words(name))
    told = gapped.prompt(page) if question.kind == "cloze" else None
    sheet.told("questiontext", told or page.wording.told(question.prompt))
    page.told("generalfeedback", question.feedback)
    worth = 0 if question.kind in UNMARKED else question.points
    sheet.leaf("defaultgrade", f"{worth}.0000000")
    sheet.leaf("penalty", kind.penalty)
    sheet.leaf("hidden", "0")
    sheet.leaf("idnumber", question.id)


def _verdicts(page: Page) -> None:
    """Moodle passes over what is told to right and wrong answers of some types; it is
    written all the same, for who reads the file here again."""
    question = page.question
    if question.when_right or question.when_partly or question.when_wrong:
        page.notes.lose(
            "verdicts",
            N_("Moodle no dice en este tipo de pregunta si se acertó o no."),
        )
        page.verdicts()


def _tags(page: Page) -> None:
    question = page.question
    special = {f"{DIFFICULTY}{level}" for level in Difficulty}
    tags = [tag for tag in question.tags if tag not in special]
    if len(tags) < len(question.tags):
        page.notes.lose(
            "special-tag",
            N_("Una etiqueta que parece decir la dificultad quedó fuera."),
        )
    if question.difficulty:
        tags.append(f"{DIFFICULTY}{question.difficulty}")
    if question.outcome or question.sources:
        page.notes.lose("desk", N_("El objetivo y las fuentes van como etiquetas."))
    tags += [f"outcome:{question.outcome}"] if question.outcome else []
    tags += [f"source:{reference}" for reference in question.sources]
    if tags:
        with page.sheet.inside("tags"):
            for tag in dict.fromkeys(tags):
                page.sheet.words("tag", bare_words(tag))
