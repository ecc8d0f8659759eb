"""What the values of admission are called, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from lms.enrolment.rules import Gender, InstitutionType
from lms.foundation.i18n import current_language, lazy
from lms.kernel.language import SOURCE, Language

INSTITUTIONS: dict[str, Any] = {
    InstitutionType.FOREIGN_AFFAIRS: lazy("Relaciones exteriores"),
    InstitutionType.JUSTICE: lazy("Justicia"),
    InstitutionType.DEFENCE: lazy("Defensa"),
    InstitutionType.POLICE: lazy("Policía y seguridad"),
    InstitutionType.OMBUDSPERSON: lazy("Defensoría o institución de derechos humanos"),
    InstitutionType.EDUCATION: lazy("Educación"),
    InstitutionType.MIGRATION: lazy("Migración"),
    InstitutionType.CIVIL_SOCIETY: lazy("Sociedad civil"),
    InstitutionType.OTHER: lazy("Otra área"),
}

GENDERS: dict[str, Any] = {
    Gender.WOMAN: lazy("Mujer"),
    Gender.MAN: lazy("Varón"),
    Gender.OTHER: lazy("Otra identidad"),
    Gender.UNSAID: lazy("Prefiero no decirlo"),
}


def institution_word(kind: str) -> str:
    """Say an area of work, or nothing where it is not known."""
    return str(INSTITUTIONS.get(kind, ""))


def gender_word(gender: str) -> str:
    """Say a gender as the person told it; nothing where they did not."""
    return str(GENDERS[gender]) if gender and gender in GENDERS else ""


def spoken(text: Mapping[Language, str] | Mapping[str, str]) -> str:
    """Return a text of the secretariat in the page's language, or in the one it has."""
    said = {str(code): words for code, words in text.items() if words}
    found = said.get(current_language()) or said.get(SOURCE)
    return found or next(iter(said.values()), "")
