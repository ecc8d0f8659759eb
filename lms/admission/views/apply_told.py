"""What an application says, in words."""

from collections.abc import Mapping
from datetime import datetime

from lms.admission.answering import ELSEWHERE, field_of
from lms.admission.drafts import typed_of
from lms.admission.words import gender_word, institution_word, spoken
from lms.enrolment.rules import QuestionKind
from lms.foundation.database import now
from lms.foundation.i18n import (
    OWN_NAMES,
    _,
    country_name,
    decimal_number,
    ngettext,
)
from lms.kernel.language import Language

from .apply_place import Place

Told = list[tuple[str, list[tuple[str, str, str]]]]


def told(place: Place) -> Told:
    """Return everything the application says, step by step: field, label, words."""
    standing = place.standing
    assert standing.application is not None
    typed = typed_of(standing.application, standing.rules)
    about = [
        ("state", _("Estado"), _state_word(typed["state"])),
        ("institution", _("Institución"), typed["institution"]),
        (
            "institution_type",
            _("Área de la institución"),
            institution_word(typed["institution_type"]),
        ),
        ("post", _("Cargo"), typed["post"]),
        ("gender", _("Género"), gender_word(typed["gender"])),
    ]
    code = typed["course_language"]
    known = OWN_NAMES[Language(code)] if code in OWN_NAMES else ""
    needs = [
        ("course_language", _("Idioma en que prefiere participar"), known),
        ("needs", _("Lo que necesita para participar"), typed["needs"]),
        ("consent", _("Autorización"), _("Dada") if typed["consent"] else ""),
    ]
    said = {"about": about, "questions": _answers(place, typed), "needs": needs}
    return [(step, said[step]) for step in place.steps]


def _answers(place: Place, typed: Mapping[str, str]) -> list[tuple[str, str, str]]:
    lines = []
    for question in place.standing.rules.questions:
        name = field_of(question)
        words = typed.get(name, "")
        if question.kind is QuestionKind.CHOICE:
            labels = {choice.id: spoken(choice.label) for choice in question.choices}
            words = labels.get(words, "")
        if question.kind is QuestionKind.FILE:
            words = ", ".join(file.name for file in place.files_of(question.id))
        lines.append((name, spoken(question.label), words))
    return lines


def _state_word(code: str) -> str:
    if code == ELSEWHERE:
        return _("Otro país u otra organización")
    return country_name(code)


def size(amount: int) -> str:
    """Say how large a file is."""
    if amount < 1000:
        return _("%(num)s bytes", num=amount)
    if amount < 1_000_000:
        return _("%(num)s kB", num=round(amount / 1000))
    return _("%(num)s MB", num=decimal_number(amount / 1_000_000, "#,##0.#"))


def time_left(until: datetime) -> str:
    """Say how long there is until a moment, in whole days, hours or minutes."""
    minutes = max(0, int((until - now()).total_seconds() // 60))
    if minutes >= 48 * 60:
        return ngettext("queda %(num)s día", "quedan %(num)s días", minutes // 1440)
    if minutes >= 120:
        return ngettext("queda %(num)s hora", "quedan %(num)s horas", minutes // 60)
    return ngettext("queda %(num)s minuto", "quedan %(num)s minutos", minutes)
