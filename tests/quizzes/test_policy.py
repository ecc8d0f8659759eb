"""Who may do what in a quiz, and when."""

from fractions import Fraction

import pytest

from lms.content.asking import Review, Rules, When
from lms.people.roles import Grant, Role, Viewer
from lms.quizzes import policy
from lms.quizzes.lines import AttemptLine
from lms.quizzes.policy import Look, MayBegin, Why, may_begin, may_see
from lms.quizzes.states import State
from lms.quizzes.terms import Terms

from .timing import NOON, at

# Those who run a quiz

STAFF = (policy.may_mark, policy.may_analyse, policy.may_schedule)


def somebody(*grants):
    return Viewer(
        id=1,
        name="Alguien",
        email=None,
        language=None,
        time_zone=None,
        state=None,
        grants=frozenset(grants),
    )


PEOPLE = {
    "nobody": None,
    "a learner": somebody(Grant(Role.PARTICIPANT, "7")),
    "an instructor of the course": somebody(Grant(Role.INSTRUCTOR, "curso")),
    "an instructor of another one": somebody(Grant(Role.INSTRUCTOR, "otro")),
    "an instructor of nothing": somebody(Grant(Role.INSTRUCTOR)),
    "an author of the course": somebody(Grant(Role.AUTHOR, "curso")),
    "a focal point": somebody(Grant(Role.FOCAL_POINT, "AR")),
    "a moderator": somebody(Grant(Role.MODERATOR, "curso")),
    "of the alumni": somebody(Grant(Role.ALUMNI)),
    "of the secretariat": somebody(Grant(Role.SECRETARIAT)),
}


@pytest.mark.parametrize("may", STAFF, ids=lambda may: may.__name__)
def test_instructors_of_the_course_and_the_secretariat_run_its_quizzes(may):
    allowed = {name for name, viewer in PEOPLE.items() if may(viewer, "curso")}
    assert allowed == {"an instructor of the course", "of the secretariat"}


def test_what_somebody_needs_is_said_by_the_secretariat_alone():
    allowed = {n for n, viewer in PEOPLE.items() if policy.may_accommodate(viewer)}
    assert allowed == {"of the secretariat"}


def test_every_refusal_has_a_reason():
    for may in STAFF:
        assert may(None, "curso").reason
    assert policy.may_accommodate(None).reason
    assert policy.may_answer("observer").reason


# Beginning


def attempt(number=1, state=State.MARKED, submitted_at=NOON):
    return AttemptLine(
        id=number,
        release_id=1,
        number=number,
        seed=0,
        started_at=NOON,
        submitted_at=None if state is State.STARTED else submitted_at,
        points=None if state is State.STARTED else Fraction(1),
        out_of=2,
        state=state,
    )


@pytest.mark.parametrize(
    ("rules", "dates", "attempts", "why", "when"),
    [
        ({}, {}, [], None, None),
        ({}, {"opens_at": NOON, "closes_at": at(1)}, [], None, None),
        ({}, {"opens_at": at(1)}, [], Why.NOT_YET, at(1)),
        ({}, {"closes_at": NOON}, [], Why.CLOSED, None),
        ({}, {}, [attempt(state=State.STARTED)], Why.OPEN, None),
        # An open attempt goes on whatever else there is to say.
        ({}, {"closes_at": at(-1)}, [attempt(state=State.STARTED)], Why.OPEN, None),
        ({"attempts": 1}, {}, [attempt()], Why.NONE_LEFT, None),
        ({"attempts": 1}, {}, [attempt(state=State.ABANDONED)], Why.NONE_LEFT, None),
        ({"attempts": 2}, {}, [attempt()], None, None),
        ({"attempts": 1}, {"extra_attempts": 1}, [attempt()], None, None),
        ({"wait": 5}, {}, [attempt()], Why.WAIT, at(5)),
        ({"wait": 5}, {}, [attempt(submitted_at=at(-5))], None, None),
        ({"wait": 5, "attempts": 1}, {}, [attempt()], Why.NONE_LEFT, None),
        ({"wait": 5}, {}, [attempt(state=State.SUBMITTED)], Why.WAIT, at(5)),
    ],
)
def test_an_attempt_begins_only_when_nothing_speaks_against_it(
    rules, dates, attempts, why, when
):
    found = may_begin(Terms(rules=Rules(**rules), **dates), attempts, NOON)
    assert (found.why, found.when) == (why, when)
    assert bool(found) == (why is None) == (not found.reason)


def test_a_verdict_on_beginning_is_a_verdict():
    assert MayBegin(True)
    assert not MayBegin(False, "no")


# Reviewing


def sees(when, line, **dates):
    terms = Terms(rules=Rules(grace=30, review=Review(answers=when)), **dates)
    return bool(may_see(Look.ANSWERS, terms, line, NOON))


OPEN, WAITING = attempt(state=State.STARTED), attempt(state=State.SUBMITTED)
EXPIRED, ABANDONED = attempt(state=State.EXPIRED), attempt(state=State.ABANDONED)
MARKED = attempt()


@pytest.mark.parametrize(
    ("when", "seen"),
    [
        (When.DURING, [OPEN, WAITING, EXPIRED, ABANDONED, MARKED]),
        (When.AFTER, [MARKED]),
        (When.CLOSED, [MARKED]),
        (When.NEVER, []),
    ],
)
def test_the_author_says_from_when_on_something_is_seen(when, seen):
    every = [OPEN, WAITING, EXPIRED, ABANDONED, MARKED]
    assert [line for line in every if sees(when, line)] == seen


@pytest.mark.parametrize(
    ("closes_at", "expected"),
    [
        (None, True),
        (at(1), False),
        (NOON, False),
        (at(0, -30), False),  # somebody else's answers may still be on their way
        (at(0, -31), True),
    ],
)
def test_what_is_seen_after_the_closing_waits_until_nobody_answers_any_more(
    closes_at, expected
):
    assert sees(When.CLOSED, MARKED, closes_at=closes_at) is expected
    assert sees(When.AFTER, MARKED, closes_at=closes_at)


@pytest.mark.parametrize("look", Look)
def test_each_thing_has_its_own_moment(look):
    review = Review(**{name: When.NEVER for name in Look if name != look})
    terms = Terms(rules=Rules(review=review))
    assert [what for what in Look if may_see(what, terms, MARKED, NOON)] == [look]
    for what in Look:
        verdict = may_see(what, terms, WAITING, NOON)
        assert verdict.reason
