"""How an edition endorses, scores and certifies, as the secretariat writes it."""

import re
import secrets
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import ValidationError

from lms.enrolment.rules import (
    CertificateRules,
    Criterion,
    EndorsementRules,
    Rules,
    WithoutAnswer,
)
from lms.foundation.i18n import _, lazy
from lms.kernel.language import N_
from lms.web.forms import Form, trimmed

from .fields import Number, ThreeTexts, make_form

EMPTY_ROWS = 2
MOST_ROWS = 40

WITHOUT_ANSWER = {
    WithoutAnswer.GOES_ON: N_("La solicitud sigue, sin aval"),
    WithoutAnswer.DECLINES: N_("La solicitud no sigue"),
}


class EndorsementForm(Form):
    """How focal points vouch for the people of their State."""

    required = BooleanField(lazy("Cada solicitud necesita el aval de su Estado"))
    days = Number(lazy("Días para responder"), least=1, most=120, required=True)
    remind_before = StringField(
        lazy("Recordar antes del vencimiento"),
        filters=[trimmed],
        description=lazy("Días antes, separados por comas: 5, 1. Vacío: sin avisos."),
    )
    without_answer = RadioField(
        lazy("Si el punto focal no responde a tiempo"),
        choices=[],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.without_answer.choices = [
            SelectChoice(str(each), _(words)) for each, words in WITHOUT_ANSWER.items()
        ]

    @property
    def endorsement(self) -> EndorsementRules:
        """What was settled, once the form is valid."""
        days = {int(each) for each in re.findall(r"[0-9]+", self.remind_before.data)}
        return EndorsementRules(
            required=bool(self.required.data),
            days=self.days.sure,
            remind_before=tuple(sorted(days, reverse=True)),
            without_answer=WithoutAnswer(self.without_answer.data),
        )

    def validate_remind_before(self, field: StringField) -> None:
        """A few whole numbers of days."""
        if field.data and not re.fullmatch(
            r"[0-9]{1,2}(\s*,\s*[0-9]{1,2}){0,5}", field.data
        ):
            raise ValidationError(_("Escriba números de días separados por comas."))

    def validate_without_answer(self, field: RadioField) -> None:
        """One of those offered."""
        if field.data not in set(WITHOUT_ANSWER):
            raise ValidationError(_("Elija una opción de la lista."))


class CriteriaForm(Form):
    """The scoring sheet, with rows ``label_<n>``, ``most_<n>``, ``weight_<n>``."""

    size = 0
    blind = BooleanField(
        lazy("Evaluar sin nombres"),
        description=lazy("Quien evalúa no ve el nombre, el correo ni los archivos."),
    )
    offer_days = Number(
        lazy("Días para aceptar una vacante ofrecida"),
        least=1,
        most=60,
        required=True,
    )
    rows = HiddenField()

    @classmethod
    def kind_of(cls, size: int) -> "type[CriteriaForm]":
        """Return the form with so many criteria."""
        fields: dict[str, Any] = {}
        for n in range(min(size, MOST_ROWS)):
            fields[f"id_{n}"] = HiddenField()
            fields[f"label_{n}"] = ThreeTexts(
                lazy("Criterio"), most=200, required=False
            )
            fields[f"most_{n}"] = Number(
                lazy("Puntos, como máximo"), least=1, most=100, default="5"
            )
            fields[f"weight_{n}"] = Number(lazy("Peso"), least=1, most=20, default="1")
        found: Any = make_form(fields, cls)
        found.size = min(size, MOST_ROWS)
        return found  # type: ignore[no-any-return]  # made of this very class

    def criteria(self, known: Sequence[Criterion]) -> list[Criterion]:
        """Return the rows that have words, those that were there under their ids."""
        ids = {each.id for each in known}
        found = []
        for n in range(self.size):
            label: Any = self[f"label_{n}"].text
            if not label:
                continue
            id_ = self[f"id_{n}"].data
            found.append(
                Criterion(
                    id=id_ if id_ in ids else f"c-{secrets.token_hex(3)}",
                    label=label,
                    most=self[f"most_{n}"].number or 5,
                    weight=self[f"weight_{n}"].number or 1,
                )
            )
            ids.discard(id_)
        return found


class CertificateForm(Form):
    """What each grade of a certificate takes."""

    participation = Number(
        lazy("Participación: porcentaje de las actividades"), most=100, required=True
    )
    completion = Number(
        lazy("Finalización: porcentaje de las actividades"), most=100, required=True
    )
    diploma = Number(
        lazy("Diploma: porcentaje de las actividades"), most=100, required=True
    )
    diploma_score = Number(
        lazy("Diploma: promedio de los cuestionarios"),
        most=100,
        required=True,
        description=lazy("En porcentaje."),
    )
    hours = Number(
        lazy("Horas que certifica"),
        least=1,
        most=1_000,
        description=lazy("Vacío: las del curso."),
    )

    @property
    def certificate(self) -> CertificateRules:
        """What was settled, once the form is valid."""
        return CertificateRules(
            participation=self.participation.sure,
            completion=self.completion.sure,
            diploma=self.diploma.sure,
            diploma_score=self.diploma_score.sure,
            hours=self.hours.number,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say also which grade would take less than the one below it."""
        if not super().validate(extra_validators):
            return False
        steps = ("participation", "completion", "diploma")
        for lower, higher in pairwise(steps):
            if self[higher].sure < self[lower].sure:
                self[higher].errors = [_("No puede pedir menos que el grado anterior.")]
                return False
        return True


def endorsement_values(rules: EndorsementRules) -> dict[str, Any]:
    """Return what the form shows of the rules of endorsement."""
    return {
        "required": rules.required,
        "days": str(rules.days),
        "remind_before": ", ".join(map(str, rules.remind_before)),
        "without_answer": str(rules.without_answer),
    }


def criteria_values(rules: Rules) -> dict[str, Any]:
    """Return what the form shows of the scoring sheet."""
    found: dict[str, Any] = {
        "blind": rules.blind,
        "offer_days": str(rules.offer_days),
        "rows": str(len(rules.criteria) + EMPTY_ROWS),
    }
    for n, each in enumerate(rules.criteria):
        found[f"id_{n}"], found[f"label_{n}"] = each.id, each.label
        found[f"most_{n}"], found[f"weight_{n}"] = str(each.most), str(each.weight)
    return found


def certificate_values(rules: CertificateRules) -> dict[str, Any]:
    """Return what the form shows of the rules of certificates."""
    return {
        "participation": str(rules.participation),
        "completion": str(rules.completion),
        "diploma": str(rules.diploma),
        "diploma_score": str(rules.diploma_score),
        "hours": "" if rules.hours is None else str(rules.hours),
    }
