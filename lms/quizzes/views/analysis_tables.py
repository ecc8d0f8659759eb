"""The analysis of a quiz as tables to take along: its questions, and their answers."""

from collections.abc import Iterator, Mapping

from lms.foundation.i18n import _
from lms.quizzes import analysis_words as told
from lms.quizzes.queries.analysis import Analysis, ItemLine
from lms.quizzes.sheets import Cell, csv_bytes
from lms.quizzes.statistics.figures import Figure
from lms.quizzes.statistics.words import remark

from .naming import Names

Numbers = Mapping[tuple[str, str], int]
"""The number of each version of a question, by id and digest."""


def items_file(found: Analysis, names: Names, versions: Numbers) -> bytes:
    """Return a table with a line for each question."""
    header = [
        _("Pregunta"),
        _("Versión"),
        _("Título"),
        _("Tipo"),
        _("Puntos"),
        _("Intentos"),
        *_three(_("Facilidad")),
        _("En palabras"),
        *_three(_("Discriminación")),
        _("En palabras"),
        _("Segundos: mediana"),
        _("Segundos: primer cuartil"),
        _("Segundos: tercer cuartil"),
    ]
    return csv_bytes(header, (_item(line, names, versions) for line in found.items))


def answers_file(found: Analysis, names: Names, versions: Numbers) -> bytes:
    """Return a table with a line for each answer to each question."""
    header = [
        _("Pregunta"),
        _("Versión"),
        _("Parte"),
        _("Respuesta"),
        _("Texto"),
        _("Valor"),
        _("Intentos"),
        _("Proporción"),
        _("Proporción en el tercio más bajo"),
        _("Proporción en el tercio más alto"),
        _("En palabras"),
    ]
    rows = (row for line in found.items for row in _answers(line, names, versions))
    return csv_bytes(header, rows)


def _three(name: str) -> list[str]:
    return [
        name,
        _("%(name)s: desde", name=name),
        _("%(name)s: hasta", name=name),
    ]


def _item(line: ItemLine, names: Names, versions: Numbers) -> list[Cell]:
    question, seconds = line.question, line.seconds
    return [
        question.id,
        versions.get((question.id, line.digest)),
        names.title(question),
        question.kind,
        question.points if line.facility else 0,
        line.n,
        *_figure(line.facility),
        _(told.EASE[line.ease]) if line.ease else None,
        *_figure(line.discrimination),
        _(told.POWER[line.power]) if line.power else None,
        *([seconds.median, seconds.first, seconds.third] if seconds else [None] * 3),
    ]


def _figure(figure: Figure | None) -> list[Cell]:
    if figure is None:
        return [None, None, None]
    return [figure.value, figure.low, figure.high]


def _answers(line: ItemLine, names: Names, versions: Numbers) -> Iterator[list[Cell]]:
    question = line.question
    head: list[Cell] = [question.id, versions.get((question.id, line.digest))]
    for part in line.parts:
        for choice in part.choices:
            words = names.answer(question, part.id, choice.id)
            noted = remark(choice)
            yield [
                *head,
                part.id,
                choice.id,
                words.html.striptags(),
                choice.credit,
                choice.n,
                choice.share,
                choice.low,
                choice.high,
                _(told.REMARK[noted]) if noted else None,
            ]
        if part.others:
            yield [*head, part.id, None, _("Otros textos"), None, part.others]
