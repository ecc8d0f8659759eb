"""Puts a question together, and makes sure that it is a good one as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from lms.content.asking import Question
from lms.content.exchange.naming import Names
from lms.content.exchange.qti.asking import Asked, Item
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.feedback import Standing
from lms.content.exchange.qti.machine import MAXSCORE
from lms.content.exchange.qti.notes import Refused
from lms.content.exchange.qti.place import Place
from lms.content.exchange.qti.several import CLOSE
from lms.content.exchange.qti.words import hidden_rubrics
from lms.content.findings import Notes, Severity
from lms.content.questions.registry import question_kinds
from lms.content.questions.whole import MAX_POINTS
from lms.kernel.language import N_, Text

_UNMARKED = ("reflection",)
_BY_HAND = ("essay",)
_PARTS_LOST = {
    "stylesheet": N_("No se importaron los estilos propios de la pregunta."),
    "apipAccessibility": N_("No se importaron las ayudas de accesibilidad (APIP)."),
    "catalogInfo": N_("No se importaron los textos alternativos del catálogo."),
    "companionMaterialsInfo": N_("No se importaron los materiales de apoyo."),
    "contextDeclaration": N_("No se importaron los datos del contexto."),
}


def finished(
    item: Item, asked: Asked, place: Place, before: Sequence[str], names: Names
) -> Question:
    """The question of an item. ``before`` are the texts it shares with others.

    Raises ``Refused`` for what would be no whole question.
    """
    kind, told = asked.studied.kind, asked.told
    _mind_parts(item, kind)
    title = " ".join((item.root.attributes.get("title") or place.title).split())
    prompt = [*before, _prompt(item, title)]
    question = Question(
        id="q",
        kind=kind,
        name=title,
        category=place.category,
        tags=place.tags,
        difficulty=place.difficulty,
        points=1 if kind in _UNMARKED else _points(item, asked),
        prompt={item.language: "\n\n".join(filter(None, prompt))},
        content=asked.studied.content(told),
        feedback=_text(item, "\n\n".join(told.general)),
        when_right=_text(item, told.standing(Standing.RIGHT)),
        when_partly=_text(item, told.standing(Standing.PARTLY)),
        when_wrong=_text(item, told.standing(Standing.WRONG)),
    )
    _mind_whole(question, item)
    return replace(question, id=names.give(identifier(item.root), title))


def _text(item: Item, words: str) -> Text:
    return {item.language: words} if words else {}


def _prompt(item: Item, title: str) -> str:
    body = item.root.first("itemBody")
    if body and (prompt := item.words.prompt(body)):
        return prompt
    if not title:
        raise Refused("no-words", N_("La pregunta no tiene enunciado."), item.root.line)
    item.notes.lose(
        "title-only",
        N_("No tiene más texto que el título, que ahora es la pregunta."),
        item.root.line,
    )
    return item.words.plain(title)


def _points(item: Item, asked: Asked) -> int:
    """What the question is worth, as a whole number of points."""
    best = asked.studied.best
    points = min(max(floor(best + Fraction(1, 2)), 1), MAX_POINTS)
    if abs(points - best) > CLOSE:
        item.notes.lose(
            "points-changed",
            N_("Valía %(had)s puntos; aquí vale %(now)s, y las partes en proporción."),
            item.root.line,
            had=f"{float(best):g}",
            now=points,
        )
    declared = item.outcomes.get(MAXSCORE)
    most = declared.default.only if declared and declared.default else best
    if (
        isinstance(most, Fraction)
        and abs(most - best) > CLOSE
        and asked.studied.kind not in _BY_HAND
    ):
        item.notes.lose(
            "maxscore-differs",
            N_(
                "Dice valer %(said)s puntos, pero con sus reglas se llega a %(best)s: "
                "eso es aquí la nota completa."
            ),
            item.root.line,
            said=f"{float(most):g}",
            best=f"{float(best):g}",
        )
    return points


def _mind_parts(item: Item, kind: str) -> None:
    """Write down what stands in an item and has no place in a question."""
    for child in item.root.children:
        if message := _PARTS_LOST.get(child.tag):
            item.notes.lose("part-lost", message, child.line)
    for rubric in hidden_rubrics(item.root):
        views = rubric.attributes.get("view", "").split()
        if kind not in _BY_HAND or "scorer" not in views:
            item.notes.lose(
                "rubric-lost",
                N_("No se importó un texto para quien enseña o califica: «%(words)s»."),
                rubric.line,
                words=" ".join(rubric.words.split())[:120],
            )


def _mind_whole(question: Question, item: Item) -> None:
    """Would this question be refused where authors write? Then it is not imported."""
    kind = question_kinds()[question.kind]
    findings = Notes()
    kind.check(question, findings.about(""), ())
    for finding in findings.findings:
        if finding.severity is Severity.ERROR:
            raise Refused(
                "bad-question", finding.message, item.root.line, **finding.values
            )
    if not all(any(text.values()) for _, text in kind.texts(question)):
        raise Refused(
            "empty-text",
            N_("Una opción se quedó sin texto ni imagen."),
            item.root.line,
        )
