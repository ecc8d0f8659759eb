"""Puts a question together, and makes sure that it is a good one as a whole."""

from lms.content.asking import Question
from lms.content.exchange.markup import literal
from lms.content.exchange.moodle.notes import Refused
from lms.content.exchange.moodle.reading.asked import Asked, Found
from lms.content.exchange.moodle.reading.heading import heading_of
from lms.content.exchange.moodle.reading.pictures import PLUGINFILE, image_name
from lms.content.exchange.moodle.reading.texts import raw
from lms.content.findings import Notes, Severity
from lms.content.questions.registry import question_kinds
from lms.kernel.language import N_, Text

_UNTOLD = ("feedback", "template", "guidance", "if_true", "if_false")
"""Keys of texts that may be missing."""


def finished(asked: Asked, found: Found, type_: str, name: str) -> Question:
    """The question of an element, its id and category still to be said.

    Raises ``Refused`` for what authors could not have written either.
    """
    told = asked.texts.block
    element = asked.element
    heading = heading_of(asked, type_, found)
    prompt = found.prompt if found.prompt is not None else _prompt(asked)
    if not prompt:
        if not name:
            raise Refused("no-words", N_("No tiene enunciado."), element.line)
        asked.notes.lose(
            "title-only",
            N_("No tiene más texto que el título, que ahora es la pregunta."),
        )
        prompt = {asked.texts.language: literal(name)}
    question = Question(
        id="q",
        kind=found.kind,
        prompt=prompt,
        content=found.content,
        points=heading.points,
        tags=heading.tags,
        difficulty=heading.difficulty,
        feedback=told(element.first("generalfeedback")),
        when_right=told(element.first("correctfeedback")),
        when_partly=told(element.first("partiallycorrectfeedback")),
        when_wrong=told(element.first("incorrectfeedback")),
    )
    _mind_whole(question, asked)
    return question


def _prompt(asked: Asked) -> Text:
    """The text, and the picture that questions of the old kind have beside it."""
    element = asked.element.first("questiontext")
    if element is None:
        return {}
    words = raw(element)
    if (name := image_name(asked.element)) and asked.element.first("image_base64"):
        words += f'<p><img src="{PLUGINFILE}{name}" alt=""></p>'
    return asked.texts.of(words, element)


def _mind_whole(question: Question, asked: Asked) -> None:
    kind = question_kinds()[question.kind]
    findings = Notes()
    kind.check(question, findings.about(""), ())
    for finding in findings.findings:
        if finding.severity is Severity.ERROR:
            raise Refused(
                "bad-question", finding.message, asked.element.line, **finding.values
            )
    for place, text in kind.texts(question):
        if not text and place[-1] not in _UNTOLD:
            raise Refused("empty-text", N_("Le falta un texto."), asked.element.line)
