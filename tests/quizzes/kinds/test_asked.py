"""Every kind of question in the player, without scripts: asked, and kept."""

import pytest

from tests.factories.questions import (
    ANSWERS,
    choices,
    make_question,
    one_of_each,
    told,
)
from tests.quizzes.filling import FILLED, Sheet, show
from tests.quizzes.test_views import post, stored


def test_one_of_each_kind_is_answered_kept_and_shown_again(app, arrange):
    browser, learner = arrange(*one_of_each())
    page = show(browser)
    assert page.twice == set()
    post(browser, "answers", page.filling(**FILLED))
    assert stored(app, learner) == [ANSWERS]
    page = show(browser)
    assert "12 de 12 respondidas" in page.text
    expected = {**FILLED, "cloze__ano": "1948"}
    assert page.said == {
        f"q-{name.replace('__', '.')}": value[-1] if name == "multiple" else value
        for name, value in expected.items()
    }


def test_sending_a_page_back_untouched_changes_nothing_in_any_language(app, arrange):
    browser, learner = arrange(*one_of_each())
    post(browser, "answers", show(browser).filling(**FILLED))
    for language in ("pt", "en", "es"):
        post(browser, "answers", [("attempt", "1"), ("language", language)])
        page = show(browser)
        post(browser, "answers", page.fields)
        assert stored(app, learner) == [ANSWERS]
        distance = page.said["q-numerical"]
        assert distance == ("1.5 km" if language == "en" else "1,5 km")


def test_a_number_is_read_in_the_language_of_the_page_it_was_typed_on(app, arrange):
    browser, learner = arrange(make_question("numerical"))
    page = show(browser)
    # Another window of the same person speaks English meanwhile.
    post(browser, "answers", [("attempt", "1"), ("language", "en")])
    post(browser, "answers", page.filling(numerical="1.500 m"))
    assert stored(app, learner) == [{"numerical": ("1500 m",)}]
    assert show(browser).said["q-numerical"] == "1500 m"


def test_every_field_has_a_name(arrange):
    browser, _ = arrange(*one_of_each())
    names = show(browser).names
    assert names["q-matching.ruanda"] == "El Tribunal para Ruanda"
    assert names["q-ordering.libro"] == "El libro de Lemkin"
    assert names["q-categorising.robo"] == "Un robo"
    assert names["q-short"] == names["q-numerical"] == "Su respuesta"
    assert names["q-essay"] == names["q-reflection"] == "Su texto"
    assert [names[f"q-cloze.{gap}"] for gap in ("ano", "quien", "obliga")] == [
        "Espacio 1 de 3",
        "Espacio 2 de 3",
        "Espacio 3 de 3",
    ]
    assert all(names.values())


def test_the_page_holds_no_key_and_nothing_for_markers(arrange):
    browser, _ = arrange(*one_of_each())
    post(browser, "answers", show(browser).filling(**FILLED))
    html = show(browser).html
    for secret in (
        "Explicación",
        "Por qué",
        "Muy bien",
        "Es la distancia exacta",
        "Sobre robo",
        "El 9 de diciembre",
        "Solo para quien califica",
        "un jurista",
    ):
        assert secret not in html


def test_what_is_answered_in_part_is_kept_and_asked_for(app, arrange):
    browser, learner = arrange(make_question("matching"), make_question("ordering"))
    said = {"matching__ruanda": "nadie", "ordering__roma": "4", "ordering__libro": "4"}
    answer = post(browser, "submit", show(browser).filling(**said))
    assert answer.status_code == 422
    page = Sheet(answer.text)
    assert "Quedan 2 preguntas sin responder" in page.text
    assert page.text.count("Revise esta respuesta") == 2
    targets = {link[1:] for link in page.links if link.startswith("#i-")}
    assert targets and targets <= page.ids
    assert stored(app, learner) == [
        {"matching": ("ruanda=nadie",), "ordering": ("libro=4", "roma=4")}
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("doce", "No se puede leer como número"),
        ("12", "Falta la unidad: km, m."),
        ("12 mi", "Esa unidad no es una de estas: km, m."),
        ("1,5 km", ""),
    ],
)
def test_a_number_that_cannot_be_told_is_said_so_and_kept_as_typed(
    arrange, typed, words
):
    browser, _ = arrange(make_question("numerical"))
    post(browser, "answers", show(browser).filling(numerical=typed))
    page = show(browser)
    assert page.said["q-numerical"] == typed
    assert ('aria-invalid="true"' in page.html) is bool(words)
    assert words in page.text


def test_the_keyboard_of_a_phone_has_what_must_be_typed(arrange):
    plain = make_question("cloze").content.gaps[0].content
    browser, _ = arrange(
        make_question("numerical"), make_question("numerical", "solo", content=plain)
    )
    html = show(browser).html
    assert html.count('inputmode="decimal"') == 1
    field = html.index('inputmode="decimal"')
    assert 'id="i-solo"' in html[field : field + 60]


def test_how_long_a_text_should_be_is_told_and_counted(arrange):
    browser, _ = arrange(make_question("essay"), make_question("reflection"))
    page = show(browser)
    assert "Entre 3 y 200 palabras." in page.text
    assert "Al menos 2 palabras." in page.text
    assert "la califica una persona" in page.text
    assert "no se califica" in page.text
    assert "Nombra la norma" in page.text and "Aparece con razones" in page.text
    post(browser, "answers", page.filling(essay="Una sola palabra más"))
    assert "4 palabras" in show(browser).text


def test_the_rule_that_marks_several_choices_is_told(arrange):
    rules = {
        "penalty": "Cada error resta lo que suma un acierto",
        "partial": "Cada respuesta de más resta un acierto",
        "all": "Cuenta si elige todas las correctas y ninguna otra",
    }
    questions = [
        make_question("multiple", rule, content=choices("a", "b", marking=rule))
        for rule in rules
    ]
    browser, _ = arrange(*questions)
    for words in rules.values():
        assert show(browser).text.count(words) == 1


def test_what_belongs_together_is_written_out_below_letters_where_it_is_long(arrange):
    question = make_question("matching")
    first, *rest = question.content.pairs
    long = "Una obligación que no cabe en una lista de las que abre un teléfono"
    content = type(question.content)(
        pairs=(type(first)(id="lemkin", left=first.left, right=told(long)), *rest)
    )
    browser, _ = arrange(make_question("matching", content=content))
    page = show(browser)
    assert f"{long}" in page.text
    assert page.html.count(long) == 1
    assert '<ol class="offers" type="A">' in page.html
