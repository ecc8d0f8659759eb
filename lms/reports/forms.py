"""What people may send to reports: a message to a group."""

import secrets

from wtforms import HiddenField, StringField, TextAreaField

from lms.foundation.i18n import lazy
from lms.web.forms import Form, Words, trimmed

SUBJECT_AT_MOST = 150
BODY_AT_MOST = 5_000


def _token() -> str:
    return secrets.token_urlsafe(18)


def _own_newlines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class MessageForm(Form):
    """A letter to everybody in a group. ``once`` tells two clicks from two letters,
    ``group`` which people were shown before it was sent."""

    subject = StringField(
        lazy("Asunto"),
        [Words(most=SUBJECT_AT_MOST, missing=lazy("Escriba de qué trata el mensaje."))],
        filters=[_one_line],
    )
    body = TextAreaField(
        lazy("Mensaje"),
        [Words(most=BODY_AT_MOST, missing=lazy("Escriba el mensaje antes de seguir."))],
        filters=[_own_newlines],
    )
    once = HiddenField(
        default=_token, validators=[Words(most=80, least=0)], filters=[trimmed]
    )
    group = HiddenField(validators=[Words(most=80, least=0)], filters=[trimmed])
    go = HiddenField()

    @property
    def key(self) -> str:
        """What tells this letter from any other."""
        return self.once.data or _token()
