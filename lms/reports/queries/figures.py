"""Reading how the people of one State fare, over all courses."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from lms.enrolment.models import Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnySelect, session
from lms.people.models import Member, State
from lms.reports.contributing import grades_of

from .editions import EditionFacts, list_editions_of
from .people import percents_of

PAGE = 50

StateCounts = Mapping[tuple[int, EnrolmentState], int]
"""How many people are in each state of enrolment, by edition."""

GradeCounts = Mapping[tuple[int, str], int]


def _own(statement: AnySelect, code: str) -> AnySelect:
    return statement.join(Member, Member.id == Enrolment.member_id).where(
        Member.state == code,
        Member.left_at.is_(None),
        Enrolment.role == "participant",
    )


def count_by_state(code: str) -> StateCounts:
    """Return how many of a State's people are in each state, in each edition."""
    counting: AnySelect = select(Enrolment.edition_id, Enrolment.state, func.count())
    rows = session.execute(
        _own(counting, code).group_by(Enrolment.edition_id, Enrolment.state)
    )
    return {
        (edition_id, EnrolmentState(state)): number
        for edition_id, state, number in rows
    }


def count_by_grade(code: str) -> GradeCounts:
    """Return how many of a State's people reached each grade, in each edition."""
    asked: AnySelect = select(Enrolment.id, Enrolment.edition_id)
    edition_of = {row.id: row.edition_id for row in session.execute(_own(asked, code))}
    grades = grades_of(list(edition_of))
    return Counter((edition_of[id_], grade) for id_, grade in grades.items())


def list_editions_with(counts: StateCounts) -> list[EditionFacts]:
    """Return the editions that are counted, by course, the newest first."""
    found = list_editions_of({edition_id for edition_id, _state in counts})
    newest = sorted(found.values(), key=lambda edition: -edition.id)
    return sorted(newest, key=lambda edition: edition.course_id)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One of a State's people in one edition."""

    name: str
    institution: str | None
    edition_id: int
    state: EnrolmentState
    percent: int


def count_own(code: str, words: str = "") -> int:
    """Return how many lines ``list_own`` has in all."""
    counting: AnySelect = select(func.count(Enrolment.id))
    return session.scalar(_named(_own(counting, code), words)) or 0


def list_own(code: str, words: str, number: int) -> list[OwnLine]:
    """Return a page of a State's people with where they stand, by name."""
    asked: AnySelect = select(Enrolment, Member.name, Member.institution)
    rows = session.execute(
        _named(_own(asked, code), words)
        .order_by(Member.name, Enrolment.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    ).all()
    far = percents_of(enrolment for enrolment, _name, _institution in rows)
    return [
        OwnLine(
            name,
            institution,
            enrolment.edition_id,
            EnrolmentState(enrolment.state),
            far[enrolment.id],
        )
        for enrolment, name, institution in rows
    ]


def _named(statement: AnySelect, words: str) -> AnySelect:
    if not words:
        return statement
    return statement.where(Member.name.icontains(words, autoescape=True))


def list_state_codes() -> list[str]:
    """Return the codes of the States there are, for whoever sees them all."""
    return list(session.scalars(select(State.code).order_by(State.code)))
