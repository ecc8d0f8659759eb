"""Items of QTI that become no question, or whose rules are not known: the reasons."""

import pytest

from tests.content.exchange.writing_qti import (
    LEFT,
    MANY,
    MAPPED,
    ONE,
    ORDER,
    PAIRS,
    RIGHT,
    carried,
    choices,
    codes,
    declared,
    entry,
    item,
    put,
    sets,
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (item(ONE, choices("A", "A")), "bad-identifier"),
        (item(ONE, choices("A", "")), "bad-identifier"),
        (item(ONE, choices("B", "C")), "no-right-answer"),
        (item(ONE, choices("A", "B", response="OTRA")), "no-response"),
        (item(ONE, choices("A")), "bad-question"),
        (item(ONE, "<p>Nada</p>"), "no-interaction"),
        (item(ONE, choices("A", "B"), "<setOutcomeValue/>"), "rules-assumed"),
        (item(ONE, choices("A", "B"), "mi_regla"), "rules-assumed"),
        (item(declared("RESPONSE"), choices("A", "B"), "mi_regla"), "no-right-answer"),
        (
            item(declared("RESPONSE", several="multiple"), choices("A", "B", most=0)),
            "no-right-answer",
        ),
        (item(declared("RESPONSE", kind="float"), entry()), "no-right-answer"),
        (
            item(declared("RESPONSE", "uno", kind="integer"), entry()),
            "bad-declaration",
        ),
        (
            item(
                declared(
                    "RESPONSE", kind="string", mapping=f"<mapping>{MANY}</mapping>"
                ),
                entry(),
                MAPPED,
            ),
            "too-many",
        ),
        (item(declared("RESPONSE", "A", several="ordered"), ORDER), "unclear-order"),
        (
            item(declared("RESPONSE", "A", "B", several="ordered"), ORDER, put(0)),
            "no-right-answer",
        ),
        (item(PAIRS, sets(LEFT)), "unclear-pairs"),
        (item(PAIRS, sets(LEFT, LEFT)), "unclear-pairs"),
        (item(PAIRS, sets([*LEFT, ("c", "C")], [*RIGHT, ("z", "Z")])), "unclear-pairs"),
        (item(PAIRS, sets(LEFT, RIGHT), put(0)), "no-right-answer"),
        (item(PAIRS, sets([("a", ""), ("b", "B")], RIGHT)), "empty-text"),
        (
            item(
                declared("RESPONSE", several="multiple", kind="directedPair"),
                '<gapMatchInteraction responseIdentifier="RESPONSE">'
                '<gapText identifier="a">A</gapText></gapMatchInteraction>',
            ),
            "no-right-answer",
        ),
        (
            item(
                declared("A") + declared("B"),
                f"<p>{entry('A')}{entry('B')}</p>",
                put(0),
            ),
            "no-right-answer",
        ),
        (
            item(ONE, choices("A", "B").replace("<prompt>Elija.</prompt>", "")).replace(
                ' title="T"', ""
            ),
            "no-words",
        ),
    ],
)
def test_a_reason_is_given(data, code):
    assert code in codes(data)


def test_a_refused_item_tells_the_reason_and_nothing_else():
    data = item(ONE, choices("A", "A") + "<video src='x.mp4'/>")
    (loss,) = carried(data).losses
    assert (loss.code, loss.question, loss.line) == ("bad-identifier", "T", 1)
