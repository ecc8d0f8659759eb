"""What the secretariat fills in about seats, lists and invitations."""

import re
from datetime import UTC, date, datetime, time, timedelta

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import ValidationError

from lms.foundation.i18n import _, lazy, zone
from lms.web.forms import Form, Words, trimmed

ROLES = (
    SelectChoice("participant", lazy("Participante")),
    SelectChoice("observer", lazy("Observación: lee, no responde")),
)
MOST_USES = 1_000


class MoveForm(Form):
    """Why somebody changes place on the list."""

    reason = StringField(
        lazy("Motivo"),
        filters=[trimmed],
        validators=[Words(most=500, missing=lazy("Escriba el motivo del cambio."))],
    )


class InvitationForm(Form):
    """An invitation with a code."""

    role = RadioField(lazy("Entra como"), choices=ROLES, default="participant")
    uses = StringField(
        lazy("Cuántas personas pueden usarla"),
        filters=[trimmed],
        description=lazy("Vacío: todas las que tengan el código, mientras haya lugar."),
    )
    last_day = StringField(
        lazy("Vale hasta el día"),
        filters=[trimmed],
        description=lazy("Ese día incluido. Vacío: sin fecha."),
    )
    note = StringField(
        lazy("Para qué es"),
        filters=[trimmed],
        validators=[Words(most=120, least=0)],
        description=lazy("Una nota para reconocerla en la lista."),
    )

    def validate_uses(self, field: StringField) -> None:
        """Refuse what is no number of people."""
        typed = field.data or ""
        good = re.fullmatch(r"[0-9]{1,4}", typed) and 1 <= int(typed) <= MOST_USES
        if typed and not good:
            raise ValidationError(
                _("Escriba un número entero, de 1 a %(most)s.", most=MOST_USES)
            )

    def validate_last_day(self, field: StringField) -> None:
        """Refuse what is no day of this century."""
        if field.data and self._day() is None:
            raise ValidationError(_("Escriba la fecha así: 2027-03-15."))

    @property
    def number(self) -> int | None:
        """How many may use it; ``None`` for any number."""
        return int(self.uses.data) if self.uses.data else None

    def expires_at(self, zone_id: str) -> datetime | None:
        """The end of its last day there; ``None`` where it has none."""
        day = self._day()
        if day is None:
            return None
        after = datetime.combine(day + timedelta(days=1), time(), zone(zone_id))
        return after.astimezone(UTC)

    def _day(self) -> date | None:
        typed = self.last_day.data or ""
        try:
            return (
                date.fromisoformat(typed)
                if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", typed)
                else None
            )
        except ValueError:
            return None


class CodeForm(Form):
    """A code that somebody was given."""

    code = StringField(
        lazy("Código"),
        filters=[trimmed],
        validators=[Words(most=40, missing=lazy("Escriba el código que recibió."))],
        description=lazy("Doce letras y números. Da igual si con guiones o sin ellos."),
    )
