"""Rarer items of QTI: what comes of them, and what is told of it."""

import pytest

from lms.content.questions.contents import Interval
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from tests.content.exchange.writing_qti import (
    CORRECT,
    ESSAY,
    LEFT,
    MAPPED,
    ONE,
    ORDER,
    PAIRS,
    TEXT,
    carried,
    choices,
    codes,
    declared,
    entry,
    item,
    only,
    put,
    sets,
    worth,
)


def when(met, then, otherwise=""):
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    branch = f"<responseIf>{met}{then}</responseIf>"
    return f"<responseCondition>{branch}{last}</responseCondition>"


def right(response):
    return (
        f"<match><variable identifier='{response}'/>"
        f"<correct identifier='{response}'/></match>"
    )


def name(words):
    return (
        "<setOutcomeValue identifier='F'>"
        f"<baseValue baseType='identifier'>{words}</baseValue></setOutcomeValue>"
    )


def test_many_choices_are_marked_by_what_some_answers_show():
    names = "ABCDEFGH"
    right = declared(
        "RESPONSE",
        *"ABC",
        several="multiple",
        mapping=worth(-1, 'lowerBound="0"', A=1, B=1, C=1),
    )
    for rules, marking in ((CORRECT, Marking.ALL), (MAPPED, Marking.PENALTY)):
        question = only(item(right, choices(*names, most=0), rules))
        assert question.content.marking is marking
        chosen = [one.id for one in question.content.choices if one.correct]
        assert chosen == ["a", "b", "c"]


def test_a_marking_that_does_not_exist_is_told():
    some = '<gt><containerSize><variable identifier="RESPONSE"/></containerSize>{}</gt>'
    size = some.format('<baseValue baseType="integer">1</baseValue>')
    rules = when(size, put(1))
    data = item(
        declared("RESPONSE", *"AB", several="multiple"), choices(*"ABC", most=0), rules
    )
    assert "marking-differs" in codes(data)
    assert only(data).content.marking is Marking.ALL


def test_points_for_nothing_and_below_zero_are_told():
    mapping = worth(-1, A=2)
    data = item(declared("RESPONSE", "A", mapping=mapping), choices("A", "B"), MAPPED)
    assert codes(data) == ["below-zero"]
    several = declared("RESPONSE", "A", several="multiple", mapping=mapping)
    assert codes(item(several, choices(*"ABC", most=0), MAPPED))[0] == "below-zero"
    null = '<isNull><variable identifier="RESPONSE"/></isNull>'
    rules = (
        f"<responseCondition><responseIf>{null}{put(0.5)}</responseIf><responseElse>"
        '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/>'
        "</setOutcomeValue></responseElse></responseCondition>"
    )
    data = item(declared("RESPONSE", mapping=worth(A=1)), choices("A", "B"), rules)
    assert codes(data) == ["points-for-nothing"]


def test_gaps_whose_points_have_no_small_proportion_weigh_the_same():
    responses = declared("A", kind="string", mapping=worth(uno=101)) + declared(
        "B", kind="string", mapping=worth(dos=1)
    )
    put_sum = (
        '<setOutcomeValue identifier="SCORE"><sum><mapResponse identifier="A"/>'
        '<mapResponse identifier="B"/></sum></setOutcomeValue>'
    )
    data = item(responses, f"<p>{entry('A')} y {entry('B')}</p>", put_sum)
    assert [gap.points for gap in only(data).content.gaps] == [1, 1]
    assert codes(data) == ["marking-differs", "points-changed"]


def test_gaps_that_help_each_other_are_told():
    responses = declared("A", "uno", kind="string") + declared(
        "B", "dos", kind="string"
    )
    each = (
        "<setOutcomeValue identifier='SCORE'><sum><product>"
        "<variable identifier='SCORE'/><baseValue baseType='float'>2</baseValue>"
        "</product><baseValue baseType='float'>1</baseValue></sum></setOutcomeValue>"
    )
    rules = when(right("A"), each) + when(right("B"), each)
    data = item(responses, f"<p>{entry('A')} y {entry('B')}</p>", rules)
    assert codes(data) == ["marking-differs"]


def test_numbers_worth_the_same_here_and_there_stay_apart():
    mapping = worth(**{"1": 1, "2": 0.5, "3": 1, "4": 0.5})
    data = item(
        declared("RESPONSE", kind="integer", mapping=mapping),
        f"<p>N {entry()}</p>",
        MAPPED,
    )
    answers = only(data).content.answers
    assert [(str(one.value), str(one.weight)) for one in answers] == [
        ("1", "1"),
        ("2", "1/2"),
        ("3", "1"),
        ("4", "1/2"),
    ]
    assert all(isinstance(one, Interval) for one in answers)


def test_every_other_number_may_earn_something():
    mapping = worth(0.5, **{"7": 1})
    data = item(
        declared("RESPONSE", kind="float", mapping=mapping),
        f"<p>N {entry()}</p>",
        MAPPED,
    )
    last = only(data).content.answers[-1]
    assert (last.value, last.least, last.most, str(last.weight)) == (
        None,
        None,
        None,
        "1/2",
    )


def test_a_text_told_to_any_other_answer_has_its_place():
    paz = (
        "<match><variable identifier='RESPONSE'/>"
        "<baseValue baseType='string'>paz</baseValue></match>"
    )
    rules = when(right("RESPONSE"), put(1)) + when(paz, name("paz"), name("otra"))
    told = "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}" showHide="show">'
        f"Por {name}.</modalFeedback>"
        for name in ("paz", "otra")
    )
    data = item(
        declared("RESPONSE", "guerra", kind="string"),
        f"<p>P {entry()}</p>",
        rules,
        after=told,
    )
    assert codes(data) == []
    answers = only(data).content.answers
    assert [(one.text, one.weight) for one in answers] == [
        ("guerra", 1),
        ("paz", 0),
        ("*", 0),
    ]
    told = [one.feedback[Language.ES] for one in answers]
    assert told == ["Por otra.", "Por paz.", "Por otra."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (item(TEXT, ESSAY.format(""), CORRECT), "marked-by-hand"),
        (item(TEXT, ESSAY.format('maxStrings="3"'), ""), "one-field"),
        (
            item(
                declared(
                    "RESPONSE",
                    kind="string",
                    start="<defaultValue><value>Yo</value></defaultValue>",
                ),
                ESSAY.format(""),
                "",
                outcomes="",
            ),
            "field-hint",
        ),
        (
            item(TEXT, ESSAY.format(""), "", after="<modalFeedback identifier='a'/>"),
            "feedback-lost",
        ),
        (item(PAIRS, sets(LEFT, [("x", "X"), ("y", "Y"), ("z", "Y")])), "same-text"),
        (
            item(
                declared("RESPONSE", "A", "B", several="ordered"),
                ORDER.replace("<prompt>", "<prompt>").replace(
                    '"RESPONSE"', '"RESPONSE" minChoices="1"'
                ),
            ),
            "choice-limits",
        ),
        (item(ONE, '<include href="x.xml"/>' + choices("A", "B")), "include-lost"),
        (
            item(ONE, "<video><source src='v.mp4'/></video>" + choices("A", "B")),
            "media-lost",
        ),
        (
            item(ONE, "<picture><img src='m.png'/></picture>" + choices("A", "B")),
            "picture-lost",
        ),
    ],
)
def test_what_is_left_behind_is_told(data, code):
    assert code in codes(data)
    assert len(carried(data).questions) == 1


def test_a_formula_is_told_in_the_words_it_was_written_in():
    math = (
        '<p><math><semantics><mi>x</mi><annotation encoding="LaTeX">x^2</annotation>'
        "</semantics></math></p>"
    )
    (loss,) = carried(item(ONE, math + choices("A", "B"))).losses
    assert loss.values == {"words": "x^2"}
