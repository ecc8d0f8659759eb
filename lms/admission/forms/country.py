"""What a focal point sends, and what an applicant answers them."""

from typing import Any

from email_validator import EmailNotValidError, ValidatedEmail, validate_email
from flask import current_app
from wtforms import EmailField, SelectField, TextAreaField, ValidationError

from lms.admission.vouching import LONGEST_ADDRESS
from lms.foundation.i18n import _, lazy
from lms.web.forms import Form, Words, trimmed

REASON_AT_MOST = 1_000
ANSWER_AT_MOST = 2_000
MOST_AT_ONCE = 200


class ReasonForm(Form):
    """Why the focal point does not endorse."""

    reason = TextAreaField(
        lazy("Motivo"),
        [Words(most=REASON_AT_MOST, missing=lazy("Escriba por qué no la avala."))],
        filters=[trimmed],
    )


class QuestionForm(Form):
    """What the focal point wants to know first."""

    question = TextAreaField(
        lazy("Pregunta"),
        [Words(most=REASON_AT_MOST, missing=lazy("Escriba qué necesita saber."))],
        filters=[trimmed],
    )


class AnswerForm(Form):
    """What the applicant answers."""

    answer = TextAreaField(
        lazy("Su respuesta"),
        [Words(most=ANSWER_AT_MOST, missing=lazy("Escriba su respuesta."))],
        filters=[trimmed],
    )


def as_address(text: str | None) -> str:
    """A WTForms filter: an address as people's rows have it."""
    typed = trimmed(text).lower()
    try:
        return _read_address(typed).ascii_email or typed
    except EmailNotValidError:  # what is wrong with it, the form says
        return typed


def _read_address(text: str) -> ValidatedEmail:
    on_trial = bool(current_app.config.get("LMS_DEVELOPMENT"))
    return validate_email(
        text,
        check_deliverability=False,
        allow_smtputf8=False,
        test_environment=on_trial,
    )


class _AddressForm(Form):
    email = EmailField(
        lazy("Correo electrónico"), [Words(most=LONGEST_ADDRESS)], filters=[as_address]
    )
    state = SelectField(lazy("Estado"))

    def offer_states(self, states: list[tuple[str, str]]) -> None:
        """Let one of their own States be chosen."""
        self.state.choices = states

    def refuse(self, reason: str) -> bool:
        """Say why this address cannot be taken, if there is a reason."""
        if reason:
            self.email.errors = (*self.email.errors, reason)
        return bool(reason)

    def validate_email(self, field: Any) -> None:
        """Refuse what is no address."""
        try:
            _read_address(field.data or "")
        except EmailNotValidError:
            raise ValidationError(
                _("Escriba un correo completo, como nombre@institucion.gob.")
            ) from None


class NominationForm(_AddressForm):
    """Whom the focal point asks to apply, and for what."""

    edition = SelectField(lazy("Convocatoria"), coerce=int)


class DeputyForm(_AddressForm):
    """Who is to speak for the State too."""


def read_ids(sent: list[str]) -> list[int]:
    """Return the applications that were marked; what is no number is left out."""
    numbers = (int(text) for text in sent if text.isascii() and text.isdigit())
    return list(dict.fromkeys(number for number in numbers if number <= 2_147_483_647))[
        :MOST_AT_ONCE
    ]


def read_places(sent: dict[str, str]) -> tuple[dict[int, int], list[int]]:
    """Return the places typed by application, and where it was no number from 1."""
    places: dict[int, int] = {}
    wrong: list[int] = []
    for name, typed in sent.items():
        head, _dash, id_ = name.partition("-")
        if head != "place" or not (id_.isascii() and id_.isdigit()):
            continue
        text = typed.strip()
        if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text):
            places[int(id_)] = int(text)
        elif text:
            wrong.append(int(id_))
    return places, wrong
