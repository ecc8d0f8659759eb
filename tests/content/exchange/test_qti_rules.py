"""The rules of marking of QTI are run, not guessed: what each of them gives."""

from fractions import Fraction

import pytest

from lms.content.exchange.qti.declared import variables
from lms.content.exchange.qti.dialect import uniform
from lms.content.exchange.qti.machine import Budget, Machine, TooLong
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.rules import TEMPLATES
from lms.content.exchange.qti.values import Value, single
from lms.content.exchange.xml import parse

DECLARED = uniform(
    parse(
        b"""<item>
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
  <correctResponse><value>A</value><value>B</value></correctResponse>
  <mapping lowerBound="-1" upperBound="2" defaultValue="-0.5">
    <mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1.5"/>
  </mapping>
</responseDeclaration>
<responseDeclaration identifier="N" cardinality="single" baseType="float">
  <correctResponse><value>3.5</value></correctResponse>
</responseDeclaration>
<responseDeclaration identifier="T" cardinality="single" baseType="string">
  <correctResponse><value>Paz</value></correctResponse>
  <mapping>
    <mapEntry mapKey="paz" mappedValue="1" caseSensitive="false"/>
  </mapping>
</responseDeclaration>
<responseDeclaration identifier="O" cardinality="ordered" baseType="identifier">
  <correctResponse><value>x</value><value>y</value></correctResponse>
</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
  <defaultValue><value>4</value></defaultValue>
</outcomeDeclaration>
</item>"""
    )
)
RESPONSES = variables(DECLARED, "responseDeclaration")
OUTCOMES = variables(DECLARED, "outcomeDeclaration")
A, AB, ABC = (Value(tuple(names), "multiple") for names in ("A", "BA", "ABC"))


def machine(rules, steps=1000):
    return Machine(rules, RESPONSES, OUTCOMES, Budget(steps), {})


def rules_from(words):
    return uniform(parse(f"<r>{words}</r>".encode())).children


def run(words, **answers):
    return machine(rules_from(words)).run(answers)


def value(expression, **answers):
    """What an expression gives, with some things answered."""
    words = f'<setOutcomeValue identifier="OUT">{expression}</setOutcomeValue>'
    given = run(words, **answers)["OUT"]
    return given.only if given else None


def base(words, kind="float"):
    return f'<baseValue baseType="{kind}">{words}</baseValue>'


def word(words):
    return base(words, "string")


def name(words):
    return base(words, "identifier")


def op(tag, *operands, **attributes):
    """An expression with its operands."""
    said = "".join(f' {key}="{given}"' for key, given in attributes.items())
    return f"<{tag}{said}>{''.join(operands)}</{tag}>"


def put(*operands):
    return op("setOutcomeValue", *operands, identifier="S")


N, T, R = (f'<variable identifier="{name}"/>' for name in ("N", "T", "RESPONSE"))


# Templates


@pytest.mark.parametrize(
    ("name", "answer", "points"),
    [
        ("match_correct", AB, 1),
        ("match_correct", A, 0),
        ("match_correct", None, 0),
        ("map_response", A, 1),
        ("map_response", AB, 2),
        ("map_response", ABC, 2),
        ("map_response", None, 0),
        ("cc2_match", AB, 1),
        ("cc2_match_basic", AB, 4),
        ("cc2_match_basic", A, 0),
        ("cc2_map_response", A, 1),
    ],
)
def test_a_template_gives_its_points(name, answer, points):
    marked = machine(TEMPLATES[name])
    assert marked.score(marked.run({"RESPONSE": answer})) == points


def test_templates_say_what_was_right():
    outcomes = machine(TEMPLATES["cc2_match_basic"]).run({"RESPONSE": A})
    assert outcomes["FEEDBACKBASIC"] == single("incorrect")
    outcomes = machine(TEMPLATES["cc2_match"]).run({"RESPONSE": A})
    assert outcomes["FEEDBACK"] == A


def test_points_on_a_picture_are_not_understood():
    with pytest.raises(NotUnderstood):
        machine(TEMPLATES["map_response_point"])


# Expressions


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"<sum>{N}{base(2)}</sum>", Fraction(11, 2)),
        (f"<subtract>{N}{base(5)}</subtract>", Fraction(-3, 2)),
        (f"<product>{N}{base(2)}</product>", 7),
        (f"<divide>{N}{base(2)}</divide>", Fraction(7, 4)),
        (f"<divide>{N}{base(0)}</divide>", None),
        (f"<integerDivide>{N}{base(2)}</integerDivide>", 1),
        (f"<integerModulus>{N}{base(2)}</integerModulus>", Fraction(3, 2)),
        (f"<power>{N}{base(2)}</power>", Fraction(49, 4)),
        (f"<round>{N}</round>", 4),
        (f"<truncate><product>{N}{base(-1)}</product></truncate>", -3),
        (f"<min>{N}{base(2)}</min>", 2),
        (f"<max>{N}{base(2)}</max>", Fraction(7, 2)),
        (f"<lt>{N}{base(4)}</lt>", True),
        (f"<gte>{N}{base(4)}</gte>", False),
        (f"<equal>{N}{base(3.5)}</equal>", True),
        (f'<equal toleranceMode="absolute" tolerance="1">{base(3)}{N}</equal>', True),
        (
            '<equal toleranceMode="absolute" tolerance="0.5" includeUpperBound="false">'
            f"{base(3)}{N}</equal>",
            False,
        ),
        (f'<equal toleranceMode="relative" tolerance="5">{base(3.4)}{N}</equal>', True),
        (
            f'<equalRounded figures="0" roundingMode="decimalPlaces">{N}{base(4)}'
            "</equalRounded>",
            True,
        ),
        (f'<equalRounded figures="1">{N}{base(3)}</equalRounded>', False),
        ("<null/>", None),
        (f"<isNull>{N}</isNull>", False),
        ('<isNull><variable identifier="O"/></isNull>', True),
        (f"<not><isNull>{N}</isNull></not>", True),
        (op("stringMatch", T, word("PAZ"), caseSensitive="false"), True),
        (op("stringMatch", T, word("PAZ"), caseSensitive="true"), False),
        (op("substring", word("A"), T, caseSensitive="false"), True),
        ('<mapResponse identifier="T"/>', 1),
        (f"<containerSize>{R}</containerSize>", 2),
        (op("member", name("B"), R), True),
        (op("contains", R, op("multiple", name("A"))), True),
        (op("match", op("delete", name("A"), R), name("B")), True),
        (op("index", op("ordered", name("x")), n=1), "x"),
        (op("index", op("ordered", name("x")), n=3), None),
        (op("anyN", op("isNull", N), op("isNull", "<null/>"), min=1, max=1), True),
        ('<default identifier="MAXSCORE"/>', 4),
        ('<variable identifier="completionStatus"/>', "unknown"),
        (f"<integerToFloat>{N}</integerToFloat>", Fraction(7, 2)),
    ],
)
def test_an_expression_gives_what_the_specification_says(expression, expected):
    given = {"N": single(Fraction(7, 2)), "T": single("Paz"), "RESPONSE": AB}
    assert value(expression, **given) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("<and><isNull><null/></isNull><match><null/><null/></match></and>", None),
        ("<and><isNull><baseValue>a</baseValue></isNull><null/></and>", False),
        ("<or><isNull><null/></isNull><null/></or>", True),
        ("<or><isNull><baseValue>a</baseValue></isNull><null/></or>", None),
        ("<not><null/></not>", None),
        ("<sum><null/></sum>", None),
    ],
)
def test_what_has_no_value_makes_a_result_without_one(expression, expected):
    assert value(expression) == expected


def test_lists_match_in_any_order_but_what_is_ordered_does_not():
    match = '<match><variable identifier="{0}"/><correct identifier="{0}"/></match>'
    assert value(match.format("RESPONSE"), RESPONSE=AB) is True
    for order, right in (("xy", True), ("yx", False)):
        given = Value(tuple(order), "ordered")
        assert value(match.format("O"), O=given) is right


# Rules


def test_the_first_branch_whose_condition_is_met_is_followed():
    words = f"""<responseCondition>
      <responseIf><isNull>{N}</isNull>
        <setOutcomeValue identifier="S">{base(0)}</setOutcomeValue></responseIf>
      <responseElseIf><gt>{N}{base(3)}</gt>
        <setOutcomeValue identifier="S">{base(1)}</setOutcomeValue></responseElseIf>
      <responseElse><setOutcomeValue identifier="S">{base(2)}</setOutcomeValue>
      </responseElse></responseCondition>"""
    for given, expected in (
        (None, 0),
        (single(Fraction(4)), 1),
        (single(Fraction(3)), 2),
    ):
        assert run(words, N=given)["S"].only == expected


def test_nothing_is_followed_after_the_exit():
    first = op("responseProcessingFragment", put(base(1)), "<exitResponse/>")
    words = first + put(base(2))
    assert run(words)["S"].only == 1


@pytest.mark.parametrize(
    "words",
    [
        "<randomThing/>",
        "<setOutcomeValue/>",
        put(op("randomInteger", min=1, max=2)),
        put("<customOperator/>"),
        put(op("patternMatch", T, pattern="a")),
        put(op("variable", identifier="?")),
        put(op("correct", identifier="SCORE")),
        put(op("mapResponse", identifier="N")),
        put("<round/>"),
        put("<min/>"),
        put(op("index", n=1)),
        put(op("power", base(2), base(99))),
        put(op("lt", base(1))),
        put(op("sum", word("a"))),
        put(base("1e999")),
        put(base("NaN")),
        put(op("equal", base(1), base(1), toleranceMode="absolute")),
        op("lookupOutcomeValue", "<null/>", identifier="SCORE"),
        op("responseCondition", "<responseIf/>"),
    ],
)
def test_what_is_not_known_is_said_to_be_so(words):
    with pytest.raises(NotUnderstood):
        run(words)


def test_numbers_cannot_grow_without_end():
    square = (
        '<setOutcomeValue identifier="SCORE"><product><variable identifier="SCORE"/>'
        '<variable identifier="SCORE"/></product></setOutcomeValue>'
    )
    start = f'<setOutcomeValue identifier="SCORE">{base(1.5)}</setOutcomeValue>'
    with pytest.raises(NotUnderstood):
        run(start + square * 40)


def test_steps_are_counted():
    with pytest.raises(TooLong):
        machine(TEMPLATES["match_correct"], steps=3).run({"RESPONSE": A})


def test_the_only_number_that_is_set_is_the_score():
    words = f'<setOutcomeValue identifier="PUNTOS">{base(2)}</setOutcomeValue>'
    declared = uniform(
        parse(
            b'<i><outcomeDeclaration identifier="PUNTOS" baseType="float"/>'
            b'<outcomeDeclaration identifier="MAXSCORE" baseType="float"/></i>'
        )
    )
    outcomes = variables(declared, "outcomeDeclaration")
    marked = Machine(rules_from(words), RESPONSES, outcomes, Budget(99), {})
    assert marked.score(marked.run({})) == 2
