"""An own question of an application, as the secretariat writes it."""

import secrets
from typing import Any

from wtforms import BooleanField
from wtforms.validators import ValidationError

from lms.enrolment.rules import Choice, FormQuestion, QuestionKind
from lms.enrolment.words import QUESTION_KINDS
from lms.foundation.i18n import _, lazy
from lms.kernel.language import LANGUAGES
from lms.web.forms import Form

from .fields import Number, OneOf, ThreeTexts, told

MOST_CHOICES = 30


class QuestionForm(Form):
    """A question in three languages; choices are one on each line."""

    kind = OneOf(lazy("Cómo se responde"))
    label = ThreeTexts(lazy("Pregunta"), most=300, rows=2)
    help = ThreeTexts(lazy("Ayuda para responder"), most=500, rows=2, required=False)
    required = BooleanField(lazy("Hay que responderla"))
    choices = ThreeTexts(
        lazy("Opciones"),
        most=3_000,
        rows=6,
        required=False,
        description=lazy(
            "Solo para «Opciones»: una por línea, en el mismo orden en cada idioma."
        ),
    )
    least = Number(
        lazy("Al menos"),
        most=100_000,
        description=lazy("El número menor, o cuántos caracteres como mínimo."),
    )
    most = Number(
        lazy("Como máximo"),
        most=100_000,
        description=lazy("El número mayor, o cuántos caracteres caben."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.offer(told(QUESTION_KINDS))

    def question(self, known: FormQuestion | None) -> FormQuestion:
        """Return what was written, under the id it has or a new one."""
        kind = QuestionKind(self.kind.data)
        is_bounded = kind in (QuestionKind.TEXT, QuestionKind.NUMBER)
        texts: Any = (self.label.text, self.help.text)
        return FormQuestion(
            id=known.id if known else f"p-{secrets.token_hex(4)}",
            kind=kind,
            label=texts[0],
            help=texts[1],
            required=bool(self.required.data),
            choices=self._choices(known) if kind is QuestionKind.CHOICE else (),
            least=self.least.number if is_bounded else None,
            most=self.most.number if is_bounded else None,
        )

    def validate_choices(self, field: ThreeTexts) -> None:
        """As many in each language that has some, and at least two."""
        if self.kind.data != QuestionKind.CHOICE:
            return
        counts = {len(lines) for lines in self._lines().values() if lines}
        if not counts or min(counts) < 2:
            raise ValidationError(_("Escriba al menos dos opciones, una por línea."))
        if len(counts) > 1:
            raise ValidationError(_("Escriba las mismas opciones en cada idioma."))
        if max(counts) > MOST_CHOICES:
            raise ValidationError(
                _("Caben %(most)s opciones como máximo.", most=MOST_CHOICES)
            )

    def validate_most(self, field: Number) -> None:
        """What is at most cannot be less than what is at least."""
        least, most = self.least.data or "", field.data or ""
        if least.isdigit() and most.isdigit() and int(most) < int(least):
            raise ValidationError(_("El máximo no puede ser menor."))

    def _lines(self) -> dict[str, list[str]]:
        return {
            code: [line for line in map(str.strip, words.splitlines()) if line]
            for code, words in self.choices.data.items()
        }

    def _choices(self, known: FormQuestion | None) -> tuple[Choice, ...]:
        lines = {code: each for code, each in self._lines().items() if each}
        kept = [choice.id for choice in known.choices] if known else []
        size = len(next(iter(lines.values())))
        found = []
        for n in range(size):
            label: Any = {code: each[n] for code, each in lines.items()}
            id_ = kept[n] if n < len(kept) else f"o-{secrets.token_hex(3)}"
            found.append(Choice(id_, label))
        return tuple(found)


def values_of(question: FormQuestion | None) -> dict[str, Any]:
    """Return what the form shows of a question."""
    if question is None:
        return {"kind": str(QuestionKind.TEXT), "required": True}
    return {
        "kind": str(question.kind),
        "label": question.label,
        "help": question.help,
        "required": question.required,
        "choices": {
            code: "\n".join(choice.label.get(code, "") for choice in question.choices)
            for code in LANGUAGES
        },
        "least": "" if question.least is None else str(question.least),
        "most": "" if question.most is None else str(question.most),
    }
