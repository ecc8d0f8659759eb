"""Numbers and ranges of numbers as GIFT writes them, exactly."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn

from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.numbers import decimal_of
from lms.content.questions.contents import Interval
from lms.content.questions.numerical import bounds
from lms.kernel.language import N_

_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,2})?"
)
_COMMA = re.compile(r"[-+]?[0-9]{0,40},[0-9]{1,40}(?:[eE][-+]?[0-9]{1,2})?")
_GROUPS = re.compile(
    r"[-+]?[0-9]{1,3}(?:([, \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*)(?:\.[0-9]{1,40})?"
)
_DOUBTFUL = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
_MINUS = str.maketrans("−–", "--")


def interval(words: str, line: int, losses: Losses) -> Interval:
    """What «3:2», «1..5», «*» and «3.14» hold; «*» and nothing are any other number.

    Raises ``Unreadable``.
    """
    words = words.strip()
    if words in ("", "*"):
        return Interval()
    low, dots, high = words.partition("..")
    if dots:
        least, most = _number(low, line, losses), _number(high, line, losses)
        if least > most:
            least, most = most, least
        return Interval(least=least, most=most)
    value, _, tolerance = words.partition(":")
    margin = _number(tolerance, line, losses) if tolerance.strip() else Decimal(0)
    if margin < 0:
        _refuse(words, line)
    return Interval(value=_number(value, line, losses), tolerance=margin)


def uncovered(
    intervals: Sequence[Interval], line: int, losses: Losses
) -> tuple[Interval, ...]:
    """The intervals without those that can never count, since one before holds all."""
    found: list[Interval] = []
    for each in intervals:
        if any(_holds(before, each) for before in found):
            losses.add(
                "gift-hidden-answer",
                N_(
                    "Se dejó fuera una respuesta que nunca podía contar: lo que acepta "
                    "ya lo acepta otra anterior."
                ),
                line,
            )
        else:
            found.append(each)
    return tuple(found)


def _holds(outer: Interval, inner: Interval) -> bool:
    (low, high), (least, most) = bounds(outer), bounds(inner)
    return (low is None or (least is not None and low <= least)) and (
        high is None or (most is not None and most <= high)
    )


def _number(words: str, line: int, losses: Losses) -> Decimal:
    bare = words.strip().translate(_MINUS)
    if _COMMA.fullmatch(bare):
        if _DOUBTFUL.fullmatch(bare):
            losses.add(
                "gift-comma",
                N_("La coma de «%(number)s» se leyó como la de los decimales."),
                line,
                number=bare,
            )
        bare = bare.replace(",", ".")
    elif _GROUPS.fullmatch(bare):
        bare = re.sub(r"[, \u00a0\u202f]", "", bare)
    if not _NUMBER.fullmatch(bare):
        _refuse(words, line)
    number = decimal_of(format(Decimal(bare), "f"))
    if number is None:
        _refuse(words, line)
    return number


def _refuse(words: str, line: int) -> NoReturn:
    raise Unreadable(
        "gift-number",
        N_("«%(words)s» no es un número que se entienda: escríbalo como 3.14 o 3:0.5."),
        line,
        words=" ".join(words.split())[:60],
    )
