"""What an author is told about the words of questions, and the pictures among them."""

import pytest

from lms.content.check import check_files
from tests.content.asked import asked, question, quiz_of, told
from tests.content.packages import FIGURE, files

PICTURES = [
    ("![Un mapa](questions/map.png)", None),
    ("![](questions/map.png)", "missing-alt:6"),
    ("![Un mapa](questions/otro.png)", "missing-picture:6!"),
    ("![Un mapa](https://example.org/map.png)", "missing-picture:6!"),
    ("![Un mapa](01-uno/figures/mapa.svg)", None),
    ("![Un mapa](course.yaml)", "missing-picture:6!"),
    ("![Un mapa](questions/notas.txt)", "bad-picture:6!"),
    ("[![Un mapa](questions/map.png)](https://example.org)", None),
]


@pytest.mark.parametrize(("words", "finding"), PICTURES)
def test_a_picture_in_a_question_must_be_there_and_described(
    words: str, finding: str | None
) -> None:
    found = told(
        "truefalse", "es: ¿Qué?", f"es: '{words}'", **{"questions/notas.txt": "hola"}
    )
    assert (finding in found) if finding else found == []


def test_a_drawing_in_a_question_is_checked_as_a_figure_is() -> None:
    quiz = quiz_of(
        question("truefalse").replace("¿Qué?", "'![Un mapa](questions/map.svg)'")
    )
    drawing = FIGURE.replace("viewBox", "width='9' viewBox")
    for shown, wanted in ((quiz, ["figure"]), (quiz_of(question("truefalse")), [])):
        found = check_files(files(quiz=shown, **{"questions/map.svg": drawing}))
        told_of = [one.code for one in found if one.file == "questions/map.svg"]
        assert told_of == (wanted or ["unused-file"])


def test_a_picture_of_a_question_is_used() -> None:
    unused = {one.file for one in check_files(files(**{"a.png": b"", "b.png": b""}))}
    assert unused == {"a.png", "b.png"}
    quiz = quiz_of(question("truefalse").replace("¿Qué?", "'![x](<a.png>)'"))
    found = check_files(files(quiz=quiz, **{"a.png": b"", "b.png": b""}))
    assert "a.png" not in {one.file for one in found}


PROSE = """\
- id: q-x
  kind: truefalse
  prompt:
    es: |
      Uno:

      - dos [[nada]]

      ```
      [[nada]]
      ```

      ## Tres

      ::: question
      <b>x</b>
      :::
  answer: true
  feedback: {es: X}
"""


def test_a_finding_in_a_longer_text_says_its_own_line() -> None:
    assert asked(quiz_of(PROSE)) == [
        "unknown-term:10!",
        "no-block-here:16",
        "no-block-here:18",
        "html:19",
        "no-block-here:20",
    ]


def test_an_answer_stands_on_one_line() -> None:
    assert told("ordering", "{es: Dos}", "{es: '1. Dos'}") == []
    assert told("ordering", "{es: Dos}", '{es: "a\\n\\n- b"}') == ["not-one-line:10"]


@pytest.mark.parametrize(
    ("kind", "old", "finding"),
    [
        ("matching", "es: Perú", "picture-in-list:9"),
        ("matching", "es: Lima", None),
        ("matching", "es: Chile", "picture-in-list:12"),
        ("categorising", "es: Crimen", "picture-in-list:8"),
        ("categorising", "es: Uno", None),
        ("cloze", "es: Sí", None),
        ("single", "es: '![Un mapa](questions/map.png)'", None),
    ],
)
def test_a_picture_cannot_be_chosen_from_a_list_of_words(
    kind: str, old: str, finding: str | None
) -> None:
    found = told(kind, old, "es: '![Un mapa](questions/map.png)'")
    assert found == ([finding] if finding else [])
    if kind == "cloze":
        gap = question(kind).replace("es: Sí", "es: '![Un mapa](questions/map.png)'")
        listed = gap.replace("    look: row\n", "")
        assert asked(quiz_of(listed)) == ["picture-in-list:12"]
