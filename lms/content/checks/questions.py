"""Checks of one question: its texts, what it refers to, what it explains."""

from collections.abc import Iterator

from lms.content.asking import Question
from lms.content.checks.desk import Desk
from lms.content.checks.prose import mind_phrase, mind_prose
from lms.content.findings import FileNotes, Place
from lms.content.questions.contents import (
    Categories,
    Cloze,
    GapLook,
    Matching,
    ShortText,
    Statement,
)
from lms.content.questions.registry import PROSE, WORDS_ALONE, question_kinds
from lms.kernel.language import N_, Text

UNMARKED = ("reflection", "likert")
"""The kinds that are worth no points: complete when answered."""
NEVER_RIGHT = (*UNMARKED, "essay")
"""The kinds whose answers no machine calls right or wrong."""


def mind_question(question: Question, file: str, at: Place, desk: Desk) -> None:
    """Check one question of a quiz or of the bank."""
    notes = desk.about(file)
    _mind_id(question, notes, at, desk)
    kind = question_kinds().get(question.kind)
    if kind is None:
        return
    gaps = isinstance(question.content, Cloze)
    mind_prose(question.prompt, file, (*at, "prompt"), desk, gaps=gaps)
    for key in ("feedback", "when_right", "when_partly", "when_wrong"):
        mind_prose(getattr(question, key), file, (*at, key), desk)
    for place, text in kind.texts(question):
        _mind_inner(question, text, file, (*at, *place), desk)
    for reference in question.sources:
        desk.mind_reference(reference, notes, (*at, "sources"))
    desk.mind_outcome(question.outcome, notes, (*at, "outcome"))
    kind.check(question, notes, at)
    _mind_labels(question, notes, at)
    _mind_worth(question, notes, at)
    _mind_accepted(question, notes, at, desk)
    if question.kind not in NEVER_RIGHT and not _is_explained(question):
        notes.gap(
            "missing-feedback",
            N_("La pregunta «%(id)s» no explica su respuesta («feedback»)."),
            at,
            id=question.id,
        )


def _mind_inner(
    question: Question, text: Text, file: str, at: Place, desk: Desk
) -> None:
    if at[-1] in PROSE:
        mind_prose(text, file, at, desk)
    elif at[-1] in WORDS_ALONE:
        desk.mind_languages(text, file, at)
    else:
        mind_phrase(text, file, at, desk, listed=_is_listed(question, at[2:]))


def _is_listed(question: Question, at: Place) -> bool:
    """Is the text at a place in a question chosen from a list of words?"""
    content = question.content
    if isinstance(content, Cloze) and at[2] == "choices":
        gap = content.gaps[int(at[1])]
        return gap.look is GapLook.SELECT and gap.kind == "single"
    if isinstance(content, Matching):
        return at[-1] == "right" or at[0] == "extras"
    return isinstance(content, Categories) and at[0] == "categories"


def _mind_id(question: Question, notes: FileNotes, at: Place, desk: Desk) -> None:
    if question.id in desk.question_ids:
        notes.error(
            "duplicate-id",
            N_(
                "El identificador «%(id)s» ya es de otra pregunta de este curso; use "
                "otro, o «use: %(id)s» si es la misma."
            ),
            (*at, "id"),
            id=question.id,
        )
    desk.question_ids.add(question.id)


def _mind_labels(question: Question, notes: FileNotes, at: Place) -> None:
    parts = question.category.split("/")
    if question.category and not all(part.strip() for part in parts):
        notes.error(
            "bad-category",
            N_("La categoría se escribe «una/dentro-de-otra», sin partes vacías."),
            (*at, "category"),
        )
    for number, tag in enumerate(question.tags):
        if tag in question.tags[:number]:
            notes.gap(
                "duplicate-tag",
                N_("La etiqueta «%(tag)s» está repetida."),
                (*at, "tags", number),
                tag=tag,
            )


def _mind_worth(question: Question, notes: FileNotes, at: Place) -> None:
    if question.kind in UNMARKED and question.points != 1:
        notes.gap(
            "unused-points",
            N_("Una pregunta de tipo «%(kind)s» no da puntos; quite «points»."),
            (*at, "points"),
            kind=question.kind,
        )
    for key in ("when_right", "when_partly", "when_wrong"):
        if question.kind in NEVER_RIGHT and getattr(question, key):
            notes.gap(
                "unused-feedback",
                N_(
                    "Nadie verá «%(key)s» en una pregunta de tipo «%(kind)s»; póngalo "
                    "en «feedback»."
                ),
                (*at, key),
                key=key,
                kind=question.kind,
            )


def _is_explained(question: Question) -> bool:
    """Is every answer told something: by the question, or by each of its parts?"""
    content = question.content
    if question.feedback or (question.when_right and question.when_wrong):
        return True
    if isinstance(content, Statement):
        return bool(content.if_true and content.if_false)
    told = [
        part.feedback
        for key in ("choices", "answers", "items", "gaps")
        for part in getattr(content, key, ())
        if hasattr(part, "feedback")
    ]
    return bool(told) and all(told)


def _mind_accepted(question: Question, notes: FileNotes, at: Place, desk: Desk) -> None:
    for place, content in _shorts(question, at):
        full = [answer for answer in content.answers if answer.weight == 1]
        for language in desk.languages if full else ():
            if not any(answer.language in (None, language) for answer in full):
                notes.gap(
                    "answer-language",
                    N_(
                        "Ninguna respuesta con la nota completa se muestra en "
                        "«%(language)s»; añada una."
                    ),
                    place,
                    language=str(language),
                )
        for number, answer in enumerate(content.answers):
            if answer.language and answer.language not in desk.languages:
                notes.gap(
                    "undeclared-language",
                    N_("El idioma «%(language)s» no está en «languages» del curso."),
                    (*place, number, "language"),
                    language=str(answer.language),
                )


def _shorts(question: Question, at: Place) -> Iterator[tuple[Place, ShortText]]:
    content = question.content
    if isinstance(content, ShortText):
        yield (*at, "answers"), content
    for number, gap in enumerate(content.gaps if isinstance(content, Cloze) else ()):
        if isinstance(gap.content, ShortText):
            yield (*at, "gaps", number, "answers"), gap.content
