"""A pause that is refused loses nothing of what was sent with it."""

import pytest

from tests.factories.attempts import RIGHT, WRONG, attempts, needs, singles, stands
from tests.factories.questions import make_question
from tests.quizzes.reading import Page
from tests.quizzes.test_views import _data, post, show
from tests.quizzes.timing import at

REFUSED = "En este intento no le queda tiempo de pausa: puede seguir respondiendo."
TYPED = "Dos líneas\n<b>sin</b> guardar todavía."

# What a page adds to the answers: with scripts, without, and nothing at all.
WITH_SCRIPTS = [("written-in", "es"), ("v-essay", "0"), ("w-essay", "[]")]
WITHOUT = [*WITH_SCRIPTS, ("careful", "1")]


@pytest.fixture
def used_up(app, come, watch):
    """Somebody in a timed quiz whose pauses are all used up."""

    def used_up(*items, **rules):
        asked = items or (make_question("essay"), *singles("uno", "dos"))
        learner, browser = come(*asked, time_limit=20, **rules)
        with app.app_context():
            needs(learner, pause_minutes=2)
        post(browser, "begin", [("after", "0")])
        post(browser, "pause", [("attempt", "1")])
        watch.go(minutes=2)
        post(browser, "resume", [("attempt", "1")])
        return learner, browser

    return used_up


def state(app, learner):
    with app.app_context():
        [line] = attempts(learner)
        return stands(learner), line.is_open, line.paused_at, line.due_at


@pytest.mark.parametrize("more", [WITH_SCRIPTS, WITHOUT, []])
def test_what_was_typed_is_saved_and_stays_when_a_pause_is_refused(
    app, used_up, watch, more
):
    learner, browser = used_up()
    watch.go(minutes=3)
    fields = [("attempt", "1"), ("q-essay", TYPED), ("q-uno", "b"), *more]
    for _click in range(2):
        answer = post(browser, "pause", fields)
        page = Page(answer.text)
        assert answer.status_code == 409
        assert f"{REFUSED} Sus respuestas están guardadas." in page.text
        assert "data-summary" in page.html
        assert ("q-essay", TYPED) in page.fields
        assert page.checked == {"uno": ["b"]}
        assert "1 de 3 respondidas" in page.text or "2 de 3 respondidas" in page.text
        assert page.twice == set()
        kept = {"essay": (TYPED,), "uno": RIGHT}
        assert state(app, learner) == (kept, True, None, at(minutes=22))


def test_the_page_after_a_refused_pause_goes_on_as_it_was_left(app, used_up):
    learner, browser = used_up()
    refused = Page(post(browser, "pause", [("attempt", "1"), ("q-uno", "a")]).text)
    to, fields = refused.pressing("Entregar")
    chosen = [field for field in fields if field[0] not in ("q-uno", "careful")]
    answer = browser.post(to, data=_data([*chosen, ("q-uno", "b"), ("anyway", "1")]))
    assert answer.status_code == 303
    assert state(app, learner)[0] == {"uno": RIGHT}
    assert REFUSED not in show(browser).text


def test_a_refused_pause_leaves_somebody_on_the_page_they_were_on(app, used_up):
    learner, browser = used_up(*singles("uno", "dos", "tres"), layout="one")
    post(browser, "go", [("attempt", "1"), ("go", "1")])
    fields = [*show(browser).answering(dos=RIGHT), ("page", "2")]
    page = Page(post(browser, "pause", fields).text)
    assert REFUSED in page.text
    assert page.checked == {"dos": ["b"]}
    assert state(app, learner)[0] == {"dos": RIGHT}


def test_whoever_was_never_given_a_pause_loses_nothing_either(app, come, watch):
    learner, browser = come(time_limit=20)
    post(browser, "begin", [("after", "0")])
    answer = post(browser, "pause", [("attempt", "1"), ("q-tres", "b")])
    assert (answer.status_code, REFUSED in answer.text) == (409, True)
    assert state(app, learner)[:2] == ({"tres": RIGHT}, True)


def test_a_pause_that_has_run_out_by_itself_cannot_be_asked_for_again(app, come, watch):
    learner, browser = come(time_limit=20)
    with app.app_context():
        needs(learner, pause_minutes=2)
    post(browser, "begin", [("after", "0")])
    post(browser, "pause", [("attempt", "1")])
    watch.go(minutes=5)
    answer = post(browser, "pause", [("attempt", "1")])
    assert (answer.status_code, REFUSED in answer.text) == (409, True)
    assert state(app, learner)[3] == at(minutes=22)


@pytest.mark.parametrize("pauses", [0, 10])
def test_a_pause_writes_over_nothing_that_another_window_saved(
    app, come, watch, pauses
):
    learner, browser = come(time_limit=20)
    with app.app_context():
        needs(learner, pause_minutes=pauses)
    post(browser, "begin", [("after", "0")])
    old = show(browser).answering(uno=WRONG, dos=RIGHT)
    post(browser, "answers", show(browser).answering(uno=RIGHT))
    answer = post(browser, "pause", old)
    assert answer.status_code == 409
    both = Page(answer.text, "choque")
    assert "Hay dos respuestas para la misma pregunta" in both.text
    assert state(app, learner)[0] == {"uno": RIGHT, "dos": RIGHT}
    chosen = browser.post(both.action, data=_data(both.fields))
    assert chosen.status_code == (303 if pauses else 409)
    kept, _, paused_at, _ = state(app, learner)
    assert kept == {"uno": WRONG, "dos": RIGHT}
    assert (paused_at is not None) == bool(pauses)
