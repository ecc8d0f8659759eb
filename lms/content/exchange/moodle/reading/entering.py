"""Questions answered by typing: a few words, or a number and perhaps its unit."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.moodle.reading.asked import Asked, Found, number_of
from lms.content.exchange.moodle.reading.choosing import lose_empty
from lms.content.exchange.moodle.reading.texts import raw, said, typed
from lms.content.exchange.xml import Element
from lms.content.questions.contents import (
    Accepted,
    Interval,
    Numerical,
    ShortText,
    Unit,
)
from lms.content.questions.fitting import ANYTHING, Pieces, pieces
from lms.content.questions.numerical import bounds
from lms.kernel.language import N_, Text

_ANYTHING = re.compile(r"\*+")
_GRADED = ("1", "2")
_CHOSEN_UNIT = ("1", "2")
_NO_UNIT = "3"


def shortanswer(asked: Asked) -> Found:
    """A few words. Moodle always minds accents, and capitals if it is told so."""
    answers = []
    for element in asked.element.all("answer"):
        if words := typed(element):
            answers.append(
                Accepted(
                    text=words,
                    weight=asked.share(element),
                    feedback=asked.texts.block(element.first("feedback")),
                )
            )
        else:
            lose_empty(asked, element.line)
    case = said(asked.element, "usecase", "0") not in ("0", "false")
    return Found(kind="short", content=accepting(answers, asked.notes, case=case))


def accepting(answers: Iterable[Accepted], notes: Notes, *, case: bool) -> ShortText:
    """What is accepted, without what could never count after what stands before."""
    rule = ShortText(answers=(), case=case, accents=True)
    seen: set[Pieces] = set()
    kept = []
    for answer in answers:
        words = pieces(answer.text, rule)
        if words in seen or ANYTHING in seen:
            lose_hidden(notes, answer.text)
        else:
            kept.append(answer)
        seen.add(words)
    return ShortText(answers=tuple(kept), case=case, accents=True)


def lose_hidden(notes: Notes, words: str) -> None:
    """Tell of an answer that another one accepts already."""
    notes.lose(
        "hidden-answer",
        N_("«%(words)s» quedó fuera: otra respuesta antes ya lo acepta."),
        words=words[:60],
    )


def numerical(asked: Asked) -> Found:
    """A number, with or without units."""
    intervals = []
    for element in asked.element.all("answer"):
        interval = interval_of(
            raw(element),
            said(element, "tolerance", "0"),
            asked.share(element),
            asked.texts.block(element.first("feedback")),
        )
        if interval is None:
            lose_number(asked.notes, raw(element), element.line)
        else:
            intervals.append(interval)
    units = tuple(_units(asked))
    needed = bool(units) and _is_unit_needed(asked)
    _mind_units(asked)
    return Found(
        kind="numerical",
        content=Numerical(
            answers=counting(intervals, asked.notes), units=units, unit_needed=needed
        ),
    )


def interval_of(
    value: str, tolerance: str, share: Fraction, feedback: Text
) -> Interval | None:
    """The numbers that an answer accepts; nothing if it names none."""
    if _ANYTHING.fullmatch(value.strip()):
        return Interval(weight=share, feedback=feedback)
    number, spread = number_of(value), number_of(tolerance or "0")
    if number is None or spread is None:
        return None
    return Interval(
        value=number, tolerance=abs(spread), weight=share, feedback=feedback
    )


def lose_number(notes: Notes, words: str, line: int = 0) -> None:
    """Tell of an answer that is no number."""
    notes.lose(
        "no-number",
        N_("La respuesta «%(words)s» no es un número y quedó fuera."),
        line,
        words=words[:60],
    )


def counting(intervals: Iterable[Interval], notes: Notes) -> tuple[Interval, ...]:
    """Intervals without those that could never count after those before."""
    kept: list[Interval] = []
    for interval in intervals:
        if any(_holds(before, interval) for before in kept):
            value = "*" if interval.value is None else f"{interval.value:f}"
            lose_hidden(notes, value)
        else:
            kept.append(interval)
    return tuple(kept)


def _holds(outer: Interval, inner: Interval) -> bool:
    (low, high), (least, most) = bounds(outer), bounds(inner)
    return (low is None or (least is not None and low <= least)) and (
        high is None or (most is not None and most <= high)
    )


def _units(asked: Asked) -> Iterable[Unit]:
    names: set[str] = set()
    for element in _unit_elements(asked.element):
        name = " ".join(said(element, "unit_name").split())
        factor = number_of(said(element, "multiplier", "1"))
        if name and name not in names and factor is not None and factor > 0:
            names.add(name)
            yield Unit(name=name, factor=factor)
        else:
            asked.notes.lose(
                "bad-unit",
                N_("La unidad «%(name)s» quedó fuera."),
                element.line,
                name=name[:40],
            )


def _unit_elements(element: Element) -> Iterable[Element]:
    for units in element.all("units"):
        yield from units.all("unit")


def _is_unit_needed(asked: Asked) -> bool:
    if said(asked.element, "unitgradingtype", "0") not in _GRADED:
        return False
    penalty = number_of(said(asked.element, "unitpenalty", "0.1"))
    if penalty != 1:
        asked.notes.lose(
            "unit-penalty",
            N_(
                "En Moodle una unidad errada quita parte de la nota; aquí la "
                "respuesta sin unidad vale y con otra unidad no."
            ),
        )
    return penalty is not None and penalty >= Decimal("0.5")


def _mind_units(asked: Asked) -> None:
    shown = said(asked.element, "showunits", "0")
    if shown in _CHOSEN_UNIT:
        asked.notes.lose(
            "unit-choice",
            N_("En Moodle la unidad se elige de una lista; aquí se escribe."),
        )
    instructions = asked.texts.block(asked.element.first("instructions"))
    if instructions:
        asked.notes.lose(
            "unit-instructions",
            N_("Las indicaciones sobre las unidades quedaron fuera."),
        )
