"""Who may run a quiz: every role at every page of it, with a real answer to mark."""

import pytest

from lms.quizzes.views.hidden import code_of
from tests.factories.attempts import attempts, submit
from tests.factories.encuentro import NAMES, make_world
from tests.factories.marking import GOOD, TEXT, marks_of, publish_essay
from tests.factories.quizzes import make_learner

pytestmark = pytest.mark.slow

DESK = "/courses/curso/quizzes/cuestionario/"
RUNS = ("instructor", "secretariat")
FIELDS = {f"level-{name}": level for name, level in GOOD.items()} | {"stamp": "first"}


@pytest.fixture
def house(app):
    """Everybody there is around a course, and a text of a learner to be read."""
    with app.app_context():
        world = make_world()
        publish_essay()
        ana = make_learner(name="Ana Anaya")
        submit(ana, uno=("b",), ensayo=TEXT)
        code = None
    with app.test_request_context():
        code = code_of(attempts(ana)[0].id)
    return world, ana, f"{DESK}marking/{code}/ensayo/"


@pytest.mark.parametrize("who", [*NAMES, "guest"])
def test_who_may_open_and_send_what(app, sign_in, house, who):
    world, ana, answer = house
    client = app.test_client()
    if who != "guest":
        sign_in(client, world.subject(who))
    reading = ["marking/", "analysis/", "analysis.csv", "regrade/"]
    pages = [client.get(f"{DESK}{page}") for page in reading] + [client.get(answer)]
    sent = [
        client.post(answer, data={}),
        client.post(f"{DESK}regrade/", data={}),
        client.post(f"{DESK}regrade/", data={"reason": "Porque sí.", "release": "9"}),
        client.post(answer, data=FIELDS),
        client.post(f"{DESK}marking/tell"),
    ]
    found = [answer.status_code for answer in (*pages, *sent)]
    if who in RUNS:
        assert found == [200] * 5 + [422, 422, 404, 303, 303]
    else:
        assert found == [303 if who == "guest" else 404] * 10
        assert not any("Ana Anaya" in page.text for page in (*pages, *sent))
    with app.app_context():
        assert bool(marks_of(ana)) == (who in RUNS)


@pytest.mark.parametrize("page", ["marking/", "analysis/", "regrade/"])
def test_a_quiz_a_course_and_an_edition_that_are_not_there_do_not_exist(
    app, sign_in, house, page
):
    world, _ana, _answer = house
    client = app.test_client()
    sign_in(client, world.subject("secretariat"))
    assert client.get(f"/courses/curso/quizzes/nada/{page}").status_code == 404
    assert client.get(f"/courses/nada/quizzes/cuestionario/{page}").status_code == 404
    assert client.get(f"/courses/curso/quizzes/leccion-1/{page}").status_code == 404
    assert client.get(f"{DESK}{page}?edition=nada").status_code == 404
