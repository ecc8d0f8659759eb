"""Moodle XML on its way out: how it looks, and what comes back of what is nearest."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from lms.content.asking import Difficulty
from lms.content.exchange.moodle import read
from lms.content.questions.contents import (
    Accepted,
    Categories,
    Criterion,
    Essay,
    Interval,
    Labelled,
    Level,
    Likert,
    Numerical,
    Ordering,
    Reflection,
    ShortText,
    Sorted,
)
from lms.kernel.language import Text
from tests.content.exchange.moodle_words import PNG
from tests.content.exchange.moodles import (
    ES,
    PT,
    SINGLE,
    STATEMENT,
    back,
    made,
    pairs,
    sent,
)

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category">
    <category>
      <text>$course$/top/derecho/base</text>
    </category>
    <info format="html">
      <text></text>
    </info>
  </question>
  <question type="multichoice">
    <name>
      <text>El título</text>
    </name>
    <questiontext format="html">
      <text><![CDATA[<p>¿Qué?</p>]]></text>
    </questiontext>
    <generalfeedback format="html">
      <text><![CDATA[<p>Uno.</p>
<ul>
<li><em>dos</em></li>
</ul>]]></text>
    </generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>q1</idnumber>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
    <correctfeedback format="html">
      <text></text>
    </correctfeedback>
    <partiallycorrectfeedback format="html">
      <text></text>
    </partiallycorrectfeedback>
    <incorrectfeedback format="html">
      <text></text>
    </incorrectfeedback>
    <answer fraction="100" format="html">
      <text>Sí</text>
      <feedback format="html">
        <text></text>
      </feedback>
    </answer>
    <answer fraction="0" format="html">
      <text><![CDATA[{}]]></text>
      <feedback format="html">
        <text><![CDATA[<p>Lea.</p>]]></text>
      </feedback>
    </answer>
    <tags>
      <tag>
        <text><![CDATA[a & b]]></text>
      </tag>
      <tag>
        <text>difficulty:easy</text>
      </tag>
    </tags>
  </question>
</quiz>
"""
SPANS = (
    '<span lang="es" class="multilang">No</span>'
    '<span lang="en" class="multilang">No!</span>'
)


def test_a_file_looks_as_moodle_makes_it() -> None:
    asked = made(
        "single",
        SINGLE,
        name="El título",
        category="derecho/base",
        points=2,
        tags=("a & b",),
        difficulty=Difficulty.EASY,
        feedback={ES: "Uno.\n\n- *dos*"},
    )
    written, losses = sent(asked)
    assert losses == []
    assert written.data.decode() == WHOLE.format(SPANS)
    assert back(written) == (asked,)


def test_categories_go_out_as_pairs_and_come_back_as_pairs() -> None:
    content = Categories(
        categories=tuple(Labelled(id=id_, text={ES: id_}) for id_ in "xyz"),
        items=(
            Sorted(id="a", text={ES: "uno"}, category="x", feedback={ES: "f"}),
            Sorted(id="b", text={ES: "dos"}, category="z"),
        ),
    )
    written, losses = sent(made("categorising", content))
    assert losses == ["categorising", "item-feedback"]
    (found,) = back(written)
    assert found.content == replace(
        pairs(("uno", "x"), ("dos", "z")), extras=(Labelled(id="c", text={ES: "y"}),)
    )


def test_scales_and_reflections_come_back_as_what_they_were() -> None:
    steps: tuple[Text, ...] = ({ES: "Sí", PT: "Sim"}, {ES: "No"})
    named = zip("ab", steps, strict=True)
    likert = Likert(scale=tuple(Labelled(id=id_, text=text) for id_, text in named))
    written, losses = sent(made("likert", likert))
    assert losses == ["likert"]
    assert back(written)[0].content == likert
    thought = made("reflection", Reflection(least_words=0, lines=9))
    assert back(sent(thought)[0]) == (thought,)


def test_a_rubric_goes_to_the_markers_as_a_list() -> None:
    level = Level(id="l", text={ES: "Clara"}, points=2)
    criterion = Criterion(id="c", text={ES: "Tesis"}, levels=(level,))
    essay = Essay(rubric=(criterion,), guidance={ES: "Mire:"})
    written, losses = sent(made("essay", essay))
    assert losses == ["rubric"]
    content = back(written)[0].content
    assert isinstance(content, Essay)
    assert content.guidance == {ES: "Mire:\n\n- Tesis\n  - 2: Clara"}


def test_verdicts_that_moodle_passes_over_are_read_back_here() -> None:
    asked = made(
        "short",
        ShortText(answers=(Accepted(text="Sí"),), accents=True),
        when_right={ES: "Bien"},
        when_wrong={ES: "Mal"},
    )
    assert back(sent(asked)[0]) == (asked,)


def test_ranges_are_a_middle_and_a_half_and_open_ones_are_left_out() -> None:
    closed = Interval(least=Decimal("1.5"), most=Decimal(4))
    above = Interval(least=Decimal(9), weight=Fraction(1, 2))
    written, losses = sent(made("numerical", Numerical(answers=(closed, above))))
    assert losses == ["open-range"]
    middle = Interval(value=Decimal("2.75"), tolerance=Decimal("1.25"))
    assert back(written)[0].content == Numerical(answers=(middle,))
    alone = Numerical(answers=(replace(above, weight=Fraction(1)),))
    written, losses = sent(made("numerical", alone))
    assert losses == ["no-full-mark"]
    assert b"<question" not in written.data


def test_pictures_of_one_name_in_two_folders_stay_two() -> None:
    asked = made("truefalse", STATEMENT, prompt={ES: "![](a/x.png) ![](b/x.png)"})
    files = {"a/x.png": PNG, "b/x.png": PNG + b"2", "c/x.png": PNG}
    written, losses = sent(asked, files=files)
    assert losses == []
    found = read(written.data, language=ES, files=None)
    assert found.files == {"questions/x.png": PNG, "questions/x-2.png": PNG + b"2"}


def test_a_category_holds_until_the_next_one() -> None:
    order = Ordering(items=tuple(Labelled(id=id_, text={ES: id_}) for id_ in "ab"))
    asked = tuple(
        replace(made("ordering", order), id=f"q{number}", category=category)
        for number, category in enumerate(["", "a", "a", "", "b"])
    )
    written, _ = sent(*asked)
    assert written.data.count(b'type="category"') == 3
    assert back(written) == asked
