"""When answers to one version of a question may be marked by the key of another."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.questions.contents import (
    Accepted,
    Choice,
    Interval,
    Labelled,
    Numerical,
    Pair,
    ShortText,
    Sorted,
    Statement,
)
from lms.content.questions.weighing import Marking
from lms.quizzes import marking
from lms.quizzes.comparing import FITS, KEEPS, Ground, fits, ground
from tests.factories.questions import (
    ANSWERS,
    CATEGORIES,
    CLOZE,
    KEYS,
    KINDS,
    MATCHING,
    ORDERING,
    WRONG,
    choices,
    make_question,
    told,
)

MARKED = tuple(kind for kind in KINDS if KEYS[kind])


def changed(kind, content, **more):
    return ground(make_question(kind), make_question(kind, content=content, **more))


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_that_only_says_something_else_keeps_its_key(kind):
    old = make_question(kind)
    new = replace(old, prompt=told("Otra cosa"), feedback=told("Otra"), points=7)
    assert ground(old, new) == (Ground.SAME if KEYS[kind] else Ground.BY_HAND)


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_that_is_gone_or_of_another_kind_keeps_its_marks(kind):
    other = "truefalse" if kind == "single" else "single"
    assert ground(make_question(kind), None) is Ground.GONE
    assert ground(make_question(kind), make_question(other, kind)) is Ground.KIND


NEW_KEYS = {
    "single": choices("c"),
    "multiple": replace(choices("a", "b"), marking=Marking.ALL),
    "truefalse": Statement(answer=True),
    "matching": replace(MATCHING, marking=Marking.ALL),
    "ordering": replace(ORDERING, items=ORDERING.items[::-1]),
    "short": ShortText(answers=(Accepted(text="Lemkin"),)),
    "numerical": Numerical(answers=(Interval(value=Decimal(2)),)),
    "cloze": replace(
        CLOZE,
        gaps=(*CLOZE.gaps[:2], replace(CLOZE.gaps[2], content=choices("b", of="abc"))),
    ),
    "categorising": replace(
        CATEGORIES,
        items=tuple(replace(item, category="ninguna") for item in CATEGORIES.items),
    ),
}


@pytest.mark.parametrize("kind", MARKED)
def test_a_corrected_key_fits_the_answers_that_were_given(kind):
    assert changed(kind, NEW_KEYS[kind]) is Ground.NEW_KEY


def test_a_wrong_answer_may_be_added_and_a_right_one_may_not():
    assert changed("single", choices("b", of="abcde")) is Ground.NEW_KEY
    assert changed("multiple", choices("a", "c", of="abcde")) is Ground.NEW_KEY
    assert changed("single", choices("e", of="abcde")) is Ground.ADDED
    assert changed("multiple", choices("a", "e", of="abcde")) is Ground.ADDED


def test_what_could_be_chosen_may_not_be_taken_away():
    assert changed("single", choices("b", of="abc")) is Ground.TAKEN
    assert changed("ordering", replace(ORDERING, items=ORDERING.items[:3])) is (
        Ground.TAKEN
    )
    renamed = (Choice(id="z", text=told("z"), correct=True), *choices("b").choices[1:])
    assert changed("single", replace(choices(), choices=renamed)) is Ground.TAKEN


def test_a_part_that_nobody_was_asked_makes_another_question():
    pair = Pair(id="nuevo", left=told("x"), right=told("y"))
    item = Labelled(id="nuevo", text=told("x"))
    thing = Sorted(id="nuevo", text=told("x"), category="lesa")
    for kind, content in (
        ("matching", replace(MATCHING, pairs=(*MATCHING.pairs, pair))),
        ("ordering", replace(ORDERING, items=(*ORDERING.items, item))),
        ("categorising", replace(CATEGORIES, items=(*CATEGORIES.items, thing))),
        ("cloze", replace(CLOZE, gaps=(*CLOZE.gaps, replace(CLOZE.gaps[0], id="mas")))),
    ):
        assert changed(kind, content) is Ground.ADDED, kind
    extra = replace(MATCHING, extras=(*MATCHING.extras, item))
    assert changed("matching", extra) is Ground.NEW_KEY


def test_right_sides_that_were_one_and_are_two_now_could_not_be_told_apart():
    *pairs, last = MATCHING.pairs
    apart = replace(MATCHING, pairs=(*pairs, replace(last, right=told("Otra cosa"))))
    assert changed("matching", apart) is Ground.ADDED


@pytest.mark.parametrize("kind", MARKED)
def test_what_was_given_fits_the_version_it_was_given_to(kind):
    assert fits(make_question(kind), ANSWERS[kind])
    assert fits(make_question(kind), ())
    assert fits(make_question("single"), ("z",)) is False


@given(
    st.sampled_from(MARKED).filter(lambda kind: kind in WRONG),
    st.booleans(),
)
def test_where_the_key_fits_an_answer_has_a_mark_by_it(kind, right):
    new = make_question(kind, content=NEW_KEYS[kind])
    value = KEYS[kind] if right else WRONG[kind]
    if fits(new, value):
        assert Fraction(0) <= marking.mark(new, value) <= 1


def test_every_ground_either_fits_or_keeps():
    assert set(FITS) | set(KEEPS) | {Ground.BY_HAND} == set(Ground)
