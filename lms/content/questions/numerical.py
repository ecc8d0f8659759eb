"""Questions answered with a number, and perhaps its unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.findings import FileNotes, Place
from lms.content.numbers import plain_decimal
from lms.content.questions.contents import Interval, Numerical, Unit
from lms.content.questions.parts import (
    mind_count,
    mind_full_mark,
    plain_weight,
    put_text,
)
from lms.content.record import Record
from lms.kernel.language import N_, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class NumericalKind:
    """A number; the first interval that holds it counts."""

    name: str = "numerical"

    def parse(self, record: Record) -> Numerical:
        """Read ``answers``, ``units`` and whether one must be written."""
        return Numerical(
            answers=tuple(map(_interval, record.records("answers"))),
            units=tuple(map(_unit, record.records("units", required=False))),
            unit_needed=record.flag("unit_needed", default=False),
        )

    def dump(self, question: Question) -> dict[str, Plain]:
        """What belongs to this kind, as data."""
        content = _content(question)
        data: dict[str, Plain] = {
            "answers": [_plain(interval) for interval in content.answers]
        }
        if content.units:
            data["units"] = [_plain_unit(unit) for unit in content.units]
        if content.unit_needed:
            data["unit_needed"] = True
        return data

    def check(self, question: Question, notes: FileNotes, at: Place) -> None:
        """Mind that an answer earns all, that each can be hit, and the units."""
        content, place = _content(question), (*at, "answers")
        mind_count(
            content.answers,
            1,
            N_("La pregunta no tiene ninguna respuesta aceptada."),
            notes,
            place,
        )
        if content.answers:
            mind_full_mark(content.answers, notes, place)
        for number, interval in enumerate(content.answers):
            _mind_interval(interval, notes, (*place, number))
        _mind_hidden(content, notes, place)
        _mind_units(content, notes, at)

    def texts(self, question: Question) -> Iterable[tuple[Place, Text]]:
        """What is told to those whose number is in an interval."""
        for number, interval in enumerate(_content(question).answers):
            if interval.feedback:
                yield ("answers", number, "feedback"), interval.feedback


def bounds(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest number of an interval; nothing where it is open."""
    if interval.value is None:
        return interval.least, interval.most
    return interval.value - interval.tolerance, interval.value + interval.tolerance


def _mind_interval(interval: Interval, notes: FileNotes, at: Place) -> None:
    least, most = interval.least, interval.most
    if interval.value is not None and (least is not None or most is not None):
        notes.error(
            "two-ranges",
            N_("Escriba «value» o «least» y «most», pero no las dos cosas."),
            at,
        )
    if least is not None and most is not None and least > most:
        notes.error(
            "upside-down",
            N_("«least» (%(least)s) es mayor que «most» (%(most)s); cámbielos."),
            at,
            least=str(least),
            most=str(most),
        )
    if interval.tolerance < 0:
        notes.error(
            "bad-tolerance",
            N_("«tolerance» no puede ser menor que 0."),
            (*at, "tolerance"),
        )
    if interval.tolerance and interval.value is None:
        notes.error(
            "bad-tolerance",
            N_("«tolerance» solo vale junto a «value»."),
            (*at, "tolerance"),
        )


def _mind_hidden(content: Numerical, notes: FileNotes, at: Place) -> None:
    for number, interval in enumerate(content.answers):
        if any(_holds(before, interval) for before in content.answers[:number]):
            notes.error(
                "hidden-answer",
                N_(
                    "Todo lo que acepta esta respuesta ya lo acepta otra más arriba, "
                    "así que nunca cuenta; quítela o póngala antes."
                ),
                (*at, number),
            )


def _holds(outer: Interval, inner: Interval) -> bool:
    (low, high), (least, most) = bounds(outer), bounds(inner)
    return (low is None or (least is not None and low <= least)) and (
        high is None or (most is not None and most <= high)
    )


def _mind_units(content: Numerical, notes: FileNotes, at: Place) -> None:
    names: list[str] = []
    for number, unit in enumerate(content.units):
        if unit.name in names:
            notes.error(
                "duplicate-unit",
                N_("La unidad «%(name)s» está repetida."),
                (*at, "units", number, "name"),
                name=unit.name,
            )
        if unit.factor <= 0:
            notes.error(
                "bad-factor",
                N_("«factor» tiene que ser mayor que 0."),
                (*at, "units", number, "factor"),
            )
        names.append(unit.name)
    if content.units and all(unit.factor != 1 for unit in content.units):
        notes.gap(
            "no-base-unit",
            N_("Ninguna unidad tiene «factor: 1»; es la de los números de «answers»."),
            (*at, "units"),
        )
    if content.unit_needed and not content.units:
        notes.error(
            "no-units",
            N_("Con «unit_needed: true» hacen falta «units»."),
            (*at, "unit_needed"),
        )


def _content(question: Question) -> Numerical:
    assert isinstance(question.content, Numerical)
    return question.content


def _interval(record: Record) -> Interval:
    weight = record.optional_fraction("weight")
    interval = Interval(
        value=record.optional_decimal("value"),
        tolerance=record.optional_decimal("tolerance") or Decimal(0),
        least=record.optional_decimal("least"),
        most=record.optional_decimal("most"),
        weight=Fraction(1) if weight is None else weight,
        feedback=record.optional_text("feedback"),
    )
    record.close()
    return interval


def _unit(record: Record) -> Unit:
    factor = record.optional_decimal("factor")
    unit = Unit(
        name=record.line("name"), factor=Decimal(1) if factor is None else factor
    )
    record.close()
    return unit


def _plain(interval: Interval) -> dict[str, Plain]:
    data: dict[str, Plain] = {}
    if interval.value is not None:
        data["value"] = plain_decimal(interval.value)
    if interval.tolerance:
        data["tolerance"] = plain_decimal(interval.tolerance)
    if interval.least is not None:
        data["least"] = plain_decimal(interval.least)
    if interval.most is not None:
        data["most"] = plain_decimal(interval.most)
    if interval.weight != 1:
        data["weight"] = plain_weight(interval.weight)
    put_text(data, "feedback", interval.feedback)
    return data


def _plain_unit(unit: Unit) -> dict[str, Plain]:
    data: dict[str, Plain] = {"name": unit.name}
    if unit.factor != 1:
        data["factor"] = plain_decimal(unit.factor)
    return data
