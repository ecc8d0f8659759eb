"""How long somebody worked at a question, as far as a server can know."""

import pytest

from lms.foundation.work import atomic
from lms.quizzes import queries, services
from tests.factories.attempts import begin, needs, publish_quiz, save, singles, submit
from tests.factories.quizzes import ACTIVITY, given, make_learner


@pytest.fixture
def ana(inside, watch):
    publish_quiz(*singles("uno", "dos", "tres"), time_limit=600, layout="one")
    made = make_learner()
    needs(made, pause_minutes=100)
    begin(made)
    return made


def seconds(learner):
    attempt = queries.get_attempt(learner.enrolment_id, ACTIVITY, 1)
    return {
        id_: saved.seconds for id_, saved in queries.read_answers(attempt.id).items()
    }


def test_the_time_since_the_last_save_belongs_to_what_was_saved(ana, watch):
    watch.go(0, 40)
    save(ana, uno=("a",))
    watch.go(1)
    save(ana, dos=("a",))
    watch.go(0, 5)
    save(ana, uno=("b",))
    assert seconds(ana) == {"uno": 45, "dos": 60}


def test_saying_the_same_again_takes_no_time_from_the_next_question(ana, watch):
    watch.go(0, 10)
    save(ana, uno=("a",))
    watch.go(0, 10)
    save(ana, uno=("a",))
    watch.go(0, 10)
    save(ana, dos=("a",))
    assert seconds(ana) == {"uno": 10, "dos": 20}


def test_what_is_saved_together_shares_the_time_and_no_second_is_lost(ana, watch):
    watch.go(0, 100)
    submit(ana, uno=("a",), dos=("a",), tres=("a",))
    assert sorted(seconds(ana).values()) == [33, 33, 34]


def test_who_was_away_was_not_answering(ana, watch):
    watch.go(minutes=90)
    save(ana, uno=("a",))
    assert seconds(ana) == {"uno": 30 * 60}


def test_a_pause_is_nobodys_time(ana, watch):
    for resumes in (True, False):
        watch.go(1)
        with atomic():
            services.pause(taking=ana.taking())
        watch.go(20)
        if resumes:
            with atomic():
                services.resume(taking=ana.taking())
            watch.go(2)
        save(ana, **{"uno" if resumes else "dos": ("a",)})
    assert seconds(ana) == {"uno": 120, "dos": 60}


def test_another_page_begins_with_a_time_of_its_own(ana, watch):
    watch.go(5)
    with atomic():
        services.go_to(taking=ana.taking(), given=given(), place=1)
    watch.go(1)
    save(ana, dos=("a",))
    assert seconds(ana) == {"dos": 60}
