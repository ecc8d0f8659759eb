"""Interactions in which a number is written: from where to where it is worth what.

Rules on numbers change what they give only at numbers they speak of. So it is enough
to try these, and one number between each two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from lms.content.exchange.qti.bounds import known_numbers, turning_points
from lms.content.exchange.qti.declared import ZERO, Variable
from lms.content.exchange.qti.feedback import Hint, Told, hints_of
from lms.content.exchange.qti.shares import weight_of
from lms.content.exchange.qti.stretches import Spot, Stretch, stretches_of
from lms.content.exchange.qti.study import Desk, Studied, no_points
from lms.content.exchange.qti.values import single
from lms.content.exchange.xml import Element
from lms.content.questions.contents import Interval, Numerical
from lms.kernel.language import N_

_PLACES = 12
"""Decimals that are kept of a bound that has no end, as 100/1.05."""


@dataclass(frozen=True, slots=True)
class _Tries:
    """What was found out about the numbers of an answer."""

    desk: Desk
    variable: Variable
    best: Fraction
    known: Sequence[Fraction]

    def interval(self, stretch: Stretch, told: Told) -> Interval:
        """A stretch as it is written in a question."""
        key = (self.variable.identifier, str(stretch.spots[0].sample))
        weight = weight_of(stretch.spots[0].points, self.best)
        feedback = self.desk.text(told.part(key))
        least, most = stretch.least, stretch.most
        if least is not None and most is not None:
            middle = (least + most) / 2
            if middle in self.known:
                return Interval(
                    value=_decimal(middle),
                    tolerance=_decimal(most - middle),
                    weight=weight,
                    feedback=feedback,
                )
        return Interval(
            least=None if least is None else _decimal(least),
            most=None if most is None else _decimal(most),
            weight=weight,
            feedback=feedback,
        )


def entering_number(desk: Desk, interaction: Element) -> Studied:
    """Study an interaction whose answer is a number.

    Raises ``Refused``, ``NotUnderstood`` and ``TooLong``.
    """
    variable = desk.variable(interaction)
    hints = list(hints_of(desk.root))
    known = known_numbers(desk.trials.machine, variable)
    turns = turning_points(desk.trials.machine, known)
    whole = variable.base == "integer"
    places = _whole_places(turns) if whole else _places(turns)
    spots = [_tried(desk, variable, place, hints) for place in places]
    best = max((spot.points for spot in spots), default=Fraction(0))
    lowest = min((spot.points for spot in spots), default=Fraction(0))
    if best <= max(lowest, ZERO):
        raise no_points(interaction.line)
    stretches = stretches_of(spots)
    _mind_ends(desk, stretches, interaction)
    tries = _Tries(desk, variable, best, known)
    return Studied(
        kind="numerical",
        best=best,
        content=lambda told: Numerical(
            answers=tuple(tries.interval(stretch, told) for stretch in stretches)
        ),
        places=frozenset(
            (variable.identifier, str(spot.sample))
            for stretch in stretches
            for spot in stretch.spots
        ),
        right=single(next(spot.sample for spot in spots if spot.points == best)),
        wrong=single(next(spot.sample for spot in spots if spot.points == lowest)),
    )


_Place = tuple[Fraction, Fraction | None, Fraction | None]
"""A number to try, and the least and greatest it stands for."""


def _places(turns: Sequence[Fraction]) -> Iterator[_Place]:
    if not turns:
        return
    yield turns[0] - 1, None, turns[0]
    for turn, after in pairwise(turns):
        yield turn, turn, turn
        yield (turn + after) / 2, turn, after
    yield turns[-1], turns[-1], turns[-1]
    yield turns[-1] + 1, turns[-1], None


def _whole_places(turns: Sequence[Fraction]) -> Iterator[_Place]:
    """Between whole numbers there is nothing."""
    wholes = sorted({Fraction(side(turn)) for turn in turns for side in (floor, ceil)})
    if not wholes:
        return
    yield wholes[0] - 1, None, wholes[0] - 1
    for one, after in pairwise(wholes):
        yield one, one, one
        if one + 1 < after:
            yield one + 1, one + 1, after - 1
    yield wholes[-1], wholes[-1], wholes[-1]
    yield wholes[-1] + 1, wholes[-1] + 1, None


def _tried(
    desk: Desk, variable: Variable, place: _Place, hints: Sequence[Hint]
) -> Spot:
    sample, least, most = place
    points = desk.trials.points(
        {**desk.beside, variable.identifier: single(sample)},
        [(variable.identifier, str(sample))],
    )
    trial = desk.trials.done[-1]
    return Spot(
        sample=sample,
        least=least,
        most=most,
        open=least != most and variable.base != "integer",
        points=points,
        shown=frozenset(at for at, hint in enumerate(hints) if hint.shows(trial)),
    )


def _mind_ends(desk: Desk, stretches: Sequence[Stretch], interaction: Element) -> None:
    if any(stretch.has_open_end for stretch in stretches):
        desk.notes.lose(
            "open-end",
            N_(
                "Un límite no contaba como respuesta («menor que», «mayor que»); aquí "
                "los límites cuentan."
            ),
            interaction.line,
        )


def _decimal(number: Fraction) -> Decimal:
    scaled = round(number * 10**_PLACES)
    return Decimal(scaled).scaleb(-_PLACES).normalize()
