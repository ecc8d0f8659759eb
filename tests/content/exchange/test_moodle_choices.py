"""Moodle XML: questions answered by choosing, as they are met in real files."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lms.content.questions.contents import Choice, Choices, Labelled, Likert, Statement
from lms.content.questions.weighing import Marking
from tests.content.exchange.moodles import (
    EN,
    ES,
    PT,
    answer,
    asked,
    carried,
    only,
    refused,
)

THIRD = Fraction(1, 3)
SINGLE = """<single>true</single><shuffleanswers>true</shuffleanswers>
<answernumbering>abc</answernumbering>"""


def weights(content: object) -> list[tuple[bool, Fraction | None]]:
    assert isinstance(content, Choices)
    return [(choice.correct, choice.weight) for choice in content.choices]


def test_one_right_answer_as_moodle_4_exports_it() -> None:
    question, losses = only(
        """<question type="multichoice">
    <name><text>El origen de la palabra</text></name>
    <questiontext format="html">
      <text><![CDATA[<p dir="ltr">¿Quién <b>acuñó</b> la palabra?<br></p>]]></text>
    </questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>En 1944.</p>]]></text>
    </generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>q-origen</idnumber>
    <single>true</single>
    <shuffleanswers>false</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
    <correctfeedback format="html"><text>Bien.</text></correctfeedback>
    <partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
    <incorrectfeedback format="html"><text>Lea otra vez.</text></incorrectfeedback>
    <shownumcorrect/>"""
        + answer("100", "<p>Raphael Lemkin</p>", "<p>Sí.</p>")
        + answer("0", "Hersch Lauterpacht")
        + """<tags><tag><text>lemkin</text></tag><tag><text>siglo XX</text></tag></tags>
  </question>"""
    )
    assert losses == []
    assert (question.id, question.kind, question.points) == ("q-origen", "single", 2)
    assert question.name == "El origen de la palabra"
    assert question.prompt == {ES: "¿Quién **acuñó** la palabra?"}
    assert question.feedback == {ES: "En 1944."}
    assert (question.when_right, question.when_partly) == ({ES: "Bien."}, {})
    assert question.when_wrong == {ES: "Lea otra vez."}
    assert question.tags == ("lemkin", "siglo XX")
    assert question.content == Choices(
        choices=(
            Choice(
                id="a",
                text={ES: "Raphael Lemkin"},
                correct=True,
                feedback={ES: "Sí."},
            ),
            Choice(id="b", text={ES: "Hersch Lauterpacht"}),
        ),
        shuffle=False,
    )


def test_shares_of_one_answer_are_exact_parts() -> None:
    question, losses = only(
        asked(
            "multichoice",
            SINGLE
            + answer("0", "nada")
            + answer("33.33333", "un tercio")
            + answer("-25", "menos")
            + answer("100.00000", "todo")
            + answer("100", "también todo"),
        )
    )
    assert losses == []
    assert weights(question.content) == [
        (False, None),
        (False, THIRD),
        (False, Fraction(-1, 4)),
        (True, None),
        (False, Fraction(1)),
    ]


@pytest.mark.parametrize("third", ["33.33333", "33.333", "33.33", "33.3", "33", "33,3"])
def test_thirds_are_thirds_however_they_are_cut(third: str) -> None:
    answers = "".join(answer(third, f"bien {n}") for n in range(3))
    answers += answer(f"-{third}", "mal")
    question, losses = only(asked("multichoice", f"<single>false</single>{answers}"))
    assert losses == []
    assert question.kind == "multiple"
    assert isinstance(question.content, Choices)
    assert question.content.marking is Marking.PENALTY
    assert weights(question.content) == [(True, None)] * 3 + [(False, None)]


def test_shares_that_follow_no_rule_are_weights() -> None:
    question, _ = only(
        asked(
            "multichoice",
            "<single>false</single>"
            + answer("50", "a")
            + answer("50", "b")
            + answer("-100", "c")
            + answer("0", "d"),
        )
    )
    assert isinstance(question.content, Choices)
    assert question.content.marking is Marking.WEIGHTS
    assert weights(question.content) == [
        (True, Fraction(1, 2)),
        (True, Fraction(1, 2)),
        (False, Fraction(-1)),
        (False, None),
    ]


def test_right_answers_without_a_penalty_are_weights_too() -> None:
    """In Moodle whoever ticks everything gets the whole mark then, and here as well."""
    question, _ = only(
        asked(
            "multichoice",
            "<single>false</single>" + answer("100", "a") + answer("0", "b"),
        )
    )
    assert isinstance(question.content, Choices)
    assert question.content.marking is Marking.WEIGHTS


def test_a_missing_single_means_one_answer_and_missing_feedback_none() -> None:
    question, losses = only(
        """<question type="multichoice"><name><text>X</text></name>
        <questiontext><text>¿Cuál?</text></questiontext>
        <answer fraction="100"><text>Esta</text></answer>
        <answer><text>Otra</text></answer></question>"""
    )
    assert (question.kind, losses) == ("single", [])
    assert weights(question.content) == [(True, None), (False, None)]


def test_an_empty_answer_is_left_out_and_told_with_its_line() -> None:
    found = carried(
        asked(
            "multichoice",
            f"{SINGLE}\n{answer('100', 'a')}\n{answer('0', 'b')}\n"
            + answer("0", "<p><br></p>"),
        )
    )
    (loss,) = found.losses
    assert (loss.code, loss.question, loss.line) == ("empty-answer", "origen", 10)


def test_other_numbering_is_a_loss() -> None:
    inside = SINGLE.replace("abc", "ABCD") + answer("100", "a") + answer("0", "b")
    _, losses = only(asked("multichoice", inside))
    assert losses == ["numbering"]


def test_answers_none_of_which_earns_everything_are_refused() -> None:
    code, line, words = refused(
        asked("multichoice", SINGLE + answer("50", "a") + answer("0", "b"))
    )
    assert (code, line) == ("bad-question", 3)
    assert "respuesta correcta" in words


def test_a_fraction_that_is_no_number_is_a_loss() -> None:
    inside = SINGLE + answer("100", "a") + answer("mucho", "b") + answer("900", "c")
    question, losses = only(asked("multichoice", inside))
    assert losses == ["bad-fraction", "bad-fraction"]
    assert weights(question.content)[1] == (False, None)


def test_the_plugins_for_all_or_nothing_and_for_parts_are_known() -> None:
    answers = answer("100", "a") + answer("100", "b") + answer("0", "c")
    strict, _ = only(asked("multichoiceset", answers))
    by_part, _ = only(asked("oumultiresponse", answers))
    assert isinstance(strict.content, Choices)
    assert isinstance(by_part.content, Choices)
    assert (strict.kind, strict.content.marking) == ("multiple", Marking.ALL)
    assert by_part.content == replace(strict.content, marking=Marking.PARTIAL)


def test_choices_worth_nothing_that_are_all_right_are_a_scale() -> None:
    question, losses = only(
        asked(
            "multichoice",
            "<defaultgrade>0</defaultgrade><single>true</single>"
            + answer("100", "De acuerdo")
            + answer("100", "En desacuerdo"),
        )
    )
    assert (question.kind, question.points, losses) == ("likert", 1, [])
    assert question.content == Likert(
        scale=(
            Labelled(id="a", text={ES: "De acuerdo"}),
            Labelled(id="b", text={ES: "En desacuerdo"}),
        )
    )


@pytest.mark.parametrize(
    ("first", "second", "truth"),
    [
        (("100", "true"), ("0", "false"), True),
        (("0", "true"), ("100", "false"), False),
        (("100", "false"), ("0", "true"), False),
        (("100", "Verdadero"), ("0", "Falso"), True),
        (("0", "FALSE"), ("100", "TRUE"), True),
    ],
)
def test_true_and_false(
    first: tuple[str, str], second: tuple[str, str], truth: bool
) -> None:
    inside = answer(*first, f"a {first[1]}") + answer(*second, f"a {second[1]}")
    question, losses = only(asked("truefalse", inside + "<penalty>1</penalty>"))
    assert (question.kind, losses) == ("truefalse", [])
    assert isinstance(question.content, Statement)
    assert question.content.answer is truth
    assert question.content.if_true[ES].lower() in ("a true", "a verdadero")


def test_true_and_false_need_one_right_answer() -> None:
    assert refused(asked("truefalse", answer("100", "true")))[0] == "too-few-answers"
    both = answer("100", "true") + answer("100", "false")
    assert refused(asked("truefalse", both))[0] == "no-right-answer"


def test_languages_of_the_filter_become_ours() -> None:
    text = (
        '<span lang="es" class="multilang"><p>¿Quién?</p><p>¿Y cuándo?</p></span>'
        '<span class="multilang" lang="pt_br">Quem?</span>'
        '<span lang="en" class="multilang">Who?</span>'
    )
    inside = (
        SINGLE
        + answer("100", "1944")
        + answer("0", "{mlang es}No{mlang}{mlang en}Not{mlang}")
    )
    question, losses = only(asked("multichoice", inside, text=text))
    assert losses == []
    assert question.prompt == {ES: "¿Quién?\n\n¿Y cuándo?", PT: "Quem?", EN: "Who?"}
    assert isinstance(question.content, Choices)
    assert [choice.text for choice in question.content.choices] == [
        {ES: "1944"},
        {ES: "No", EN: "Not"},
    ]


def test_what_is_marked_for_no_language_belongs_to_all() -> None:
    text = (
        '<p>1. <span lang="es" class="multilang">Sí</span>'
        '<span lang="en" class="multilang">Yes</span> (1944)</p>'
    )
    inside = SINGLE + answer("100", "a") + answer("0", "b")
    question, _ = only(asked("multichoice", inside, text=text))
    assert question.prompt == {ES: "1\\. Sí (1944)", EN: "1\\. Yes (1944)"}


def test_a_language_that_is_none_of_ours_is_a_loss() -> None:
    text = (
        '<span lang="fr" class="multilang">Qui ?</span>'
        '<span lang="es" class="multilang">¿Quién?</span>'
    )
    inside = SINGLE + answer("100", "a") + answer("0", "b")
    question, losses = only(asked("multichoice", inside, text=text))
    assert (question.prompt, losses) == ({ES: "¿Quién?"}, ["language-lost"])
