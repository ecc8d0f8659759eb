"""What people may send about certificates."""

from wtforms import StringField, TextAreaField

from lms.foundation.i18n import lazy
from lms.web.forms import Form, Words, trimmed

from .grades import Grade

_MOST_ID = 2_147_483_647


class RevokeForm(Form):
    """Why a certificate is taken back."""

    reason = TextAreaField(
        lazy("Motivo"),
        filters=[trimmed],
        validators=[Words(most=500, missing=lazy("Escriba el motivo."))],
        description=lazy("Lo verá quien compruebe el certificado."),
    )


class ReissueForm(Form):
    """The right name, and why it is another one."""

    name = StringField(
        lazy("Nombre corregido"),
        filters=[lambda text: " ".join((text or "").split())],
        validators=[Words(most=120, missing=lazy("Escriba el nombre."))],
    )
    why = StringField(
        lazy("Motivo de la corrección"),
        filters=[trimmed],
        validators=[Words(most=500, least=0)],
        description=lazy("Queda en el registro; no se publica."),
    )


def chosen_of(values: list[str]) -> list[tuple[int, Grade]]:
    """Read the ticked boxes of a preview, ``"12:diploma"``; others are not ours."""
    found = []
    for value in values:
        number, _colon, grade = value.partition(":")
        is_id = number.isascii() and number.isdigit() and int(number[:11]) <= _MOST_ID
        if is_id and grade in set(Grade):
            found.append((int(number), Grade(grade)))
    return found
