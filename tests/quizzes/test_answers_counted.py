"""What people answered: how often, and by whom of the best and the last third."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.statistics.answers import Choice, Given, count, thirds
from lms.quizzes.statistics.figures import Figure, Reason
from lms.quizzes.statistics.words import (
    Ease,
    Power,
    Remark,
    Trust,
    ease,
    power,
    remark,
    trust,
)

F = Fraction


def test_a_border_between_thirds_is_shared_by_all_who_stand_on_it():
    # 18 attempts: 4 with nothing, 10 with half, 4 with everything. Six make a third:
    # the four, and 2 of the 10 in the middle, that is 1/5 of each.
    bottom, top = thirds({F(0): 4, F(1, 2): 10, F(1): 4})
    assert bottom == {F(0): 1, F(1, 2): F(1, 5)}
    assert top == {F(1): 1, F(1, 2): F(1, 5)}


def test_answers_are_counted_with_their_thirds():
    asked = {F(0): 4, F(1, 2): 10, F(1): 4}
    given = [
        Given("", "a", F(1), F(1), 4),
        Given("", "a", F(1), F(1, 2), 5),
        Given("", "b", F(0), F(1, 2), 5),
        Given("", "b", F(0), F(0), 3),
        Given("", "", F(0), F(0), 1),
    ]
    # Top third of 6: four "a", and of the ten a fifth: 1 "a", 1 "b". Bottom: 3 "b",
    # one empty, 1 "a", 1 "b".
    assert count(given, asked) == [
        Choice("", "a", F(1), 9, F(9, 18), F(1, 6), F(5, 6)),
        Choice("", "b", F(0), 8, F(8, 18), F(4, 6), F(1, 6)),
        Choice("", "", F(0), 1, F(1, 18), F(1, 6), F(0)),
    ]


def test_few_attempts_tell_nothing_and_somewhat_more_no_thirds():
    given = [Given("", "a", F(1), F(1), 4)]
    assert count(given, {F(1): 4}) == []
    (five,) = count(given, {F(1): 5})
    assert (five.share, five.low, five.high) == (F(4, 5), None, None)
    (fourteen,) = count(given, {F(1): 14})
    assert fourteen.low is None
    (fifteen,) = count(given, {F(1): 15})
    assert fifteen.low == fifteen.high == F(4, 15)


LEVELS = st.dictionaries(
    st.fractions(0, 1, max_denominator=12), st.integers(1, 30), min_size=1, max_size=9
)


@given(LEVELS)
def test_a_third_is_exactly_a_third(asked):
    total = sum(asked.values())
    for weights in thirds(asked):
        assert all(0 < weight <= 1 for weight in weights.values())
        assert sum(w * asked[s] for s, w in weights.items()) == F(total, 3)


@given(LEVELS, st.data())
def test_where_everybody_answers_once_shares_add_up_to_the_whole(asked, data):
    given = []
    for score, times in asked.items():
        first = data.draw(st.integers(0, times))
        given += [Given("", "a", F(1), score, first)]
        given += [Given("", "b", F(0), score, times - first)]
    found = count(given, asked)
    if not found:
        assert sum(asked.values()) < 5
        return
    assert sum(choice.share for choice in found) == 1
    if found[0].low is not None:
        assert sum(choice.low or 0 for choice in found) == 1
        assert sum(choice.high or 0 for choice in found) == 1


def test_numbers_have_names():
    named = {
        F(95, 100): Ease.VERY_EASY,
        F(9, 10): Ease.VERY_EASY,
        F(89, 100): Ease.EASY,
        F(1, 2): Ease.MIDDLING,
        F(29, 100): Ease.HARD,
        F(14, 100): Ease.VERY_HARD,
    }
    assert {value: ease(Figure(20, value)) for value in named} == named
    powers = {
        0.3: Power.STRONG,
        0.25: Power.FAIR,
        0.1: Power.WEAK,
        0.0: Power.NONE,
        -0.1: Power.NONE,
        -0.11: Power.REVERSED,
    }
    assert {value: power(Figure(20, value)) for value in powers} == powers
    trusts = {F(9, 10): Trust.HIGH, F(8, 10): Trust.GOOD, F(6, 10): Trust.MODEST}
    assert {value: trust(Figure(20, value)) for value in trusts} == trusts
    assert trust(Figure(20, F(-1))) is Trust.LOW
    nothing = Figure(3, missing=Reason.FEW)
    assert ease(nothing) is power(nothing) is trust(nothing) is None


def test_what_stands_out_in_an_answer_is_named():
    def choice(credit, n, low=None, high=None, id_="a"):
        return Choice("", id_, credit, n, F(n, 100), low, high)

    assert remark(choice(F(0), 4)) is Remark.UNUSED
    assert remark(choice(F(0), 30)) is None
    assert remark(choice(F(0), 30, F(1, 5), F(3, 10))) is Remark.TEMPTING
    assert remark(choice(F(0), 30, F(3, 10), F(1, 5))) is None
    assert remark(choice(F(1), 30, F(3, 10), F(1, 5))) is Remark.SHUNNED
    assert remark(choice(F(1, 2), 2)) is None
    assert remark(choice(F(0), 2, id_="")) is None
    assert remark(choice(None, 2)) is None
