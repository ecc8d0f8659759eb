"""Who may apply, how many seats there are, how they are balanced."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from lms.enrolment.models import Edition
from lms.enrolment.rules import Dimension, Eligibility, InstitutionType, Target
from lms.enrolment.words import DIMENSIONS, GENDERS, INSTITUTIONS
from lms.foundation.i18n import _, country_name, lazy
from lms.people.queries import list_states
from lms.web.forms import Form

from .fields import Number, OneOf, Several, make_form, told

EMPTY_ROWS = 3
MOST_ROWS = 60


class SeatsForm(Form):
    """Eligibility and seats, with rows ``kind_<n>``, ``least_<n>``, ``most_<n>``."""

    size = 0
    seats = Number(
        lazy("Vacantes"), least=1, most=100_000, description=lazy("Vacío: sin límite.")
    )
    seats_per_state = Number(
        lazy("Vacantes por Estado, como máximo"),
        least=1,
        most=100_000,
        description=lazy("Vacío: sin límite."),
    )
    states = Several(
        lazy("Estados que pueden postularse"),
        description=lazy("Ninguno marcado: todos."),
    )
    institutions = Several(
        lazy("Tipos de institución que pueden postularse"),
        description=lazy("Ninguno marcado: todos."),
    )
    strict = BooleanField(
        lazy("No dejar postularse a quien no cumple los requisitos"),
        description=lazy("Sin marcar: puede postularse, y la mesa de selección lo ve."),
    )
    rows = HiddenField()

    @classmethod
    def kind_of(cls, size: int) -> "type[SeatsForm]":
        """Return the form with so many rows of balance."""
        fields: dict[str, Any] = {}
        for n in range(min(size, MOST_ROWS)):
            fields[f"kind_{n}"] = OneOf(lazy("De quiénes"))
            fields[f"least_{n}"] = Number(lazy("Al menos"), most=100_000)
            fields[f"most_{n}"] = Number(lazy("Como máximo"), most=100_000)
        found: Any = make_form(fields, cls)
        found.size = min(size, MOST_ROWS)
        return found  # type: ignore[no-any-return]  # made of this very class

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        states = sorted((country_name(each.code), each.code) for each in list_states())
        self.states.offer((code, name) for name, code in states)
        self.institutions.offer(told(INSTITUTIONS))
        kinds = [("", _("Ninguno"))]
        kinds += [_kind(Dimension.STATE, code, name) for name, code in states]
        kinds += [_kind(Dimension.GENDER, *each) for each in told(GENDERS) if each[0]]
        kinds += [_kind(Dimension.INSTITUTION, *each) for each in told(INSTITUTIONS)]
        for n in range(self.size):
            self[f"kind_{n}"].offer(kinds)

    @property
    def eligibility(self) -> Eligibility:
        return Eligibility(
            states=tuple(self.states.data or ()),
            institutions=tuple(map(InstitutionType, self.institutions.data or ())),
            strict=bool(self.strict.data),
        )

    @property
    def targets(self) -> list[Target]:
        """The rows that say something, once the form is valid."""
        found = []
        for n in range(self.size):
            dimension, _colon, value = (self[f"kind_{n}"].data or "").partition(":")
            least, most = self[f"least_{n}"].number, self[f"most_{n}"].number
            if value and (least is not None or most is not None):
                found.append(
                    Target(
                        dimension=Dimension(dimension),
                        value=value,
                        at_least=least,
                        at_most=most,
                    )
                )
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Say also which row asks for more than it allows."""
        if not super().validate(extra_validators):
            return False
        for n in range(self.size):
            least, most = self[f"least_{n}"].number, self[f"most_{n}"].number
            if least is not None and most is not None and most < least:
                self[f"most_{n}"].errors = [_("El máximo no puede ser menor.")]
                return False
        return True

    def validate_seats_per_state(self, field: Number) -> None:
        """No State can have more seats than there are."""
        seats, most = self.seats.data or "", field.data or ""
        if seats.isdigit() and most.isdigit() and int(most) > int(seats):
            raise ValidationError(_("No puede haber más que vacantes en total."))


def values_of(edition: Edition, eligibility: Eligibility) -> dict[str, Any]:
    """Return what the form shows of an edition, but for its rows."""
    return {
        "seats": _typed(edition.seats),
        "seats_per_state": _typed(edition.seats_per_state),
        "states": list(eligibility.states),
        "institutions": [str(each) for each in eligibility.institutions],
        "strict": eligibility.strict,
    }


def rows_of(targets: Sequence[Target]) -> dict[str, Any]:
    """Return what the rows show."""
    found: dict[str, Any] = {"rows": str(len(targets) + EMPTY_ROWS)}
    for n, target in enumerate(targets):
        found[f"kind_{n}"] = f"{target.dimension}:{target.value}"
        found[f"least_{n}"] = _typed(target.at_least)
        found[f"most_{n}"] = _typed(target.at_most)
    return found


def size_asked(typed: str | None) -> int:
    """Return how many rows were sent."""
    sent = typed or ""
    return min(int(sent), MOST_ROWS) if sent.isdecimal() else EMPTY_ROWS


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _kind(dimension: Dimension, value: str, words: str) -> tuple[str, str]:
    return f"{dimension}:{value}", f"{_(DIMENSIONS[dimension])}: {words}"
