"""The people of an edition as tables to take along."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from lms.foundation.i18n import _, country_name, current_language, zone
from lms.foundation.sheets import Cell
from lms.kernel.language import Language, pick

from . import words
from .queries.editions import EditionFacts
from .queries.results import QuizResult, Results
from .roster import Line

Table = tuple[list[str], Iterator[Sequence[Cell]]]
"""A header, and the rows below it."""


def roster(
    edition: EditionFacts, lines: Sequence[Line], *, with_addresses: bool
) -> Table:
    """Return a table with a row for each person."""
    header = [
        _("Nombre"),
        *([_("Correo electrónico")] if with_addresses else []),
        _("Estado"),
        _("Institución"),
        _("Inscripción"),
        _("Avance (%)"),
        _("Actividades hechas"),
        _("Actividades requeridas"),
        _("Última vez"),
        _("Módulos vencidos"),
        _("Mensajes"),
        _("Se está quedando atrás"),
    ]
    return header, (_person(edition, line, with_addresses) for line in lines)


def _person(edition: EditionFacts, line: Line, with_addresses: bool) -> Sequence[Cell]:
    return [
        line.name,
        *([line.email] if with_addresses else []),
        country_name(line.country),
        line.institution,
        words.state_of(line.state),
        line.percent,
        line.done,
        line.required,
        _local(edition, line.seen_at),
        len(line.overdue),
        line.posts,
        "; ".join(words.why(line)),
    ]


def results(
    edition: EditionFacts, lines: Sequence[Line], found: Results, source: Language
) -> Table:
    """Return a table with a row for each quiz that somebody took."""
    header = [
        _("Nombre"),
        _("Estado"),
        _("Institución"),
        _("Cuestionario"),
        _("Intentos"),
        _("Resultado (%)"),
        _("Aprobado"),
        _("Por corregir"),
    ]
    return header, (
        _result(line, each, source)
        for line in lines
        for each in found.get(line.enrolment_id, [])
    )


def _result(line: Line, each: QuizResult, source: Language) -> Sequence[Cell]:
    return [
        line.name,
        country_name(line.country),
        line.institution,
        pick(each.title, current_language(), source).words,
        each.attempts,
        each.percent,
        "" if each.percent is None else _("sí") if each.passes else _("no"),
        _("sí") if each.waits else _("no"),
    ]


def _local(edition: EditionFacts, moment: datetime | None) -> datetime | None:
    return moment.astimezone(zone(edition.time_zone)) if moment else None
