"""What people type in an application, read strictly: a value, or what is wrong. Pure.

A field has a name: that of a known one (``institution``), or ``q-<id>`` for a question
of the edition. What was typed stays a text until it is sent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from lms.enrolment.rules import FormQuestion, Gender, InstitutionType, QuestionKind
from lms.foundation.filetypes import DOCUMENTS, type_of
from lms.foundation.i18n import _

ELSEWHERE = "other"
"""Chosen by people who come from no State of the Network."""

YES = "y"
LINE_AT_MOST = 200
NEEDS_AT_MOST = 2_000
TEXT_AT_MOST = 10_000
"""What a question for a text takes where the secretariat set no other limit."""

NUMBER_AT_MOST = 10**12

ABOUT = ("state", "institution", "institution_type", "post", "gender")
NEEDS = ("course_language", "needs", "consent")


@dataclass(frozen=True, slots=True)
class Read:
    """What a text means, or the sentence that says why it means nothing."""

    value: Any = None
    fault: str = ""


Reader = Callable[[str], Read]


def field_of(question: FormQuestion) -> str:
    """Return the name of the field of a question."""
    return f"q-{question.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lists:
    """What may be chosen: the States of today, the languages of the edition."""

    states: frozenset[str]
    languages: tuple[str, ...]


def known_readers(lists: Lists) -> dict[str, Reader]:
    """Return how each of the known fields is read."""
    return {
        "state": lambda typed: _state(typed, lists.states),
        "institution": lambda typed: _line(typed, _("Escriba dónde trabaja.")),
        "institution_type": lambda typed: _one_of(typed, InstitutionType),
        "post": lambda typed: _line(typed, _("Escriba qué cargo tiene.")),
        "gender": lambda typed: _one_of(typed, Gender),
        "course_language": lambda typed: _one_of(typed, lists.languages),
        "needs": lambda typed: _words(typed, least=0, most=NEEDS_AT_MOST),
        "consent": _consent,
    }


def read_answer(question: FormQuestion, typed: str) -> Read:
    """Read the answer to a question of the edition; not for files.

    A question that need not be answered and is not has the value ``None``.
    """
    if not typed.strip():
        missing = _("Responda esta pregunta.")
        return Read(fault=missing) if question.required else Read()
    if question.kind is QuestionKind.NUMBER:
        return _number(question, typed)
    if question.kind is QuestionKind.CHOICE:
        return _one_of(typed, [choice.id for choice in question.choices])
    return _words(typed, least=question.least or 0, most=question.most or TEXT_AT_MOST)


def typed_answer(value: Any) -> str:
    """Return the text that ``read_answer`` reads a value from."""
    return "" if value is None else str(value)


def own_newlines(typed: str) -> str:
    """Return a text with line ends as we write them, without what cannot be kept."""
    return typed.replace("\r\n", "\n").replace("\x00", "")


def read_all(
    questions: Iterable[FormQuestion], lists: Lists, typed: Mapping[str, str]
) -> dict[str, Read]:
    """Read every field but the files; one that was never typed is empty."""
    readers = known_readers(lists) | {
        field_of(each): partial(read_answer, each)
        for each in questions
        if each.kind is not QuestionKind.FILE
    }
    return {name: read(typed.get(name, "")) for name, read in readers.items()}


def read_file(body: bytes, most: int) -> Read:
    """Return the type of a file that somebody hands in, or why it is not taken."""
    if not body:
        return Read(fault=_("El archivo está vacío: elija otro."))
    if len(body) > most:
        return Read(
            fault=_(
                "El archivo es demasiado grande: puede tener hasta %(most)s MB.",
                most=most // 1024**2,
            )
        )
    mime = type_of(body)
    if mime in DOCUMENTS:
        return Read(mime)
    return Read(
        fault=_(
            "Ese archivo no se puede recibir. Adjunte un PDF, un documento DOCX u ODT, "
            "una imagen JPG, PNG o WEBP, o un texto."
        )
    )


def _state(typed: str, states: frozenset[str]) -> Read:
    if typed == ELSEWHERE:
        return Read()
    if typed in states:
        return Read(typed)
    return Read(fault=_("Elija su Estado, o la última opción."))


def _line(typed: str, missing: str) -> Read:
    text = " ".join(typed.split())
    return _bounded(text, LINE_AT_MOST) if text else Read(fault=missing)


def _words(typed: str, *, least: int, most: int) -> Read:
    text = own_newlines(typed).strip()
    if len(text) < least:
        return Read(
            fault=_(
                "Faltan caracteres: tiene %(length)s y hacen falta al menos %(least)s.",
                length=len(text),
                least=least,
            )
        )
    return _bounded(text, most)


def _bounded(text: str, most: int) -> Read:
    if len(text) <= most:
        return Read(text)
    return Read(
        fault=_(
            "El texto tiene %(length)s caracteres y caben %(most)s: acórtelo.",
            length=len(text),
            most=most,
        )
    )


def _number(question: FormQuestion, typed: str) -> Read:
    text = typed.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        return Read(fault=_("Escriba un número entero, solo con cifras."))
    number = int(text)
    least = -NUMBER_AT_MOST if question.least is None else question.least
    most = NUMBER_AT_MOST if question.most is None else question.most
    if number < least:
        return Read(fault=_("El número más bajo posible es %(least)s.", least=least))
    if number > most:
        return Read(fault=_("El número más alto posible es %(most)s.", most=most))
    return Read(number)


def _one_of(typed: str, offered: Any) -> Read:
    if typed in [str(each) for each in offered]:
        return Read(typed)
    return Read(fault=_("Elija una opción de la lista."))


def _consent(typed: str) -> Read:
    if typed == YES:
        return Read(True)
    return Read(
        fault=_("Para enviar la solicitud hace falta que autorice el uso de sus datos.")
    )
