"""What people may send to a conversation."""

import secrets

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from lms.foundation.i18n import OWN_NAMES, current_language, lazy
from lms.kernel.language import LANGUAGES, Language
from lms.people.forms import one_line
from lms.web.forms import Form, Words, trimmed

BODY_AT_MOST = 20_000
TITLE = (3, 120)
REASON_AT_MOST = 200


class Passage(Words):
    """A long text. The field takes any length: what is pasted is never cut off
    unseen, and a sentence says by how much it is too long."""

    def __init__(self, *, most: int, missing: object) -> None:
        super().__init__(most=most, missing=missing)
        self.field_flags = {"required": True}


def own_newlines(text: str | None) -> str:
    """A filter: line ends as we write them, not as a browser sends them."""
    return (text or "").replace("\r\n", "\n")


def _token() -> str:
    return secrets.token_urlsafe(18)


class WritingForm(Form):
    """A text, the language it is in, and what tells two clicks from two posts."""

    body = TextAreaField(
        lazy("Su mensaje"),
        [
            Passage(
                most=BODY_AT_MOST,
                missing=lazy("Falta el texto: escriba su mensaje antes de publicarlo."),
            )
        ],
        filters=[own_newlines],
    )
    written_in = SelectField(
        lazy("Idioma en que escribe"),
        choices=[SelectChoice(str(code), OWN_NAMES[code]) for code in LANGUAGES],
        default=lambda: str(current_language()),
        validate_choice=False,
    )
    once = HiddenField(default=_token)
    page = HiddenField()
    preview = HiddenField()

    @property
    def language(self) -> Language:
        """The language the text is in: the page's, unless the writer said another."""
        chosen = self.written_in.data
        return Language(chosen) if chosen in LANGUAGES else current_language()

    @property
    def wants_preview(self) -> bool:
        """Whether the person only wants to see what the text will look like."""
        return bool(self.preview.data)


class ReplyForm(WritingForm):
    """An answer in a conversation."""


class EditForm(WritingForm):
    """Other words for a post."""


class ThreadForm(WritingForm):
    """A new conversation."""

    title = StringField(
        lazy("Título"),
        [
            Words(
                least=TITLE[0],
                most=TITLE[1],
                missing=lazy(
                    "El título necesita al menos tres letras: diga en pocas palabras "
                    "de qué quiere conversar."
                ),
            )
        ],
        filters=[one_line],
    )


class CloseForm(Form):
    """Why a conversation takes no more answers."""

    reason = StringField(
        lazy("Motivo"), [Words(least=0, most=REASON_AT_MOST)], filters=[trimmed]
    )
