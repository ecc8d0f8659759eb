"""The sentences of certificates: grades, states, days."""

from babel.dates import format_date

from lms.foundation.i18n import _, current_language, hours, locale
from lms.kernel.language import Language, pick

from .grades import Grade
from .models import Certificate


def grade_name(grade: str) -> str:
    """Return what a certificate of a grade is called."""
    return {
        Grade.PARTICIPATION: _("Constancia de participación"),
        Grade.COMPLETION: _("Certificado de finalización"),
        Grade.DIPLOMA: _("Diploma"),
    }[Grade(grade)]


def grade_deed(grade: str) -> str:
    """Return what the holder of a grade did, as a certificate says it."""
    return {
        Grade.PARTICIPATION: _("participó en el curso"),
        Grade.COMPLETION: _("completó el curso"),
        Grade.DIPLOMA: _("completó y aprobó el curso"),
    }[Grade(grade)]


def criteria(grade: str) -> str:
    """Return what a grade takes, in general."""
    return {
        Grade.PARTICIPATION: _(
            "Haber hecho la parte de las actividades obligatorias que pide la edición."
        ),
        Grade.COMPLETION: _("Haber completado las actividades que pide la edición."),
        Grade.DIPLOMA: _(
            "Haber completado las actividades que pide la edición y alcanzado en los "
            "cuestionarios el promedio que exige."
        ),
    }[Grade(grade)]


def course_title(certificate: Certificate) -> str:
    """Return the title of the course as issued, in the language spoken."""
    return _picked(certificate.course_title)


def edition_title(certificate: Certificate) -> str:
    """Return the title of the edition as issued; "" for the permanent offer."""
    return _picked(certificate.edition_title)


def days(certificate: Certificate) -> str:
    """Return from when to when, "" where no day is known."""
    first, last = certificate.starts_on, certificate.ends_on
    if first and last and first != last:
        return _("del %(first)s al %(last)s", first=day(first), last=day(last))
    known = last or first
    return day(known) if known else ""


def day(value: object) -> str:
    """Write a day out, as in «3 de marzo de 2026»."""
    return str(format_date(value, format="long", locale=locale()))  # type: ignore[arg-type]  # a date or a moment


def facts(certificate: Certificate) -> str:
    """Return hours and days on one line."""
    told = hours(certificate.hours) if certificate.hours else ""
    return " · ".join(part for part in (told, days(certificate)) if part)


def _picked(text: dict[str, str]) -> str:
    known = {Language(code): words for code, words in text.items()}
    return pick(known, current_language()).words
