"""What a person needs, and when a quiz is open: said, changed, forgotten."""

import pytest
from sqlalchemy import func, select

from lms.foundation.database import session
from lms.foundation.work import atomic, emit
from lms.people.events import MemberLeft
from lms.quizzes import queries, services
from lms.quizzes.errors import ClosesBeforeItOpens, NeedsOutOfRange
from lms.quizzes.models import Accommodation, Mark, QuizSchedule
from lms.quizzes.terms import Terms
from tests.factories.attempts import (
    RIGHT,
    attempts,
    begin,
    edition_of,
    mark_by_hand,
    needs,
    publish_quiz,
    schedule,
    singles,
    submit,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY, make_learner

from .timing import at

TEXT = ("Los hechos caen bajo la Convención.",)


@pytest.fixture
def ana(inside):
    publish_quiz(attempts=2)
    return make_learner()


def terms_of(learner):
    return queries.find_terms(learner.enrolment_id, ACTIVITY, learner.release_id)


def test_without_a_word_the_rules_are_the_authors(ana):
    rules = queries.get_quiz(ana.release_id, ACTIVITY).rules
    assert terms_of(ana) == Terms(rules=rules)
    assert terms_of(ana).attempts == 2


def test_all_terms_are_found_in_one_statement(ana, count_queries):
    needs(ana, extra_time=50, extra_attempts=3, pause_minutes=20)
    schedule(ana, opens_at=at(0), closes_at=at(60))
    with count_queries() as seen:
        terms = terms_of(ana)
    assert len(seen) == 1
    assert terms == Terms(
        rules=terms.rules,
        opens_at=at(0),
        closes_at=at(60),
        extra_time=50,
        extra_attempts=3,
        pause_minutes=20,
    )
    assert terms.attempts == 5


def test_what_is_said_again_replaces_what_was_said(ana):
    needs(ana, extra_time=50)
    needs(ana, pause_minutes=5)
    schedule(ana, opens_at=at(0))
    schedule(ana, closes_at=at(60))
    terms = terms_of(ana)
    assert (terms.extra_time, terms.pause_minutes) == (0, 5)
    assert (terms.opens_at, terms.closes_at) == (None, at(60))
    for table in (Accommodation, QuizSchedule):
        assert session.scalar(select(func.count()).select_from(table)) == 1


@pytest.mark.parametrize(
    "strange",
    [
        {"extra_time": -1},
        {"extra_time": 301},
        {"extra_attempts": -1},
        {"extra_attempts": 21},
        {"pause_minutes": -1},
        {"pause_minutes": 601},
    ],
)
def test_needs_have_limits(ana, strange):
    with pytest.raises(NeedsOutOfRange):
        needs(ana, **strange)
    assert session.scalar(select(func.count()).select_from(Accommodation)) == 0


@pytest.mark.parametrize("closes", [at(10), at(9)])
def test_a_quiz_closes_after_it_opens(ana, closes):
    with pytest.raises(ClosesBeforeItOpens):
        schedule(ana, opens_at=at(10), closes_at=closes)
    assert session.scalar(select(func.count()).select_from(QuizSchedule)) == 0


def test_one_persons_needs_are_nobody_elses(ana):
    berta = make_learner()
    needs(ana, extra_time=50)
    assert terms_of(berta).extra_time == 0


@pytest.mark.parametrize("many", [1, 10])
def test_a_schedule_reads_all_clocks_at_once(inside, count_queries, many):
    publish_quiz(time_limit=40)
    learners = [make_learner() for _ in range(many)]
    for learner in learners:
        begin(learner)
    edition_id = edition_of(learners[0])
    with count_queries() as seen, atomic():
        services.set_schedule(
            edition_id=edition_id,
            activity_id=ACTIVITY,
            opens_at=None,
            closes_at=None,
            by_id=learners[0].member_id,
        )
    # Who else changes it, the attempts, their terms: one question each.
    assert sum(text.startswith("SELECT") for text in seen.texts) == 3


def test_what_a_member_needed_goes_with_them(ana):
    berta = make_learner()
    for learner in (ana, berta):
        needs(learner, extra_time=50)
    with atomic():
        emit(MemberLeft(member_id=ana.member_id))
    assert session.scalars(select(Accommodation.member_id)).all() == [berta.member_id]


# One's own data


def test_a_person_may_take_along_their_needs_states_and_marks(inside, watch):
    publish_quiz(*singles("uno"), make_question("essay", "ensayo", points=3))
    ana = make_learner()
    needs(ana, extra_time=50, pause_minutes=5)
    watch.go(1)
    submit(ana, uno=RIGHT, ensayo=TEXT)
    [line] = attempts(ana)
    waiting = queries.personal_data(ana.member_id)["attempts"][0]
    assert (waiting["state"], waiting["points"], waiting["marks"]) == (
        "submitted",
        None,
        {},
    )
    mark_by_hand(line.id, "ensayo", 1, 2, ana.member_id)
    told = queries.personal_data(ana.member_id)
    assert told["accommodations"]["extra_time_percent"] == 50
    assert told["accommodations"]["pause_minutes"] == 5
    [one] = told["attempts"]
    assert {name: one[name] for name in ("state", "points", "out_of", "marks")} == {
        "state": "marked",
        "points": "5/2",
        "out_of": 4,
        "marks": {"uno": "1", "ensayo": "1/2"},
    }
    assert one["questions"] == ["uno", "ensayo"]
    assert one["marked_by_people"] == [
        {
            "question": "ensayo",
            "mark": "1/2",
            "levels": {},
            "comment": "Bien argumentado.",
        }
    ]
    assert "marker" not in str(told)


def test_a_mark_that_was_not_told_is_not_in_ones_data(inside):
    publish_quiz(make_question("essay", "a"), make_question("essay", "b"))
    ana = make_learner()
    submit(ana, a=TEXT, b=TEXT)
    [line] = attempts(ana)
    mark_by_hand(line.id, "a", 1, 1, ana.member_id)
    assert session.scalar(select(func.count()).select_from(Mark)) == 1
    [one] = queries.personal_data(ana.member_id)["attempts"]
    assert (one["marks"], one["marked_by_people"]) == ({}, [])


def test_somebody_elses_attempts_and_marks_are_not_in_ones_data(inside):
    publish_quiz(make_question("essay", "a"))
    ana, berta = make_learner(), make_learner()
    submit(ana, a=TEXT)
    mark_by_hand(attempts(ana)[0].id, "a", 1, 1, berta.member_id)
    assert queries.personal_data(berta.member_id) == {
        "accommodations": None,
        "attempts": [],
    }
