"""Things in order: the longest ordered run gives the mark."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.questions.contents import Labelled, Ordering
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.ordering import longest_run
from lms.quizzes.kinds.registry import answer_kinds
from tests.factories.questions import KEYS, make_question, told

KIND = answer_kinds()["ordering"]


def things(*names, rule=Marking.RUN):
    items = tuple(Labelled(id=name, text=told(name)) for name in names)
    content = Ordering(items=items, marking=rule)
    return replace(make_question("ordering"), content=content)


def placed(positions, names="abcdefgh"):
    return tuple(
        f"{name}={position}"
        for name, position in zip(names, positions, strict=False)
        if position
    )


@pytest.mark.parametrize(
    ("positions", "mark"),
    [
        ((1, 2, 3, 4), 1),
        ((2, 1, 3, 4), Fraction(2, 3)),
        ((4, 1, 2, 3), Fraction(2, 3)),
        ((2, 1, 4, 3), Fraction(1, 3)),
        ((4, 3, 2, 1), 0),
        ((0, 0, 0, 0), 0),
        ((1, 0, 0, 0), 0),
        ((1, 2, 0, 0), Fraction(1, 3)),
        ((1, 2, 2, 2), Fraction(1, 3)),
        ((1, 1, 1, 1), 0),
    ],
)
def test_one_thing_out_of_place_costs_one_step_however_far_it_went(positions, mark):
    assert marking.mark(things(*"abcd"), placed(positions)) == mark


def test_under_all_nothing_but_the_whole_order_earns_anything():
    question = things(*"abcd", rule=Marking.ALL)
    assert marking.mark(question, placed((1, 2, 3, 4))) == 1
    assert marking.mark(question, placed((1, 2, 4, 3))) == 0
    assert marking.mark(question, placed((1, 2, 3, 0))) == 0


@given(st.permutations(range(1, 7)), st.data())
def test_leaving_out_or_doubling_never_raises_a_mark(positions, data):
    question = things(*"abcdef")
    whole = marking.mark(question, placed(positions))
    holes = data.draw(st.sets(st.integers(0, 5)))
    less = [0 if at in holes else place for at, place in enumerate(positions)]
    assert marking.mark(question, placed(less)) <= whole
    # Doubled positions: however the ties are broken, a whole order earns as much.
    tied = [(place + 1) // 2 for place in positions]
    assert marking.mark(question, placed(tied)) <= whole


@given(st.lists(st.integers(1, 9), max_size=8))
def test_the_run_is_as_long_as_any_and_in_order(positions):
    run = longest_run(positions)
    assert list(run) == sorted(set(run))
    values = [positions[place] for place in run]
    assert values == sorted(set(values))
    best = max(
        (
            size
            for size in range(len(positions) + 1)
            for some in combinations(positions, size)
            if all(one < other for one, other in pairwise(some))
        ),
        default=0,
    )
    assert len(run) == best


@pytest.mark.parametrize(
    "sent", [["a=0"], ["a=5"], ["a=x"], ["a=1.0"], ["z=1"], ["a=1", "a=2"], ["a=١"]]
)
def test_what_is_no_position_is_refused(sent):
    with pytest.raises(ValueError, match=r"not offered|more than one"):
        KIND.read(things(*"abcd"), sent)


def test_a_page_shows_things_as_they_were_put_once_all_have_a_place():
    question = things(*"abcd")
    shown = ["c", "a", "d", "b"]
    assert KIND.arranged((), shown) == shown
    assert KIND.arranged(placed((1, 2, 2, 3)), shown) == shown
    assert KIND.arranged(placed((4, 3, 2, 1)), shown) == ["d", "c", "b", "a"]
    assert KIND.placed(placed((0, 2, 1, 0)), shown) == ["c", "b", "a", "d"]
    assert KIND.run(question, placed((1, 4, 2, 3))) == ("a", "c", "d")


def test_it_is_whole_when_every_thing_has_a_place_of_its_own():
    question = things(*"abcd")
    assert KIND.is_complete(question, placed((4, 3, 2, 1)))
    assert not KIND.is_complete(question, placed((1, 2, 3, 3)))
    assert not KIND.is_complete(question, placed((1, 2, 3, 0)))


def test_each_thing_is_analysed_by_where_it_was_put():
    question = make_question("ordering")
    value = ("libro=1", "convencion=3")
    assert [(r.part, r.id, r.credit) for r in KIND.responses(question, value)] == [
        ("libro", "1", 1),
        ("convencion", "3", 0),
        ("ruanda", "", 0),
        ("roma", "", 0),
    ]
    assert KIND.label(question, "libro", "1") == "1"
    assert KIND.label(question, "libro", "")[Language.ES] == "El libro de Lemkin"
    assert KIND.key(question) == KEYS["ordering"]


def test_things_are_always_shuffled():
    orders = {tuple(marking.arrange(things(*"abcd"), seed)) for seed in range(40)}
    assert len(orders) > 10
