"""Reading what a selection is made of: the edition, the candidates, the seats taken."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Integer, Subquery, cast, func, select

from lms.admission.method import Candidate, Kind, Seats, Why
from lms.admission.models import Application, Decision, Endorsement, Review
from lms.enrolment.errors import EditionNotFound
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import Criterion, Dimension, Rules, Target, from_plain
from lms.enrolment.states import OPEN, SEATED, EditionState, EnrolmentState
from lms.foundation.database import AnyRow, session

VOUCHED = ("endorsed", "lapsed")
"""Verdicts after which an application goes on to selection."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """An edition as those who choose its people see it."""

    id: int
    course_id: str
    slug: str
    state: EditionState
    title: dict[str, str]
    starts_on: date | None
    time_zone: str
    seats: int | None
    per_state: int | None
    release_id: int | None
    rules: Rules

    @property
    def out_of(self) -> int:
        """The most points that a reviewer can give."""
        return sum(one.most * one.weight for one in self.rules.criteria)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many seats are taken, and as what those who hold them count."""

    seated: int
    counts: Counter[Kind]


def get_selection(edition_id: int) -> Selection:
    """Return a dated edition with its rules; raises ``EditionNotFound``."""
    edition = session.get(Edition, edition_id)
    if edition is None or edition.kind != "dated":
        raise EditionNotFound
    return Selection(
        id=edition.id,
        course_id=edition.course_id,
        slug=edition.slug,
        state=EditionState(edition.state),
        title=edition.title,
        starts_on=edition.starts_on,
        time_zone=edition.time_zone,
        seats=edition.seats,
        per_state=edition.seats_per_state,
        release_id=edition.release_id,
        rules=from_plain(edition.rules),
    )


def scores_of(
    criteria: Iterable[Criterion], edition_id: int, ids: Iterable[int] | None = None
) -> Subquery:
    """Return the sum of weighted points and the number of reviews, by application."""
    points = sum(
        (
            func.coalesce(Review.points[one.id].as_integer(), 0) * one.weight
            for one in criteria
        ),
        start=cast(0, Integer),
    )
    asked = select(
        Review.application_id,
        func.sum(points).label("total"),
        func.count(Review.id).label("reviews"),
    ).group_by(Review.application_id)
    if ids is None:
        asked = asked.join(Application, Application.id == Review.application_id).where(
            Application.edition_id == edition_id
        )
    else:
        asked = asked.where(Review.application_id.in_(list(ids)))
    return asked.subquery()


def mean(total: int | None, reviews: int | None) -> Fraction | None:
    """Return the exact mean of what the reviewers gave."""
    return Fraction(int(total or 0), reviews) if reviews else None


def kinds_of(state: str | None, gender: str, institution: str) -> frozenset[Kind]:
    """Return what somebody counts as; what was not said counts as nothing."""
    said = (
        (Dimension.STATE, state or ""),
        (Dimension.GENDER, gender),
        (Dimension.INSTITUTION, institution),
    )
    return frozenset(kind for kind in said if kind[1])


def list_candidates(selection: Selection) -> list[Candidate]:
    """Return everybody about whom nothing has been decided, in one statement."""
    scores = scores_of(selection.rules.criteria, selection.id)
    rows = session.execute(
        select(
            Application.id,
            Application.state_code,
            Application.gender,
            Application.institution_type,
            Application.submitted_at,
            Enrolment.state,
            Endorsement.verdict,
            Endorsement.rank,
            scores.c.total,
            scores.c.reviews,
        )
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .outerjoin(Endorsement, Endorsement.application_id == Application.id)
        .outerjoin(scores, scores.c.application_id == Application.id)
        .where(
            Application.edition_id == selection.id,
            Application.submitted_at.is_not(None),
            Enrolment.state.in_(OPEN),
        )
    )
    return [_candidate(row, selection.rules) for row in rows]


def _candidate(row: AnyRow, rules: Rules) -> Candidate:
    return Candidate(
        id=row.id,
        score=mean(row.total, row.reviews),
        rank=row.rank,
        submitted_at=row.submitted_at,
        kinds=kinds_of(row.state_code, row.gender, row.institution_type),
        hindrance=_hindrance(row, rules),
    )


def _hindrance(row: AnyRow, rules: Rules) -> Why | None:
    vouched = row.state == EnrolmentState.ENDORSED or row.verdict in VOUCHED
    if rules.endorsement.required and not vouched:
        return Why.NOT_ENDORSED
    if rules.criteria and not row.reviews:
        return Why.NOT_SCORED
    return None


def get_tally(edition_id: int) -> Tally:
    """Count who holds a seat, by State, gender and institution, in one statement."""
    rows = session.execute(
        select(
            Application.state_code,
            Application.gender,
            Application.institution_type,
            func.count(),
        )
        .select_from(Enrolment)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .where(Enrolment.edition_id == edition_id, Enrolment.state.in_(SEATED))
        .group_by(
            Application.state_code, Application.gender, Application.institution_type
        )
    )
    seated, counts = 0, Counter[Kind]()
    for state, gender, institution, number in rows:
        seated += number
        for kind in kinds_of(state, gender or "", institution or ""):
            counts[kind] += number
    return Tally(seated, counts)


def seats_of(selection: Selection, tally: Tally, waiting: int | None = None) -> Seats:
    """Return the seats there are to give."""
    free = None if selection.seats is None else selection.seats - tally.seated
    return Seats(
        free=free,
        per_state=selection.per_state,
        targets=selection.rules.targets,
        taken=dict(tally.counts),
        waiting=waiting,
    )


def count_untold(edition_id: int) -> dict[str, int]:
    """Count the decisions nobody was told of, by outcome."""
    rows = session.execute(
        select(Decision.outcome, func.count())
        .where(Decision.edition_id == edition_id, Decision.told_at.is_(None))
        .group_by(Decision.outcome)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class Gauge:
    """How full one kind is: ``least`` and ``most`` may be unset."""

    kind: Kind
    number: int
    least: int | None
    most: int | None

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.number > self.most

    @property
    def is_short(self) -> bool:
        return self.least is not None and self.number < self.least


def gauges(selection: Selection, counts: Counter[Kind]) -> list[Gauge]:
    """Return a gauge for each target, and for each State with people in it."""
    found: dict[Kind, Gauge] = {}
    for target in selection.rules.targets:
        found[(target.dimension, target.value)] = _gauge(target, counts)
    for kind, number in sorted(counts.items()):
        if kind[0] is Dimension.STATE and kind not in found:
            found[kind] = Gauge(kind, number, None, selection.per_state)
    return list(found.values())


def _gauge(target: Target, counts: Counter[Kind]) -> Gauge:
    kind = (target.dimension, target.value)
    return Gauge(kind, counts[kind], target.at_least, target.at_most)
