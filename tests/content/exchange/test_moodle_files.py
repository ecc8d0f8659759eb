"""Moodle XML: whole files, as programs and people leave them, sloppy ones above all."""

from base64 import b64encode

import pytest

from lms.content.exchange.carried import ExchangeFaulty
from lms.content.exchange.moodle import read
from lms.kernel.language import Language
from tests.content.exchange.moodle_words import JPEG, PNG, WEBP
from tests.content.exchange.moodles import (
    ES,
    answer,
    asked,
    carried,
    only,
    quiz,
    refused,
)
from tests.content.packages import FIGURE

TWO = answer("100", "a") + answer("0", "b")


def category(path: str, info: str = "") -> str:
    return (
        f'<question type="category"><category><text>{path}</text></category>'
        f'<info format="html"><text>{info}</text></info></question>'
    )


def test_questions_stand_in_the_category_before_them() -> None:
    found = carried(
        asked("multichoice", TWO),
        category("$course$/top/Derecho/Tratados &amp; más"),
        asked("multichoice", TWO),
        category("$module$/top"),
        asked("multichoice", TWO),
        category("Sin contexto/ dos // tres "),
        asked("multichoice", TWO),
        category("$course$/top/x", "<![CDATA[<p>Aquí va lo difícil.</p>]]>"),
    )
    assert [question.category for question in found.questions] == [
        "",
        "Derecho/Tratados & más",
        "",
        "Sin contexto/dos - tres",
    ]
    assert [loss.code for loss in found.losses] == ["category-info"]


def test_ids_are_idnumbers_else_come_from_names_and_never_clash() -> None:
    found = carried(
        asked("multichoice", TWO),
        asked("multichoice", f"<idnumber>origen</idnumber>{TWO}"),
        asked("multichoice", f"<idnumber>Origen 2ª</idnumber>{TWO}"),
        asked("multichoice", f"<idnumber>origen</idnumber>{TWO}"),
    )
    assert [question.id for question in found.questions] == [
        "origen-2",
        "origen",
        "origen-2a",
        "origen-3",
    ]
    assert [loss.code for loss in found.losses] == ["id-changed", "id-changed"]


REFUSED = ["calculated", "calculatedsimple", "calculatedmulti", "ddmarker", "random"]
REFUSED += ["ddimageortext", "randomsamatch", "description", "missingtype", "stack", ""]


@pytest.mark.parametrize("type_", REFUSED)
def test_other_types_are_losses_with_line_and_reason(type_: str) -> None:
    found = carried(asked("multichoice", TWO), asked(type_, TWO))
    assert len(found.questions) == 1
    (loss,) = found.losses
    assert (loss.code, loss.question, loss.line) == ("question-type", "Origen", 8)
    assert loss.words.endswith(".")


def test_points_hints_penalties_and_hidden_questions_are_told() -> None:
    question, losses = only(
        asked(
            "multichoice",
            "<defaultgrade>2.5</defaultgrade><penalty>0.5</penalty><hidden>1</hidden>"
            "<hint format='html'><text>Piense</text></hint><hint><text/></hint>"
            "<tags><tag><text>difficulty:hard</text></tag></tags><novedad>1</novedad>"
            + TWO,
        )
    )
    assert losses == ["penalty", "hints", "hidden", "unknown-part", "points-changed"]
    assert (question.points, question.difficulty, question.tags) == (3, "hard", ())


@pytest.mark.parametrize(
    ("grade", "points", "lost"),
    [("1.0000000", 1, 0), ("100", 100, 0), ("0", 1, 1), ("1e9", 100, 1), ("x", 1, 1)],
)
def test_points_are_whole_from_1_to_100(grade: str, points: int, lost: int) -> None:
    inside = f"<defaultgrade>{grade}</defaultgrade>{TWO}"
    question, losses = only(asked("multichoice", inside))
    assert (question.points, losses) == (points, ["points-changed"] * lost)


@pytest.mark.parametrize(
    ("format_", "text", "words"),
    [
        ("html", "<p>a &lt; b &ntilde;</p>", "a < b ñ"),
        ("moodle_auto_format", "uno\ndos\n\ntres <b>x</b>", "uno\\\ndos\n\ntres **x**"),
        ("plain_text", "a * b * c\n<b>no</b>", "a * b * c\\\n\\<b>no\\</b>"),
        ("markdown", "# T\n\n*x* <u>y</u>\n\n* z", "**T**\n\n*x* y\n\n- z"),
        ("wiki_like", "a", "a"),
    ],
)
def test_texts_of_every_format(format_: str, text: str, words: str) -> None:
    raw = asked("multichoice", TWO, text=text)
    found = carried(raw.replace('format="html"', f'format="{format_}"', 1))
    assert found.questions[0].prompt == {ES: words}


def test_html_outside_of_cdata_and_entities_inside_of_it() -> None:
    found = carried(
        """<question type="truefalse"><name><text>A &amp;amp; B</text></name>
        <questiontext><text><p>Hola <b>a</b> todos</p><br/></text></questiontext>
        <answer fraction="100"><text>true</text>
          <feedback><text><![CDATA[S&iacute;&nbsp;&mdash; bien]]></text></feedback>
        </answer><answer fraction="0"><text>false</text></answer></question>"""
    )
    (question,) = found.questions
    assert question.name == "A & B"
    assert question.prompt == {ES: "Hola **a** todos"}
    assert question.content.if_true == {ES: "Sí\u00a0— bien"}  # type: ignore[attr-defined]


def test_a_question_without_a_text_asks_its_title() -> None:
    name, open_ = "<name><text>¿2 * 2?</text></name>", '<question type="multichoice">'
    found = carried(f"{open_}{name}{TWO}</question>", f"{open_}{TWO}</question>")
    assert [question.prompt for question in found.questions] == [{ES: "¿2 * 2?"}]
    assert [loss.code for loss in found.losses] == ["title-only", "no-words"]


def test_files_in_windows_1252_are_read_and_that_is_told() -> None:
    data = quiz(asked("multichoice", TWO, text="¿Quién fue el señor “Lemkin”?"))
    bare = data.decode().encode("cp1252")
    found = read(bare, language=ES, files=None)
    assert found.questions[0].prompt == {ES: "¿Quién fue el señor “Lemkin”?"}
    assert [loss.code for loss in found.losses] == ["encoding-assumed"]
    declared = bare.replace(b"UTF-8", b"windows-1252")
    assert read(declared, language=ES, files=None).losses == ()


def test_what_is_not_marked_is_in_the_language_that_is_asked_for() -> None:
    data = quiz(asked("multichoice", TWO))
    found = read(data, language=Language.PT, files=None)
    assert found.questions[0].prompt == {Language.PT: "¿Quién?"}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"<quiz>\n<question></quiz>", "broken-xml", 2),
        (b"::Q:: GIFT {=x}", "broken-xml", 1),
        (b"<html><body/></html>", "not-moodle", 1),
        (b"\n\n<moodle_backup/>", "not-moodle", 3),
        (b"<!DOCTYPE quiz><quiz/>", "xml-declares", 1),
    ],
)
def test_other_files_are_refused_with_line_and_reason(
    data: bytes, code: str, line: int
) -> None:
    with pytest.raises(ExchangeFaulty) as caught:
        read(data, language=ES, files=None)
    (loss,) = caught.value.losses
    assert (loss.code, loss.line) == (code, line)


def test_an_empty_quiz_and_strange_parts_are_losses() -> None:
    assert refused()[0] == "no-questions"
    assert refused("<saludo/>")[:2] == ("unknown-part", 3)


def picture(name: str, body: bytes, path: str = "/") -> str:
    data = b64encode(body).decode()
    return f'<file name="{name}" path="{path}" encoding="base64">{data}</file>'


def with_picture(source: str, file: str) -> str:
    text = f'<p>Mire: <img src="{source}" alt="Un [mapa]" width="9"></p>'
    raw = asked("multichoice", TWO, text=text)
    return raw.replace("</text></questiontext>", f"</text>{file}</questiontext>")


@pytest.mark.parametrize(
    ("name", "body", "path"),
    [
        ("Mapa de África.PNG", PNG, "questions/mapa-de-africa.png"),
        ("foto.png", JPEG, "questions/foto.jpg"),
        ("a.webp", WEBP, "questions/a.webp"),
        ("b.svg", FIGURE.encode(), "questions/b.svg"),
    ],
)
def test_pictures_inside_are_files_of_the_course(
    name: str, body: bytes, path: str
) -> None:
    source = f"@@PLUGINFILE@@/{name.replace(' ', '%20')}"
    found = carried(with_picture(source, picture(name, body)))
    assert found.losses == ()
    assert found.questions[0].prompt == {ES: f"Mire: ![Un \\[mapa\\]]({path})"}
    assert found.files == {path: body}


@pytest.mark.parametrize(
    ("source", "file", "codes"),
    [
        ("@@PLUGINFILE@@/x.gif", picture("x.gif", b"GIF89a" + b"\0" * 20), 2),
        ("@@PLUGINFILE@@/x.svg", picture("x.svg", b"<svg onload='x'/>"), 2),
        ("@@PLUGINFILE@@/x.png", picture("x.png", PNG + b"\0" * 5_300_000), 2),
        ("@@PLUGINFILE@@/x.png", '<file name="x.png" encoding="base64">?</file>', 2),
        ("@@PLUGINFILE@@/otra.png", picture("x.png", PNG), 1),
        ("http://e.org/x.png", "", 1),
        ("file:///etc/passwd", "", 1),
    ],
)
def test_pictures_that_cannot_be_taken_are_losses(
    source: str, file: str, codes: int
) -> None:
    found = carried(with_picture(source, file))
    assert found.files == {}
    assert len(found.losses) == codes
    assert "![" not in found.questions[0].prompt[ES]


def test_pictures_in_the_text_itself_beside_it_and_of_old_files() -> None:
    inlined = "data:image/png;base64," + b64encode(PNG).decode()
    assert carried(with_picture(inlined, "")).files == {"questions/imagen.png": PNG}
    beside = read(
        quiz(with_picture("img/x.png", "")), language=ES, files={"x.png": PNG}
    )
    assert beside.files == {"questions/x.png": PNG}
    old = (
        f"<image>a/b.png</image><image_base64>{b64encode(PNG).decode()}</image_base64>"
    )
    found = carried(asked("multichoice", old + TWO))
    assert found.questions[0].prompt == {ES: "¿Quién?\n\n![](questions/b.png)"}


def test_two_pictures_of_one_name_stay_two() -> None:
    found = carried(
        with_picture("@@PLUGINFILE@@/x.png", picture("x.png", PNG)),
        with_picture("@@PLUGINFILE@@/x.png", picture("x.png", PNG + b"2")),
    )
    assert found.files == {"questions/x.png": PNG, "questions/x-2.png": PNG + b"2"}
