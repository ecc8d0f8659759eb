"""Which people of an edition are wanted, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.enrolment.states import EnrolmentState
from lms.reports.behind import Reason
from lms.reports.roster import Behind, Line, Order, Wanted, narrow

NOW = datetime(2026, 5, 20, tzinfo=UTC)


def line(number=1, **more):
    known = {
        "enrolment_id": number,
        "member_id": number,
        "release_id": 1,
        "name": f"Persona {number}",
        "email": None,
        "country": "AR",
        "institution": None,
        "role": "participant",
        "state": EnrolmentState.ACTIVE,
        "came_at": NOW,
        "seen_at": NOW,
        "days_away": 0,
        "percent": 0,
        "done": 0,
        "required": 5,
        "overdue": (),
        "posts": 0,
        "reasons": (),
    }
    return Line(**(known | more))


LINES = st.lists(
    st.builds(
        line,
        st.integers(1, 9),
        name=st.sampled_from(["Ángela Ríos", "angel rio", "Zoé", "Óscar"]),
        country=st.sampled_from([None, "AR", "BR"]),
        state=st.sampled_from(EnrolmentState),
        seen_at=st.none() | st.just(NOW) | st.just(NOW - timedelta(days=3)),
        percent=st.integers(0, 100),
        posts=st.integers(0, 3),
        reasons=st.lists(st.sampled_from(Reason), unique=True).map(tuple),
    ),
    max_size=8,
)
WANTED = st.builds(
    Wanted,
    words=st.sampled_from(["", "angel", "RIO", "nadie"]),
    state=st.sampled_from(["", "all", *EnrolmentState]),
    country=st.sampled_from(["", "AR"]),
    behind=st.sampled_from(Behind),
    order=st.sampled_from(Order),
)


@given(WANTED)
def test_an_address_asks_for_what_was_wanted(wanted):
    assert Wanted.read(wanted.args()) == wanted


@given(st.dictionaries(st.sampled_from(sorted(Wanted().__slots__)), st.text()))
def test_whatever_an_address_asks_for_something_is_wanted(asked):
    wanted = Wanted.read(asked)
    assert "\x00" not in wanted.words
    assert Wanted.read(wanted.args()) == wanted


@given(LINES, WANTED)
def test_a_filter_keeps_some_and_invents_nobody(lines, wanted):
    found = narrow(lines, wanted)
    assert all(each in lines for each in found)
    assert narrow(found, wanted) == found


@given(LINES, WANTED)
def test_the_order_does_not_depend_on_how_they_came(lines, wanted):
    unique = list({each.enrolment_id: each for each in lines}.values())
    assert narrow(unique, wanted) == narrow(unique[::-1], wanted)


def test_a_name_is_found_without_its_accents_in_any_order():
    lines = [line(1, name="Ángela Ríos"), line(2, name="Bruno", institution="RÍO")]
    assert narrow(lines, Wanted(words="rios angela")) == lines[:1]
    assert narrow(lines, Wanted(words="rio")) == lines


def test_unless_asked_for_only_those_in_the_course_are_listed():
    lines = [line(n, state=state) for n, state in enumerate(EnrolmentState, 1)]
    listed = {each.state for each in narrow(lines, Wanted())}
    assert listed == {"accepted", "active", "paused", "completed"}
    assert len(narrow(lines, Wanted(state="all"))) == len(EnrolmentState)
    assert [each.state for each in narrow(lines, Wanted(state="removed"))] == [
        "removed"
    ]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.NAME, 1),
        (Order.COUNTRY, 2),
        (Order.LEAST_DONE, 1),
        (Order.MOST_DONE, 2),
        (Order.LONGEST_AWAY, 3),
        (Order.LAST_SEEN, 1),
        (Order.OVERDUE, 3),
        (Order.POSTS, 2),
    ],
)
def test_each_order_puts_somebody_else_first(order, first):
    lines = [
        line(1, name="Ana", country="CL", percent=0),
        line(2, name="Bea", percent=90, posts=4, seen_at=NOW - timedelta(days=1)),
        line(3, name="Eva", country=None, percent=40, seen_at=None, overdue=("uno",)),
    ]
    assert narrow(lines, Wanted(order=order))[0].member_id == first
