"""Checks of a quiz and of the bank: what is asked, and how they fit together."""

from collections.abc import Mapping

from lms.content.asking import Band, Question, Quiz, Section, Use
from lms.content.checks.desk import Desk
from lms.content.checks.draws import mind_draws
from lms.content.checks.prose import mind_phrase, mind_prose
from lms.content.checks.questions import mind_question
from lms.content.checks.rules import mind_rules
from lms.content.findings import FileNotes, Place
from lms.content.names import nearest
from lms.kernel.language import N_

BANK = "questions.yaml"


def mind_bank(desk: Desk) -> None:
    """Check the questions of the bank."""
    desk.is_bank_whole = not desk.notes.has_errors(BANK)
    for number, question in enumerate(desk.package.bank):
        mind_question(question, BANK, ("questions", number), desk)


def mind_quiz(quiz: Quiz, file: str, desk: Desk) -> None:
    """Check a quiz: its texts, rules and bands, and everything it asks."""
    notes = desk.about(file)
    bank = {question.id: question for question in desk.package.bank}
    desk.mind_languages(quiz.title, file, ("title",))
    mind_prose(quiz.intro, file, ("intro",), desk)
    if all(isinstance(item, Section) for item in quiz.items):
        notes.error(
            "no-questions", N_("El cuestionario no tiene preguntas."), ("questions",)
        )
    _mind_bands(quiz.bands, file, desk)
    for number, item in enumerate(quiz.items):
        place: Place = ("questions", number)
        if isinstance(item, Question):
            mind_question(item, file, place, desk)
        elif isinstance(item, Section):
            _mind_section(quiz, number, file, desk)
    _mind_uses(quiz, bank, notes, desk)
    if desk.is_bank_whole:
        mind_draws(quiz, bank, notes, desk)
    mind_rules(quiz, bank, notes)


def _mind_bands(bands: tuple[Band, ...], file: str, desk: Desk) -> None:
    notes = desk.about(file)
    for number, band in enumerate(bands):
        place: Place = ("bands", number)
        mind_prose(band.feedback, file, (*place, "feedback"), desk)
        if number and band.least <= bands[number - 1].least:
            notes.error(
                "band-order",
                N_(
                    "Las franjas van de menor a mayor y sin repetirse: %(least)s no es "
                    "mayor que %(before)s."
                ),
                (*place, "least"),
                least=band.least,
                before=bands[number - 1].least,
            )
    if bands and min(band.least for band in bands) > 0:
        notes.gap(
            "band-start",
            N_(
                "A quien no llegue a %(least)s no se le dice nada; añada una franja "
                "con «least: 0»."
            ),
            ("bands", 0, "least"),
            least=min(band.least for band in bands),
        )


def _mind_section(quiz: Quiz, number: int, file: str, desk: Desk) -> None:
    section, place = quiz.items[number], ("questions", number, "section")
    assert isinstance(section, Section)
    mind_phrase(section.title, file, (*place, "title"), desk)
    mind_prose(section.intro, file, (*place, "intro"), desk)
    following = quiz.items[number + 1 : number + 2]
    if not following or isinstance(following[0], Section):
        desk.about(file).gap(
            "empty-section",
            N_("Después de este título no hay ninguna pregunta."),
            place,
        )


def _mind_uses(
    quiz: Quiz, bank: Mapping[str, Question], notes: FileNotes, desk: Desk
) -> None:
    used: set[str] = set()
    for number, item in enumerate(quiz.items):
        if not isinstance(item, Use):
            continue
        place, id_ = ("questions", number, "use"), item.question_id
        if id_ in used:
            notes.error(
                "used-twice",
                N_("La pregunta «%(id)s» ya está en este cuestionario."),
                place,
                id=id_,
            )
        elif id_ and id_ not in bank and desk.is_bank_whole:
            _unknown_question(id_, bank, notes, place)
        used.add(id_)


def _unknown_question(
    id_: str, bank: Mapping[str, Question], notes: FileNotes, at: Place
) -> None:
    notes.error(
        "unknown-question",
        N_(
            "La pregunta «%(id)s» no está en el banco (questions.yaml). "
            "¿Quiso decir «%(meant)s»?"
        )
        if nearest(id_, bank)
        else N_("La pregunta «%(id)s» no está en el banco (questions.yaml)."),
        at,
        id=id_,
        meant=nearest(id_, bank),
    )
