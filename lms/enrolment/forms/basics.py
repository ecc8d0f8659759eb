"""What every edition says of itself, as the secretariat writes it."""

from typing import Any

from wtforms import StringField

from lms.enrolment.basics import Basics, faults_of
from lms.enrolment.models import Edition
from lms.foundation.i18n import OWN_NAMES, lazy
from lms.kernel.language import LANGUAGES
from lms.people.zones import spoken, zone_names
from lms.web.forms import Form, Words, trimmed

from .fields import Day, Moment, OneOf, Several, ThreeTexts, local

LONGEST_TITLE = 120


class BasicsForm(Form):
    """Title, languages and dates; each field is named as it is in ``Basics``."""

    title = ThreeTexts(lazy("Título"), most=LONGEST_TITLE)
    languages = Several(
        lazy("Idiomas de la edición"),
        description=lazy("En los que se convoca y se acompaña."),
    )
    time_zone = OneOf(
        lazy("Zona horaria"),
        description=lazy("En ella valen las fechas de esta edición."),
    )
    starts_on = Day(lazy("Primer día"))
    ends_on = Day(lazy("Último día"))
    call_opens_at = Moment(
        lazy("La convocatoria abre"), description=lazy("Vacío: en cuanto la abra.")
    )
    call_closes_at = Moment(lazy("Fecha límite para postularse"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages.offer((str(code), OWN_NAMES[code]) for code in LANGUAGES)
        self.time_zone.offer((name, spoken(name)) for name in zone_names())

    @property
    def basics(self) -> Basics:
        """The values, once each field is well-formed."""
        zone_id = str(self.time_zone.data or "UTC")
        return Basics(
            title=self.title.text,
            languages=tuple(self.languages.data or ()),
            time_zone=zone_id,
            starts_on=self.starts_on.day,
            ends_on=self.ends_on.day,
            call_opens_at=self.call_opens_at.moment(zone_id),
            call_closes_at=self.call_closes_at.moment(zone_id),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say also what does not fit together, at the field that has to change."""
        if not super().validate(extra_validators):
            return False
        faults = faults_of(self.basics)
        for name, sentence in faults.items():
            self[name].errors = [sentence]
        return not faults


class NewForm(BasicsForm):
    """A new edition, of one of the courses there are."""

    course = OneOf(lazy("Curso"))


class ChangeForm(BasicsForm):
    """An edition as it is; until it begins its release may be another one."""

    release = OneOf(lazy("Versión del curso"))


class ModeratorForm(Form):
    """Who is to moderate an edition."""

    who = StringField(
        lazy("Correo electrónico de su cuenta"),
        [Words(most=254, missing=lazy("Escriba un correo electrónico."))],
        filters=[trimmed],
    )


def values_of(edition: Edition) -> dict[str, Any]:
    """Return what the form shows of an edition."""
    return {
        "title": edition.title,
        "languages": edition.languages,
        "time_zone": edition.time_zone,
        "starts_on": edition.starts_on,
        "ends_on": edition.ends_on,
        "call_opens_at": local(edition.call_opens_at, edition.time_zone),
        "call_closes_at": local(edition.call_closes_at, edition.time_zone),
    }
