"""When an attempt can begin."""

import pytest

from lms.content.asking import Draw
from lms.quizzes import queries
from lms.quizzes.errors import AttemptOpen, MayNotBegin
from lms.quizzes.policy import Why, may_begin
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    attempts,
    begin,
    needs,
    publish_quiz,
    save,
    schedule,
    singles,
    stands,
    submit,
)
from tests.factories.quizzes import ACTIVITY, make_learner

from .timing import at


def make(*items, **rules):
    publish_quiz(*items, **rules)
    return make_learner()


def verdict(learner, watch):
    """What a page would say."""
    terms = queries.find_terms(learner.enrolment_id, ACTIVITY, learner.release_id)
    lines = queries.list_attempts(learner.enrolment_id, ACTIVITY)
    found = may_begin(terms, lines, watch.now)
    return found.why, found.when


def refused(learner, after=0, *, why):
    with pytest.raises(MayNotBegin, match=why):
        begin(learner, after)


def test_a_quiz_opens_and_closes(inside, watch):
    ana = make()
    schedule(ana, opens_at=at(10), closes_at=at(20))
    assert verdict(ana, watch) == (Why.NOT_YET, at(10))
    refused(ana, why="todavía no está abierto")
    with pytest.raises(MayNotBegin, match="todavía no está abierto"):
        save(ana, uno=RIGHT)
    watch.go(10)
    assert verdict(ana, watch) == (None, None)
    watch.go(10)
    assert verdict(ana, watch) == (Why.CLOSED, None)
    refused(ana, why="ya cerró")
    with pytest.raises(MayNotBegin, match="ya cerró"):
        submit(ana, uno=RIGHT)
    assert attempts(ana) == []


def test_a_schedule_is_that_of_the_edition_and_of_this_quiz(inside, watch):
    ana = make()
    publish_quiz(course_id="otro")
    berta = make_learner("otro")
    schedule(berta, opens_at=at(10))
    assert begin(ana) == 1
    refused(berta, why="todavía no está abierto")


def test_there_are_as_many_attempts_as_the_author_gives(inside, watch):
    ana = make(attempts=2)
    for number in (1, 2):
        assert begin(ana, after=number - 1) == number
        submit(ana, number)
    assert verdict(ana, watch) == (Why.NONE_LEFT, None)
    refused(ana, 2, why="todos los intentos")
    needs(ana, extra_attempts=1)
    assert begin(ana, after=2) == 3
    submit(ana, 3)
    refused(ana, 3, why="todos los intentos")


def test_an_abandoned_attempt_was_used(inside, watch):
    ana = make(attempts=1, time_limit=10, on_expiry="abandon")
    begin(ana)
    watch.go(11)
    refused(ana, 1, why="todos los intentos")


def test_where_there_is_any_number_extra_attempts_change_nothing(inside, watch):
    ana = make()
    needs(ana, extra_attempts=3)
    for number in range(1, 30):
        begin(ana, after=number - 1)
        submit(ana, number)
    assert verdict(ana, watch) == (None, None)


def test_one_waits_between_two_attempts(inside, watch):
    ana = make(wait=60)
    begin(ana)
    watch.go(5)
    submit(ana)
    assert verdict(ana, watch) == (Why.WAIT, at(65))
    watch.go(59, 59)
    refused(ana, 1, why="espere")
    watch.go(0, 1)
    assert verdict(ana, watch) == (None, None)
    assert begin(ana, after=1) == 2


def test_one_waits_from_when_the_time_was_up_not_from_when_somebody_noticed(
    inside, watch
):
    ana = make(wait=60, time_limit=10)
    begin(ana)
    watch.go(65)
    refused(ana, 1, why="espere")
    watch.go(5)
    assert begin(ana, after=1) == 2


def test_one_is_open_at_most(inside, watch):
    ana = make()
    begin(ana)
    assert verdict(ana, watch) == (Why.OPEN, None)
    for after in (1, 2, 5):
        with pytest.raises(AttemptOpen):
            begin(ana, after)
    assert begin(ana, after=0) == 1
    assert len(attempts(ana)) == 1


def test_asking_again_for_what_began_long_ago_begins_nothing(inside, watch):
    ana = make()
    begin(ana)
    submit(ana)
    assert begin(ana, after=0) == 1
    assert begin(ana, after=1) == 2
    submit(ana, 2)
    assert [line.state for line in attempts(ana)] == [State.MARKED] * 2


def test_an_attempt_writes_down_what_it_asks(inside, watch):
    bank = singles(*(f"b-{n}" for n in range(9)), tags=("ley",))
    ana = make(*singles("uno"), Draw(count=3, tags=("ley",)), bank=bank)
    berta = make_learner()
    for learner in (ana, berta):
        begin(learner)
    papers = [attempts(learner)[0] for learner in (ana, berta)]
    for line in papers:
        assert line.out_of == 4
        assert line.paper[0] == "uno"
        assert len(set(line.paper)) == 4
        shown = queries.get_paper(line.release_id, ACTIVITY, line.seed, line.paper)
        assert tuple(q.id for q in shown) == line.paper
        composed = queries.get_paper(line.release_id, ACTIVITY, line.seed)
        assert composed == shown
    assert papers[0].paper != papers[1].paper


def test_the_first_answer_may_be_to_any_question_of_ones_own_paper_only(inside, watch):
    bank = singles(*(f"b-{n}" for n in range(40)), tags=("ley",))
    ana = make(Draw(count=3, tags=("ley",)), bank=bank)
    begin(ana)
    [line] = attempts(ana)
    save(ana, **{line.paper[0]: RIGHT})
    other = next(q.id for q in bank if q.id not in line.paper)
    with pytest.raises(Exception, match="no está en el cuestionario"):
        save(ana, **{other: RIGHT})
    assert stands(ana) == {line.paper[0]: RIGHT}


def test_what_was_asked_before_papers_were_written_down_is_the_quiz_in_order(
    inside, watch
):
    ana = make()
    questions = queries.get_paper(ana.release_id, ACTIVITY, 77, ())
    assert [q.id for q in questions] == ["uno", "dos"]
    [part] = queries.get_parts(ana.release_id, ACTIVITY, 77, ())
    assert part.section is None


def test_a_paper_composed_by_another_rule_stands_as_it_was_shown(inside, watch):
    ana = make(*singles("uno", "dos", "tres"), shuffle=True)
    shown = ("tres", "uno")
    questions = queries.get_paper(ana.release_id, ACTIVITY, 77, shown)
    assert tuple(q.id for q in questions) == shown
    [part] = queries.get_parts(ana.release_id, ACTIVITY, 77, shown)
    assert tuple(q.id for q in part.questions) == shown


def test_another_attempt_starts_empty_with_an_order_of_its_own(inside):
    ana = make()
    submit(ana, uno=RIGHT)
    assert begin(ana, after=1) == 2
    first, second = attempts(ana)
    assert (first.number, second.number) == (1, 2)
    assert first.seed != second.seed
    assert stands(ana, 2) == {}
    save(ana, 2, uno=("c",))
    assert (stands(ana, 1)["uno"], stands(ana, 2)["uno"]) == (("b",), ("c",))


def test_asking_twice_for_another_attempt_begins_one(inside):
    ana = make()
    submit(ana, uno=RIGHT)
    assert (begin(ana, after=1), begin(ana, after=1)) == (2, 2)
    assert len(attempts(ana)) == 2


def test_there_is_no_other_attempt_while_one_is_open(inside):
    ana = make()
    save(ana, uno=("a",))
    with pytest.raises(AttemptOpen):
        begin(ana, after=1)
    assert len(attempts(ana)) == 1
