"""Tests of QTI: the order of the items, and the rules that are left behind."""

import pytest

from lms.content.exchange.carried import ExchangeFaulty
from lms.content.exchange.qti.reading import read
from lms.kernel.language import Language
from tests.content.exchange.packing import (
    carried,
    codes,
    item,
    manifest,
    names,
    ref,
    resource,
    sheet_of,
)


def test_a_test_gives_the_order_and_the_category():
    files = {
        "imsmanifest.xml": manifest(
            resource("a.xml"),
            resource("b.xml"),
            resource("t.xml", "imsqti_test_xmlv2p1"),
        ),
        "a.xml": item("uno"),
        "b.xml": item("dos"),
        "t.xml": sheet_of(
            '<assessmentSection identifier="S2" title="Siglo XX / Europa">'
            + ref("b.xml")
            + "</assessmentSection>",
            ref("a.xml"),
        ),
    }
    result = carried(files)
    assert [(q.id, q.category) for q in result.questions] == [
        ("dos", "Historia/Siglo XX - Europa"),
        ("uno", "Historia"),
    ]
    assert codes(result) == ["test-lost"]
    assert result.losses[0].question == "Examen"


RULES = [
    ('<selection select="2"/>', "selection-lost"),
    ('<ordering shuffle="true"/>', "order-lost"),
    ('<timeLimits maxTime="600"/>', "test-rule-lost"),
    ('<itemSessionControl maxAttempts="1"/>', "test-rule-lost"),
    ("<preCondition><null/></preCondition>", "test-rule-lost"),
    ('<branchRule target="EXIT_TEST"><null/></branchRule>', "test-rule-lost"),
    ('<rubricBlock view="candidate"><p>Lea.</p></rubricBlock>', "section-text-lost"),
]


@pytest.mark.parametrize(("rule", "code"), RULES)
def test_a_rule_of_a_section_is_told_with_its_line(rule, code):
    files = {"a.xml": item("uno"), "t.xml": sheet_of(rule, ref("a.xml"))}
    result = carried(files)
    assert names(result) == ["uno"]
    assert [(loss.code, loss.line) for loss in result.losses] == [
        ("poor-manifest", 0),
        ("test-lost", 1),
        (code, 4),
    ]
    assert "Historia" in result.losses[2].words


def test_an_order_that_is_not_by_chance_loses_nothing():
    files = {
        "a.xml": item("uno"),
        "t.xml": sheet_of('<ordering shuffle="false"/>', ref("a.xml")),
    }
    assert codes(carried(files)) == ["poor-manifest", "test-lost"]


def test_weights_outcomes_and_feedback_of_a_test_are_told():
    more = (
        '<outcomeDeclaration identifier="TOTAL" cardinality="single" baseType="float"/>'
        "<outcomeProcessing/>"
        '<testFeedback identifier="F" outcomeIdentifier="TOTAL" access="atEnd"/>'
    )
    sheet = sheet_of(ref("a.xml", '<weight identifier="W" value="2"/>'), more=more)
    result = carried({"a.xml": item("uno"), "t.xml": sheet})
    assert codes(result).count("test-rule-lost") == 4


def test_a_part_without_a_way_back_is_told():
    sheet = sheet_of(ref("a.xml")).replace("nonlinear", "linear")
    assert "linear-lost" in codes(carried({"a.xml": item("uno"), "t.xml": sheet}))


def test_a_section_in_a_file_of_its_own_is_followed_once():
    section = (
        '<assessmentSection identifier="X" title="Aparte">'
        '<assessmentSectionRef identifier="Y" href="s.xml"/>'
        f"{ref('../a.xml')}</assessmentSection>"
    )
    files = {
        "a.xml": item("uno"),
        "partes/s.xml": section,
        "t.xml": sheet_of('<assessmentSectionRef identifier="X" href="partes/s.xml"/>'),
    }
    result = carried(files)
    assert [(q.id, q.category) for q in result.questions] == [
        ("uno", "Historia/Aparte")
    ]


def test_what_a_test_names_and_is_not_there_is_told():
    sheet = sheet_of(
        ref("no.xml"),
        '<assessmentSectionRef identifier="X" href="s.xml"/>',
        ref("a.xml"),
    )
    result = carried({"a.xml": item("uno"), "t.xml": sheet})
    assert names(result) == ["uno"]
    assert {"missing-item", "missing-section"} <= set(codes(result))


def test_an_item_that_a_test_names_twice_is_one_question():
    files = {"a.xml": item("uno"), "t.xml": sheet_of(ref("a.xml"), ref("a.xml"))}
    result = carried(files)
    assert names(result) == ["uno"]
    assert "repeated-item" in codes(result)


def test_a_test_alone_finds_its_items_beside_it():
    files = {"items/a.xml": item("uno").encode()}
    result = read(
        sheet_of(ref("items/a.xml")).encode(), language=Language.ES, files=files
    )
    assert names(result) == ["uno"]


def test_a_test_without_its_items_is_refused():
    with pytest.raises(ExchangeFaulty) as failure:
        read(sheet_of(ref("a.xml")).encode(), language=Language.ES)
    assert [loss.code for loss in failure.value.losses] == [
        "no-items",
        "test-lost",
        "missing-item",
    ]


def test_a_test_of_3_0_is_read_as_well():
    sheet = (
        '<qti-assessment-test identifier="T" title="Test">'
        '<qti-test-part identifier="P">'
        '<qti-assessment-section identifier="S" title="One" visible="true">'
        '<qti-selection select="1"/>'
        '<qti-assessment-item-ref identifier="a" href="a.xml"/>'
        "</qti-assessment-section></qti-test-part></qti-assessment-test>"
    )
    result = carried({"a.xml": item("uno"), "t.xml": sheet})
    assert [q.category for q in result.questions] == ["One"]
    assert "selection-lost" in codes(result)
