"""Reading applications for the selection desk: a page of thousands, or all ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Float, String, cast, func, or_, select

from lms.admission.models import (
    Application,
    Decision,
    Endorsement,
    SavedView,
)
from lms.enrolment.models import Enrolment
from lms.foundation.database import AnyRow, AnySelect, session
from lms.people.models import Member

from .selecting import Selection, mean, scores_of

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What is looked for. ``flag`` may be ``any`` or ``none``; ``sort`` begins with
    a minus for the other way round. ``blind`` looks at nothing that tells who it is."""

    state: str = ""
    country: str = ""
    institution: str = ""
    gender: str = ""
    flag: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    words: str = ""
    sort: str = ""
    blind: bool = False

    @property
    def key(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def by_score(self) -> bool:
        return self.key == "score" or self.least is not None or self.most is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskLine:
    """One application in the table."""

    id: int
    name: str
    country: str | None
    institution: str
    type: str
    gender: str
    state: str
    verdict: str | None
    rank: int | None
    flags: list[str]
    submitted_at: datetime
    score: Fraction | None
    reviews: int
    outcome: str | None
    told_at: datetime | None


def count_by_state(selection: Selection, filters: Filters) -> dict[str, int]:
    """Count the applications that meet the filters, by State, in one statement."""
    code = func.coalesce(Application.state_code, "")
    found = _filtered(selection, filters, code, func.count()).group_by(code)
    return {row[0]: row[1] for row in session.execute(found)}


def list_ids(selection: Selection, filters: Filters, limit: int | None = None,
             offset: int = 0) -> list[int]:  # fmt: skip
    """Return the ids of the applications that meet the filters, in their order."""
    found = _filtered(selection, filters, Application.id, sorting=True)
    return list(session.scalars(found.limit(limit).offset(offset)))


def list_lines(selection: Selection, ids: Sequence[int]) -> list[DeskLine]:
    """Return applications of the edition, in the order of their ids given."""
    scores = scores_of(selection.rules.criteria, selection.id, ids)
    rows = session.execute(
        select(
            Application.id,
            Member.name,
            Application.state_code,
            Application.institution,
            Application.institution_type,
            Application.gender,
            Enrolment.state,
            Endorsement.verdict,
            Endorsement.rank,
            Application.flags,
            Application.submitted_at,
            scores.c.total,
            scores.c.reviews,
            Decision.outcome,
            Decision.told_at,
        )
        .join(Member, Member.id == Application.member_id)
        .join(Enrolment, Enrolment.id == Application.enrolment_id)
        .outerjoin(Endorsement, Endorsement.application_id == Application.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .outerjoin(scores, scores.c.application_id == Application.id)
        .where(Application.id.in_(list(ids)), Application.edition_id == selection.id)
    )
    found = {row.id: _line(row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def _line(row: AnyRow) -> DeskLine:
    return DeskLine(
        id=row.id,
        name=row.name,
        country=row.state_code,
        institution=row.institution,
        type=row.institution_type,
        gender=row.gender,
        state=row.state,
        verdict=row.verdict,
        rank=row.rank,
        flags=row.flags,
        submitted_at=row.submitted_at,
        score=mean(row.total, row.reviews),
        reviews=row.reviews or 0,
        outcome=row.outcome,
        told_at=row.told_at,
    )


def _filtered(
    selection: Selection, filters: Filters, *columns: Any, sorting: bool = False
) -> AnySelect:
    """Join only what the filters and the order ask for."""
    found: Any = (
        select(*columns)
        .select_from(Application)
        .where(
            Application.edition_id == selection.id,
            Application.submitted_at.is_not(None),
        )
    )
    scores = scores_of(selection.rules.criteria, selection.id)
    score = cast(scores.c.total, Float) / scores.c.reviews
    order = _order(filters, score) if sorting else ()
    if filters.by_score:
        found = found.outerjoin(scores, scores.c.application_id == Application.id)
    if filters.state or filters.key == "state":
        found = found.join(Enrolment, Enrolment.id == Application.enrolment_id)
    if (filters.words and not filters.blind) or filters.key == "name":
        found = found.join(Member, Member.id == Application.member_id)
    for condition in _conditions(filters, score):
        found = found.where(condition)
    result: AnySelect = found.order_by(*order)
    return result


def _conditions(filters: Filters, score: Any) -> list[Any]:
    asked = (
        (Enrolment.state, filters.state),
        (Application.state_code, filters.country),
        (Application.institution_type, filters.institution),
    )
    found: list[Any] = [column == value for column, value in asked if value]
    if filters.least is not None:
        found.append(score >= float(filters.least))
    if filters.most is not None:
        found.append(score <= float(filters.most))
    found.extend(_flagged(filters.flag))
    if filters.blind:
        return found
    if filters.gender:
        found.append(Application.gender == filters.gender)
    if filters.words:
        found.append(
            or_(
                Member.name.icontains(filters.words, autoescape=True),
                Application.institution.icontains(filters.words, autoescape=True),
            )
        )
    return found


def _flagged(flag: str) -> list[Any]:
    words = cast(Application.flags, String)
    if not flag:
        return []
    if flag in ("any", "none"):
        return [words == "[]" if flag == "none" else words != "[]"]
    return [words.contains(f'"{flag}"', autoescape=True)]


def _order(filters: Filters, score: Any) -> tuple[Any, ...]:
    down = filters.sort.startswith("-")
    columns = {
        "name": Member.name,
        "country": Application.state_code,
        "institution": Application.institution,
        "type": Application.institution_type,
        "gender": Application.gender,
        "state": Enrolment.state,
        "score": score,
    }
    column = columns.get(filters.key, Application.submitted_at)
    first = column.desc() if down else column.asc()
    if filters.key == "score":
        first = first.nulls_last()
    return first, Application.id


SORTS = ("name", "country", "institution", "type", "gender", "state", "score")
TELLING_SORTS = frozenset({"name", "institution", "gender"})
"""Orders that would tell somebody who must not know."""


def list_views(edition_id: int, member_id: int) -> Sequence[AnyRow]:
    """Return id, name and query of the views somebody saved, by name."""
    return session.execute(
        select(SavedView.id, SavedView.name, SavedView.query)
        .where(SavedView.edition_id == edition_id, SavedView.member_id == member_id)
        .order_by(SavedView.name)
    ).all()
