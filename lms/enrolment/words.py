"""What the states of editions and the kinds of people are called."""

from lms.foundation.i18n import _
from lms.kernel.language import N_

from .rules import Dimension, Gender, InstitutionType, QuestionKind
from .states import EditionState, EnrolmentState

_E = EditionState

EDITION_STATES = {
    _E.DRAFT: N_("Borrador"),
    _E.CALL: N_("Convocatoria"),
    _E.SELECTING: N_("Selección"),
    _E.RUNNING: N_("En curso"),
    _E.CLOSED: N_("Cerrada"),
    _E.ARCHIVED: N_("Archivada"),
}

MOVES = {
    (_E.DRAFT, _E.CALL): N_("Abrir la convocatoria"),
    (_E.DRAFT, _E.RUNNING): N_("Comenzar la edición sin convocatoria"),
    (_E.CALL, _E.DRAFT): N_("Volver a borrador"),
    (_E.CALL, _E.SELECTING): N_("Pasar a la selección"),
    (_E.SELECTING, _E.CALL): N_("Reabrir la convocatoria"),
    (_E.SELECTING, _E.RUNNING): N_("Comenzar la edición"),
    (_E.RUNNING, _E.CLOSED): N_("Cerrar la edición"),
    (_E.CLOSED, _E.RUNNING): N_("Reabrir la edición"),
    (_E.CLOSED, _E.ARCHIVED): N_("Archivar la edición"),
    (_E.ARCHIVED, _E.CLOSED): N_("Sacar del archivo"),
}

ENROLMENT_STATES = {
    EnrolmentState.APPLIED: N_("Solicitud presentada"),
    EnrolmentState.ENDORSED: N_("Con aval"),
    EnrolmentState.ACCEPTED: N_("Con vacante"),
    EnrolmentState.WAITING: N_("En lista de espera"),
    EnrolmentState.OFFERED: N_("Con una vacante ofrecida"),
    EnrolmentState.DECLINED: N_("Sin vacante"),
    EnrolmentState.WITHDRAWN: N_("Se retiró"),
    EnrolmentState.ACTIVE: N_("Cursando"),
    EnrolmentState.PAUSED: N_("En pausa"),
    EnrolmentState.COMPLETED: N_("Completó el curso"),
    EnrolmentState.EXPIRED: N_("Plazo vencido"),
    EnrolmentState.REMOVED: N_("Participación cerrada"),
}

INSTITUTIONS = {
    InstitutionType.FOREIGN_AFFAIRS: N_("Relaciones exteriores"),
    InstitutionType.JUSTICE: N_("Justicia"),
    InstitutionType.DEFENCE: N_("Defensa"),
    InstitutionType.POLICE: N_("Policía y seguridad"),
    InstitutionType.OMBUDSPERSON: N_("Defensoría o institución de derechos humanos"),
    InstitutionType.EDUCATION: N_("Educación"),
    InstitutionType.MIGRATION: N_("Migración"),
    InstitutionType.CIVIL_SOCIETY: N_("Sociedad civil"),
    InstitutionType.OTHER: N_("Otra área"),
}

GENDERS = {
    Gender.WOMAN: N_("Mujer"),
    Gender.MAN: N_("Varón"),
    Gender.OTHER: N_("Otra identidad"),
    Gender.UNSAID: N_("Prefiero no decirlo"),
}

QUESTION_KINDS = {
    QuestionKind.TEXT: N_("Texto"),
    QuestionKind.CHOICE: N_("Opciones"),
    QuestionKind.NUMBER: N_("Número"),
    QuestionKind.FILE: N_("Archivo"),
}

DIMENSIONS = {
    Dimension.STATE: N_("Estado"),
    Dimension.GENDER: N_("Género"),
    Dimension.INSTITUTION: N_("Tipo de institución"),
}

CLOSED_WITH_EDITION = N_("La edición se cerró antes de que completara el curso.")
REOPENED_WITH_EDITION = N_("La edición se reabrió.")
BEGAN_WITH_EDITION = N_("La edición comenzó.")


def state_word(state: str) -> str:
    """Return what a state of an edition is called."""
    return _(EDITION_STATES[EditionState(state)])


def move_word(before: str, after: str) -> str:
    """Return what it is called to bring an edition from one state into another."""
    return _(MOVES[EditionState(before), EditionState(after)])
