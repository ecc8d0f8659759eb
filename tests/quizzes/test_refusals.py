"""Who may not answer, and what is not an answer."""

import pytest
from sqlalchemy import select

from lms.foundation.database import session
from lms.people.models import KeptForm
from lms.quizzes import queries
from tests.factories.people import make_member
from tests.factories.quizzes import ACTIVITY, ADDRESS, RIGHT, make_learner
from tests.quizzes.reading import Page
from tests.quizzes.test_views import post, show, stored

ACTS = {
    "answers": [("attempt", "1"), ("q-uno", "b"), ("v-uno", "0")],
    "submit": [("attempt", "1"), ("q-uno", "b"), ("anyway", "1")],
    "begin": [("after", "0")],
    "go": [("attempt", "1"), ("q-uno", "b"), ("go", "1")],
    "check": [("attempt", "1"), ("q-uno", "b"), ("at", "uno")],
    "pause": [("attempt", "1"), ("q-uno", "b")],
    "resume": [("attempt", "1")],
}


@pytest.mark.parametrize("act", ACTS)
def test_whoever_is_not_in_the_course_cannot_do_anything(app, ana, sign_in, act):
    with app.app_context():
        stranger = make_member()
    client = app.test_client()
    sign_in(client, stranger.subject)
    answer = post(client, act, ACTS[act])
    assert answer.status_code == 403
    assert "únase al curso" in answer.text
    assert stored(app, ana) == []


@pytest.mark.parametrize("act", ACTS)
def test_an_observer_reads_the_questions_and_answers_nothing(app, ana, sign_in, act):
    with app.app_context():
        observer = make_learner(role="observer")
    client = app.test_client()
    sign_in(client, observer.subject)
    page = show(client)
    assert "puede leer, no responder" in page.text
    assert "Entregar" not in page.text
    assert page.html.count("disabled") == 3
    answer = post(client, act, ACTS[act])
    assert answer.status_code == 403
    assert stored(app, observer) == []


def test_answers_never_reach_somebody_elses_attempt(app, ana, browser, sign_in):
    with app.app_context():
        berta = make_learner()
    other = app.test_client()
    sign_in(other, berta.subject)
    post(browser, "answers", show(browser).answering(**RIGHT))
    assert show(other).checked == {}
    post(other, "submit", [*show(other).answering(uno=("a",)), ("anyway", "1")])
    assert stored(app, ana) == [RIGHT]
    assert show(browser).checked["uno"] == ["b"]


@pytest.mark.parametrize("act", ["answers", "submit"])
@pytest.mark.parametrize(
    "fields",
    [
        [("q-cuatro", "a")],
        [("q-uno", "z")],
        [("q-uno", "a"), ("q-uno", "b")],
        [("q-uno", "a\x00")],
        [("q-\x00", "a")],
        [("q-uno\x00", "a")],
        [("q-", "a")],
        [("q-uno", "a"), ("v-uno", "many")],
        [("q-uno", "a"), ("v-uno", "-1")],
        [("q-uno", "a"), ("v-uno", "9" * 5000)],
        [("q-uno", "a"), ("attempt", "")],
        [("q-uno", "a"), ("attempt", "1\x00")],
        [("q-uno", "a"), ("attempt", "١")],
        [("q-uno", "a"), ("attempt", "9" * 5000)],
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_nothing_is_kept(
    app, ana, browser, act, fields
):
    fields = fields if fields[-1][0] == "attempt" else [*fields, ("attempt", "1")]
    answer = post(browser, act, [*fields, ("anyway", "1")])
    assert answer.status_code == 422
    assert stored(app, ana) == []


def test_a_megabyte_is_refused_without_being_repeated(app, ana, browser):
    answer = post(browser, "answers", [("attempt", "1"), ("q-uno", "x" * 1_000_000)])
    assert answer.status_code in (413, 422)
    assert len(answer.data) < 50_000
    assert stored(app, ana) == []


def test_ten_thousand_questions_are_refused(app, ana, browser):
    fields = [(f"q-x{number}", "a") for number in range(10_000)]
    answer = post(browser, "answers", [("attempt", "1"), *fields])
    assert answer.status_code in (413, 422)
    assert stored(app, ana) == []


@pytest.mark.parametrize(
    "address",
    [
        "/courses/curso/otro/cuestionario/",
        "/courses/curso/modulo/leccion-1/",
        "/courses/curso/modulo/nada/",
    ],
)
@pytest.mark.parametrize("act", ACTS)
def test_only_a_quiz_takes_answers_and_only_at_its_own_address(browser, address, act):
    answer = browser.post(address + act, data=dict(ACTS[act]))
    assert answer.status_code == 404


def test_who_left_the_course_answers_no_more(app, ana, browser):
    browser.post("/courses/curso/leave")
    assert post(browser, "answers", ACTS["answers"]).status_code == 403


@pytest.mark.parametrize("act", ["answers", "go"])
def test_a_session_that_ended_keeps_the_answers_until_after_signing_in(
    app, ana, browser, sign_in, act
):
    fields = [*show(browser).answering(uno=("b",), dos=("a", "c")), ("go", "1")]
    with browser.session_transaction() as cookie:
        cookie.pop("as")
    answer = post(browser, act, fields)
    assert answer.status_code == 303
    assert stored(app, ana) == []
    with app.app_context():
        from_form = _kept()
    assert set(from_form) >= {("q-uno", "b"), ("q-dos", "a"), ("q-dos", "c")}
    sign_in(browser, ana.subject)
    post(browser, act, from_form)
    assert stored(app, ana) == [{"uno": ("b",), "dos": ("a", "c")}]


def _kept():
    return [tuple(field) for field in session.scalars(select(KeptForm)).one().fields]


def test_a_signed_out_page_that_saves_by_itself_is_told_so(app, ana, browser):
    with browser.session_transaction() as cookie:
        cookie.pop("as")
    answer = post(
        browser, "answers", ACTS["answers"], headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 403
    assert answer.json["message"]


def test_looking_at_an_attempt_by_number_shows_ones_own(app, ana, browser, sign_in):
    post(browser, "submit", show(browser).answering(**RIGHT))
    with app.app_context():
        berta = make_learner()
    other = app.test_client()
    sign_in(other, berta.subject)
    assert other.get(ADDRESS + "?attempt=1").status_code == 404
    with app.app_context():
        assert queries.list_attempts(berta.enrolment_id, ACTIVITY) == []
    assert Page(other.get(ADDRESS).text).checked == {}
