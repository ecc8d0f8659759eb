"""What somebody looks for in the record."""

from datetime import date, datetime, time, timedelta

from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import ValidationError

from lms.foundation.i18n import _, lazy, zone
from lms.web.forms import Form, Words, trimmed

from . import queries, words
from .queries import Wanted

EDITION = "edition"
EARLIEST = date(2000, 1, 1)
LATEST = date(9990, 1, 1)


def real_day(form: Form, field: StringField) -> None:
    """Raise ``ValidationError`` for what is no day of these times."""
    if field.data and day_of(field.data) is None:
        raise ValidationError(_("Escriba la fecha así: 2026-11-30."))


def day_of(text: str) -> date | None:
    """Return the day a text names, if it names one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


class RecordForm(Form):
    """The filters of the record; all of them may be left empty."""

    who = StringField(
        lazy("Persona (nombre o número)"),
        [Words(most=120, least=0)],
        filters=[trimmed],
    )
    act = SelectField(lazy("Decisión"), validate_choice=False)
    about = SelectField(lazy("Edición"), validate_choice=False)
    since = StringField(lazy("Desde el día"), [real_day], filters=[trimmed])
    until = StringField(lazy("Hasta el día"), [real_day], filters=[trimmed])

    def offer(self) -> None:
        """Fill the lists to choose from: the acts there are, the editions there are."""
        acts = {act: words.act_name(act) for act in queries.list_acts()}
        things = {f"{EDITION}:{n}": t for n, t in words.list_things(EDITION).items()}
        for field, choices in ((self.act, acts), (self.about, things)):
            if field.data:
                choices.setdefault(field.data, field.data)
            named = sorted(choices.items(), key=lambda choice: choice[1].casefold())
            field.choices = [
                SelectChoice("", _("Todas")),
                *(SelectChoice(value, text) for value, text in named),
            ]

    def wanted(self, time_zone: str | None) -> Wanted:
        """Return what to look for; days are days in somebody's time zone."""
        last = day_of(self.until.data or "")
        return Wanted(
            who="" if self.who.errors else self.who.data or "",
            act=(self.act.data or "").replace("\x00", ""),
            about=(self.about.data or "").replace("\x00", ""),
            since=_midnight(day_of(self.since.data or ""), time_zone),
            until=_midnight(last + timedelta(days=1) if last else None, time_zone),
        )

    @property
    def asked(self) -> dict[str, str]:
        """What was filled in, for addresses of the same list."""
        return {field.name: field.data for field in self if field.data}


def _midnight(day: date | None, time_zone: str | None) -> datetime | None:
    return datetime.combine(day, time(), zone(time_zone)) if day else None
