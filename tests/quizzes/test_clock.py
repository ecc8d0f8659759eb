"""When the time is up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.clock import Clock, is_over

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

limits = st.none() | st.integers(1, 600)
seconds = st.integers(0, 40_000)
closings = st.none() | seconds.map(lambda s: NOON + timedelta(seconds=s))


@st.composite
def clocks(draw):
    return Clock(
        time_limit=draw(limits),
        grace=draw(st.integers(0, 120)),
        extra_time=draw(st.integers(0, 300)),
        pause_minutes=draw(st.integers(0, 60)),
        closes_at=draw(closings),
    )


def at(minutes, more=0):
    return NOON + timedelta(minutes=minutes, seconds=more)


@pytest.mark.parametrize(
    ("limit", "extra", "lasts"),
    [
        (40, 0, timedelta(minutes=40)),
        (40, 25, timedelta(minutes=50)),
        (40, 100, timedelta(minutes=80)),
        (1, 1, timedelta(seconds=61)),
        (7, 33, timedelta(seconds=559)),
    ],
)
def test_extra_time_is_a_share_of_the_limit_rounded_up_to_the_second(
    limit, extra, lasts
):
    clock = Clock(time_limit=limit, extra_time=extra)
    assert clock.limit == lasts
    assert clock.due_at(NOON) == NOON + lasts


def test_without_a_limit_and_a_closing_there_is_all_the_time_in_the_world():
    clock = Clock(time_limit=None, extra_time=50, pause_minutes=10)
    assert clock.due_at(NOON, 500) is None
    assert clock.left(NOON, None, 0, at(10_000)) is None
    assert not is_over(None, 0, at(10_000))


def test_the_quiz_closes_for_everybody_at_the_same_moment():
    for extra, paused in ((0, 0), (300, 0), (300, 3600)):
        clock = Clock(
            time_limit=60, extra_time=extra, pause_minutes=60, closes_at=at(30)
        )
        assert clock.due_at(NOON, paused) == at(30)


@pytest.mark.parametrize(
    ("moment", "over"), [(at(40), False), (at(40, 30), False), (at(40, 31), True)]
)
def test_what_arrives_in_the_grace_is_in_time(moment, over):
    assert is_over(at(40), 30, moment) is over


def test_a_pause_puts_the_end_off_by_its_length_and_no_longer_than_granted():
    clock = Clock(time_limit=40, pause_minutes=10)
    assert clock.paused(at(5), 0, at(8)) == 180
    assert clock.paused(at(5), 300, at(8)) == 480
    assert clock.paused(at(5), 300, at(60)) == 600
    assert clock.stands_still(at(5), 300, at(9, 59))
    assert not clock.stands_still(at(5), 300, at(10))
    assert not clock.stands_still(None, 0, at(8))


def test_what_was_granted_and_used_is_not_taken_back():
    assert Clock(time_limit=40, pause_minutes=1).paused(at(5), 300, at(8)) == 300


def test_only_a_clock_that_runs_can_stand_still():
    clock = Clock(time_limit=None, pause_minutes=10, closes_at=at(90))
    assert clock.pause_seconds == 0
    assert not clock.stands_still(at(5), 0, at(6))


def test_the_time_left_stands_still_in_a_pause():
    clock = Clock(time_limit=40, pause_minutes=10)
    left = {clock.left(NOON, at(15), 0, at(15 + n)) for n in range(11)}
    assert left == {timedelta(minutes=25)}
    assert clock.left(NOON, at(15), 0, at(26)) == timedelta(minutes=24)


@given(clocks(), seconds)
def test_more_pauses_never_bring_the_end_nearer_nor_beyond_the_closing(clock, paused):
    before, after = clock.due_at(NOON), clock.due_at(NOON, paused)
    assert (before is None) == (after is None)
    if before and after:
        assert before <= after
        assert after - before <= timedelta(seconds=paused)
        assert clock.closes_at is None or after <= clock.closes_at


@given(clocks(), seconds, seconds, st.integers(0, 3600))
def test_the_time_left_never_grows(clock, first, more, paused_at):
    pause = NOON + timedelta(seconds=paused_at)
    one = NOON + timedelta(seconds=first)
    two = one + timedelta(seconds=more)
    for began in (None, pause):
        early, late = (clock.left(NOON, began, 0, moment) for moment in (one, two))
        if early is not None and late is not None:
            assert timedelta(0) <= late <= early
        else:
            assert early is late is None


@given(clocks(), st.lists(st.tuples(seconds, seconds), max_size=5))
def test_all_pauses_together_last_no_longer_than_granted(clock, pauses):
    moment, stood = NOON, 0
    for work, rest in pauses:
        moment += timedelta(seconds=work)
        began, moment = moment, moment + timedelta(seconds=rest)
        now = clock.paused(began, stood, moment)
        assert stood <= now <= stood + rest
        stood = now
    assert stood <= clock.pause_seconds
