"""Questions answered by choosing: one thing, several, true or false, a step."""

from fractions import Fraction

import pytest

from lms.content.asking import Question
from lms.content.questions.contents import Choice, Choices
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.registry import answer_kinds
from tests.factories.questions import make_question, told

THIRD = Fraction(1, 3)


def question(kind, marking, *choices):
    """A question whose choices are named a, b, c…: right ones, wrong ones, weights."""
    return Question(
        id="q",
        kind=kind,
        prompt=told("¿?"),
        content=Choices(
            marking=marking,
            choices=tuple(
                Choice(
                    id=chr(ord("a") + number),
                    text=told("x"),
                    correct=given is True,
                    weight=None if isinstance(given, bool) else Fraction(given),
                )
                for number, given in enumerate(choices)
            ),
        ),
    )


def marks(asked, *answers):
    return [marking.mark(asked, tuple(chosen)) for chosen in answers]


def test_under_all_only_exactly_the_right_ones_earn_the_mark():
    asked = question("multiple", Marking.ALL, True, True, False)
    assert marks(asked, "ab", "a", "abc", "c", "") == [1, 0, 0, 0, 0]


def test_under_partial_each_choice_beyond_those_that_are_right_takes_one_hit():
    asked = question("multiple", Marking.PARTIAL, True, True, True, False, False)
    answers = ["abc", "ab", "abd", "abcd", "abcde", "abde", "de", ""]
    assert marks(asked, *answers) == [
        1,
        2 * THIRD,
        2 * THIRD,
        2 * THIRD,
        THIRD,
        THIRD,
        0,
        0,
    ]


def test_under_penalty_each_wrong_choice_takes_one_hit():
    asked = question("multiple", Marking.PENALTY, True, True, True, False, False)
    answers = ["abc", "ab", "abd", "abcd", "abcde", "ade", ""]
    assert marks(asked, *answers) == [1, 2 * THIRD, THIRD, 2 * THIRD, THIRD, 0, 0]


def test_under_weights_they_are_added_up_between_nothing_and_everything():
    asked = question("multiple", Marking.WEIGHTS, "1/2", "3/4", "-1/4", "-1", False)
    answers = ["a", "b", "ab", "ac", "abd", "cd", "e", ""]
    assert marks(asked, *answers) == [
        Fraction(1, 2),
        Fraction(3, 4),
        1,
        Fraction(1, 4),
        Fraction(1, 4),
        0,
        0,
        0,
    ]


def test_what_each_choice_adds_is_told_apart():
    kind = answer_kinds()["multiple"]
    asked = question("multiple", Marking.PENALTY, True, True, False)
    credits = [(r.id, r.credit) for r in kind.responses(asked, ("a", "c"))]
    assert credits == [("a", Fraction(1, 2)), ("c", Fraction(-1, 2))]
    asked = question("multiple", Marking.PARTIAL, True, True, False)
    assert [r.credit for r in kind.responses(asked, ("c",))] == [0]
    assert [r.id for r in kind.responses(asked, ())] == [""]


def test_a_single_choice_may_be_partly_right_or_cost_nothing():
    asked = question("single", Marking.PENALTY, True, "1/2", "-1", False)
    assert marks(asked, "a", "b", "c", "d", "") == [1, Fraction(1, 2), 0, 0, 0]
    options = answer_kinds()["single"].options(asked)
    assert [(o.correct, o.partly) for o in options] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]


@pytest.mark.parametrize("name", ["single", "multiple", "truefalse", "likert"])
@pytest.mark.parametrize(
    "sent", [["z"], ["a", "z"], ["a\x00"], ["Ａ"], ["true", "false"]]
)
def test_what_is_not_offered_is_refused(name, sent):
    with pytest.raises(ValueError, match=r"not offered|more than one"):
        answer_kinds()[name].read(make_question(name), sent)


def test_only_where_there_may_be_several_are_two_chosen():
    with pytest.raises(ValueError, match="more than one"):
        answer_kinds()["single"].read(make_question("single"), ["a", "b"])
    kind = answer_kinds()["multiple"]
    assert kind.read(make_question("multiple"), ["d", "a", "a"]) == ("a", "d")


def test_the_author_says_whether_choices_are_shuffled():
    kind = answer_kinds()["single"]
    asked = make_question("single")
    orders = {tuple(marking.arrange(asked, seed)) for seed in range(20)}
    assert len(orders) > 1
    fixed = Choices(choices=asked.content.choices, shuffle=False)
    still = Question(id="q", kind="single", prompt={}, content=fixed)
    assert not kind.is_shuffled(still)
    assert {tuple(marking.arrange(still, seed)) for seed in range(20)} == {
        ("a", "b", "c", "d")
    }


def test_true_and_false_keep_their_order_and_have_what_is_told_to_each():
    asked, kind = make_question("truefalse"), answer_kinds()["truefalse"]
    true, false = kind.options(asked)
    assert (true.words, false.words) == ("Verdadero", "Falso")
    assert (true.correct, false.correct) == (False, True)
    assert true.feedback[Language.ES] == "No la exige."
    assert marking.arrange(asked, 3) == ["true", "false"]
    assert kind.label(asked, "", "true") == "Verdadero"


def test_no_step_of_a_scale_is_right_and_none_is_worth_anything():
    asked, kind = make_question("likert", points=5), answer_kinds()["likert"]
    assert kind.unmarked
    assert kind.is_complete(asked, ("algo",))
    assert kind.key(asked) == ()
    assert [r.credit for r in kind.responses(asked, ("algo",))] == [None]
    assert kind.label(asked, "", "algo")[Language.EN] == "Algo (en)"
    assert marking.worth([asked]) == 0
    assert marking.mark_all([asked], {"likert": ("algo",)}) == {}
    assert marking.arrange(asked, 9) == ["nada", "algo", "mucho"]
