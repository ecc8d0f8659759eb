"""What people type to come in, to get an account and to look after it."""

import re
from typing import Any

from email_validator import EmailNotValidError, ValidatedEmail, validate_email
from flask import current_app
from wtforms import BooleanField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from lms.foundation.i18n import _, lazy
from lms.people.forms import ProfileFields
from lms.web.forms import Form, Words, trimmed

from . import passwords

INTENT = re.compile(r"[a-z]{1,20}:[a-z0-9-]{1,80}")
LONGEST_PATH = 2_000
LONGEST_ADDRESS = 254


def as_address(text: str | None) -> str:
    """A WTForms filter: an address as accounts are found by it.

    A domain can be spelt in many ways that all reach the same mailbox (``ñ`` in one
    sign or two, wide letters, another full stop): there is one account for them.
    """
    typed = trimmed(text).lower()
    try:
        return _read_address(typed, on_trial=True).ascii_email or typed
    except EmailNotValidError:  # what is wrong with it, ``Address`` says
        return typed


def _read_address(text: str, *, on_trial: bool) -> ValidatedEmail:
    if len(text) > LONGEST_ADDRESS:
        raise EmailNotValidError
    return validate_email(
        text,
        check_deliverability=False,
        allow_smtputf8=False,
        test_environment=on_trial,
    )


def as_intent(text: str | None) -> str:
    """A WTForms filter: what somebody came for, or nothing if it makes no sense."""
    return text if text and INTENT.fullmatch(text) else ""


def as_path(text: str | None) -> str:
    """A WTForms filter: where somebody was going; too long to be true is nowhere."""
    return text if text and len(text) <= LONGEST_PATH else ""


class Address:
    """Checks that an e-mail address could be one, without asking anybody."""

    def __init__(self) -> None:
        self.field_flags = {"required": True, "maxlength": LONGEST_ADDRESS}

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ``ValidationError`` with what an address looks like."""
        on_trial = bool(current_app.config.get("LMS_DEVELOPMENT"))
        try:
            _read_address(field.data or "", on_trial=on_trial)
        except EmailNotValidError as refused:
            raise ValidationError(
                _("Escriba un correo completo, como nombre@institucion.gob.")
            ) from refused


class Strong:
    """Checks that a password is not among the first that anybody would try."""

    def __init__(self) -> None:
        self.field_flags = {"required": True, "minlength": passwords.LEAST}

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ``ValidationError`` with what to do about it."""
        text = field.data or ""
        if not passwords.LEAST <= len(text) <= passwords.MOST:
            raise ValidationError(
                _(
                    "Use entre %(least)s y %(most)s caracteres: tres o cuatro "
                    "palabras que no vayan juntas sirven muy bien.",
                    least=passwords.LEAST,
                    most=passwords.MOST,
                )
            )
        if "\x00" in text:
            raise ValidationError(_("Contiene un carácter que no se puede usar."))
        if passwords.is_personal(text, *form.own_words()):
            raise ValidationError(
                _("Contiene parte de su nombre o de su correo. Elija otra.")
            )
        if passwords.is_pattern(text) or passwords.is_common(text):
            raise ValidationError(
                _(
                    "Es de las primeras que alguien probaría. Elija otra: tres o "
                    "cuatro palabras que no vayan juntas, por ejemplo."
                )
            )


def _given(text: Any) -> Words:
    return Words(most=1_000_000, missing=text)


class GoingOn(Form):
    """Where somebody was going when they had to come in, and what for."""

    next = HiddenField(filters=[as_path])
    intent = HiddenField(filters=[as_intent])


class SignInForm(GoingOn):
    """Coming in."""

    email = StringField(
        lazy("Correo electrónico"),
        [_given(lazy("Escriba su correo."))],
        filters=[as_address],
    )
    password = PasswordField(
        lazy("Contraseña"), [_given(lazy("Escriba su contraseña."))]
    )
    stay = BooleanField(lazy("Mantener la sesión abierta en este equipo"))


class SignUpForm(GoingOn, ProfileFields):
    """Asking for an account."""

    email = StringField(lazy("Correo electrónico"), [Address()], filters=[as_address])
    password = PasswordField(lazy("Contraseña"), [Strong()])
    consent = BooleanField(lazy("Leí el aviso de privacidad y estoy de acuerdo"))

    def own_words(self) -> tuple[str, ...]:
        """What the password must not contain."""
        return (self.name.data or "", self.email.data or "")

    def validate_consent(self, field: BooleanField) -> None:
        """Without a yes we may not keep anything about anybody."""
        if not field.data:
            raise ValidationError(
                _("Para crear la cuenta hace falta su acuerdo con el aviso.")
            )


class ConfirmForm(Form):
    """Confirming from another browser than the one that asked."""

    password = PasswordField(
        lazy("Contraseña"), [_given(lazy("Escriba la contraseña que eligió."))]
    )


class ForgottenForm(Form):
    """Asking for a new password."""

    email = StringField(lazy("Correo electrónico"), [Address()], filters=[as_address])


class NewPasswordForm(Form):
    """Choosing another password."""

    new_password = PasswordField(lazy("Contraseña nueva"), [Strong()])

    def __init__(self, *args: Any, own: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = own

    def own_words(self) -> tuple[str, ...]:
        """What the password must not contain."""
        return self._own


class PresentPassword(Form):
    """Showing that it is really oneself who is sitting here."""

    password = PasswordField(
        lazy("Contraseña actual"), [_given(lazy("Escriba su contraseña actual."))]
    )


class ChangePasswordForm(PresentPassword, NewPasswordForm):
    """Changing one's password."""


class ChangeEmailForm(PresentPassword):
    """Moving to another address."""

    email = StringField(lazy("Correo nuevo"), [Address()], filters=[as_address])


class CloseForm(PresentPassword):
    """Closing the account."""

    sure = BooleanField(lazy("Entiendo que no se puede deshacer"))

    def validate_sure(self, field: BooleanField) -> None:
        """Closing is for good: one tick more than usual."""
        if not field.data:
            raise ValidationError(_("Marque esta casilla para cerrar la cuenta."))
