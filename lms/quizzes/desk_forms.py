"""What those who run quizzes fill in: what somebody needs, when a quiz is open."""

import re
from datetime import UTC, datetime
from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from lms.foundation.i18n import _, lazy, zone
from lms.web.forms import Form, trimmed

_NUMBER = re.compile(r"[0-9]{1,4}")
_MOMENT = re.compile(r"(20[0-9]{2}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:00)?")
_LOCAL = "%Y-%m-%dT%H:%M"


class WholeNumber(StringField):  # type: ignore[misc]  # WTForms has no types
    """A whole number from 0 to ``most``; an empty field is 0."""

    def __init__(self, label: Any, *, most: int, **more: Any) -> None:
        super().__init__(label, filters=[trimmed], **more)
        self.most = most

    @property
    def number(self) -> int:
        """What was typed, once the form is valid."""
        return int(self.data or 0)

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` with what may be written."""
        typed = self.data or "0"
        if not _NUMBER.fullmatch(typed) or int(typed) > self.most:
            raise ValidationError(
                _("Escriba un número entero, de 0 a %(most)s.", most=self.most)
            )


class AccommodationForm(Form):
    """What a person needs in every quiz: the limits are those of the table."""

    extra_time = WholeNumber(
        lazy("Tiempo adicional"),
        most=300,
        description=lazy(
            "Porcentaje sobre el tiempo de cada cuestionario: con 25, de 40 minutos se "
            "hacen 50."
        ),
    )
    extra_attempts = WholeNumber(
        lazy("Intentos adicionales"),
        most=20,
        description=lazy("Se suman a los que permite cada cuestionario."),
    )
    pause_minutes = WholeNumber(
        lazy("Minutos de pausa"),
        most=600,
        description=lazy(
            "Cuánto puede detenerse el tiempo en cada intento, en una o más pausas."
        ),
    )


class Moment(StringField):  # type: ignore[misc]  # WTForms has no types
    """A date and an hour in the time zone that the form names, or nothing."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, filters=[trimmed], **more)

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` for what is no moment of this century."""
        if self.data and _read(self.data) is None:
            raise ValidationError(
                _("Escriba la fecha y la hora así: 2027-03-15 09:00. O déjelo vacío.")
            )


class ScheduleForm(Form):
    """When a quiz opens and closes. ``zone`` is the time zone the page named."""

    opens = Moment(lazy("Abre"))
    closes = Moment(lazy("Cierra"))
    zone = HiddenField()

    @classmethod
    def showing(
        cls, opens_at: datetime | None, closes_at: datetime | None, zone_id: str
    ) -> "ScheduleForm":
        """Return the form with what is set now, in a time zone."""
        return cls(
            opens=_local(opens_at, zone_id),
            closes=_local(closes_at, zone_id),
            zone=zone_id,
        )

    @property
    def zone_id(self) -> str:
        """The time zone in which the hours were read and typed."""
        return zone(self.zone.data).key

    @property
    def opens_at(self) -> datetime | None:
        return self._moment(self.opens.data)

    @property
    def closes_at(self) -> datetime | None:
        return self._moment(self.closes.data)

    def validate_closes(self, field: Moment) -> None:
        """What closes before it opens would never be open."""
        opens, closes = _read(self.opens.data or ""), _read(field.data or "")
        if opens and closes and closes <= opens:
            raise ValidationError(_("Tiene que cerrar después de abrir."))

    def _moment(self, typed: str | None) -> datetime | None:
        local = _read(typed or "")
        if local is None:
            return None
        return local.replace(tzinfo=zone(self.zone.data)).astimezone(UTC)


def _read(typed: str) -> datetime | None:
    found = _MOMENT.fullmatch(typed)
    if not found:
        return None
    try:
        # The zone comes with the form: see ``ScheduleForm.zone_id``.
        return datetime.strptime(f"{found[1]}T{found[2]}", _LOCAL)  # noqa: DTZ007
    except ValueError:
        return None


def _local(moment: datetime | None, zone_id: str) -> str:
    return moment.astimezone(zone(zone_id)).strftime(_LOCAL) if moment else ""
