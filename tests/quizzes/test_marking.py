"""Marks are exact, fair, and the same tomorrow."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes import marking
from tests.factories.questions import (
    ANSWERS,
    KEYS,
    WRONG,
    choices,
    make_question,
    one_of_each,
)
from tests.quizzes.kinds.chance import asked

IDS = [f"o{number}" for number in range(12)]


@st.composite
def papers(draw):
    """Some questions of any kinds, and what somebody answered to them."""
    questions, answers = [], {}
    for number, (question, sent) in enumerate(draw(st.lists(asked(), max_size=6))):
        questions.append(replace(question, id=f"q{number}"))
        answers[f"q{number}"] = marking.kind_of(question).read(question, sent)
    return questions, answers


@given(papers())
def test_points_are_the_exact_sum_of_marks_and_never_more_than_they_are_worth(paper):
    questions, answers = paper
    marks = marking.mark_all(questions, answers)
    counted = {q.id: q for q in questions if q.id in marks}
    assert all(0 <= mark <= 1 for mark in marks.values())
    assert marking.points(questions, marks) == sum(
        marks[id_] * question.points for id_, question in counted.items()
    )
    waiting = sum(question.points for question in marking.by_hand(questions))
    worth = marking.worth(questions)
    assert worth - waiting == sum(question.points for question in counted.values())
    assert 0 <= marking.points(questions, marks) <= worth


@given(papers(), st.integers(0, 100))
def test_the_exact_points_decide_alone(paper, pass_mark):
    questions, answers = paper
    points = marking.points(questions, marking.mark_all(questions, answers))
    worth = marking.worth(questions)
    passed = marking.passes(points, worth, pass_mark)
    assert passed == (not worth or points / worth >= Fraction(pass_mark, 100))
    assert (marking.percent(points, worth) >= pass_mark) == passed


def test_a_question_of_every_kind_is_marked_by_itself_by_a_person_or_by_nobody():
    questions = one_of_each(points=3)
    assert set(marking.mark_all(questions, ANSWERS)) == set(WRONG)
    assert marking.points(questions, marking.mark_all(questions, ANSWERS)) == 27
    assert marking.points(questions, marking.mark_all(questions, WRONG)) == 0
    assert marking.worth(questions) == 30
    assert [question.id for question in marking.by_hand(questions)] == ["essay"]


def test_the_mark_of_a_person_counts_like_any_other():
    questions = [make_question("essay", points=4), make_question("single")]
    marks = {"essay": Fraction(3, 4), "single": Fraction(1), "gone": Fraction(1)}
    assert marking.points(questions, marks) == 4
    assert marking.points(questions, {"essay": Fraction(1, 3)}) == Fraction(4, 3)


def test_what_nobody_marks_adds_nothing_even_with_a_mark():
    questions = [make_question("likert"), make_question("reflection")]
    marks = {"likert": Fraction(1), "reflection": Fraction(1)}
    assert marking.points(questions, marks) == 0
    assert marking.worth(questions) == 0
    assert marking.percent(Fraction(0), 0) == 100
    assert marking.passes(Fraction(0), 0, 100)


def test_a_question_is_unanswered_until_it_is_complete():
    questions = one_of_each()
    answers = {
        **ANSWERS,
        "matching": KEYS["matching"][:3],
        "essay": ("Dos palabras",),
        "single": (),
        "numerical": ("doce km",),
    }
    del answers["likert"]
    assert marking.unanswered(questions, ANSWERS) == ()
    assert marking.unanswered(questions, answers) == (
        "single",
        "matching",
        "numerical",
        "essay",
        "likert",
    )


@pytest.mark.parametrize("kind", sorted(WRONG))
@pytest.mark.parametrize("other", sorted(ANSWERS))
def test_an_answer_to_another_version_of_a_question_never_breaks_its_mark(kind, other):
    question = make_question(kind)
    mark = marking.mark(question, ANSWERS[other])
    assert 0 <= mark <= 1
    assert (mark == 1) >= (kind == other)


def test_a_choice_that_is_no_longer_offered_earns_nothing():
    question = make_question("multiple", content=choices("a", of="ab"))
    assert marking.mark(question, ("a", "c")) == 0


def test_thirds_that_add_up_to_seventy_percent_pass_and_a_hair_less_does_not():
    assert marking.passes(sum([Fraction(1, 3)] * 21, Fraction(0)), 10, 70)
    assert not marking.passes(Fraction(6999, 1000), 10, 70)
    assert marking.percent(Fraction(6999, 1000), 10) == 69


@given(st.integers(0, 2**48), st.sets(st.text(min_size=1), max_size=9))
def test_a_shuffle_loses_nothing_and_depends_on_the_seed_alone(seed, ids):
    once = marking.shuffle(sorted(ids), seed, "q")
    assert once == marking.shuffle(sorted(ids, reverse=True), seed, "q")
    assert sorted(once) == sorted(ids)


def test_seeds_differ_by_person_by_quiz_and_by_attempt():
    cases = [(1, "a", 1), (2, "a", 1), (1, "b", 1), (1, "a", 2)]
    assert len({marking.seed_of(*case) for case in cases}) == 4
    assert marking.seed_of(1, "a", 1) == marking.seed_of(1, "a", 1)


def test_different_seeds_give_different_orders():
    orders = {tuple(marking.shuffle(IDS, seed, "q")) for seed in range(30)}
    assert len(orders) == 30


def test_the_order_of_an_attempt_is_the_same_for_ever():
    assert marking.shuffle(["a", "b", "c", "d"], 42, "q") == ["c", "d", "a", "b"]
    assert marking.seed_of(7, "cuestionario", 2) == 104492494169797
