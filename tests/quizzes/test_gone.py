"""A quiz that somebody took, and that the release they moved to no longer has."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from lms.content.asking import Review, When
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.quizzes.errors import MayNotBegin
from lms.quizzes.models import Attempt
from lms.quizzes.queries import overview
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    edition_of,
    save,
    stands,
    submit,
)
from tests.factories.quizzes import ACTIVITY, ADDRESS, make_learner
from tests.factories.releases import move, publish_without_quiz
from tests.quizzes.desk import links, words
from tests.quizzes.test_views import post, show
from tests.quizzes.test_views_paged import follow, press

COURSE = "/courses/curso/"
PROGRESS = f"{COURSE}progress/"
FETCH = {"X-Requested-With": "fetch"}
GONE = "Este cuestionario ya no está en su versión del curso"
ALL = {"uno": RIGHT, "dos": RIGHT, "tres": RIGHT}


def lines(app, learner):
    with app.app_context():
        return attempts(learner)


def kept(app, learner):
    with app.app_context():
        return stands(learner)


def counts(app, learner):
    with app.app_context():
        return overview.count_attempts(edition_of(learner))[ACTIVITY]


# Finishing


def test_what_was_begun_is_finished_at_its_own_address(app, gone):
    learner, browser = gone()
    page = show(browser)
    assert GONE in page.text
    assert "Puede terminar el intento que empezó" in page.text
    assert page.checked == {"uno": ["b"]}
    assert counts(app, learner) == overview.Counts(open=1, ended=0, waiting=0)
    answer = post(browser, "submit", page.answering(dos=RIGHT, tres=WRONG))
    assert (answer.status_code, answer.location) == (
        303,
        f"{ADDRESS}?attempt=1#resultado",
    )
    review = show(browser, "?attempt=1")
    assert "Lo que hizo se conserva, con su resultado." in review.text
    assert "Obtuvo 66 %" in review.text
    [line] = lines(app, learner)
    assert (line.state, line.points) == ("marked", 2)
    assert counts(app, learner) == overview.Counts(open=0, ended=1, waiting=0)


def test_every_act_works_on_a_quiz_in_pages_that_tells_on_the_way(app, gone):
    review = Review(score=When.DURING, answers=When.DURING, feedback=When.DURING)
    learner, browser = gone(layout="one", review=review)
    page = follow(browser, press(browser, show(browser), "Siguiente"))
    assert set(page.orders) == {"dos"}
    page = follow(browser, press(browser, page, "Comprobar", dos=RIGHT))
    assert "Ya comprobó esta respuesta" in page.text
    answer = post(
        browser, "answers", [("attempt", "1"), ("q-tres", "b")], headers=FETCH
    )
    assert answer.json["fields"]["answered"] == ["3 de 3 respondidas"]
    assert kept(app, learner) == ALL
    assert post(browser, "go", [("attempt", "1"), ("go", "3")]).status_code == 303
    assert "Respondió todas las preguntas" in show(browser).text
    post(browser, "submit", [("attempt", "1")])
    assert lines(app, learner)[0].points == 3


def test_a_form_with_questions_missing_is_shown_again(gone):
    _learner, browser = gone()
    answer = post(browser, "submit", [("attempt", "1"), ("q-dos", "b")])
    assert answer.status_code == 422
    assert "Queda 1 pregunta sin responder" in answer.text


def test_nothing_new_begins(app, gone):
    learner, browser = gone()
    post(browser, "submit", [("attempt", "1"), ("anyway", "1")])
    page = show(browser)
    assert "No se pueden empezar más intentos" in page.text
    assert "Hacer otro intento" not in page.text
    answer = post(browser, "begin", [("after", "1")])
    assert answer.status_code == 409
    assert "ya no está en su versión del curso" in answer.text
    assert post(browser, "answers", [("attempt", "2"), ("q-uno", "a")]).status_code == (
        404
    )
    [line] = lines(app, learner)
    before = replace(learner, release_id=line.release_id)
    with app.app_context(), pytest.raises(MayNotBegin):
        begin(before, after=1)
    assert len(lines(app, learner)) == 1


def test_who_did_nothing_in_it_finds_nothing(app, come, browse):
    learner, browser = come()
    with app.app_context():
        publish_without_quiz(learner.release_id)
        move(learner)
        other = make_learner()
    for one in (browser, browse(other.subject)):
        assert one.get(ADDRESS).status_code == 404
        for act in ("answers", "submit", "go", "check", "pause", "resume", "begin"):
            assert post(one, act, [("attempt", "1"), ("q-uno", "b")]).status_code == 404
    assert app.test_client().get(ADDRESS).status_code == 303


@pytest.mark.parametrize("odd", ["a%00b", "%ff", "%ed%a0%80", "x" * 3000, "%F0%9F%98"])
def test_odd_addresses_lead_nowhere(gone, odd):
    _learner, browser = gone()
    assert browser.get(f"/courses/curso/modulo/{odd}/").status_code == 404
    assert browser.get(f"/courses/curso/{odd}/otra/").status_code == 404


# Where it is found


def test_before_moving_it_is_said_and_afterwards_it_is_listed(app, come):
    learner, browser = come()
    with app.app_context():
        save(learner, uno=RIGHT)
        publish_without_quiz(learner.release_id)
    before = browser.get(COURSE).text
    assert "Tiene un intento en curso en «Cuestionario», que la versión" in before
    after = browser.post(f"{COURSE}move", follow_redirects=True).text
    assert "Tiene un intento en curso en un cuestionario que ya no está" in after
    assert f'<a href="{ADDRESS}">Cuestionario</a>' in after
    progress = browser.get(PROGRESS).text
    assert f'<a href="{ADDRESS}">Cuestionario</a>' in progress
    assert "en curso: puede terminarlo" in progress
    post(browser, "submit", [("attempt", "1"), ("anyway", "1")])
    assert ADDRESS not in browser.get(COURSE).text
    assert "terminado" in words(browser.get(PROGRESS).text)


def test_the_course_goes_on_where_it_goes_on_and_lists_what_it_has(gone):
    _learner, browser = gone()
    html = browser.get(ADDRESS).text
    assert "De una versión anterior del curso" in words(html)
    outline = html.partition("<details data-outline>")[2].partition("</details>")[0]
    onward = html.partition('<nav class="onward"')[2].partition("</nav>")[0]
    assert links(outline, "/modulo/") == [
        f"{COURSE}modulo/leccion-1/",
        f"{COURSE}modulo/caso/",
    ]
    assert "aria-current" not in outline
    assert links(onward, "/") == [COURSE, PROGRESS]
    assert browser.get(f"{COURSE}resume").location == f"{COURSE}modulo/leccion-1/"


def test_many_such_quizzes_cost_the_pages_as_much_as_one(app, gone, count_queries):
    learner, browser = gone()
    seen = {}
    for number in (1, 5):
        for path in (COURSE, PROGRESS):
            browser.get(path)
            with count_queries() as asked:
                assert browser.get(path).status_code == 200
            seen.setdefault(path, set()).add(len(asked))
        with app.app_context():
            for turn in range(number, 5):
                submit(learner, turn)
                with atomic():
                    [row] = session.scalars(
                        select(Attempt).where(Attempt.number == turn)
                    )
                    session.add(_again(row))
    assert seen == {COURSE: {6}, PROGRESS: {4}}


def _again(row):
    return Attempt(
        enrolment_id=row.enrolment_id,
        activity_id=row.activity_id,
        release_id=row.release_id,
        number=row.number + 1,
        seed=row.seed,
        started_at=row.started_at,
        out_of=row.out_of,
        paper=row.paper,
    )
