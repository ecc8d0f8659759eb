"""The form of an application, made for each edition; a page shows one step of it.

What is typed is kept as it is and read by ``lms.admission.answering``: these forms only
draw the fields, with what stands in them and what is wrong with it.
"""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from lms.admission.answering import ABOUT, ELSEWHERE, NEEDS, YES, Lists, field_of
from lms.admission.words import GENDERS, INSTITUTIONS, spoken
from lms.enrolment.rules import FormQuestion, QuestionKind, Rules
from lms.foundation.i18n import OWN_NAMES, _, country_name
from lms.kernel.language import Language
from lms.web.forms import Form

MANY = 6
"""From so many choices on a question is a list to open."""

STEPS = ("about", "questions", "needs")


class Needed:
    """Marks a field that must be filled before the application is sent."""

    def __init__(self) -> None:
        self.field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Say nothing: ``answering`` does."""


def fields_of(step: str, rules: Rules) -> tuple[str, ...]:
    """Return the names of the fields of a step, files included."""
    if step == "questions":
        return tuple(field_of(each) for each in rules.questions)
    return ABOUT if step == "about" else NEEDS


def steps_of(rules: Rules) -> tuple[str, ...]:
    """Return the steps of an edition: without own questions there is one less."""
    return STEPS if rules.questions else ("about", "needs")


def make_form(
    step: str,
    rules: Rules,
    lists: Lists,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
) -> Form:
    """Return a step with what was typed, and what is wrong where it was asked for."""
    fields = _MAKERS[step](rules, lists)
    shape: type[Form] = type("StepForm", (Form,), fields)
    held: dict[str, Any] = {name: typed.get(name, "") for name in fields}
    if "consent" in held:
        held["consent"] = held["consent"] == YES
    form = shape(data=held)
    for name, sentence in faults.items():
        if name in fields:
            form[name].errors = [sentence]
    return form


def _about(rules: Rules, lists: Lists) -> dict[str, Any]:
    states = sorted((country_name(code), code) for code in lists.states)
    return {
        "state": _select(
            _("Estado"),
            [
                ("", _("Elija su Estado")),
                *((code, name) for name, code in states),
                (ELSEWHERE, _("Otro país u otra organización")),
            ],
        ),
        "institution": StringField(_("Institución"), [Needed()]),
        "institution_type": _select(
            _("Área de la institución"),
            [("", _("Elija un área")), *_worded(INSTITUTIONS)],
        ),
        "post": StringField(_("Cargo"), [Needed()]),
        "gender": RadioField(
            _("Género"), choices=_offered(_worded(GENDERS)), validate_choice=False
        ),
    }


def _questions(rules: Rules, lists: Lists) -> dict[str, Any]:
    return {field_of(each): _asked(each) for each in rules.questions}


def _needs(rules: Rules, lists: Lists) -> dict[str, Any]:
    languages = [(code, OWN_NAMES[Language(code)]) for code in lists.languages]
    return {
        "course_language": _select(
            _("Idioma en que prefiere participar"),
            [("", _("Elija un idioma")), *languages],
        ),
        "needs": TextAreaField(
            _("Lo que necesita para participar"),
            description=_(
                "Por ejemplo: subtítulos, lector de pantalla, letra grande, lengua de "
                "señas, interpretación, más tiempo, conexión limitada."
            ),
        ),
        "consent": BooleanField(_("Leí lo anterior y autorizo este uso de mis datos.")),
    }


_MAKERS = {"about": _about, "questions": _questions, "needs": _needs}


def _asked(question: FormQuestion) -> Any:
    """The field of a question; the empty answer of one that may be left is offered."""
    label, needed = spoken(question.label), [Needed()] if question.required else []
    told = {"description": spoken(question.help)} if question.help else {}
    if question.kind is QuestionKind.FILE:
        return FileField(label, needed, **told)
    if question.kind is QuestionKind.NUMBER:
        return StringField(
            label, needed, render_kw={"inputmode": "numeric", "class": "short"}, **told
        )
    if question.kind is QuestionKind.TEXT:
        return TextAreaField(label, needed, **told)
    choices = [(each.id, spoken(each.label)) for each in question.choices]
    if len(choices) >= MANY:
        return _select(label, [("", _("Elija una opción")), *choices], needed, **told)
    if not question.required:
        choices = [*choices, ("", _("Prefiero no responder"))]
    return RadioField(
        label, needed, choices=_offered(choices), validate_choice=False, **told
    )


def _select(
    label: str, choices: list[tuple[str, str]], needed: Any = None, **told: Any
) -> Any:
    return SelectField(
        label,
        [Needed()] if needed is None else needed,
        choices=_offered(choices),
        validate_choice=False,
        **told,
    )


def _worded(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(code), str(said)) for code, said in words.items()]


def _offered(choices: list[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(code, words) for code, words in choices]
