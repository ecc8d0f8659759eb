"""What the selection desk says of applications, proposals and letters."""

from lms.admission.method import Key, Kind, Line, Unmet, Why
from lms.admission.words import gender_word, institution_word
from lms.enrolment.rules import Dimension
from lms.enrolment.states import EnrolmentState
from lms.foundation.i18n import _, country_name
from lms.kernel.language import N_

STATES: dict[str, str] = {
    EnrolmentState.APPLIED: N_("solicitud recibida"),
    EnrolmentState.ENDORSED: N_("con aval"),
    EnrolmentState.ACCEPTED: N_("con lugar"),
    EnrolmentState.WAITING: N_("en lista de espera"),
    EnrolmentState.OFFERED: N_("con un lugar ofrecido"),
    EnrolmentState.DECLINED: N_("sin lugar"),
    EnrolmentState.WITHDRAWN: N_("se retiró"),
    EnrolmentState.ACTIVE: N_("en el curso"),
    EnrolmentState.PAUSED: N_("en pausa"),
    EnrolmentState.COMPLETED: N_("terminó el curso"),
    EnrolmentState.EXPIRED: N_("dejó pasar el plazo"),
    EnrolmentState.REMOVED: N_("fuera del curso"),
}
VERDICTS: dict[str, str] = {
    "waiting": N_("sin respuesta"),
    "asked": N_("con una consulta"),
    "endorsed": N_("avalada"),
    "declined": N_("no avalada"),
    "lapsed": N_("plazo vencido"),
}
FLAGS: dict[str, str] = {
    "state": N_("Estado fuera de la convocatoria"),
    "institution": N_("institución fuera de la convocatoria"),
    "language": N_("idioma fuera de la convocatoria"),
}
OUTCOMES: dict[str, str] = {
    "accepted": N_("Tiene un lugar"),
    "waiting": N_("Lista de espera"),
    "declined": N_("Sin lugar"),
    "pending": N_("Todavía no"),
}
ACTS: dict[str, str] = {
    "accepted": N_("Dar un lugar"),
    "waiting": N_("Poner en lista de espera"),
    "declined": N_("No dar lugar"),
    "undo": N_("Deshacer la decisión"),
}
LETTERS: dict[str, str] = {
    "accepted": N_("Tiene un lugar"),
    "waiting": N_("Queda en lista de espera"),
    "declined": N_("No hay lugar"),
}
COLUMNS: dict[str, str] = {
    "country": N_("Estado"),
    "institution": N_("Institución"),
    "type": N_("Área"),
    "gender": N_("Género"),
    "score": N_("Puntaje"),
    "state": N_("Situación"),
    "endorsement": N_("Aval"),
    "flags": N_("Avisos"),
    "submitted": N_("Enviada"),
}
_KEYS = {
    Key.RANK: N_("decidió el orden que dio su Estado"),
    Key.SUBMITTED: N_("decidió quién envió antes"),
    Key.NUMBER: N_("decidió el número de solicitud"),
}


def told(table: dict[str, str], value: str | None) -> str:
    """Say a value of a table in the language of the page."""
    return _(table[value]) if value in table else value or ""


def kind_in_words(kind: Kind) -> str:
    """Say what somebody counts as."""
    dimension, value = kind
    if dimension is Dimension.STATE:
        return country_name(value)
    if dimension is Dimension.GENDER:
        return gender_word(value) or value
    return institution_word(value) or value


def reason_of(line: Line) -> str:
    """Say why somebody is proposed for what they are."""
    if line.why is Why.RANK:
        return _("por su puesto %(place)s en el orden", place=line.place)
    if line.why is Why.NO_SEATS:
        return _("puesto %(place)s: no quedan lugares", place=line.place)
    if line.why is Why.NOT_ENDORSED:
        return _("falta el aval de su Estado")
    if line.why is Why.NOT_SCORED:
        return _("nadie la puntuó todavía")
    assert line.kind is not None
    told_of = {
        "place": line.place,
        "kind": kind_in_words(line.kind),
        "number": line.number,
    }
    if line.why is Why.MINIMUM:
        return _(
            "puesto %(place)s: para llegar al mínimo de %(number)s (%(kind)s)",
            **told_of,
        )
    return _(
        "puesto %(place)s: %(kind)s ya tiene sus lugares (máximo %(number)s)", **told_of
    )


def tie_of(line: Line, name: str) -> str:
    """Say with whom somebody was equal, and what decided."""
    assert line.tie is not None
    return _("mismo puntaje que %(name)s", name=name) + ": " + _(_KEYS[line.tie.by])


def unmet_in_words(unmet: Unmet) -> str:
    """Say which minimum was not reached."""
    return _(
        "%(kind)s: se llega a %(reached)s de un mínimo de %(least)s.",
        kind=kind_in_words(unmet.kind),
        reached=unmet.reached,
        least=unmet.at_least,
    )
