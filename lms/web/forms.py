"""Forms as we use them: WTForms for the shape, one check at the door for the origin."""

from collections.abc import Callable
from typing import Any, Self, TypeVar

from flask import current_app, request
from flask_wtf.csrf import validate_csrf
from wtforms import Form as WTForm
from wtforms import ValidationError
from wtforms.fields import Field

from lms.foundation.i18n import _, lazy
from lms.kernel.errors import Expired

WRITING = {"POST", "PUT", "PATCH", "DELETE"}

NEVER_KEPT = {"csrf_token", "password", "new_password", "repeated", "next"}
"""Fields that are not given back to a person whose session ended."""

V = TypeVar("V", bound=Callable[..., Any])


class Form(WTForm):  # type: ignore[misc]  # WTForms has no types
    """What a person may send. The origin is checked at the door, not here."""

    @classmethod
    def of_request(cls, **defaults: Any) -> Self:
        """Return the form as it was sent, or filled with ``defaults`` on a GET."""
        if request.method in WRITING:
            return cls(request.form, **defaults)
        return cls(**defaults)

    @property
    def faults(self) -> list[tuple[Field, str]]:
        """Every field that cannot stay as it is, with its first reason."""
        return [(field, str(field.errors[0])) for field in self if field.errors]


class Words:
    """Checks a text: ``least`` to ``most`` characters once trimmed, no NUL bytes."""

    def __init__(self, *, most: int, least: int = 1, missing: Any = None) -> None:
        self.most = most
        self.least = least
        self.missing = missing or lazy("Escriba algo aquí para seguir.")
        self.field_flags = {"maxlength": most, **({"required": True} if least else {})}

    def __call__(self, form: WTForm, field: Field) -> None:
        """Raise ``ValidationError`` with a sentence that says what to do."""
        text = field.data or ""
        if len(text.strip()) < self.least:
            raise ValidationError(str(self.missing))
        if len(text) > self.most:
            raise ValidationError(
                _(
                    "El texto tiene %(length)s caracteres y caben %(most)s: acórtelo.",
                    length=len(text),
                    most=self.most,
                )
            )
        if "\x00" in text:
            raise ValidationError(
                _("El texto contiene un carácter que no se puede guardar: bórrelo.")
            )


def trimmed(text: str | None) -> str:
    """A WTForms filter: the text without space around it."""
    return (text or "").strip()


def for_anyone(view: V) -> V:
    """Mark a view whose form people send before they have signed in."""
    view.for_anyone = True  # type: ignore[attr-defined]  # read back by is_for_anyone
    return view


def is_for_anyone() -> bool:
    """Whether the form being sent is one for people who have not signed in."""
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "for_anyone", False))


def takes_files(view: V) -> V:
    """Mark a view whose form carries a file, and may be as large as one."""
    view.takes_files = True  # type: ignore[attr-defined]  # read back by make_room
    return view


def make_room() -> None:
    """Let a form with a file be larger than what people type."""
    view = current_app.view_functions.get(request.endpoint or "")
    usual = request.max_content_length
    if usual is not None and getattr(view, "takes_files", False):
        request.max_content_length = usual + current_app.config["FILES_AT_MOST"] * 2**20


def check_origin() -> None:
    """Refuse a form that was not sent from a page of ours; raises ``Expired``."""
    if request.method not in WRITING:
        return
    if not current_app.config.get("WTF_CSRF_ENABLED", True):
        return
    token = request.form.get("csrf_token") or request.headers.get("X-CSRFToken")
    try:
        validate_csrf(token)
    except ValueError as refused:
        raise Expired(
            _("La página desde la que escribió ya no es válida. Envíe de nuevo.")
        ) from refused


def kept_fields() -> list[tuple[str, str]]:
    """Return what a person sent, without secrets, so that it can be given back."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_KEPT
    ]
