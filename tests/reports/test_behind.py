"""Who is falling behind: rules that hold for everybody, on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.reports.behind import (
    DAYS_AWAY,
    DAYS_TO_START,
    Calendar,
    Reason,
    Stand,
    reasons,
)

TODAY = date(2026, 5, 20)
DAYS = st.integers(0, 60)
STANDS = st.builds(
    lambda since, seen, takes_part, open_, overdue: Stand(
        today=TODAY,
        since=TODAY - timedelta(days=since),
        seen_on=None if seen is None else TODAY - timedelta(days=seen),
        takes_part=takes_part,
        open=open_,
        overdue=min(overdue, open_),
    ),
    DAYS,
    st.none() | DAYS,
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 5),
)


def stand(**more):
    known = {"today": TODAY, "since": TODAY, "seen_on": TODAY, "takes_part": True}
    return Stand(**(known | {"open": 1, "overdue": 0} | more))


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "found"),
    [(DAYS_TO_START - 1, ()), (DAYS_TO_START, (Reason.UNSTARTED,))],
)
def test_a_week_may_pass_before_somebody_begins(days, found):
    assert reasons(stand(since=ago(days), seen_on=None)) == found


@pytest.mark.parametrize(
    ("days", "found"), [(DAYS_AWAY - 1, ()), (DAYS_AWAY, (Reason.AWAY,))]
)
def test_two_weeks_may_pass_without_a_visit(days, found):
    assert reasons(stand(since=ago(60), seen_on=ago(days))) == found


def test_an_overdue_module_is_a_reason_even_for_who_was_here_today():
    assert reasons(stand(overdue=1)) == (Reason.OVERDUE,)


def test_who_came_back_lately_is_not_away_for_what_was_before():
    assert reasons(stand(since=ago(2), seen_on=ago(40))) == ()


@given(STANDS)
def test_who_takes_no_part_or_has_nothing_to_do_is_never_behind(each):
    assert reasons(replace(each, takes_part=False)) == ()
    assert reasons(replace(each, open=0, overdue=0)) == ()


@given(STANDS, DAYS)
def test_as_days_pass_nobody_catches_up_by_themselves(each, days):
    later = replace(each, today=each.today + timedelta(days=days))
    assert set(reasons(each)) <= set(reasons(later))


@given(STANDS, st.integers(0, 5))
def test_doing_more_gives_no_new_reason(each, less):
    better = replace(each, open=each.open, overdue=max(0, each.overdue - less))
    assert set(reasons(better)) <= set(reasons(each))


@given(STANDS, st.integers(-400, 400))
def test_only_the_days_between_count_not_the_date(each, days):
    def move(day):
        return None if day is None else day + timedelta(days=days)

    moved = replace(
        each, today=move(each.today), since=move(each.since), seen_on=move(each.seen_on)
    )
    assert reasons(moved) == reasons(each)


MODULES = ("uno", "dos", "tres")
CALENDARS = st.builds(
    lambda starts, opens, due: Calendar(starts_on=starts, opens=opens, due=due),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.dictionaries(st.sampled_from(MODULES), st.integers(0, 90)),
    st.dictionaries(st.sampled_from(MODULES), st.integers(0, 90)),
)


@given(CALENDARS, st.dates(date(2025, 1, 1), date(2027, 12, 31)), DAYS)
def test_what_opened_stays_open_and_what_is_overdue_stays_so(calendar, today, days):
    later = today + timedelta(days=days)
    for among in (calendar.open_among, calendar.overdue_among):
        assert set(among(MODULES, today)) <= set(among(MODULES, later))


def test_a_module_is_overdue_from_the_day_after_its_last():
    calendar = Calendar(starts_on=date(2026, 5, 4), due={"uno": 6})
    assert calendar.due_on("uno") == date(2026, 5, 10)
    assert calendar.overdue_among(MODULES, date(2026, 5, 10)) == ()
    assert calendar.overdue_among(MODULES, date(2026, 5, 11)) == ("uno",)


def test_the_permanent_offer_is_open_and_nothing_in_it_is_ever_overdue():
    calendar = Calendar(opens={"uno": 3}, due={"uno": 3})
    assert calendar.open_among(MODULES, TODAY) == MODULES
    assert calendar.overdue_among(MODULES, TODAY) == ()
