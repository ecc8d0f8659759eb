"""The time of an attempt on the page: what is left, what comes late, and pauses."""

import re
from datetime import datetime, timedelta

import pytest

from lms.content.asking import Expiry, Review, When
from tests.factories.attempts import RIGHT, WRONG, attempts, needs, schedule, stands
from tests.factories.questions import make_question
from tests.factories.quizzes import ADDRESS, make_learner
from tests.quizzes.reading import Page
from tests.quizzes.test_views import post, show
from tests.quizzes.test_views_paged import follow, press
from tests.quizzes.timing import NOON, at

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def begun(app, come):
    """Somebody who has just begun a timed quiz."""

    def begun(*items, needing=None, **rules):
        learner, browser = come(*items, **{"time_limit": 20, **rules})
        if needing:
            with app.app_context():
                needs(learner, **needing)
        assert post(browser, "begin", [("after", "0")]).status_code == 303
        return learner, browser

    return begun


def line(app, learner):
    with app.app_context():
        return attempts(learner)[-1]


def kept(app, learner):
    with app.app_context():
        return stands(learner)


# What is left


def test_the_end_is_told_in_the_persons_own_hour_with_what_is_left(begun, watch):
    _learner, browser = begun()
    assert "Tiene hasta las 6:20 a.m. (quedan 20 minutos)" in _plain(show(browser))
    watch.go(minutes=18, seconds=30)
    assert "(queda 1 minuto)" in show(browser).text
    watch.go(seconds=50)
    assert "(quedan 40 segundos)" in show(browser).text


def test_the_page_carries_the_time_of_the_server_and_not_of_the_browser(begun, watch):
    _learner, browser = begun(needing={"extra_time": 50})
    watch.go(minutes=3)
    html = show(browser).html
    moments = [
        datetime.fromisoformat(found)
        for found in re.findall(r'data-(?:now|due)="([^"]+)"', html)
    ]
    assert moments == [at(minutes=3), NOON + timedelta(minutes=30)]


def test_a_quiz_without_a_limit_counts_down_only_on_its_last_day(app, come, watch):
    learner, browser = come()
    with app.app_context():
        schedule(learner, closes_at=at(minutes=60 * 26))
    post(browser, "answers", show(browser).answering(uno=RIGHT))
    page = show(browser)
    assert "data-clock" not in page.html
    assert "Cierra 3 de marzo de 2026, 8:00" in page.text
    watch.go(minutes=60 * 25)
    assert "(queda 1 hora)" in show(browser).text


def test_in_the_grace_the_page_says_to_hand_in_now_and_it_counts(app, begun, watch):
    learner, browser = begun(grace=60)
    page = show(browser)
    watch.go(minutes=20, seconds=30)
    assert "El tiempo terminó: entregue ahora mismo." in show(browser).text
    fields = page.answering(uno=RIGHT, dos=RIGHT, tres=RIGHT)
    assert post(browser, "submit", fields).status_code == 303
    assert line(app, learner).points == 3


def test_what_the_page_hands_in_by_itself_is_told(app, begun, watch):
    learner, browser = begun()
    watch.go(minutes=20)
    fields = [*show(browser).answering(uno=RIGHT), ("by-clock", "1")]
    answer = post(browser, "submit", fields)
    assert (answer.status_code, answer.location) == (
        303,
        f"{ADDRESS}?attempt=1#resultado",
    )
    assert "se entregó por sí solo" in show(browser).text
    assert line(app, learner).points == 1


# Too late


def test_who_comes_back_too_late_finds_what_was_saved_marked(app, begun, watch):
    learner, browser = begun()
    post(browser, "answers", show(browser).answering(uno=RIGHT))
    watch.go(minutes=30)
    page = show(browser)
    assert "El tiempo terminó; cuenta lo que estaba guardado." in page.text
    assert "1 de 3" in page.text
    assert "terminado el 2 de marzo de 2026, 6:20" in page.text
    assert line(app, learner).is_marked


def test_a_quiz_that_must_be_handed_in_in_time_says_that_it_does_not_count(
    app, begun, watch
):
    _learner, browser = begun(on_expiry=Expiry.ABANDON)
    page = show(browser)
    assert "data-hands-in" not in page.html
    post(browser, "answers", page.answering(uno=RIGHT))
    watch.go(minutes=30)
    text = show(browser).text
    assert "El tiempo terminó antes de que entregara." in text
    assert "Este intento no cuenta para el resultado." in text
    assert "Revisión" not in text and "Hacer otro intento" in text


@pytest.mark.parametrize("act", ["answers", "submit", "go"])
def test_what_comes_too_late_is_given_back_beside_what_counts(app, begun, watch, act):
    learner, browser = begun(make_question("essay"), layout="one")
    post(browser, "answers", [("attempt", "1"), ("q-essay", "Lo que estaba a tiempo.")])
    fields = [("attempt", "1"), ("q-essay", "Lo que llegó tarde."), ("go", "1")]
    watch.go(minutes=30)
    answer = post(browser, act, fields)
    assert answer.status_code == 409
    text = Page(answer.text).text
    assert "El tiempo terminó antes de que llegara lo último" in text
    assert "Lo que estaba a tiempo." in text and "Lo que llegó tarde." in text
    assert kept(app, learner) == {"essay": ("Lo que estaba a tiempo.",)}
    again = post(browser, act, fields)
    assert (again.status_code, "Lo que llegó tarde." in again.text) == (409, True)


@pytest.mark.parametrize("act", ["answers", "submit", "go", "check"])
def test_a_late_form_that_says_nothing_new_leads_to_the_result(begun, watch, act):
    _learner, browser = begun(review=Review(score=When.DURING))
    post(browser, "answers", show(browser).answering(uno=RIGHT))
    fields = [*show(browser).fields, ("go", "1"), ("at", "uno")]
    watch.go(minutes=30)
    answer = post(browser, act, fields)
    assert answer.status_code == 303
    assert "El tiempo terminó; cuenta" in browser.get(answer.location).text


def test_a_page_that_saves_by_itself_is_told_that_it_was_too_late(app, begun, watch):
    learner, browser = begun()
    watch.go(minutes=30)
    fields = [("attempt", "1"), ("q-uno", "b"), ("v-uno", "0")]
    answer = post(browser, "answers", fields, headers=FETCH)
    assert answer.status_code == 409
    assert "llegó tarde" in answer.json["message"]
    assert kept(app, learner) == {}


def test_the_progress_beside_a_quiz_that_just_ended_is_that_of_now(begun, watch):
    _learner, browser = begun()
    fields = show(browser).answering(uno=RIGHT, dos=RIGHT, tres=RIGHT)
    post(browser, "answers", fields)
    watch.go(minutes=30)
    assert "1 de 3 actividades" in show(browser).text


def test_more_time_given_meanwhile_is_there_at_once(app, begun, watch):
    learner, browser = begun()
    watch.go(minutes=19)
    with app.app_context():
        needs(learner, extra_time=100)
    assert "(quedan 21 minutos)" in show(browser).text


# Pauses


def test_who_was_given_pauses_may_pause_and_the_questions_go(app, begun, watch):
    _learner, browser = begun(needing={"pause_minutes": 10})
    page = show(browser)
    watch.go(minutes=5)
    page = follow(browser, press(browser, page, "Pausar", uno=RIGHT), "quiz")
    assert "Su intento está en pausa" in page.text
    assert "Le queda de pausa 10 minutos Después le quedan 15 minutos" in page.text
    assert "solo a las 6:15 a.m. (hora central)" in _plain(page)
    assert "¿Cuál" not in page.text and page.orders == {}
    watch.go(minutes=4)
    answer = post(browser, "resume", [("attempt", "1")])
    page = follow(browser, answer)
    assert page.checked == {"uno": ["b"]}
    assert "(quedan 15 minutos)" in page.text
    assert "Le quedan 6 minutos de pausa." in page.text


def test_the_clock_goes_on_by_itself_when_the_pause_is_used_up(begun, watch):
    _learner, browser = begun(needing={"pause_minutes": 2})
    press(browser, show(browser), "Pausar")
    watch.go(minutes=7)
    page = show(browser)
    assert "(quedan 15 minutos)" in page.text
    assert "Pausar" not in page.text


def test_nobody_else_is_offered_a_pause(begun, watch):
    _learner, browser = begun()
    assert "Pausar" not in show(browser).text
    answer = post(browser, "pause", [("attempt", "1")])
    assert answer.status_code == 409
    assert "no le queda tiempo de pausa" in answer.text


@pytest.mark.parametrize("act", ["pause", "resume"])
def test_a_double_click_on_a_pause_is_one(begun, watch, act):
    _learner, browser = begun(needing={"pause_minutes": 10})
    if act == "resume":
        post(browser, "pause", [("attempt", "1")])
    for _ in range(2):
        assert post(browser, act, [("attempt", "1")]).status_code == 303


@pytest.mark.parametrize("act", ["pause", "resume", "go", "check", "submit"])
def test_nothing_happens_to_an_attempt_that_is_not_theirs(
    app, begun, sign_in, watch, act
):
    learner, _browser = begun(needing={"pause_minutes": 10}, layout="one")
    with app.app_context():
        other = make_learner()
    client = app.test_client()
    sign_in(client, other.subject)
    for number in ("1", "7"):
        fields = [("attempt", number), ("q-uno", "b"), ("go", "2"), ("at", "uno")]
        assert post(client, act, fields).status_code in (404, 409)
    found = line(app, learner)
    assert (found.is_open, found.place, found.paused_at) == (True, 0, None)
    assert kept(app, learner) == {}


def test_a_late_pause_ends_the_attempt_and_shows_both_texts(app, begun, watch):
    learner, browser = begun(needing={"pause_minutes": 10})
    watch.go(minutes=40)
    answer = post(browser, "pause", [("attempt", "1"), ("q-uno", WRONG[0])])
    assert answer.status_code == 409
    assert "llegara lo último" in answer.text
    assert not line(app, learner).is_open


def _plain(page):
    return page.text.replace("\u202f", " ").replace("\xa0", " ")
