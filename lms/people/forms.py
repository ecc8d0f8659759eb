"""What people may tell about themselves."""

from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import ValidationError

from lms.foundation.i18n import OWN_NAMES, _, country_name, lazy
from lms.kernel.language import LANGUAGES
from lms.web.forms import Form, Words

from . import queries
from .zones import spoken, zone_names, zone_of

OTHER = "other"
"""Chosen by people who come from no State of the Network."""


_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks that turn the direction of what follows: in a name they only deceive."""


def one_line(text: str | None) -> str:
    """A WTForms filter: the text on one line, in the direction it is written."""
    return " ".join((text or "").translate(_UNSEEN).split())


def chosen(form: Form, field: SelectField) -> None:
    """Raise ``ValidationError`` unless one of the choices offered was chosen."""
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(_("Elija una opción de la lista."))


class ProfileFields(Form):
    """Who somebody is in the Network; shared by the profile and the sign-up."""

    name = StringField(
        lazy("Nombre y apellido"),
        [Words(most=120, missing=lazy("Escriba su nombre y apellido."))],
        filters=[one_line],
    )
    state = SelectField(lazy("Estado"), [chosen], validate_choice=False)
    institution = StringField(
        lazy("Institución"), [Words(most=200, least=0)], filters=[one_line]
    )
    post = StringField(lazy("Cargo"), [Words(most=200, least=0)], filters=[one_line])
    language = SelectField(
        lazy("Idioma"),
        [chosen],
        choices=[SelectChoice(str(code), OWN_NAMES[code]) for code in LANGUAGES],
        validate_choice=False,
    )
    time_zone = SelectField(lazy("Zona horaria"), [chosen], validate_choice=False)

    def offer(self) -> None:
        """Fill the lists to choose from: the States of today, the zones."""
        states = [(country_name(s.code), s.code) for s in queries.list_states()]
        self.state.choices = [
            SelectChoice("", _("Elija su Estado")),
            *(SelectChoice(code, name) for name, code in sorted(states)),
            SelectChoice(OTHER, _("Otro país u otra organización")),
        ]
        self.time_zone.choices = [
            SelectChoice("", _("La de la capital de mi Estado")),
            *(SelectChoice(zone, spoken(zone)) for zone in zone_names()),
        ]

    def validate_state(self, field: SelectField) -> None:
        """The first line of the list is a question, not an answer."""
        if not field.data:
            raise ValidationError(_("Elija su Estado, o la última opción."))

    @property
    def state_code(self) -> str | None:
        """The State, or ``None`` for people from elsewhere."""
        return None if self.state.data in ("", OTHER) else str(self.state.data)

    @property
    def zone(self) -> str:
        """The time zone chosen, or the one of the State's capital."""
        return str(self.time_zone.data) or zone_of(self.state_code)


class ProfileForm(ProfileFields):
    """One's own profile."""
