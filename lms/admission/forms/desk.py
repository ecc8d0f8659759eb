"""What comes to the selection desk: filters, scoring sheets, decisions, words."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.admission import letters
from lms.admission.desk_words import COLUMNS, STATES
from lms.admission.method import Outcome, Proposal
from lms.admission.queries.desk import SORTS, TELLING_SORTS, Filters
from lms.admission.services.deciding import Choice
from lms.enrolment.rules import Criterion, Gender, InstitutionType
from lms.foundation.i18n import _, lazy
from lms.web.forms import Form, Words, trimmed

KEYS = (
    *("state", "country", "type", "gender", "flag", "least", "most", "q"),
    *("sort", "col"),
)
"""What the address of the desk says, besides the page."""

FIRST_COLUMNS = ("country", "institution", "score", "state", "endorsement")
LONGEST = 120
LONGEST_QUERY = 1000
_SCORE = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_CODE = re.compile(r"[A-Z]{2}")
_FLAG = re.compile(r"[a-z_]{1,20}")


def read_filters(args: MultiDict[str, str], *, blind: bool = False) -> Filters:
    """Read the filters; what makes no sense is as if it had not been asked."""
    sort = args.get("sort", "")
    allowed = set(SORTS) - TELLING_SORTS if blind else set(SORTS)
    return Filters(
        state=_one_of(args.get("state"), STATES),
        country=_like(args.get("country"), _CODE),
        institution=_one_of(args.get("type"), tuple(InstitutionType)),
        gender="" if blind else _one_of(args.get("gender"), tuple(Gender)),
        flag=_like(args.get("flag"), _FLAG),
        least=_score(args.get("least")),
        most=_score(args.get("most")),
        words="" if blind else _words(args.get("q")),
        sort=sort if sort.removeprefix("-") in {*allowed, "submitted"} else "",
        blind=blind,
    )


def anywhere(filters: Filters) -> Filters:
    """The same filters in every State."""
    return replace(filters, country="")


def query_of(args: MultiDict[str, str]) -> str:
    """Return the part of an address that brings the same table again."""
    pairs = [
        (key, value)
        for key in KEYS
        for value in args.getlist(key)
        if value and "\x00" not in value
    ]
    query = urlencode(pairs)
    return query if len(query) <= LONGEST_QUERY else ""


def read_columns(args: MultiDict[str, str]) -> tuple[str, ...]:
    """Return the columns that were chosen, in their own order."""
    chosen = set(args.getlist("col")) & COLUMNS.keys()
    return tuple(name for name in COLUMNS if name in (chosen or FIRST_COLUMNS))


def read_ids(values: Iterable[str]) -> list[int]:
    """Return the numbers among some values, each once, in order."""
    numbers = (int(value) for value in values if re.fullmatch(r"[0-9]{1,9}", value))
    return list(dict.fromkeys(numbers))


def read_number(value: str | None) -> int | None:
    """Return a whole number that somebody typed, if it is one."""
    found = re.fullmatch(r"\s*([0-9]{1,5})\s*", value or "")
    return int(found[1]) if found else None


def _one_of(value: str | None, known: Iterable[str]) -> str:
    return value if value and value in set(known) else ""


def _like(value: str | None, shape: re.Pattern[str]) -> str:
    return value if value and shape.fullmatch(value) else ""


def _words(value: str | None) -> str:
    return (value or "").replace("\x00", "").strip()[:LONGEST]


def _score(value: str | None) -> Fraction | None:
    found = _SCORE.fullmatch((value or "").strip())
    return Fraction(found[0].replace(",", ".")) if found else None


class _OnScale:
    """A number of points that the scale has."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Form, field: Any) -> None:
        """Raise ``ValidationError`` where nothing, or nothing of the scale, is said."""
        if not re.fullmatch(r"[0-9]{1,4}", field.data or "") or (
            int(field.data) > self.most
        ):
            raise ValidationError(
                _("Elija un puntaje de 0 a %(most)s.", most=self.most)
            )


class ReviewForm(Form):
    """A scoring sheet; a field is added for each criterion of the edition."""

    note = TextAreaField(
        lazy("Nota"),
        [Words(least=0, most=4000)],
        filters=[trimmed],
        description=lazy("La leen la Secretaría y quienes ya puntuaron."),
    )

    @property
    def points(self) -> dict[str, int]:
        """What was given, by criterion, once the form is valid."""
        return {
            field.name.removeprefix("points-"): int(field.data)
            for field in self
            if field.name.startswith("points-")
        }

    @property
    def order(self) -> list[str]:
        """The names of the criteria's fields."""
        return [field.name for field in self if field.name.startswith("points-")]


LONGEST_SCALE = 10
"""Longer scales are a list to choose from, not a row of buttons."""


def review_form(criteria: Iterable[Criterion], labels: Mapping[str, str]) -> Any:
    """Return the class of the scoring sheet of an edition."""
    fields: dict[str, Any] = {}
    for one in criteria:
        kind = RadioField if one.most <= LONGEST_SCALE else SelectField
        fields[f"points-{one.id}"] = kind(
            labels[one.id],
            [_OnScale(one.most)],
            choices=[
                SelectChoice(value=str(n), label=str(n)) for n in range(one.most + 1)
            ],
            validate_choice=False,
        )
    return type("EditionReviewForm", (ReviewForm,), fields)


class ViewForm(Form):
    """The name under which a view is kept."""

    name = StringField(lazy("Nombre de la vista"), [Words(most=80)], filters=[trimmed])


class ReasonForm(Form):
    """Why something is decided."""

    reason = TextAreaField(
        lazy("Motivo"), [Words(least=0, most=1000)], filters=[trimmed]
    )
    needed = False

    def validate_reason(self, field: Any) -> None:
        """Who gets no seat is told why."""
        if self.needed and not field.data:
            raise ValidationError(_("Escriba el motivo: la carta lo dice."))


class LetterForm(Form):
    """The secretariat's own words of a letter."""

    subject = StringField(lazy("Asunto"), [Words(most=200)], filters=[trimmed])
    body = TextAreaField(lazy("Texto"), [Words(most=10_000)], filters=[trimmed])

    def validate_subject(self, field: Any) -> None:
        _known_marks(field.data)

    def validate_body(self, field: Any) -> None:
        _known_marks(field.data)


def _known_marks(text: str | None) -> None:
    unknown = letters.unknown_marks(text or "")
    if unknown:
        marks = ", ".join(f"{{{mark}}}" for mark in unknown)
        raise ValidationError(_("No hay nada que poner en: %(marks)s.", marks=marks))


class Adjusted:
    """A proposal with what somebody changed in it by hand, and what is wrong there."""

    def __init__(self, proposal: Proposal, sent: MultiDict[str, str]) -> None:
        self.to = {
            line.id: to
            for line in proposal.lines
            if (to := sent.get(f"to-{line.id}", "")) in (*OUTCOMES, "none")
            and to != line.outcome
        }
        self.why = {
            id_: (sent.get(f"why-{id_}") or "").replace("\x00", "").strip()[:1000]
            for id_ in self.to
        }
        self.missing = [id_ for id_, why in self.why.items() if not why]
        self._proposal = proposal

    def choices(self, words: Mapping[int, str]) -> list[Choice]:
        """What is decided, in the order; ``words`` say why where nobody changed it."""
        return [
            Choice(
                application_id=line.id,
                outcome=self.to.get(line.id, str(line.outcome)),
                reason=self.why.get(line.id, ""),
                why=words[line.id],
            )
            for line in self._proposal.lines
            if self.to.get(line.id, line.outcome) in OUTCOMES
        ]


OUTCOMES = (Outcome.ACCEPTED, Outcome.WAITING, Outcome.DECLINED)


def digest_of(parts: Iterable[object]) -> str:
    """A short sign of what a page showed, to find out whether it still holds."""
    said = "\n".join(map(str, parts))
    return hashlib.sha256(said.encode()).hexdigest()[:24]
