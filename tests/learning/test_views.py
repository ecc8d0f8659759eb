"""The learner's desk, through its pages."""

import re
from html import unescape

import pytest

from lms.enrolment import services as enrolment
from lms.foundation.work import atomic
from lms.learning import services as learning
from tests.factories.courses import make_course
from tests.factories.people import make_member

LESSON = "/courses/curso/modulo/leccion-{}/"


@pytest.fixture
def learner(app, client, sign_in):
    """A client signed in as somebody enrolled in a small course."""
    with app.app_context():
        make_course()
        ana = make_member("Ana Pérez")
        with atomic():
            client.enrolment_id = enrolment.join(member_id=ana.id, course_id="curso").id
        client.member_id = ana.id
        subject = ana.subject
    sign_in(client, subject)
    return client


def words(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def test_anybody_sees_the_front_page_the_catalogue_and_a_course(app, client):
    with app.app_context():
        make_course()
    assert "Prevenir empieza mucho antes de la violencia" in client.get("/").text
    assert "Curso de prueba" in client.get("/courses/").text
    page = words(client.get("/courses/curso/"))
    for said in ("Curso de prueba", "Saber algo.", "Lección 1", "Unirme al curso"):
        assert said in page


def test_the_join_link_of_a_stranger_leads_through_sign_in_to_the_course(app, client):
    with app.app_context():
        make_course()
    link = re.search(
        r'href="(/sign-in/[^"]*intent[^"]*)"', client.get("/courses/curso/").text
    )
    assert "intent=join:curso" in unescape(link[1]).replace("%3A", ":")


def test_joining_is_one_click_and_opens_the_first_lesson(app, client, sign_in):
    with app.app_context():
        make_course()
        subject = make_member().subject
    sign_in(client, subject)
    answer = client.post("/courses/curso/join", follow_redirects=True)
    assert answer.request.path == LESSON.format(1)
    assert "Texto de la lección 1." in answer.text


def test_going_on_completes_a_lesson_and_opens_the_next(learner):
    answer = learner.post(LESSON.format(1) + "done", follow_redirects=True)
    assert answer.request.path == LESSON.format(2)
    assert "1 de 5 actividades" in answer.text


def test_going_on_twice_counts_once(learner):
    for _ in range(2):
        learner.post(LESSON.format(1) + "done")
    assert "1 de 5 actividades" in learner.get(LESSON.format(1)).text


def test_the_home_page_goes_on_exactly_where_the_person_was(learner):
    learner.get(LESSON.format(3))
    page = learner.get("/").text
    assert f'class="button" href="{LESSON.format(3)}"' in page
    assert "Seguir donde quedé" in page


def test_a_learner_can_ask_why_the_course_is_not_done(learner):
    learner.post(LESSON.format(2) + "done")
    page = words(learner.get("/courses/curso/progress/"))
    assert "Le faltan 4 actividades" in page
    missing = page[page.index("Qué falta") : page.index("Qué está hecho")]
    assert "Lección 1" in missing
    assert "Lección 2" not in missing
    assert "se completa al aprobar el cuestionario" in missing


def test_all_done_says_so_and_shows_100(app, learner):
    with app.app_context(), atomic():
        for activity_id in (
            "leccion-1",
            "leccion-2",
            "leccion-3",
            "cuestionario",
            "caso",
        ):
            learning.complete(
                enrolment_id=learner.enrolment_id,
                activity_id=activity_id,
                cause="gone_on",
            )
    page = learner.get("/courses/curso/progress/").text
    assert "Hizo todo lo que pide el curso." in page
    assert 'value="100"' in page


def test_leaving_keeps_the_record(learner):
    learner.post(LESSON.format(1) + "done")
    answer = learner.post("/courses/curso/leave", follow_redirects=True)
    assert "Unirme al curso" in answer.text
    assert learner.get(LESSON.format(1)).status_code == 302
    learner.post("/courses/curso/join")
    assert "1 de 5 actividades" in learner.get("/courses/curso/").text


def test_moving_to_the_newest_release_is_a_choice_and_never_lowers_progress(
    app, learner
):
    for n in (1, 2, 3):
        learner.post(LESSON.format(n) + "done")
    with app.app_context():
        make_course(lessons=6, words="Novedad.")
    assert "Novedad." not in learner.get(LESSON.format(1)).text
    assert learner.get("/courses/curso/modulo/leccion-6/").status_code == 404
    answer = learner.post("/courses/curso/move", follow_redirects=True)
    assert 'value="60"' in answer.text
    assert "Novedad." in learner.get(LESSON.format(6)).text


def test_a_signed_out_reader_is_sent_to_sign_in_and_back(app, client):
    with app.app_context():
        make_course()
    answer = client.get(LESSON.format(1))
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in/?next=")


def test_who_is_not_enrolled_is_led_to_the_course(app, client, sign_in):
    with app.app_context():
        make_course()
        subject = make_member().subject
    sign_in(client, subject)
    answer = client.get(LESSON.format(1), follow_redirects=True)
    assert answer.request.path == "/courses/curso/"
    assert "primero únase al curso" in answer.text
    assert client.post(LESSON.format(1) + "done").status_code == 403
    assert client.post("/courses/curso/leave").status_code == 403
    assert client.post("/courses/curso/move").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/courses/otro/",
        "/courses/curso/modulo/otra/",
        "/courses/curso/otro/leccion-1/",
        "/courses/otro/modulo/leccion-1/",
        "/courses/otro/glossary/",
        "/courses/curso/files/1/../course.yaml",
        "/courses/curso/files/999999/01-modulo/figures/x.png",
    ],
)
def test_what_is_not_there_is_a_designed_404(learner, path):
    answer = learner.get(path, follow_redirects=True)
    if answer.request.path != path and answer.status_code == 200:
        assert answer.request.path.startswith("/courses/")
        return
    assert answer.status_code == 404
    assert "Esta página no existe" in answer.text


def test_a_lesson_in_another_language_keeps_the_place_and_falls_back_honestly(
    app, learner
):
    answer = learner.post(
        "/language",
        data={"language": "pt", "next": LESSON.format(1)},
        follow_redirects=True,
    )
    assert answer.request.path == LESSON.format(1)
    assert '<html lang="pt"' in answer.text
    assert "Lección 1 (pt)" in answer.text


@pytest.mark.parametrize("lessons", [1, 9])
def test_pages_take_the_same_statements_for_short_and_long_courses(
    app, client, sign_in, count_queries, lessons
):
    with app.app_context():
        make_course(lessons=lessons)
        ana = make_member()
        with atomic():
            joined = enrolment.join(member_id=ana.id, course_id="curso")
            for n in range(1, lessons + 1):
                learning.complete(
                    enrolment_id=joined.id, activity_id=f"leccion-{n}", cause="gone_on"
                )
        subject = ana.subject
    sign_in(client, subject)
    counts = {}
    for path in ("/", "/courses/curso/", LESSON.format(1), "/courses/curso/progress/"):
        client.get(path)
        with count_queries() as seen:
            assert client.get(path).status_code == 200
        counts[path] = len(seen)
    assert counts == {
        "/": 4,
        "/courses/curso/": 5,
        LESSON.format(1): 3,
        "/courses/curso/progress/": 4,
    }
