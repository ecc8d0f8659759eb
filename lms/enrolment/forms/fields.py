"""The kinds of fields that the pages of an edition are made of."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.fields import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from lms.foundation.i18n import OWN_NAMES, _, zone
from lms.kernel.language import LANGUAGES
from lms.web.forms import Form, trimmed

_MOMENT = re.compile(r"(20[0-9]{2}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:00)?")
_LOCAL = "%Y-%m-%dT%H:%M"


class ThreeTexts(Field):  # type: ignore[misc]  # WTForms has no types
    """One text in each language, typed side by side; ``rows`` makes it a longer one."""

    def __init__(
        self,
        label: Any,
        *,
        most: int,
        rows: int = 0,
        required: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(label, **more)
        self.most, self.rows = most, rows
        self.flags.required = required

    def process(
        self, formdata: Any, data: Any = unset_value, extra_filters: Any = None
    ) -> None:
        """Take what was sent, else what there is; never fails."""
        self.process_errors: list[str] = []
        given = {} if data is unset_value or data is None else data
        self.data = {str(code): given.get(code) or "" for code in LANGUAGES}
        if formdata is not None:
            self.data = {
                code: trimmed(formdata.get(f"{self.name}-{code}")) for code in self.data
            }

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """The code, the own name and the words of each language."""
        return [
            (str(code), OWN_NAMES[code], self.data[str(code)]) for code in LANGUAGES
        ]

    @property
    def text(self) -> dict[str, str]:
        """The words in the languages that have some."""
        return {code: words for code, words in self.data.items() if words}

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` for no words at all, or too many."""
        if self.flags.required and not self.text:
            raise ValidationError(_("Escríbalo en al menos un idioma."))
        for _code, name, words in self.parts:
            if len(words) > self.most:
                raise ValidationError(
                    _(
                        "El texto en %(name)s tiene %(length)s caracteres y caben "
                        "%(most)s: acórtelo.",
                        name=name,
                        length=len(words),
                        most=self.most,
                    )
                )
            if "\x00" in words:
                raise ValidationError(
                    _("El texto contiene un carácter que no se puede guardar: bórrelo.")
                )


class Number(StringField):  # type: ignore[misc]  # WTForms has no types
    """A whole number between two others, or nothing where that means something."""

    def __init__(
        self,
        label: Any,
        *,
        least: int = 0,
        most: int,
        required: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(label, filters=[trimmed], **more)
        self.least, self.most = least, most
        self.flags.required = required

    @property
    def number(self) -> int | None:
        """What was typed, once the form is valid."""
        return int(self.data) if self.data else None

    @property
    def sure(self) -> int:
        """What was typed where something has to be."""
        return int(self.data)

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` with what may be written."""
        typed = self.data or ""
        if not typed and not self.flags.required:
            return
        if re.fullmatch(r"[0-9]{1,6}", typed) and (
            self.least <= int(typed) <= self.most
        ):
            return
        raise ValidationError(
            _(
                "Escriba un número entero, de %(least)s a %(most)s.",
                least=self.least,
                most=self.most,
            )
        )


class Day(StringField):  # type: ignore[misc]  # WTForms has no types
    """A day of this century, or nothing."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, filters=[_iso, trimmed], **more)

    @property
    def day(self) -> date | None:
        """What was typed, once the form is valid."""
        return date.fromisoformat(self.data) if self.data else None

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` for what is no day of this century."""
        if not self.data:
            return
        try:
            if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", self.data):
                date.fromisoformat(self.data)
                return
        except ValueError:
            pass
        raise ValidationError(_("Escriba la fecha así: 2027-03-15."))


class Moment(StringField):  # type: ignore[misc]  # WTForms has no types
    """A date and an hour in the time zone that the form chooses, or nothing."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, filters=[trimmed], **more)

    def moment(self, zone_id: str | None) -> datetime | None:
        """Return what was typed as a moment, ``None`` for nothing or nonsense."""
        local = _read(self.data or "")
        return local.replace(tzinfo=zone(zone_id)).astimezone(UTC) if local else None

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` for what is no moment of this century."""
        if self.data and _read(self.data) is None:
            raise ValidationError(
                _("Escriba la fecha y la hora así: 2027-03-15 09:00. O déjelo vacío.")
            )


class Several(SelectMultipleField):  # type: ignore[misc]  # WTForms has no types
    """Several of several, each with its box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("choices", [])
        super().__init__(label, validate_choice=False, **more)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Set what there is to tick: values with their words."""
        self.choices = [SelectChoice(value, words) for value, words in choices]

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` for what was not offered."""
        offered = {choice.value for choice in self.choices}
        if set(self.data or ()) - offered:
            raise ValidationError(_("Elija opciones de la lista."))


class OneOf(SelectField):  # type: ignore[misc]  # WTForms has no types
    """One of several, from a list."""

    def __init__(self, label: Any, **more: Any) -> None:
        more.setdefault("choices", [])
        super().__init__(label, validate_choice=False, **more)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Set what there is to choose: values with their words."""
        self.choices = [SelectChoice(value, words) for value, words in choices]

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` unless one of those offered was chosen."""
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Elija una opción de la lista."))


def local(moment: datetime | None, zone_id: str) -> str:
    """Return a moment as it is typed in a time zone."""
    return moment.astimezone(zone(zone_id)).strftime(_LOCAL) if moment else ""


def told(texts: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return what a list offers, from the words for each value."""
    return [(str(value), _(words)) for value, words in texts.items()]


def make_form(fields: Mapping[str, Any], base: type[Form] = Form) -> type[Form]:
    """Return a kind of form with these fields, for rows that are known only now."""
    return type("Rows", (base,), dict(fields))


def _iso(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _read(typed: str) -> datetime | None:
    found = _MOMENT.fullmatch(typed)
    if not found:
        return None
    try:
        # The zone is a field of its own: see ``Moment.moment``.
        return datetime.strptime(f"{found[1]}T{found[2]}", _LOCAL)  # noqa: DTZ007
    except ValueError:
        return None
