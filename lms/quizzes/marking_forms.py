"""What markers fill in: a level of each criterion or a number, and what they say."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from markupsafe import Markup
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.content.asking import Question
from lms.content.questions.contents import Level
from lms.foundation.i18n import _, lazy, ngettext
from lms.web.forms import Form, Words, trimmed

from .pages.outcome import decimal
from .printed import NO_WORDS
from .printed import Words as Printed
from .rounds import Judgement
from .rubrics import mark_of_levels, mark_of_points, rubric_of

COMMENT_AT_MOST = 10_000
REASON_AT_MOST = 500


class _Choice(RadioField):  # type: ignore[misc]  # WTForms has no types
    """One level of a criterion."""

    def pre_validate(self, form: Form) -> None:
        """Raise ``ValidationError`` unless one of the levels is chosen."""
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Elija un nivel."))


class MarkForm(Form):
    """What all marks have; ``form_for`` adds what the question is judged by.

    ``show`` is the list of the queue the marker came from, ``go`` where to go then.
    """

    question: Question
    needs_reason = False

    comment = TextAreaField(
        lazy("Comentario para quien respondió"),
        [Words(least=0, most=COMMENT_AT_MOST)],
        filters=[trimmed],
    )
    reason = StringField(
        lazy("Por qué cambia la nota"),
        [Words(least=0, most=REASON_AT_MOST)],
        filters=[trimmed],
    )
    stamp = HiddenField()
    show = HiddenField()
    preview = HiddenField()

    def validate_reason(self, field: Field) -> None:
        """A mark that counts is not changed without a word."""
        if self.needs_reason and not field.data:
            raise ValidationError(
                _("Diga por qué la cambia: el motivo queda registrado con ambas notas.")
            )

    @property
    def criteria(self) -> list[Field]:
        """The fields of the rubric, in order; none where a number is given."""
        return [self[_name(c.id)] for c in rubric_of(self.question)]

    @property
    def levels(self) -> dict[str, str]:
        """The level chosen for each criterion."""
        return {c.id: self[_name(c.id)].data for c in rubric_of(self.question)}

    @property
    def mark(self) -> Fraction | None:
        """The mark that the form gives; ``None`` while it gives none."""
        if rubric := rubric_of(self.question):
            return mark_of_levels(rubric, self.levels)
        return mark_of_points(self["points"].data or "", self.question.points)

    @property
    def judgement(self) -> Judgement:
        """What the form says, once it is valid."""
        mark = self.mark
        assert mark is not None  # the fields have been validated
        return Judgement(mark=mark, levels=self.levels, comment=self.comment.data)


class RubricForm(MarkForm):
    """A mark by levels; the fields are those of the question's rubric."""


class PointsForm(MarkForm):
    """A mark as a number of points."""

    points = StringField(lazy("Puntos"), filters=[trimmed])

    def validate_points(self, field: Field) -> None:
        """A number from 0 to what the question is worth."""
        if self.mark is None:
            raise ValidationError(
                _(
                    "Escriba un número de 0 a %(most)s, con dos decimales como máximo.",
                    most=self.question.points,
                )
            )


def form_for(question: Question, words: Mapping[str, Printed]) -> type[MarkForm]:
    """Return the form for a question; ``words`` are those of its rubric in print."""
    rubric = rubric_of(question)
    if not rubric:
        return type("OwnPointsForm", (PointsForm,), {"question": question})
    fields = {
        _name(criterion.id): _Choice(
            _shown(words.get(criterion.id, NO_WORDS)),
            choices=[
                SelectChoice(
                    level.id, _level(words.get(f"{criterion.id}.{level.id}"), level)
                )
                for level in criterion.levels
            ],
        )
        for criterion in rubric
    }
    return type("OwnRubricForm", (RubricForm,), {"question": question, **fields})


def filled(question: Question, judgement: Judgement) -> dict[str, Any]:
    """Return the values of a form that shows a judgement."""
    return {
        **{_name(criterion): level for criterion, level in judgement.levels.items()},
        "points": decimal(judgement.mark * question.points),
        "comment": judgement.comment,
    }


def _name(criterion_id: str) -> str:
    return f"level-{criterion_id}"


def _shown(words: Printed) -> Markup:
    if not words.lang:
        return words.html
    return Markup('<span lang="{}">{}</span>').format(words.lang, words.html)


def _level(words: Printed | None, level: Level) -> Markup:
    worth = ngettext("%(num)s punto", "%(num)s puntos", level.points)
    return _shown(words or NO_WORDS) + Markup(" <small>{}</small>").format(worth)
