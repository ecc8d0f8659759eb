"""GIFT gone wrong: what is left behind and told, and what stops a whole file."""

import pytest

from lms.content.exchange.gift.items import MAX_ANSWERS
from tests.content.exchange.gifts import asked, lost, read, refused

LOST = {
    "Solo un texto.": "gift-description",
    "::Título:: Solo un texto.": "gift-description",
    "{=a ~b}": "gift-no-words",
    "Q{~a ~b}": "gift-no-full-mark",
    "Q{~%50%a ~b}": "gift-no-full-mark",
    "Q{=%50%a =%20%b}": "gift-no-full-mark",
    "Q{#=%50%3}": "gift-no-full-mark",
    "Q{#}": "gift-no-full-mark",
    "Q{=a ~}": "gift-no-answer gift-too-few",
    "Q{~%150%a ~b}": "gift-weight",
    "Q{=a -> b}": "gift-too-few",
    "Q{=a -> b =c -> b}": "gift-too-few",
    "Q{#tres}": "gift-number",
    "Q{#3:-1}": "gift-number",
    "Q{#1..}": "gift-number",
    "Q{#1e99}": "gift-number",
    "Q{1:MC:=a~b}": "gift-cloze",
    "Un {=a} y otro {=b} juntos": "gift-two-answers",
    "f\\({x}\\) y {y}": "gift-no-answers",
    "Q{" + "=a " * (MAX_ANSWERS + 1) + "}": "gift-too-many",
}
READ_WITH_LOSS = {
    "::Solo título:: {T}": "gift-title-only",
    "Q{nada =a ~b}": "gift-no-answer",
    "Q{=a ~b ~}": "gift-no-answer",
    "Q{=a =A#otra cosa}": "gift-hidden-answer",
    "Q{=* =a#bien}": "gift-hidden-answer",
    "Q{#=3:5 =%50%4:1}": "gift-hidden-answer",
    "Q{#3 ~nada#no}": "gift-number",
    "Q{#1,000}": "gift-comma",
    "Q{=a -> b =c -> d =e -> }": "gift-no-answer",
    "Q{x =a -> b =c -> d}": "gift-no-answer",
    "[markdown]<b>a</b> *b*{T}": "gift-html-in-markdown",
    "[markdown]![Mapa](mapa.png){T}": "missing-picture",
    '[html]<img src="@@PLUGINFILE@@/mapa.png" alt="Mapa">{T}': "missing-picture",
    "[html]<font color='red'>a</font>{T}": "looks",
    "Un\x07 signo{T}": "control-signs",
}
REFUSED = {
    "Q{=a ~b": [(1, "gift-unclosed")],
    "Q{=a ~b\n\nOtra{T}": [(1, "gift-unclosed")],
    "Una{T}\n\nQ{=a\n\n::Otra:: b{T}\n\n::Más:: {=c": [
        (3, "gift-unclosed"),
        (7, "gift-unclosed"),
    ],
    "Q{=a\n\n$CATEGORY: b\n\nc{T}": [(1, "gift-unclosed")],
    "Q =a ~b}": [(1, "gift-unopened")],
    "Una{T}\n\n:-}{T}": [(3, "gift-unopened")],
    "Q{T}\0": [(1, "not-text")],
    b"\x89PNG\r\n\x1a\n\0\0": [(3, "not-text")],
}


@pytest.mark.parametrize("words", LOST)
def test_a_question_that_cannot_be_read_is_left_out_and_told(words):
    carried = read(f"Antes{{T}}\n\n{words}\n\nDespués{{F}}")
    assert [one.prompt["es"] for one in carried.questions] == ["Antes", "Después"]
    assert {(loss.line, loss.code) for loss in carried.losses} == {
        (3, code) for code in LOST[words].split()
    }


@pytest.mark.parametrize("words", READ_WITH_LOSS)
def test_a_question_that_is_read_in_part_says_what_is_missing(words):
    carried = read(words)
    assert [loss.code for loss in carried.losses] == [READ_WITH_LOSS[words]]
    assert len(carried.questions) == 1
    expected = "" if "control" in READ_WITH_LOSS[words] else carried.questions[0].id
    assert carried.losses[0].question == expected


@pytest.mark.parametrize("words", REFUSED)
def test_a_broken_file_is_refused_with_line_and_reason(words):
    assert refused(words) == REFUSED[words]


def test_a_loss_names_the_line_of_the_answer_it_is_about():
    assert lost("\n\nQ{\n=a -> b\n=c -> d\n=e ->\n}") == [(6, "gift-no-answer")]


def test_a_loss_of_a_question_that_came_to_nothing_names_it_as_the_file_does():
    losses = read("::Origen:: Un texto\n\n// [id:q-7]\nOtro\n\nY un tercero").losses
    assert [loss.question for loss in losses] == ["Origen", "q-7", "Y un tercero"]


# What real files have and should not


def test_signs_without_escapes_do_no_harm_before_the_answers():
    assert asked("Si a=b y c:d, ¿es ~1 o #2?{T}")[0]["prompt"] == (
        "Si a=b y c:d, ¿es ~1 o #2?"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Q{=E=mc^2 ~E=mc}",
        "Q{\n=E=mc^2\n~E=mc\n}",
        "Q{\n  =E=mc^2 #porque sí\n  ~E=mc #no\n}",
    ],
)
def test_an_equals_sign_that_can_begin_no_answer_is_part_of_one(words):
    texts = [choice["text"] for choice in asked(words)[0]["choices"]]
    assert texts == ["E=mc^2", "E=mc"]
    assert [code for _, code in lost(words)] == ["gift-sign-kept"]


def test_an_equals_sign_between_spaces_is_part_of_an_answer_on_a_line_of_its_own():
    texts = [c["text"] for c in asked("Q{\n=x = 5\n~x = 6\n}")[0]["choices"]]
    assert texts == ["x = 5", "x = 6"]


def test_answers_without_any_space_between_them_are_told_apart():
    texts = [choice["text"] for choice in asked("Q{~a~b=c}")[0]["choices"]]
    assert texts == ["a", "b", "c"]


def test_html_needs_no_escapes():
    words = "[html]Q{=<a href='http://x.org/?a=b#c'>uno</a> ~<b class=\"x\">dos</b>}"
    texts = [choice["text"] for choice in asked(words)[0]["choices"]]
    assert texts == ["[uno](http://x.org/?a=b#c)", "**dos**"]


def test_braces_that_hold_no_answers_are_part_of_the_words():
    [question] = asked("¿Cuánto es \\frac{1}{2} + {x}? {#0.5}")
    assert question["prompt"] == "¿Cuánto es \\frac{1}{2} + {x}?"


def test_questions_need_no_empty_line_between_them():
    words = "Una{T}\nDos {F}\n::Tres:: c{T}\n::Cuatro:: {=a} d"
    assert [one["prompt"] for one in asked(words)] == ["Una", "Dos", "c", "_____ d"]


def test_braces_inside_answers_need_no_escapes_if_they_are_closed():
    texts = [c["text"] for c in asked("Q{=\\frac{1}{2} ~{a} ~b}")[0]["choices"]]
    assert texts == ["\\frac{1}{2}", "{a}", "b"]


def test_a_title_that_is_never_closed_is_the_beginning_of_the_words():
    assert asked("::Origen: ¿dónde?{T}")[0]["prompt"] == "Origen: ¿dónde?"
