"""Why an edition cannot come into another state now."""

from collections.abc import Callable
from datetime import datetime

from lms.enrolment.basics import missing_titles
from lms.enrolment.hindrances import objections
from lms.enrolment.models import Edition
from lms.enrolment.states import EDITION_NEXT, OPEN, EditionState
from lms.enrolment.words import state_word
from lms.foundation.i18n import _, day_and_hour, ngettext, zone
from lms.kernel.verdict import YES, Verdict, no

from .editions import count_people

_E = EditionState


def may_move(edition: Edition, to: EditionState, at: datetime) -> Verdict:
    """Whether an edition may come into a state; the reason says all there is."""
    reasons = list_hindrances(edition, to, at)
    return no(" ".join(reasons)) if reasons else YES


def list_hindrances(edition: Edition, to: EditionState, at: datetime) -> list[str]:
    """Return why an edition cannot come into a state now; nothing if it can."""
    before = EditionState(edition.state)
    if edition.kind != "dated":
        return [_("La oferta permanente está siempre abierta: no tiene etapas.")]
    if to not in EDITION_NEXT[before]:
        return [
            _(
                "De la etapa «%(before)s» no se pasa a «%(after)s».",
                before=state_word(before),
                after=state_word(to),
            )
        ]
    found = _RULES.get((before, to), _nothing)(edition, at)
    return found + objections(edition, to)


def _nothing(edition: Edition, at: datetime) -> list[str]:
    return []


def _today(edition: Edition, at: datetime) -> str:
    return at.astimezone(zone(edition.time_zone)).date().isoformat()


def _unready(edition: Edition, at: datetime) -> list[str]:
    """What any edition needs before people see it."""
    found = []
    if not edition.languages:
        found.append(_("Faltan los idiomas de la edición."))
    for name in missing_titles(edition.title, edition.languages):
        found.append(_("Falta el título en uno de sus idiomas: %(name)s.", name=name))
    if edition.starts_on is None or edition.ends_on is None:
        found.append(_("Faltan el primer día o el último día de la edición."))
    elif edition.ends_on.isoformat() < _today(edition, at):
        found.append(_("El último día de la edición ya pasó: cámbielo en «Datos»."))
    return found


def _to_call(edition: Edition, at: datetime) -> list[str]:
    found = _unready(edition, at)
    closes = edition.call_closes_at
    if closes is None:
        found.append(_("Falta la fecha límite para postularse."))
    elif closes <= at:
        found.append(_("La fecha límite para postularse ya pasó: cámbiela en «Datos»."))
    return found


def _to_draft(edition: Edition, at: datetime) -> list[str]:
    people = sum(count_people(edition.id).values())
    if not people:
        return []
    return [
        ngettext(
            "Ya hay %(num)s persona postulada: la convocatoria no se puede deshacer.",
            "Ya hay %(num)s personas postuladas: la convocatoria no se puede deshacer.",
            people,
        )
    ]


def _to_selecting(edition: Edition, at: datetime) -> list[str]:
    closes = edition.call_closes_at
    if closes is None or closes <= at:
        return []
    return [
        _(
            "Hasta el %(when)s todavía se puede postular. Espere, o adelante la fecha "
            "límite en «Datos».",
            when=day_and_hour(closes, edition.time_zone, "long"),
        )
    ]


def _to_running(edition: Edition, at: datetime) -> list[str]:
    found = _unready(edition, at)
    people = count_people(edition.id)
    undecided = sum(people.get(state, 0) for state in OPEN)
    if undecided:
        found.append(
            ngettext(
                "Queda %(num)s solicitud sin decidir.",
                "Quedan %(num)s solicitudes sin decidir.",
                undecided,
            )
        )
    return found


def _to_closed(edition: Edition, at: datetime) -> list[str]:
    if edition.ends_on is None or edition.ends_on.isoformat() < _today(edition, at):
        return []
    return [
        _(
            "La edición todavía no terminó. Espere a que pase su último día, o "
            "cámbielo en «Datos»."
        )
    ]


_RULES: dict[
    tuple[EditionState, EditionState], Callable[[Edition, datetime], list[str]]
] = {
    (_E.DRAFT, _E.CALL): _to_call,
    (_E.SELECTING, _E.CALL): _to_call,
    (_E.CALL, _E.DRAFT): _to_draft,
    (_E.CALL, _E.SELECTING): _to_selecting,
    (_E.DRAFT, _E.RUNNING): _to_running,
    (_E.SELECTING, _E.RUNNING): _to_running,
    (_E.CLOSED, _E.RUNNING): _unready,
    (_E.RUNNING, _E.CLOSED): _to_closed,
}
