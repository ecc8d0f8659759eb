"""What belongs to what, and which thing belongs where."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lms.content.questions.contents import Labelled
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.registry import answer_kinds
from tests.factories.questions import KEYS, make_question, told

PAIRS, PLACES = answer_kinds()["matching"], answer_kinds()["categorising"]


def strict(question):
    content = replace(question.content, marking=Marking.ALL)
    return replace(question, content=content)


def test_each_right_pair_gives_its_share_and_under_all_none_may_be_wrong():
    question = make_question("matching")
    answers = [KEYS["matching"][:n] for n in range(5)]
    assert [marking.mark(question, value) for value in answers] == [
        Fraction(n, 4) for n in range(5)
    ]
    assert [marking.mark(strict(question), value) for value in answers] == [
        0,
        0,
        0,
        0,
        1,
    ]


def test_right_sides_with_the_same_text_are_one_and_the_same():
    question = make_question("matching")
    offered = [option.id for option in PAIRS.options(question)]
    assert offered == ["lemkin", "convencion", "ruanda", "nadie"]
    assert PAIRS.read(question, ["estatuto=convencion"]) == ("estatuto=convencion",)
    with pytest.raises(ValueError, match="not offered"):
        PAIRS.read(question, ["convencion=estatuto"])


def test_an_extra_that_says_what_a_pair_says_is_no_trap():
    question = make_question("matching")
    twin = Labelled(id="gemelo", text=told("Dictó la primera condena"))
    question = replace(question, content=replace(question.content, extras=(twin,)))
    assert "gemelo" not in PAIRS.sequence(question)
    assert marking.mark(question, PAIRS.key(question)) == 1


def test_sides_that_differ_in_one_language_are_two():
    question = make_question("matching")
    first, second, *rest = question.content.pairs
    other = replace(second, right={**first.right, Language.EN: "Something else"})
    content = replace(question.content, pairs=(first, other, *rest))
    assert len(PAIRS.options(replace(question, content=content))) == 5


@pytest.mark.parametrize(
    "sent",
    [
        ["lemkin=nada"],
        ["nadie=lemkin"],
        ["lemkin"],
        ["=lemkin"],
        ["lemkin=lemkin", "lemkin=ruanda"],
    ],
)
def test_what_is_not_offered_is_refused(sent):
    with pytest.raises(ValueError, match=r"not offered|no part|more than one"):
        PAIRS.read(make_question("matching"), sent)


def test_an_answer_stands_in_the_order_of_the_pairs_and_is_whole_with_the_last():
    question = make_question("matching")
    sent = ["ruanda=nadie", "lemkin=lemkin", "estatuto="]
    value = PAIRS.read(question, sent)
    assert value == ("lemkin=lemkin", "ruanda=nadie")
    assert not PAIRS.is_complete(question, value)
    assert PAIRS.is_complete(question, KEYS["matching"])
    assert PAIRS.shown(question, value, Language.PT) == {
        "lemkin": ("lemkin",),
        "convencion": (),
        "ruanda": ("nadie",),
        "estatuto": (),
    }


def test_each_pair_is_analysed_by_itself():
    question = make_question("matching")
    value = ("lemkin=lemkin", "ruanda=nadie")
    responses = PAIRS.responses(question, value)
    assert [(r.part, r.id, r.credit) for r in responses] == [
        ("lemkin", "lemkin", 1),
        ("convencion", "", 0),
        ("ruanda", "nadie", 0),
        ("estatuto", "", 0),
    ]
    assert PAIRS.label(question, "ruanda", "nadie") == told("No existió")
    assert PAIRS.label(question, "ruanda", "") == told("El Tribunal para Ruanda")


def test_things_are_put_into_categories_and_marked_alike():
    question = make_question("categorising")
    answers = [KEYS["categorising"][:n] for n in range(4)]
    assert [marking.mark(question, value) for value in answers] == [
        Fraction(n, 3) for n in range(4)
    ]
    assert marking.mark(strict(question), answers[2]) == 0
    assert PLACES.label(question, "robo", "lesa") == told("Crímenes de lesa humanidad")


def test_the_right_sides_are_shuffled_but_not_the_categories():
    question = make_question("matching")
    order = marking.arrange(question, 5)
    assert PAIRS.rows(question, order) == ("lemkin", "convencion", "ruanda", "estatuto")
    assert PAIRS.offers(question, order) == tuple(order)
    question = make_question("categorising")
    orders = {tuple(marking.arrange(question, seed)) for seed in range(20)}
    assert len(orders) > 1
    for order in orders:
        assert PLACES.rows(question, order) == order
        assert PLACES.offers(question, order) == ("genocidio", "lesa", "ninguna")
