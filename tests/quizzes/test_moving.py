"""Going through the pages of an attempt, and checking answers on the way."""

from fractions import Fraction

import pytest

from lms.content.asking import Review, Section, When
from lms.foundation.work import atomic
from lms.quizzes import services
from lms.quizzes.errors import AttemptClosed, NotBegunYet, NothingToCheck, NoWayBack
from lms.quizzes.services import Clash
from lms.quizzes.states import State
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    publish_quiz,
    save,
    singles,
    stands,
    submit,
)
from tests.factories.questions import ANSWERS, make_question, one_of_each, told
from tests.factories.quizzes import given, make_learner

IDS = ("uno", "dos", "tres")


def make(*items, **rules):
    publish_quiz(*(items or singles(*IDS)), **{"layout": "one", **rules})
    return make_learner()


def go_to(learner, place, number=1, **answers):
    with atomic():
        return services.go_to(
            taking=learner.taking(number), given=given(**answers), place=place
        )


def check(learner, question_id, **answers):
    with atomic():
        return services.check_answer(
            taking=learner.taking(), given=given(**answers), question_id=question_id
        )


def place(learner):
    return attempts(learner)[-1].place


# Pages


def test_going_on_saves_and_remembers_the_page(inside):
    ana = make()
    saved = go_to(ana, 1, uno=RIGHT)
    assert saved.saved_at
    assert (place(ana), stands(ana)) == (1, {"uno": RIGHT})
    go_to(ana, 0)
    assert place(ana) == 0


@pytest.mark.parametrize(("asked", "reached"), [(-5, 0), (2, 2), (3, 3), (99, 3)])
def test_nobody_leaves_the_quiz_by_its_pages(inside, asked, reached):
    ana = make()
    go_to(ana, asked)
    assert place(ana) == reached


@pytest.mark.parametrize(("layout", "pages"), [("all", 1), ("section", 2), ("one", 3)])
def test_the_layout_says_how_many_pages_there_are(inside, layout, pages):
    one, two, three = singles(*IDS)
    ana = make(one, two, Section(title=told("B")), three, layout=layout)
    go_to(ana, 99)
    assert place(ana) == pages


def test_where_there_is_no_way_back_a_page_is_left_for_good(inside):
    ana = make(forward_only=True)
    go_to(ana, 1, uno=WRONG)
    with pytest.raises(NoWayBack):
        go_to(ana, 0)
    assert go_to(ana, 0, uno=RIGHT).clashes == (Clash("uno", RIGHT, WRONG),)
    assert place(ana) == 1
    saved = save(ana, uno=RIGHT, dos=RIGHT)
    assert saved.clashes == (Clash("uno", RIGHT, WRONG),)
    assert stands(ana) == {"uno": WRONG, "dos": RIGHT}
    submit(ana, uno=RIGHT, tres=RIGHT)
    assert attempts(ana)[0].points == 2


def test_where_there_is_no_way_back_pages_come_one_by_one(inside):
    ana = make(forward_only=True)
    assert [go_to(ana, 3) and place(ana) for _ in range(4)] == [1, 2, 3, 3]


def test_a_single_page_has_nowhere_to_come_back_from(inside):
    ana = make(forward_only=True, layout="all")
    go_to(ana, 1, uno=WRONG)
    save(ana, uno=RIGHT)
    assert stands(ana) == {"uno": RIGHT}


def test_a_repeated_click_goes_one_page(inside):
    ana = make(forward_only=True)
    assert [go_to(ana, 1, uno=RIGHT) and place(ana) for _ in range(3)] == [1, 1, 1]


def test_going_on_too_late_ends_the_attempt(inside, watch):
    ana = make(time_limit=10, grace=0, forward_only=True)
    begin(ana)
    go_to(ana, 1, uno=RIGHT)
    watch.go(11)
    for target in (2, 0):
        moved = go_to(ana, target, dos=RIGHT)
        assert moved.expired
        assert moved.clashes == (Clash("dos", RIGHT, ()),)
    [line] = attempts(ana)
    assert (line.state, line.place, line.points) == (State.MARKED, 1, 1)


def test_going_on_after_handing_in_goes_nowhere(inside):
    ana = make()
    submit(ana, uno=RIGHT)
    assert go_to(ana, 2, uno=RIGHT).saved_at is None
    assert place(ana) == 0
    with pytest.raises(AttemptClosed):
        go_to(ana, 2, uno=WRONG)


def test_pages_of_a_timed_quiz_do_not_start_its_clock(inside):
    ana = make(time_limit=10)
    with pytest.raises(NotBegunYet):
        go_to(ana, 1, uno=RIGHT)
    assert attempts(ana) == []


# Checking

DURING = {"review": Review(answers=When.DURING)}


def test_a_checked_answer_is_marked_and_stands(inside):
    ana = make(**DURING)
    assert check(ana, "uno", uno=WRONG, dos=RIGHT).checked
    [line] = attempts(ana)
    assert line.marks == {"uno": Fraction(0)}
    assert line.points is None
    saved = save(ana, uno=RIGHT, dos=WRONG)
    assert saved.clashes == (Clash("uno", RIGHT, WRONG),)
    assert stands(ana) == {"uno": WRONG, "dos": WRONG}
    assert check(ana, "uno", uno=RIGHT).clashes == saved.clashes
    submit(ana, uno=RIGHT, dos=RIGHT, tres=RIGHT)
    [line] = attempts(ana)
    assert (line.points, line.marks) == (2, {"uno": 0, "dos": 1, "tres": 1})


def test_an_empty_or_unfinished_answer_is_kept_and_not_checked(inside):
    ana = make(make_question("matching"), **DURING)
    half = ANSWERS["matching"][:2]
    assert not check(ana, "matching").checked
    assert not check(ana, "matching", matching=half).checked
    assert stands(ana) == {"matching": half}
    assert check(ana, "matching", matching=ANSWERS["matching"]).checked


def test_nothing_is_checked_where_the_quiz_tells_nothing_on_the_way(inside):
    ana = make()
    with pytest.raises(NothingToCheck):
        check(ana, "uno", uno=RIGHT)
    assert attempts(ana) == []


@pytest.mark.parametrize("strange", ["essay", "likert", "reflection", "gone"])
def test_what_does_not_mark_itself_is_not_checked(inside, strange):
    ana = make(*one_of_each(), **DURING)
    with pytest.raises(NothingToCheck):
        check(ana, strange, **{strange: ANSWERS.get(strange, ("a",))})


def test_checking_too_late_ends_the_attempt_and_marks_what_was_saved(inside, watch):
    ana = make(time_limit=10, grace=0, **DURING)
    begin(ana)
    check(ana, "uno", uno=RIGHT)
    watch.go(11)
    late = check(ana, "dos", dos=RIGHT)
    assert (late.expired, late.checked) == (True, False)
    assert attempts(ana)[0].points == 1
    assert check(ana, "dos", dos=RIGHT).expired


def test_checking_twice_is_once(inside):
    ana = make(**DURING)
    for _ in range(2):
        assert check(ana, "uno", uno=RIGHT).checked
    assert attempts(ana)[0].marks == {"uno": 1}
