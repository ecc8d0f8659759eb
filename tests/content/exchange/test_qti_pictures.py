"""Pictures and shared texts of a package of QTI."""

import pytest

from lms.content.exchange.qti.reading import read
from lms.content.questions.contents import GapLook
from lms.kernel.language import Language
from tests.content.exchange.packing import (
    PNG,
    SVG,
    carried,
    codes,
    item,
    names,
)


def test_pictures_come_along_with_their_words():
    files = {
        "items/a.xml": item(
            "uno", '<img src="../img/El mapa.png" alt="Un  mapa"/>', first="Sí"
        ),
        "img/El mapa.png": PNG,
    }
    result = carried(files)
    (question,) = result.questions
    assert question.prompt[Language.ES] == "![Un mapa](questions/el-mapa.png)"
    assert result.files == {"questions/el-mapa.png": PNG}


def test_the_older_way_of_showing_a_picture_is_known():
    shown = '<object data="m.svg" type="image/svg+xml">Un mapa</object>'
    result = carried({"a.xml": item("uno", "¿?", first=shown), "m.svg": SVG})
    (question,) = result.questions
    assert question.content.choices[0].text == {
        Language.ES: "![Un mapa](questions/m.svg)"
    }


def test_pictures_of_one_name_stay_apart_and_the_same_is_kept_once():
    other = PNG + b"otro"
    files = {
        "a/i.xml": item("uno", '<img src="m.png" alt="Uno"/>'),
        "b/i.xml": item("dos", '<img src="m.png" alt="Dos"/>'),
        "c/i.xml": item("tres", '<img src="m.png" alt="Tres"/>'),
        "a/m.png": PNG,
        "b/m.png": other,
        "c/m.png": PNG,
    }
    result = carried(files)
    assert result.files == {"questions/m.png": PNG, "questions/m-2.png": other}
    assert "questions/m.png" in result.questions[2].prompt[Language.ES]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("m.png", b"no es una imagen"),
        ("m.gif", b"GIF89a"),
        ("m.svg", b"<svg onload='x()'/><script/>"),
        ("m.exe", b"MZ"),
    ],
)
def test_what_is_no_picture_leaves_its_words(name, data):
    result = carried(
        {"a.xml": item("uno", f'<img src="{name}" alt="Un mapa"/>'), name: data}
    )
    assert result.questions[0].prompt == {Language.ES: "Un mapa"}
    assert "picture-lost" in codes(result)
    assert result.files == {}


@pytest.mark.parametrize(
    "address",
    ["../../etc/passwd", "file:///etc/passwd", "data:image/png;base64,AAAA", ""],
)
def test_a_picture_from_elsewhere_is_never_looked_for(address):
    result = carried({"a.xml": item("uno", f'<img src="{address}" alt="Mapa"/>')})
    assert result.questions[0].prompt == {Language.ES: "Mapa"}
    assert "picture-lost" in codes(result)


def test_a_question_that_fails_leaves_no_pictures():
    files = {"a.xml": item("uno", '<img src="m.png" alt="M"/>', first=""), "m.png": PNG}
    result = carried(files)
    assert (result.questions, result.files) == ((), {})
    assert codes(result)[-1] == "empty-text"


def test_a_picture_beside_a_single_item_is_found():
    data = item("uno", '<img src="m.png" alt="M"/>').encode()
    result = read(data, language=Language.ES, files={"m.png": PNG})
    assert result.files == {"questions/m.png": PNG}


STIMULUS = """\
<qti-assessment-stimulus identifier="S" title="Texto">
<qti-stimulus-body>
<p>Érase una <strong>vez</strong>. <img src="m.png" alt="M"/></p>
</qti-stimulus-body>
</qti-assessment-stimulus>
"""
SHARED = '<assessmentStimulusRef identifier="S" href="textos/s.xml"/>'


def test_a_shared_text_stands_before_the_question():
    files = {
        "a.xml": item("uno", more=SHARED),
        "textos/s.xml": STIMULUS,
        "textos/m.png": PNG,
    }
    (question,) = carried(files).questions
    assert question.prompt[Language.ES] == (
        "Érase una **vez**. ![M](questions/m.png)\n\n¿Sí?"
    )


def test_a_shared_text_that_is_missing_is_told():
    result = carried({"a.xml": item("uno", more=SHARED)})
    assert names(result) == ["uno"]
    assert "stimulus-lost" in codes(result)


GAPS = """\
<assessmentItem identifier="huecos" title="Huecos" xml:lang="es">
<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">
<correctResponse><value>a G</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><gapMatchInteraction responseIdentifier="R" shuffle="false">
<gapImg identifier="a"><object data="m.png" type="image/png">M</object></gapImg>
<gapText identifier="b" matchMax="1">Otra</gapText>
<p>Aquí: <gap identifier="G"/></p></gapMatchInteraction></itemBody>
<responseProcessing template="match_correct.xml"/></assessmentItem>
"""
PAIRS = """\
<assessmentItem identifier="parejas" title="Parejas" xml:lang="es">
<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">
<correctResponse><value>a x</value><value>b y</value></correctResponse>
</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><matchInteraction responseIdentifier="R"><prompt>Una.</prompt><simpleMatchSet>
<simpleAssociableChoice identifier="a">Uno</simpleAssociableChoice>
<simpleAssociableChoice identifier="b">Dos</simpleAssociableChoice></simpleMatchSet>
<simpleMatchSet><simpleAssociableChoice identifier="x"><img src="m.png" alt="M"/>
</simpleAssociableChoice><simpleAssociableChoice identifier="y">Ye
</simpleAssociableChoice></simpleMatchSet></matchInteraction></itemBody>
<responseProcessing template="match_correct.xml"/></assessmentItem>
"""


def test_a_gap_filled_with_pictures_shows_them_in_a_list():
    result = carried({"a.xml": GAPS, "m.png": PNG})
    (gap,) = result.questions[0].content.gaps
    assert gap.look is GapLook.LIST
    assert gap.content.choices[0].text == {Language.ES: "![M](questions/m.png)"}


def test_pictures_that_are_chosen_from_a_list_of_words_are_told():
    result = carried({"a.xml": PAIRS, "m.png": PNG})
    assert names(result) == ["parejas"]
    assert "picture-in-list" in codes(result)
