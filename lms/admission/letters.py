"""The letters that tell people what was decided: their words, and how they are filled.

A text holds marks in braces; a line whose mark has nothing to say is left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from lms.foundation import mail, outbox
from lms.foundation.i18n import _, gettext, locale, speaking
from lms.foundation.mail import Letter
from lms.foundation.outbox import Job
from lms.kernel.language import N_, SOURCE, Language, pick
from lms.people import queries as people
from lms.people.errors import MemberNotFound

KINDS = ("accepted", "waiting", "declined")
MARKS = ("name", "course", "edition", "starts", "place", "reason", "link")
JOB = "admission.told"
LINK = "lms.admission_apply.list_applications"

_MARK = re.compile(r"\{([^{}\s]*)\}")

SUBJECTS = {
    "accepted": N_("{course}: tiene un lugar"),
    "waiting": N_("{course}: está en la lista de espera"),
    "declined": N_("{course}: el resultado de su solicitud"),
}
BODIES = {
    "accepted": N_(
        "Hola, {name}:\n\n"
        "Nos alegra contarle que tiene un lugar en {course}, {edition}.\n\n"
        "El curso empieza el {starts}.\n\n"
        "En su página encuentra los próximos pasos:\n\n{link}\n\n"
        "Gracias por su trabajo en la prevención.\n\n"
        "La Secretaría Técnica"
    ),
    "waiting": N_(
        "Hola, {name}:\n\n"
        "Recibimos más solicitudes que lugares para {course}, {edition}. La suya está "
        "en la lista de espera, y todavía puede tener un lugar.\n\n"
        "Su puesto en la lista: {place}\n\n"
        "Si se libera un lugar le escribiremos. Puede ver cómo sigue en su página:\n\n"
        "{link}\n\n"
        "La Secretaría Técnica"
    ),
    "declined": N_(
        "Hola, {name}:\n\n"
        "Leímos su solicitud para {course}, {edition}. Esta vez no podemos darle un "
        "lugar.\n\n"
        "Motivo: {reason}\n\n"
        "Le agradecemos el interés y el tiempo que le dedicó. En la plataforma hay "
        "otros cursos abiertos:\n\n{link}\n\n"
        "La Secretaría Técnica"
    ),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a letter, with their marks; ``is_own`` if the secretariat wrote
    them."""

    subject: str
    body: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as somebody gets it."""

    subject: str
    body: str


def default_wording(kind: str, language: Language) -> Wording:
    """Return the words of the house in a language."""
    with speaking(language):
        return Wording(gettext(SUBJECTS[kind]), gettext(BODIES[kind]))


def unknown_marks(text: str) -> list[str]:
    """Return the marks of a text that nothing can be put in for."""
    found = (mark for mark in _MARK.findall(text) if mark not in MARKS)
    return list(dict.fromkeys(found))


def write(wording: Wording, values: Mapping[str, str]) -> Written:
    """Put somebody's values in for the marks."""
    subject = " ".join(_fill(wording.subject, values).split())
    lines = [
        _fill(line, values)
        for line in wording.body.replace("\r\n", "\n").split("\n")
        if not any(_is_empty(mark, values) for mark in _MARK.findall(line))
    ]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Written(subject, body)


def _is_empty(mark: str, values: Mapping[str, str]) -> bool:
    return mark in MARKS and not values.get(mark, "").strip()


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Once from left to right: what is put in is never read for marks again."""
    return _MARK.sub(lambda found: values.get(found[1], found[0]), text)


def day_in_words(day: date | None, language: Language) -> str:
    """Write a day out in a language; nothing where it is not settled."""
    if day is None:
        return ""
    return str(format_date(day, "long", locale=locale(language)))


def title_in(title: Mapping[Language, str], language: Language) -> str:
    """A text in the language of a letter, or in the one it has."""
    return str(pick(title, language, SOURCE))


def link_home() -> str:
    """The page where people see how it goes on."""
    return mail.link(LINK)


def register() -> None:
    """Write the letters of the selection."""
    outbox.write_with(JOB, _to_member)


def _to_member(job: Job) -> Letter | None:
    """Send a letter that was written when it was decided to send it."""
    try:
        member = people.get_viewer(job.payload["member_id"])
    except MemberNotFound:
        return None
    if not member.email:
        return None
    body = str(job.payload["body"])
    return Letter(
        to=member.email,
        template="admission/told",
        language=job.language,
        values={
            "subject": job.payload["subject"],
            "body": body,
            "paragraphs": [part for part in body.split("\n\n") if part.strip()],
        },
    )


def language_of(chosen: str | None, applied_in: str) -> Language:
    """The language somebody is written to in: their own, or that of the application."""
    for code in (chosen, applied_in):
        if code in tuple(Language):
            return Language(code)
    return SOURCE


def mark_help() -> dict[str, str]:
    """Say what each mark stands for."""
    return {
        "name": _("el nombre de la persona"),
        "course": _("el nombre del curso"),
        "edition": _("el nombre de la edición"),
        "starts": _("el día en que empieza, si está fijado"),
        "place": _("el puesto en la lista de espera"),
        "reason": _("el motivo que se anotó, si lo hay"),
        "link": _("la dirección de su página"),
    }
