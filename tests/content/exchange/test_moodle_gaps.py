"""Moodle XML: questions whose text has gaps, in all the ways of writing them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from lms.content.exchange.moodle.reading.embedded import FORMS, replaced
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Cloze,
    Gap,
    GapLook,
    Interval,
    Numerical,
    ShortText,
)
from lms.content.questions.weighing import Marking
from tests.content.exchange.moodles import EN, ES, asked, only, refused


def gaps_of(text: str) -> tuple[Gap, ...]:
    question, losses = only(asked("cloze", "", text=text))
    assert losses == []
    assert isinstance(question.content, Cloze)
    return question.content.gaps


def test_a_text_with_gaps_of_three_kinds() -> None:
    question, losses = only(
        asked(
            "cloze",
            "<penalty>0.3333333</penalty>",
            text=(
                "<p>La palabra es de {1:SHORTANSWER:=Lemkin#<b>Sí</b>~%50%Lemkine#Casi"
                "~*#No}, del año {2:NUMERICAL:=1944:0.5#Eso es~%33.33333%1943:0}.</p>"
                "<p>Firma: {:MULTICHOICE:%100%1948~1949#Fue antes~%-50%1933}</p>"
            ),
        )
    )
    assert losses == []
    assert question.prompt == {
        ES: "La palabra es de {{gap-1}}, del año {{gap-2}}.\n\nFirma: {{gap-3}}"
    }
    assert (question.kind, question.points) == ("cloze", 4)
    assert question.content == Cloze(
        gaps=(
            Gap(
                id="gap-1",
                kind="short",
                content=ShortText(
                    accents=True,
                    answers=(
                        Accepted(text="Lemkin", feedback={ES: "**Sí**"}),
                        Accepted(
                            text="Lemkine",
                            weight=Fraction(1, 2),
                            feedback={ES: "Casi"},
                        ),
                        Accepted(text="*", weight=Fraction(0), feedback={ES: "No"}),
                    ),
                ),
            ),
            Gap(
                id="gap-2",
                kind="numerical",
                points=2,
                content=Numerical(
                    answers=(
                        Interval(
                            value=Decimal(1944),
                            tolerance=Decimal("0.5"),
                            feedback={ES: "Eso es"},
                        ),
                        Interval(value=Decimal(1943), weight=Fraction(1, 3)),
                    )
                ),
            ),
            Gap(
                id="gap-3",
                kind="single",
                content=Choices(
                    shuffle=False,
                    choices=(
                        Choice(id="a", text={ES: "1948"}, correct=True),
                        Choice(id="b", text={ES: "1949"}, feedback={ES: "Fue antes"}),
                        Choice(id="c", text={ES: "1933"}, weight=Fraction(-1, 2)),
                    ),
                ),
            ),
        )
    )


LOOKS = {
    "": (GapLook.SELECT, False),
    "V": (GapLook.LIST, False),
    "H": (GapLook.ROW, False),
    "S": (GapLook.SELECT, True),
    "VS": (GapLook.LIST, True),
    "HS": (GapLook.ROW, True),
}


@pytest.mark.parametrize("name", ["MULTICHOICE", "MC"])
@pytest.mark.parametrize("tail", LOOKS)
def test_the_ways_of_choosing_one(name: str, tail: str) -> None:
    long = f"{name}_{tail}" if tail and name == "MULTICHOICE" else f"{name}{tail}"
    (gap,) = gaps_of(f"{{1:{long}:=a~b}}")
    assert isinstance(gap.content, Choices)
    assert (gap.kind, gap.look, gap.content.shuffle) == ("single", *LOOKS[tail])


@pytest.mark.parametrize(
    ("name", "look", "shuffle"),
    [
        ("MULTIRESPONSE", GapLook.LIST, False),
        ("MR", GapLook.LIST, False),
        ("MULTIRESPONSE_H", GapLook.ROW, False),
        ("MRH", GapLook.ROW, False),
        ("MULTIRESPONSE_S", GapLook.LIST, True),
        ("MRS", GapLook.LIST, True),
        ("MULTIRESPONSE_HS", GapLook.ROW, True),
        ("MRHS", GapLook.ROW, True),
    ],
)
def test_the_ways_of_choosing_several(name: str, look: GapLook, shuffle: bool) -> None:
    (gap,) = gaps_of(f"{{1:{name}:%50%a~%50%b~%-50%c}}")
    assert isinstance(gap.content, Choices)
    assert (gap.kind, gap.look, gap.content.shuffle) == ("multiple", look, shuffle)
    assert gap.content.marking is Marking.PENALTY


@pytest.mark.parametrize(
    ("name", "case"),
    [
        *((name, False) for name in ("SHORTANSWER", "SA", "MW")),
        *((name, True) for name in ("SHORTANSWER_C", "SAC", "MWC")),
    ],
)
def test_the_ways_of_typing(name: str, case: bool) -> None:
    (gap,) = gaps_of(f"{{1:{name}:=a}}")
    assert isinstance(gap.content, ShortText)
    assert gap.content.case is case


def test_every_name_of_a_form_is_told_from_longer_ones() -> None:
    for name, form in FORMS.items():
        found = []
        replaced(f"{{1:{name}:=a~b}}", lambda one, seen=found: seen.append(one) or "")
        assert [one.form for one in found] == [form]


def test_signs_are_escaped_with_backslashes_or_entities() -> None:
    (gap,) = gaps_of(r"{1:SA:=\}\#\~\/\"\\x#a\}b~%100%50%~=&#35;&amp;#1~=a\*b&nbsp;c}")
    assert isinstance(gap.content, ShortText)
    assert [one.text for one in gap.content.answers] == [
        '}#~/"\\x',
        "50%",
        "#&#1",
        r"a\*b c",
    ]
    assert gap.content.answers[0].feedback == {ES: "a}b"}


def test_line_breaks_of_editors_before_an_answer_do_no_harm() -> None:
    (gap,) = gaps_of("<p>{1:MC:<br />=a~<br>&nbsp;%0%b#no~ c }</p>")
    assert isinstance(gap.content, Choices)
    assert [(c.text[ES], c.correct) for c in gap.content.choices] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]


def test_a_gap_without_its_last_brace_stays_words() -> None:
    question, losses = only(asked("cloze", "", text="{1:SA:=a} y {1:SA:=b"))
    assert losses == ["broken-gap"]
    assert question.prompt == {ES: "{{gap-1}} y {1:SA:=b"}


def test_a_text_without_any_gap_is_refused() -> None:
    assert refused(asked("cloze", "", text="{1:ESSAY:=a} {x}"))[0] == "no-gaps"


def test_a_gap_that_nobody_can_fill_refuses_the_question() -> None:
    assert refused(asked("cloze", "", text="{1:SA:a~b}"))[0] == "bad-question"
    assert refused(asked("cloze", "", text="{1:NM:=x}"))[0] == "bad-question"


def test_braces_that_are_no_gaps_read_the_same() -> None:
    question, _ = only(asked("cloze", "", text="{{x}} {{gap-9}} {1:SA:=a}"))
    assert question.prompt == {ES: r"{\{x}\} {\{gap-9}\} {{gap-1}}"}


def test_gaps_are_shared_by_the_languages_around_them() -> None:
    text = (
        '<p><span lang="es" class="multilang">Es de </span>'
        '<span lang="en" class="multilang">It is by </span>{1:SA:=Lemkin}'
        '<span lang="es" class="multilang">, ¿sí?</span>'
        '<span lang="en" class="multilang">, yes?</span></p>'
    )
    question, losses = only(asked("cloze", "", text=text))
    assert losses == []
    assert question.prompt == {
        ES: "Es de {{gap-1}}, ¿sí?",
        EN: "It is by {{gap-1}}, yes?",
    }


def test_gaps_that_each_language_has_for_itself_leave_one_language() -> None:
    text = (
        '<span lang="en" class="multilang">It is {1:SA:=x}</span>'
        '<span lang="es" class="multilang">Es {1:SA:=y}</span>'
    )
    question, losses = only(asked("cloze", "", text=text))
    assert losses == ["gaps-apart"]
    assert question.prompt == {ES: "Es {{gap-1}}"}
    assert isinstance(question.content, Cloze)
    (gap,) = question.content.gaps
    assert isinstance(gap.content, ShortText)
    assert (gap.id, gap.content.answers[0].text) == ("gap-1", "y")


SELECTS = """<shuffleanswers>1</shuffleanswers>
<selectoption><text>gato</text><group>1</group></selectoption>
<selectoption><text>negro</text><group>2</group></selectoption>
<selectoption><text>perro</text><group>1</group></selectoption>
<selectoption><text>blanco</text><group>2</group></selectoption>"""


def test_missing_words_become_lists_by_their_groups() -> None:
    question, losses = only(
        asked("gapselect", SELECTS, text="<p>El [[3]] [[2]] y [[9]].</p>")
    )
    assert losses == ["no-such-word"]
    assert question.prompt == {ES: r"El {{gap-1}} {{gap-2}} y \[\[9]]."}
    assert isinstance(question.content, Cloze)
    words = [
        [(choice.text[ES], choice.correct) for choice in gap.content.choices]
        for gap in question.content.gaps
        if isinstance(gap.content, Choices)
    ]
    assert words == [
        [("gato", False), ("perro", True)],
        [("negro", True), ("blanco", False)],
    ]


def test_dragged_words_become_lists_too_and_that_is_told() -> None:
    boxes = SELECTS.replace("selectoption", "dragbox").replace(
        "</group>", "</group><infinite/>"
    )
    question, losses = only(asked("ddwtos", boxes, text="El [[1]] [[4]]."))
    assert losses == ["dragging"]
    assert question.prompt == {ES: "El {{gap-1}} {{gap-2}}."}
