"""Moodle XML: questions answered by typing, pairing, ordering and writing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from lms.content.questions.contents import (
    Accepted,
    Essay,
    Interval,
    Labelled,
    Matching,
    Numerical,
    Ordering,
    Pair,
    Reflection,
    ShortText,
    Unit,
)
from lms.content.questions.weighing import Marking
from tests.content.exchange.moodles import EN, ES, answer, asked, only, refused


def test_short_answers_mind_accents_and_capitals_if_told() -> None:
    question, losses = only(
        asked(
            "shortanswer",
            "<usecase>1</usecase>"
            + answer("100", " Raphael  Lemkin ", "<p>Sí.</p>", "moodle_auto_format")
            + answer("50", "*Lemkin*")
            + answer("0", "*", "No."),
        )
    )
    assert (question.kind, losses) == ("short", [])
    assert question.content == ShortText(
        case=True,
        accents=True,
        answers=(
            Accepted(text="Raphael Lemkin", feedback={ES: "Sí."}),
            Accepted(text="*Lemkin*", weight=Fraction(1, 2)),
            Accepted(text="*", weight=Fraction(0), feedback={ES: "No."}),
        ),
    )


def test_short_answers_that_could_never_count_are_left_out() -> None:
    inside = "".join(
        answer(*one) for one in (("100", "Sí"), ("50", "sí"), ("0", "*"), ("0", "x"))
    )
    question, losses = only(asked("shortanswer", inside))
    assert isinstance(question.content, ShortText)
    assert [one.text for one in question.content.answers] == ["Sí", "*"]
    assert losses == ["hidden-answer", "hidden-answer"]


def test_short_answers_of_which_none_earns_everything_are_refused() -> None:
    code, _, words = refused(asked("shortanswer", answer("90", "casi")))
    assert code == "bad-question"
    assert "nota completa" in words


def test_a_number_with_tolerance_units_and_any_other_number() -> None:
    question, losses = only(
        asked(
            "numerical",
            """<answer fraction="100" format="moodle_auto_format"><text>5.5</text>
            <feedback format="html"><text>Bien</text></feedback>
            <tolerance>0.1</tolerance></answer>
            <answer fraction="50"><text>5,5</text><tolerance>1e0</tolerance></answer>
            <answer fraction="0"><text>*</text><tolerance>0</tolerance></answer>
            <units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit>
            <unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units>
            <unitgradingtype>1</unitgradingtype><unitpenalty>1.0000000</unitpenalty>
            <showunits>0</showunits><unitsleft>0</unitsleft>""",
        )
    )
    assert losses == []
    assert question.content == Numerical(
        answers=(
            Interval(
                value=Decimal("5.5"), tolerance=Decimal("0.1"), feedback={ES: "Bien"}
            ),
            Interval(value=Decimal("5.5"), tolerance=Decimal(1), weight=Fraction(1, 2)),
            Interval(weight=Fraction(0)),
        ),
        units=(Unit(name="km"), Unit(name="m", factor=Decimal(1000))),
        unit_needed=True,
    )


def test_what_is_special_about_units_in_moodle_is_told() -> None:
    question, losses = only(
        asked(
            "numerical",
            """<answer fraction="100"><text>5</text></answer>
            <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>
            <unit><multiplier>0</multiplier><unit_name>s</unit_name></unit></units>
            <unitgradingtype>2</unitgradingtype><unitpenalty>0.1</unitpenalty>
            <showunits>2</showunits><unitsleft>1</unitsleft>
            <instructions format="html"><text>Use metros</text></instructions>""",
        )
    )
    assert losses == ["bad-unit", "unit-penalty", "unit-choice", "unit-instructions"]
    assert isinstance(question.content, Numerical)
    assert not question.content.unit_needed


def test_numbers_of_old_files_stand_in_the_answer_itself() -> None:
    question, losses = only(
        asked(
            "numerical", '<answer fraction="100">1948<tolerance>0</tolerance></answer>'
        )
    )
    assert losses == []
    assert question.content == Numerical(answers=(Interval(value=Decimal(1948)),))


@pytest.mark.parametrize("words", ["mil", "1.2.3", "1e999999999", "9" * 50, "{x}", ""])
def test_what_is_no_number_is_a_loss(words: str) -> None:
    inside = answer("100", "5") + answer("50", words)
    question, losses = only(asked("numerical", inside))
    assert isinstance(question.content, Numerical)
    assert (len(question.content.answers), losses) == (1, ["no-number"])


def test_an_interval_inside_of_one_before_is_left_out() -> None:
    inside = "".join(
        f'<answer fraction="{share}"><text>5</text>'
        f"<tolerance>{spread}</tolerance></answer>"
        for share, spread in (("100", "1"), ("50", "0.5"), ("50", "2"))
    )
    question, losses = only(asked("numerical", inside))
    assert isinstance(question.content, Numerical)
    assert (len(question.content.answers), losses) == (2, ["hidden-answer"])


PAIRS = """<shuffleanswers>{}</shuffleanswers>
<subquestion format="html"><text><![CDATA[<p>1944</p>]]></text>
  <answer><text>Lemkin</text></answer></subquestion>
<subquestion format="html"><text>1948</text>
  <answer><text>Convención &amp;amp; firma</text></answer></subquestion>
<subquestion format="html"><text></text>
  <answer><text>a < b</text></answer></subquestion>
<subquestion format="html"><text></text>
  <answer><text>Lemkin</text></answer></subquestion>
<subquestion format="html"><text>solo</text><answer><text/></answer></subquestion>"""


@pytest.mark.parametrize("type_", ["matching", "match"])
@pytest.mark.parametrize(("said", "shuffle"), [("true", True), ("0", False)])
def test_pairs_and_a_right_side_too_many(type_: str, said: str, shuffle: bool) -> None:
    inside = PAIRS.replace("a < b", "a &lt; b").format(said)
    question, losses = only(asked(type_, inside))
    assert sorted(losses) == ["empty-pair", "extra-belongs"]
    assert question.content == Matching(
        pairs=(
            Pair(id="a", left={ES: "1944"}, right={ES: "Lemkin"}),
            Pair(id="b", left={ES: "1948"}, right={ES: "Convención & firma"}),
        ),
        extras=(Labelled(id="c", text={ES: "a < b"}),),
        shuffle=shuffle,
    )


def test_one_pair_alone_is_refused() -> None:
    inside = PAIRS.format("1").replace("<text>1948</text>", "<text/>")
    code, _, words = refused(asked("matching", inside.replace("a < b", "x")))
    assert code == "bad-question"
    assert "2 parejas" in words


ORDERED = """<layouttype>{}</layouttype><selecttype>{}</selecttype>
<selectcount>3</selectcount><gradingtype>{}</gradingtype><showgrading>SHOW</showgrading>
<answer fraction="1.0000000" format="html"><text>Uno</text></answer>
<answer fraction="2.0000000" format="html"><text><![CDATA[<i>Dos</i>]]></text></answer>
<answer fraction="3.0000000" format="html"><text>Tres</text></answer>"""


@pytest.mark.parametrize(
    ("rules", "marking", "lost"),
    [
        (("VERTICAL", "ALL", "LONGEST_ORDERED_SUBSET"), Marking.RUN, []),
        (("VERTICAL", "ALL", "ALL_OR_NOTHING"), Marking.ALL, []),
        (("0", "0", "-1"), Marking.ALL, []),
        (
            ("HORIZONTAL", "RANDOM", "ABSOLUTE_POSITION"),
            Marking.RUN,
            ["order-layout", "order-selection", "order-marking"],
        ),
    ],
)
def test_things_in_their_order(
    rules: tuple[str, str, str], marking: Marking, lost: list[str]
) -> None:
    question, losses = only(asked("ordering", ORDERED.format(*rules)))
    assert losses == lost
    assert question.content == Ordering(
        items=(
            Labelled(id="a", text={ES: "Uno"}),
            Labelled(id="b", text={ES: "*Dos*"}),
            Labelled(id="c", text={ES: "Tres"}),
        ),
        marking=marking,
    )


ESSAY = """<defaultgrade>{}</defaultgrade><penalty>0</penalty>
<responseformat>{}</responseformat><responserequired>1</responserequired>
<responsefieldlines>15</responsefieldlines><minwordlimit>50</minwordlimit>
<maxwordlimit>{}</maxwordlimit><attachments>{}</attachments>
<graderinfo format="html"><text><![CDATA[{}]]></text></graderinfo>
<responsetemplate format="html"><text><![CDATA[{}]]></text></responsetemplate>"""


def test_an_essay_with_limits_guidance_and_a_template() -> None:
    template = "<p>Mi tesis: *</p><ul><li>uno</li></ul>"
    question, losses = only(
        asked("essay", ESSAY.format("10", "plain", "200", "0", "<b>Mire</b>", template))
    )
    assert (question.points, losses) == (10, [])
    assert question.content == Essay(
        least_words=50,
        most_words=200,
        lines=15,
        guidance={ES: "**Mire**"},
        template={ES: "Mi tesis: *\n\nuno"},
    )


def test_an_essay_that_takes_files_or_has_too_many_words_is_told() -> None:
    question, losses = only(
        asked("essay", ESSAY.format("1", "noinline", "99999", "3", "x", ""))
    )
    assert losses == ["too-many", "attachments"]
    assert isinstance(question.content, Essay)
    assert question.content.most_words == 10_000


def test_an_essay_worth_nothing_is_a_reflection() -> None:
    question, losses = only(
        asked("essay", ESSAY.format("0", "editor", "", "0", "", ""))
    )
    assert losses == []
    assert question.content == Reflection(least_words=50, lines=15)
    assert (question.kind, question.points) == ("reflection", 1)


def test_a_template_in_several_languages() -> None:
    spans = (
        '<span lang="es" class="multilang">Mi</span>'
        '<span lang="en" class="multilang">My</span>'
    )
    question, _ = only(asked("essay", ESSAY.format("1", "plain", "", "0", "", spans)))
    assert isinstance(question.content, Essay)
    assert question.content.template == {ES: "Mi", EN: "My"}
