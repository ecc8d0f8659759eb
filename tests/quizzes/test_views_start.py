"""What a learner reads before a quiz that is timed, limited or not open, and begins."""

import pytest

from lms.content.asking import Draw, Expiry, Grade, Review, When
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    needs,
    schedule,
    singles,
    submit,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import ADDRESS, make_learner
from tests.quizzes.reading import Page
from tests.quizzes.test_views import post, show
from tests.quizzes.timing import at

THREE = singles("uno", "dos", "tres")


def begun(app, learner):
    with app.app_context():
        return [attempt.number for attempt in attempts(learner)]


# What awaits


def test_a_quiz_without_limits_opens_at_once(come):
    _learner, browser = come()
    page = show(browser)
    assert "Antes de empezar" not in page.text
    assert set(page.orders) == {"uno", "dos", "tres"}


@pytest.mark.parametrize("rules", [{"time_limit": 40}, {"attempts": 2}])
def test_a_limited_quiz_tells_what_awaits_and_begins_when_asked(app, come, rules):
    learner, browser = come(**rules)
    page = show(browser)
    assert "Antes de empezar" in page.text
    assert page.orders == {}
    assert begun(app, learner) == []
    answer = post(browser, "begin", [("after", "0")])
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    assert set(show(browser).orders) == {"uno", "dos", "tres"}
    assert begun(app, learner) == [1]


def test_everything_there_is_to_know_is_said(come):
    _learner, browser = come(
        *THREE,
        make_question("essay"),
        time_limit=90,
        attempts=3,
        wait=10,
        grade=Grade.AVERAGE,
        layout="one",
        forward_only=True,
        on_expiry=Expiry.ABANDON,
        review=Review(score=When.AFTER, answers=When.CLOSED, feedback=When.NEVER),
    )
    text = show(browser).text
    for words in (
        "Preguntas 4",
        "Se aprueba con 70 %",
        "Tiempo 1 hora y 30 minutos",
        "Intentos 3",
        "hay que esperar 10 minutos",
        "Cuenta el promedio de los intentos",
        "de a una por página",
        "No se vuelve atrás",
        "Si no entrega antes de que el tiempo termine, el intento no cuenta.",
        "Una persona califica 1 respuesta",
        "Después de entregar verá su puntaje.",
        "Cuando cierre el cuestionario verá las respuestas correctas.",
        "No se muestran las explicaciones.",
        "El tiempo empieza a correr cuando pulse el botón",
    ):
        assert words in text


def test_the_number_of_questions_counts_what_is_drawn(come):
    bank = tuple(make_question("single", f"b{n}", tags=("x",)) for n in range(5))
    _learner, browser = come(*THREE, Draw(count=2, tags=("x",)), bank=bank, attempts=1)
    assert "Preguntas 5" in show(browser).text


def test_a_person_reads_of_their_own_extra_time_and_nobody_else_does(
    app, come, sign_in
):
    learner, browser = come(time_limit=40)
    with app.app_context():
        needs(learner, extra_time=25, pause_minutes=5)
        other = make_learner()
    text = show(browser).text
    assert "50 minutos, con su 25 % más" in text
    assert "Usted tiene 25 % más de tiempo y hasta 5 minutos de pausa." in text
    client = app.test_client()
    sign_in(client, other.subject)
    assert "25 %" not in show(client).text


def test_extra_attempts_are_counted_in(app, come):
    learner, browser = come(attempts=1)
    with app.app_context():
        needs(learner, extra_attempts=1)
    assert "Intentos 2" in show(browser).text
    with app.app_context():
        submit(learner, uno=WRONG)
    assert "1 de 2 le quedan" in show(browser).text


# When it cannot begin


def test_a_quiz_that_is_not_open_yet_says_when_in_the_persons_own_time(
    app, come, watch
):
    learner, browser = come()
    with app.app_context():
        schedule(learner, opens_at=at(minutes=60))
    page = show(browser)
    assert "abre el 2 de marzo de 2026, 7:00 a.m. Preguntas" in page.text
    assert "hora central" in page.text
    assert "Empezar" not in page.text and page.orders == {}
    assert post(browser, "begin", [("after", "0")]).status_code == 409
    answer = post(browser, "answers", [("attempt", "1"), ("q-uno", "b")])
    assert answer.status_code == 409
    assert "todavía no está abierto" in answer.text
    assert begun(app, learner) == []
    watch.go(minutes=61)
    assert set(show(browser).orders) == {"uno", "dos", "tres"}


def test_a_quiz_that_closed_says_so(app, come, watch):
    learner, browser = come(time_limit=10)
    with app.app_context():
        schedule(learner, closes_at=at(minutes=5))
    watch.go(minutes=6)
    page = show(browser)
    assert "ya cerró" in page.text
    assert "Empezar" not in page.text
    assert post(browser, "begin", [("after", "0")]).status_code == 409


def test_without_attempts_left_there_is_a_review_and_no_button(app, come):
    learner, browser = come(attempts=1)
    with app.app_context():
        submit(learner, uno=WRONG)
    text = show(browser).text
    assert "Ya usó todos los intentos que tenía." in text
    assert "Hacer otro intento" not in text
    assert post(browser, "begin", [("after", "1")]).status_code == 409


def test_between_two_attempts_one_waits_and_is_told_until_when(app, come, watch):
    learner, browser = come(attempts=3, wait=30)
    with app.app_context():
        submit(learner, uno=WRONG)
    text = show(browser).text
    assert "Puede empezar otro intento desde el 2 de marzo de 2026, 6:30" in text
    assert ".." not in text
    assert "Hacer otro intento" not in text
    watch.go(minutes=31)
    text = show(browser).text
    assert "Hacer otro intento" in text
    assert "Intentos: 2 de 3 le quedan." in text
    assert post(browser, "begin", [("after", "1")]).status_code == 303
    assert begun(app, learner) == [1, 2]


def test_a_timed_quiz_warns_beside_the_button_that_begins_it_again(app, come, watch):
    learner, browser = come(time_limit=40)
    post(browser, "begin", [("after", "0")])
    with app.app_context():
        submit(learner, uno=RIGHT)
    assert "El tiempo (40 minutos) corre desde que pulse." in show(browser).text


def test_a_second_click_and_a_second_tab_begin_one_attempt(app, come):
    learner, browser = come(time_limit=40)
    for _ in range(3):
        assert post(browser, "begin", [("after", "0")]).status_code == 303
    assert begun(app, learner) == [1]


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 5000, "١"])
def test_what_is_no_number_begins_nothing(app, come, after):
    learner, browser = come(time_limit=40)
    assert post(browser, "begin", [("after", after)]).status_code == 422
    assert begun(app, learner) == []


def test_answers_do_not_begin_a_timed_quiz_by_accident(app, come):
    learner, browser = come(time_limit=40)
    answer = post(browser, "answers", [("attempt", "1"), ("q-uno", "b")])
    assert answer.status_code == 409
    assert "empiece el intento antes de responder" in answer.text
    assert begun(app, learner) == []


def test_an_observer_reads_what_awaits_and_cannot_begin(app, come):
    learner, browser = come(time_limit=40, role="observer")
    text = show(browser).text
    assert "puede leer, no responder" in text
    assert "Empezar" not in text
    assert post(browser, "begin", [("after", "0")]).status_code == 403
    assert begun(app, learner) == []


@pytest.mark.parametrize("language", ["pt", "en"])
def test_the_page_stands_in_every_language(come, language):
    _learner, browser = come(time_limit=40, attempts=2)
    browser.set_cookie("lms_language", language)
    page = Page(browser.get(ADDRESS).text)
    assert page.twice == set()
    assert f'<html lang="{language}"' in page.html
