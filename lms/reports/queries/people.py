"""Reading the people of an edition: in as many statements for one as for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import case, func, select

from lms.catalogue.queries import get_package
from lms.encuentro.models import Post, Space, Thread
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import AnyRow, now, session
from lms.foundation.keeping import keep
from lms.learning.models import Completion
from lms.learning.progress import percent_of
from lms.people.models import Member
from lms.quizzes.models import Attempt
from lms.reports.behind import Calendar, Stand, reasons
from lms.reports.roster import IN_COURSE, Line

from .editions import EditionFacts, get_calendar

Shape = tuple[tuple[str, frozenset[str]], ...]
"""The required activities of each module of a release, in its order."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What one set of activities done comes to in a release."""

    done: int
    required: int
    missing: tuple[str, ...]
    """The modules in which something required is not done."""


def list_people(edition: EditionFacts) -> list[Line]:
    """Return everybody who has an enrolment in an edition, in order of arrival.

    Who closed their account is left out.
    """
    there = _There(edition, get_calendar(edition), edition.day_of(now()))
    done = _done(edition.id)
    acted = _acted(edition.id)
    posts = _posts(edition.id)
    known: dict[tuple[int, str], _Done] = {}
    lines = []
    for row in _enrolments(edition.id):
        words, done_at = done.get(row.id, ("", None))
        key = (row.release_id, words)
        if key not in known:
            known[key] = _measure(_shape(row.release_id), words)
        said, said_at = posts.get(row.member_id, (0, None))
        seen = (row.at_moment, done_at, acted.get(row.id), said_at)
        seen_at = max((at for at in seen if at is not None), default=None)
        lines.append(there.line(row, known[key], said, seen_at))
    return lines


@dataclass(frozen=True, slots=True)
class _There:
    """An edition on one day, and what of it is open and overdue in which modules."""

    edition: EditionFacts
    calendar: Calendar
    today: date
    known: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = field(
        default_factory=dict
    )

    def _days(self, missing: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Return how many of these modules are open, and which are overdue."""
        if missing not in self.known:
            self.known[missing] = (
                len(self.calendar.open_among(missing, self.today)),
                self.calendar.overdue_among(missing, self.today),
            )
        return self.known[missing]

    def line(
        self, row: AnyRow, done: _Done, posts: int, seen_at: datetime | None
    ) -> Line:
        """Put together what is known of somebody."""
        state = EnrolmentState(row.state)
        stand, overdue = self._stand(row, state, done, seen_at)
        return Line(
            enrolment_id=row.id,
            member_id=row.member_id,
            release_id=row.release_id,
            name=row.name,
            email=row.email,
            country=row.country,
            institution=row.institution,
            role=row.role,
            state=state,
            came_at=row.came_at or row.created_at,
            seen_at=seen_at,
            days_away=stand.days_away,
            percent=percent_of(done.done, done.required, row.least_percent),
            done=done.done,
            required=done.required,
            overdue=overdue,
            posts=posts,
            reasons=reasons(stand),
        )

    def _stand(
        self,
        row: AnyRow,
        state: EnrolmentState,
        done: _Done,
        seen_at: datetime | None,
    ) -> tuple[Stand, tuple[str, ...]]:
        came_on = self.edition.day_of(row.came_at or row.created_at)
        is_counted = state in IN_COURSE and state is not EnrolmentState.COMPLETED
        opened, due = self._days(done.missing)
        overdue = due if is_counted else ()
        stand = Stand(
            today=self.today,
            since=max(came_on, self.calendar.starts_on or came_on),
            seen_on=self.edition.day_of(seen_at) if seen_at else None,
            takes_part=(
                state is EnrolmentState.ACTIVE
                and row.role == "participant"
                and self.edition.is_running
            ),
            open=opened,
            overdue=len(overdue),
        )
        return stand, overdue


def percents_of(enrolments: Iterable[Enrolment]) -> dict[int, int]:
    """Return how far each of these learners is, in one statement."""
    wanted = list(enrolments)
    done: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Completion.enrolment_id, Completion.activity_id).where(
            Completion.enrolment_id.in_([each.id for each in wanted])
        )
    )
    for enrolment_id, activity_id in rows:
        done[enrolment_id].append(activity_id)
    found = {}
    for each in wanted:
        came_to = _measure(_shape(each.release_id), " ".join(done[each.id]))
        found[each.id] = percent_of(came_to.done, came_to.required, each.least_percent)
    return found


def _shape(release_id: int) -> Shape:
    return keep(
        ("required activities", release_id),
        lambda: tuple(
            (module.id, frozenset(a.id for a in module.activities if a.required))
            for module in get_package(release_id).modules
        ),
    )


def _measure(shape: Shape, words: str) -> _Done:
    ids = frozenset(words.split())
    return _Done(
        done=sum(len(required & ids) for _id, required in shape),
        required=sum(len(required) for _id, required in shape),
        missing=tuple(id_ for id_, required in shape if required - ids),
    )


def _enrolments(edition_id: int) -> Sequence[AnyRow]:
    came = (
        select(
            EnrolmentChange.enrolment_id,
            func.max(EnrolmentChange.at).label("came_at"),
        )
        .join(Enrolment, Enrolment.id == EnrolmentChange.enrolment_id)
        .where(
            Enrolment.edition_id == edition_id,
            EnrolmentChange.after == EnrolmentState.ACTIVE,
        )
        .group_by(EnrolmentChange.enrolment_id)
        .subquery()
    )
    return session.execute(
        select(
            Enrolment.id,
            Enrolment.member_id,
            Enrolment.release_id,
            Enrolment.role,
            Enrolment.state,
            Enrolment.at_moment,
            Enrolment.least_percent,
            Enrolment.created_at,
            came.c.came_at,
            Member.name,
            Member.email,
            Member.state.label("country"),
            Member.institution,
        )
        .join(Member, Member.id == Enrolment.member_id)
        .outerjoin(came, came.c.enrolment_id == Enrolment.id)
        .where(Enrolment.edition_id == edition_id, Member.left_at.is_(None))
        .order_by(Enrolment.id)
    ).all()


def _done(edition_id: int) -> dict[int, tuple[str, datetime]]:
    """Return the activities done in each enrolment, as words, and when the last was.

    One row for each person, not for each activity: ids are made without spaces.
    """
    rows = session.execute(
        select(
            Completion.enrolment_id,
            func.aggregate_strings(Completion.activity_id, " "),
            func.max(Completion.at),
        )
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .where(Enrolment.edition_id == edition_id)
        .group_by(Completion.enrolment_id)
    )
    return {id_: (words, at) for id_, words, at in rows}


def _acted(edition_id: int) -> dict[int, datetime]:
    """Return when each person last did something in a quiz, by enrolment."""
    by_hand = case((Attempt.ended_by_clock.is_(False), Attempt.submitted_at))
    rows = session.execute(
        select(
            Attempt.enrolment_id,
            func.max(Attempt.started_at),
            func.max(Attempt.touched_at),
            func.max(by_hand),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.edition_id == edition_id)
        .group_by(Attempt.enrolment_id)
    )
    return {id_: max(at for at in moments if at) for id_, *moments in rows}


def _posts(edition_id: int) -> dict[int, tuple[int, datetime]]:
    """Return how often each person spoke in an edition, and when last, by member."""
    rows = session.execute(
        select(Post.author_id, func.count(), func.max(Post.created_at))
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Space.edition_id == edition_id)
        .group_by(Post.author_id)
    )
    return {id_: (number, at) for id_, number, at in rows}
