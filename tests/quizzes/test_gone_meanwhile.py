"""A quiz that is gone, in several windows at once, and while the clock runs."""

import pytest
from sqlalchemy import func, select

from lms.foundation.database import session
from lms.people.roles import Role
from lms.quizzes import services
from lms.quizzes.errors import MayNotBegin
from lms.quizzes.models import Attempt
from lms.quizzes.queries import overview
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    needs,
    save,
    schedule,
    submit,
)
from tests.factories.people import make_member
from tests.factories.quizzes import ADDRESS
from tests.factories.releases import (
    move,
    publish_with_quiz_elsewhere,
    publish_without_quiz,
)
from tests.quizzes.test_gone import ALL, COURSE, GONE, PROGRESS, counts, kept, lines
from tests.quizzes.test_views import post, show

# Two windows


def test_a_window_from_before_the_move_goes_on_saving(app, come):
    learner, browser = come()
    with app.app_context():
        save(learner, uno=RIGHT)
    page = show(browser)
    with app.app_context():
        publish_without_quiz(learner.release_id)
        move(learner)
    assert post(browser, "answers", page.answering(dos=RIGHT)).status_code == 303
    late = [*page.answering(dos=WRONG), ("careful", "1")]
    clash = post(browser, "submit", late)
    assert clash.status_code == 409
    assert "Hay dos respuestas para la misma pregunta" in clash.text
    assert kept(app, learner) == {"uno": RIGHT, "dos": RIGHT}


def test_a_quiz_that_moved_to_another_module_is_found_by_its_old_address(app, come):
    learner, browser = come()
    with app.app_context():
        save(learner, uno=RIGHT)
        publish_with_quiz_elsewhere(learner.release_id)
        move(learner)
    there = f"{COURSE}despues/cuestionario/"
    assert browser.get(ADDRESS).location == there
    answer = post(browser, "answers", [("attempt", "1"), ("q-dos", "b")])
    assert answer.location == there
    assert kept(app, learner) == {"uno": RIGHT, "dos": RIGHT}
    page = browser.get(there).text
    assert GONE not in page
    assert browser.get(f"{COURSE}modulo/caso/").status_code == 200
    assert browser.get(f"{COURSE}despues/caso/").status_code == 404


def test_a_quiz_that_comes_back_is_again_as_any_other(app, gone):
    learner, browser = gone()
    with app.app_context():
        publish_with_quiz_elsewhere(attempts(learner)[0].release_id)
        move(learner)
    assert browser.get(ADDRESS).location == f"{COURSE}despues/cuestionario/"
    assert ADDRESS not in browser.get(PROGRESS).text


@pytest.mark.parametrize("turn", range(4))
def test_handing_in_at_the_moment_of_moving_is_both(app, come, together, turn):
    learner, browser = come()
    with app.app_context():
        save(learner, **ALL)
        publish_without_quiz(learner.release_id)
    found = together(
        lambda: move(learner).release_id,
        *[lambda: submit(learner)] * 2,
        lambda: post(browser, "submit", [("attempt", "1")]).status_code,
    )
    assert [one for one in found if isinstance(one, Exception)] == []
    assert found[3] == 303
    [line] = lines(app, learner)
    assert (line.state, line.points) == ("marked", 3)
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Attempt)) == 1


@pytest.mark.parametrize("turn", range(4))
def test_beginning_at_the_moment_of_moving_leaves_nothing_stuck(
    app, come, together, turn
):
    learner, browser = come()
    with app.app_context():
        submit(learner, **ALL)
        publish_without_quiz(learner.release_id)
    found = together(lambda: move(learner).release_id, lambda: begin(learner, after=1))
    assert found[1] == 2 or isinstance(found[1], MayNotBegin), found
    begun = len(lines(app, learner)) == 2
    assert ("Puede terminar el intento que empezó" in show(browser).text) == begun
    if begun:
        post(browser, "submit", [("attempt", "2"), ("anyway", "1")])
    assert all(line.state == "marked" for line in lines(app, learner))


# With a clock


def test_a_timed_attempt_keeps_its_clock_and_its_pauses(app, come, watch):
    learner, browser = come(time_limit=20)
    with app.app_context():
        needs(learner, pause_minutes=5)
        begin(learner)
        save(learner, uno=RIGHT)
        publish_without_quiz(learner.release_id)
        move(learner)
    assert "(quedan 20 minutos)" in show(browser).text
    assert post(browser, "pause", [("attempt", "1")]).status_code == 303
    watch.go(minutes=3)
    assert "Su intento está en pausa" in show(browser).text
    assert post(browser, "resume", [("attempt", "1")]).status_code == 303
    watch.go(minutes=19)
    assert "(queda 1 minuto)" in show(browser).text
    watch.go(minutes=2)
    page = show(browser)
    assert "El tiempo terminó; cuenta lo que estaba guardado." in page.text
    assert GONE in page.text
    [line] = lines(app, learner)
    assert (line.state, line.points, line.ended_by_clock) == ("marked", 1, True)


def test_the_sweep_ends_it_like_any_other(app, gone, watch):
    learner, browser = gone(time_limit=20)
    watch.go(minutes=30)
    with app.app_context():
        assert services.sweep() == 1
    assert lines(app, learner)[0].state == "marked"
    assert "Obtuvo 33 %" in show(browser).text


def test_those_who_run_it_end_what_nobody_finishes_by_closing_it(
    app, gone, browse, watch
):
    learner, _browser = gone()
    with app.app_context():
        make_member("Selva", subject="selva", roles={Role.SECRETARIAT: ""})
        schedule(learner, closes_at=watch.now)
    watch.go(minutes=10)
    with app.app_context():
        assert services.sweep() == 1
    page = browse("selva").get(f"{COURSE}quizzes/").text
    assert "de una versión anterior del curso" in page
    assert counts(app, learner) == overview.Counts(open=0, ended=1, waiting=0)
