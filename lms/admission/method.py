"""How a selection is proposed: ranked under quotas, exact, the same every time. Pure.

1. Everybody who can be chosen stands in one order: the higher score first, then the
   better place in their State's own ranking, then the earlier submission, then the
   lower number of the application. Nothing is drawn by lot.
2. A maximum (of a State, of a target) is never exceeded, nor are there more seats than
   the edition has. Those who hold a seat already count for everything.
3. Minima are served first, the scarcest first: the one with the fewest people to spare
   between those who count for it and those it still needs. Each takes the first people
   in the order who count for it and exceed no maximum. Who was taken for one minimum
   counts for every other.
4. The seats that are left go down the order; who would exceed a maximum is passed over.
5. Everybody else is on the waiting list, in the order, as far as the list goes.

Nobody is moved again once they have a seat, so that the whole can be followed with a
pencil. It follows that a higher score, all else being equal, never costs anybody their
seat or a place on the list. A minimum is met whenever enough people count for it, it is
the only one, and the maxima are those of one dimension; or where all minima and maxima
are of the same dimension and there are seats for all minima. Where minima of several
dimensions compete for the same seats, a set that meets them all may exist and not be
found; what was not reached is told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from lms.enrolment.rules import Dimension, Target

Kind = tuple[Dimension, str]
"""What somebody counts as: ``(Dimension.GENDER, "woman")``."""

LAST = 1_000_000_000


class Outcome(StrEnum):
    """What is proposed for somebody."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"
    PENDING = "pending"
    """Nothing: something must come first."""


class Why(StrEnum):
    """The reason for a proposal."""

    RANK = "rank"
    MINIMUM = "minimum"
    FULL = "full"
    """A maximum was reached by those before."""
    NO_SEATS = "no_seats"
    NOT_ENDORSED = "not_endorsed"
    NOT_SCORED = "not_scored"


class Key(StrEnum):
    """What tells two people with the same score apart."""

    RANK = "rank"
    SUBMITTED = "submitted"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody who may be chosen. ``score`` is exact, ``rank`` is by their State.

    ``hindrance`` says why they cannot be chosen yet.
    """

    id: int
    score: Fraction | None
    rank: int | None
    submitted_at: datetime
    kinds: frozenset[Kind]
    hindrance: Why | None = None

    @property
    def order(self) -> tuple[Fraction, int, datetime, int]:
        """What sorts the candidates, the first to be chosen first."""
        score = Fraction(-1) if self.score is None else self.score
        return -score, self.rank or LAST, self.submitted_at, self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Seats:
    """What there is to give: ``free`` seats (``None``: no limit), and how.

    ``taken`` counts those who hold a seat already, by what they count as.
    """

    free: int | None
    per_state: int | None = None
    targets: tuple[Target, ...] = ()
    taken: Mapping[Kind, int] = field(default_factory=dict)
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody with the same score who was chosen, and what decided."""

    with_id: int
    by: Key


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What is proposed for one candidate, and why.

    ``place`` is theirs in the order; ``number`` is the minimum or maximum of ``kind``;
    ``waiting_place`` counts from 1 among those newly put on the waiting list.
    """

    id: int
    outcome: Outcome
    why: Why
    place: int | None = None
    kind: Kind | None = None
    number: int | None = None
    tie: Tie | None = None
    waiting_place: int | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A minimum that was not reached, and how far it got."""

    kind: Kind
    at_least: int
    reached: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line for each candidate, in the order; then those who cannot be chosen yet."""

    lines: tuple[Line, ...]
    unmet: tuple[Unmet, ...]

    def of(self, outcome: Outcome) -> list[Line]:
        """The lines with an outcome, in the order."""
        return [line for line in self.lines if line.outcome is outcome]


class _Room:
    """The seats while they are being given."""

    def __init__(self, seats: Seats) -> None:
        self.left = LAST if seats.free is None else max(seats.free, 0)
        self.counts: Counter[Kind] = Counter(seats.taken)
        self.per_state = seats.per_state
        self.most: dict[Kind, int] = {}
        for target in seats.targets:
            if target.at_most is not None:
                kind = (target.dimension, target.value)
                known = self.most.get(kind, LAST)
                self.most[kind] = min(known, target.at_most)
        self.chosen: dict[int, Line] = {}

    def maximum(self, kind: Kind) -> int:
        """How many may count as this."""
        most = self.most.get(kind, LAST)
        if kind[0] is Dimension.STATE and self.per_state is not None:
            return min(most, self.per_state)
        return most

    def full_for(self, one: Candidate) -> Kind | None:
        """The first kind of somebody that takes nobody else."""
        for kind in sorted(one.kinds):
            if self.counts[kind] >= self.maximum(kind):
                return kind
        return None

    def take(self, one: Candidate, line: Line) -> bool:
        """Give somebody a seat if there is one for them."""
        if one.id in self.chosen or self.left <= 0 or self.full_for(one):
            return False
        self.chosen[one.id] = line
        self.counts.update(one.kinds)
        self.left -= 1
        return True


def propose(candidates: Iterable[Candidate], seats: Seats) -> Proposal:
    """Propose who gets a seat, who waits, and say why of each."""
    everybody = sorted(candidates, key=lambda one: one.order)
    order = [one for one in everybody if one.hindrance is None]
    places = {one.id: place for place, one in enumerate(order, start=1)}
    room = _Room(seats)
    minima = _minima(seats)
    for kind, least in _scarcest_first(minima, order, room):
        for one in order:
            if room.counts[kind] >= least:
                break
            if kind in one.kinds:
                room.take(one, _minimum_line(one.id, places[one.id], kind, least))
    for one in order:
        line = Line(
            id=one.id, outcome=Outcome.ACCEPTED, why=Why.RANK, place=places[one.id]
        )
        room.take(one, line)
    lines = [*_ranked(order, places, room, seats.waiting), *_not_yet(everybody)]
    unmet = [
        Unmet(kind, least, room.counts[kind])
        for kind, least in sorted(minima.items())
        if room.counts[kind] < least
    ]
    return Proposal(tuple(lines), tuple(unmet))


def _minima(seats: Seats) -> dict[Kind, int]:
    minima: dict[Kind, int] = {}
    for target in seats.targets:
        if target.at_least:
            kind = (target.dimension, target.value)
            minima[kind] = max(minima.get(kind, 0), target.at_least)
    return minima


def _scarcest_first(
    minima: Mapping[Kind, int], order: Sequence[Candidate], room: _Room
) -> list[tuple[Kind, int]]:
    there = Counter(kind for one in order for kind in one.kinds)

    def spare(item: tuple[Kind, int]) -> tuple[int, Kind]:
        kind, least = item
        return there[kind] - (least - room.counts[kind]), kind

    return sorted(minima.items(), key=spare)


def _minimum_line(id_: int, place: int, kind: Kind, least: int) -> Line:
    return Line(
        id=id_,
        outcome=Outcome.ACCEPTED,
        why=Why.MINIMUM,
        place=place,
        kind=kind,
        number=least,
    )


def _ranked(
    order: Sequence[Candidate],
    places: Mapping[int, int],
    room: _Room,
    longest: int | None,
) -> list[Line]:
    """A line for everybody in the order; the list of those who wait has an end."""
    lines: list[Line] = []
    last: dict[tuple[Fraction | None, Kind | None], Candidate] = {}
    waiting = 0
    for one in order:
        chosen = room.chosen.get(one.id)
        if chosen:
            lines.append(chosen)
            for kind in (None, *one.kinds):
                last[one.score, kind] = one
            continue
        full = room.full_for(one)
        waits = longest is None or waiting < longest
        waiting += waits
        lines.append(
            Line(
                id=one.id,
                outcome=Outcome.WAITING if waits else Outcome.DECLINED,
                why=Why.FULL if full else Why.NO_SEATS,
                place=places[one.id],
                kind=full,
                number=room.maximum(full) if full else None,
                tie=_tie(one, last.get((one.score, full))),
                waiting_place=waiting if waits else None,
            )
        )
    return lines


def _tie(one: Candidate, other: Candidate | None) -> Tie | None:
    """What put somebody with the same score before somebody else."""
    if other is None:
        return None
    if (one.rank or LAST) != (other.rank or LAST):
        return Tie(other.id, Key.RANK)
    if one.submitted_at != other.submitted_at:
        return Tie(other.id, Key.SUBMITTED)
    return Tie(other.id, Key.NUMBER)


def _not_yet(everybody: Sequence[Candidate]) -> list[Line]:
    return [
        Line(id=one.id, outcome=Outcome.PENDING, why=one.hindrance)
        for one in everybody
        if one.hindrance is not None
    ]
