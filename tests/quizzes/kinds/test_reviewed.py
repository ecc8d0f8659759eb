"""Every kind of question after it was answered: what is told, and what is not."""

import pytest

from lms.content.asking import Review, When
from tests.factories.questions import KINDS, WRONG, make_question, one_of_each
from tests.quizzes.filling import FILLED, show
from tests.quizzes.test_views import post


def submitted(browser, **said):
    post(browser, "submit", [*show(browser).filling(**said), ("anyway", "1")])
    return show(browser)


def test_the_review_tells_what_is_right_and_what_was_told_about_it(arrange):
    questions = [each for each in one_of_each() if each.kind in WRONG]
    browser, _ = arrange(*questions)
    page = submitted(browser, **{n: v for n, v in FILLED.items() if _marked(n)})
    assert page.twice == set()
    assert page.text.count("Correcta") == 9
    assert page.text.count("Muy bien.") == page.text.count("Explicación general.") == 9
    for words in (
        "Su respuesta: correcta",
        "Sí: Raphael Lemkin, en 1944.",
        "Es la distancia exacta.",
        "El 9 de diciembre.",
        "Sobre tortura.",
        "También en paz.",
        "El orden correcto",
        "1,5 km",
    ):
        assert words in page.text
    assert "incorrecta" not in page.text


def _marked(name):
    return name.partition("__")[0] in WRONG


WRONGLY = {
    "short": "un jurista polaco",
    "numerical": "1,9 km",
    "matching__lemkin": "nadie",
    "ordering__roma": "1",
    "cloze__quien": "Nadie",
    "categorising__robo": "lesa",
    "single": "a",
}
SAID = (
    "Su respuesta: No existió – incorrecta",
    "Lo correcto: Acuñó la palabra «genocidio»",
    "Correcta en parte: 0,5 de 1 punto",
    "¿Cómo se llamaba?",
    "Casi.",
    "Raphael Lemkin Respuesta correcta",
    "de 1,25 a 1,75 km Respuesta correcta",
    "Sin posición",
    "Lo correcto: Ninguna",
    "Sobre robo.",
    "Le falta algo.",
    "Lea otra vez la lección.",
)


def test_the_review_of_what_is_wrong_tells_what_would_have_been_right(arrange):
    questions = [each for each in one_of_each() if each.kind in WRONG]
    browser, _ = arrange(*questions)
    page = submitted(browser, **WRONGLY)
    for words in SAID:
        assert words in page.text
    assert page.twice == set()


@pytest.mark.parametrize("hidden", ["answers", "feedback", "score"])
def test_the_review_tells_no_more_than_it_may(arrange, hidden):
    questions = [each for each in one_of_each() if each.kind in WRONG]
    review = Review(**{hidden: When.NEVER})
    browser, _ = arrange(*questions, review=review)
    text = submitted(browser, **WRONGLY).text
    shown = {
        "answers": ("Lo correcto", "Respuesta correcta", "orden correcto", "Porque"),
        "feedback": ("Por qué", "Casi.", "Sobre robo.", "Explicación", "Le falta"),
        "score": ("Correcta en parte", "Incorrecta"),
    }
    for words in shown[hidden]:
        assert words not in text
    for other in shown.keys() - {hidden}:
        assert any(words in text for words in shown[other])
    assert "No existió" in text and "un jurista polaco" in text and "1,9 km" in text


def test_what_is_not_marked_by_itself_is_shown_as_it_was_written(arrange):
    browser, _ = arrange(*(make_question(kind) for kind in KINDS if kind not in WRONG))
    said = {name: value for name, value in FILLED.items() if not _marked(name)}
    text = submitted(browser, **said).text
    assert "Los hechos caen bajo la Convención." in text
    assert "Avisaría a la red." in text
    assert "6 palabras" in text
    assert "Nombra la norma" in text
    assert "Algo Su respuesta" in text
    assert "Solo para quien califica" not in text
    assert "ncorrecta" not in text


def test_markup_that_somebody_typed_is_words(arrange):
    browser, _ = arrange(make_question("short"), make_question("essay"))
    evil = "<script>alert(1)</script>"
    post(
        browser,
        "answers",
        show(browser).filling(short=evil, essay=f"</textarea>{evil}"),
    )
    page = show(browser)
    assert evil not in page.html
    assert page.said["q-short"] == evil
    assert evil not in submitted(browser).html
