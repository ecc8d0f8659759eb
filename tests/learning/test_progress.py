"""Progress is a pure function: 0–100, never falling, the same after a replay."""

from hypothesis import given
from hypothesis import strategies as st

from lms.content.reader import read_files
from lms.learning.progress import progress
from tests.factories.courses import course_files

PACKAGE = read_files(course_files(lessons=5, questions=1))
IDS = [activity.id for _, activity in PACKAGE.places()]
acts = st.lists(st.sampled_from([*IDS, "gone-from-the-course"]), max_size=30)


@given(acts, st.integers(-50, 150))
def test_it_is_always_a_whole_number_between_0_and_100(done, least):
    percent = progress(PACKAGE, done, least).percent
    assert isinstance(percent, int)
    assert 0 <= percent <= 100


@given(acts, st.integers(0, 100))
def test_it_never_falls_as_more_is_done(done, least):
    seen = [progress(PACKAGE, done[:n], least).percent for n in range(len(done) + 1)]
    assert seen == sorted(seen)


@given(acts, st.randoms())
def test_it_is_the_same_after_a_replay_in_another_order(done, random):
    again = [*done, *done]
    random.shuffle(again)
    assert progress(PACKAGE, again) == progress(PACKAGE, done)


@given(acts, st.integers(0, 100))
def test_only_everything_done_makes_it_complete(done, least):
    reached = progress(PACKAGE, done, least)
    assert reached.is_complete == (set(IDS) <= set(done))
    assert (reached.percent == 100) == reached.is_complete


def test_what_is_missing_is_listed_in_the_order_of_the_course():
    reached = progress(PACKAGE, [IDS[1]])
    assert [step.activity.id for step in reached.missing] == [IDS[0], *IDS[2:]]
    assert reached.percent == 14
    assert reached.next_step().activity.id == IDS[0]


def test_what_was_reached_before_a_move_is_kept():
    assert progress(PACKAGE, [], 40).percent == 40
    assert progress(PACKAGE, [], 100).percent == 99
