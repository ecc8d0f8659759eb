"""Whatever is done to an enrolment or an edition, in whatever order, holds together."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from lms.enrolment import services
from lms.enrolment.errors import ChangeNotAllowed, EditionRefused
from lms.enrolment.models import Edition, Enrolment, EnrolmentChange
from lms.enrolment.states import (
    EDITION_NEXT,
    ENROLMENT_NEXT,
    FIRST,
    STANDING,
    EditionState,
    EnrolmentState,
)
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.factories.courses import make_course
from tests.factories.editions import make_dated
from tests.factories.people import make_member

STATES = st.sampled_from(list(EnrolmentState))
STEPS = st.lists(STATES, min_size=1, max_size=12)
IN_ONE_HOUSE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def house(inside):
    """A course and somebody of the secretariat; returns their id."""
    release = make_course()
    return make_member().id, release.id


def history(enrolment_id):
    rows = session.execute(
        select(EnrolmentChange.before, EnrolmentChange.after)
        .where(EnrolmentChange.enrolment_id == enrolment_id)
        .order_by(EnrolmentChange.id)
    )
    return [tuple(row) for row in rows]


def replayed(steps):
    """The state a history leads to; every step begins where the last one ended."""
    state = ""
    for before, after in steps:
        assert before == state
        if before:
            assert after in ENROLMENT_NEXT[EnrolmentState(before)]
        else:
            assert after in FIRST
        state = after
    return state


def entries(edition_id):
    return session.scalar(
        select(func.count(Entry.id)).where(
            Entry.about == f"edition:{edition_id}", Entry.act.startswith("enrolment.")
        )
    )


def holds_together(enrolment_id):
    """The row, the history and the record of an enrolment tell the same story."""
    session.expire_all()
    enrolment = session.get_one(Enrolment, enrolment_id)
    steps = history(enrolment_id)
    assert replayed(steps) == enrolment.state
    assert (enrolment.left_at is None) == (enrolment.state in STANDING)
    return enrolment, steps


@IN_ONE_HOUSE
@given(first=STATES, steps=STEPS)
def test_an_enrolment_only_ever_takes_steps_there_are(house, first, steps):
    by_id, release_id = house
    edition_id, member_id = make_dated(by_id), make_member().id
    values = {
        "member_id": member_id,
        "edition_id": edition_id,
        "release_id": release_id,
        "by_id": by_id,
    }
    if first not in FIRST:
        with pytest.raises(ChangeNotAllowed), atomic():
            services.begin(state=first, **values)
        assert entries(edition_id) == 0
        return
    with atomic():
        enrolment_id = services.begin(state=first, **values)[0].id
    state, taken = first, 1
    for to in steps:
        if to is state or to in ENROLMENT_NEXT[state]:
            with atomic():
                services.change(enrolment_id=enrolment_id, to=to, by_id=by_id)
            taken += to is not state
            state = to
        else:
            with pytest.raises(ChangeNotAllowed), atomic():
                services.change(enrolment_id=enrolment_id, to=to, by_id=by_id)
    enrolment, seen = holds_together(enrolment_id)
    assert (enrolment.state, len(seen), entries(edition_id)) == (state, taken, taken)


@IN_ONE_HOUSE
@given(
    moves=st.lists(st.sampled_from(list(EditionState)), max_size=10),
    people=st.lists(STATES, max_size=4),
    passed=st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_an_edition_only_ever_takes_steps_there_are(house, moves, people, passed):
    by_id, release_id = house
    edition_id = make_dated(by_id)
    enrolments = [_put(edition_id, release_id, state) for state in people]
    known = len(history_of_edition(edition_id))
    for to, is_over in zip(moves, passed, strict=False):
        _turn_clock(edition_id, is_over)
        before = EditionState(session.get_one(Edition, edition_id).state)
        try:
            with atomic():
                moved = services.move_edition(edition_id=edition_id, to=to, by_id=by_id)
        except EditionRefused as refused:
            assert str(refused)
            after = before
        else:
            assert moved == (to is not before)
            assert to is before or to in EDITION_NEXT[before]
            after = to
            known += moved
        session.expire_all()
        assert session.get_one(Edition, edition_id).state == after
        for enrolment_id in enrolments:
            holds_together(enrolment_id)
        if after is EditionState.CLOSED and before is not after:
            _nobody_is_left_learning(edition_id, before)
    steps = history_of_edition(edition_id)
    assert len(steps) == known
    assert all(b["after"] == a["before"] for b, a in pairwise(steps))


def history_of_edition(edition_id):
    return [
        entry.details
        for entry in session.scalars(
            select(Entry)
            .where(Entry.act == "edition.moved", Entry.about == f"edition:{edition_id}")
            .order_by(Entry.id)
        )
    ]


def _put(edition_id, release_id, state):
    """Somebody in an edition, brought to a state by the shortest way."""
    ways = {first: [first] for first in sorted(FIRST)}
    while state not in ways:
        for each, way in list(ways.items()):
            for following in sorted(ENROLMENT_NEXT[each]):
                ways.setdefault(following, [*way, following])
    first, *rest = ways[state]
    member_id = make_member().id
    with atomic():
        enrolment, _new = services.begin(
            member_id=member_id,
            edition_id=edition_id,
            release_id=release_id,
            state=first,
            by_id=None,
        )
        for to in rest:
            services.change(enrolment_id=enrolment.id, to=to, by_id=None)
    return enrolment.id


def _turn_clock(edition_id, is_over):
    """Let the call and the course be over, or let them lie ahead."""
    days = timedelta(days=-2 if is_over else 2)
    with atomic():
        edition = session.get_one(Edition, edition_id)
        edition.call_closes_at = now() + days
        edition.ends_on = (now() + days).date()
        edition.starts_on = edition.ends_on - timedelta(days=30)


def _nobody_is_left_learning(edition_id, before):
    if before is not EditionState.RUNNING:
        return
    left = session.scalars(
        select(Enrolment.state).where(
            Enrolment.edition_id == edition_id,
            Enrolment.state.in_((EnrolmentState.ACTIVE, EnrolmentState.PAUSED)),
        )
    ).all()
    assert left == []
