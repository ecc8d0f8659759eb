"""The calendar of an edition: days of its modules, live sessions."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from lms.content.schema import Module
from lms.enrolment.services.calendars import Days
from lms.foundation.i18n import _, lazy
from lms.web.forms import Form, Words, trimmed

from .fields import Number, ThreeTexts, make_form

LATEST = 1_000
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class CalendarForm(Form):
    """The day each module opens and the one it is due: ``opens_<n>``, ``due_<n>``."""

    modules: tuple[str, ...] = ()

    @classmethod
    def kind_of(cls, modules: Iterable[Module]) -> "type[CalendarForm]":
        """Return the form for these modules, in their order."""
        fields: dict[str, Any] = {}
        for n, _module in enumerate(modules):
            fields[f"opens_{n}"] = Number(lazy("Abre, día"), most=LATEST)
            fields[f"due_{n}"] = Number(lazy("Vence, día"), most=LATEST)
        found: Any = make_form(fields, cls)
        found.modules = tuple(module.id for module in modules)
        return found  # type: ignore[no-any-return]  # made of this very class

    @property
    def days(self) -> dict[str, Days]:
        """The days of each module, once the form is valid."""
        return {
            module_id: (self[f"opens_{n}"].number, self[f"due_{n}"].number)
            for n, module_id in enumerate(self.modules)
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Say also which module would be due before it opens."""
        if not super().validate(extra_validators):
            return False
        for n, (opens, due) in enumerate(self.days.values()):
            if opens is not None and due is not None and due < opens:
                self[f"due_{n}"].errors = [_("No puede vencer antes de abrir.")]
                return False
        return True


class SessionForm(Form):
    """A live session: what, when and where."""

    title = ThreeTexts(lazy("Título"), most=120)
    day = Number(
        lazy("Día"),
        most=LATEST,
        required=True,
        description=lazy("Días desde el primero: 0 es el primer día de la edición."),
    )
    at = StringField(lazy("Hora"), filters=[trimmed])
    minutes = Number(lazy("Minutos"), least=5, most=600, required=True)
    address = StringField(
        lazy("Enlace o lugar"),
        [Words(most=500, least=0)],
        filters=[trimmed],
        description=lazy("Lo ven solo quienes cursan la edición."),
    )

    def validate_at(self, field: StringField) -> None:
        """An hour of the day, as 15:30."""
        if not _HOUR.fullmatch(field.data or ""):
            raise ValidationError(_("Escriba la hora así: 15:30."))
