"""The quizzes of a course for those who run it, and when each of them is open."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from lms.catalogue.publishing import publish
from lms.content.reader import read_files
from lms.content.writer import write_files
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.quizzes.models import QuizSchedule
from tests.factories.attempts import (
    RIGHT,
    begin,
    publish_quiz,
    singles,
    submit,
)
from tests.factories.courses import course_files
from tests.factories.encuentro import make_edition
from tests.factories.people import make_member
from tests.factories.questions import make_question
from tests.factories.quizzes import make_learner
from tests.quizzes.reading import Page
from tests.quizzes.test_views import show

HOME = "/courses/curso/quizzes/"
SCHEDULE = f"{HOME}cuestionario/schedule/"
ACTIVITY = "cuestionario"


@pytest.fixture
def staff(app, sign_in):
    """Publish a quiz, and come as somebody who teaches in Buenos Aires."""

    def staff(*items, roles=None, **rules):
        with app.app_context():
            publish_quiz(*items, **rules)
            member = make_member(
                roles=roles or {Role.INSTRUCTOR: "curso"},
                time_zone="America/Argentina/Buenos_Aires",
            )
        client = app.test_client()
        sign_in(client, member.subject)
        return client

    return staff


def dates(app):
    with app.app_context():
        rows = session.execute(select(QuizSchedule.opens_at, QuizSchedule.closes_at))
        return [tuple(row) for row in rows]


def save(client, opens="", closes="", **more):
    zone = more.pop("zone", "America/Argentina/Buenos_Aires")
    path = more.pop("path", SCHEDULE)
    return client.post(path, data={"opens": opens, "closes": closes, "zone": zone})


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return Page(answer.text).text


# The list


def test_every_quiz_is_listed_with_what_happens_in_it(app, staff):
    client = staff(make_question("essay"), *singles("uno"))
    assert "Cuestionario 0 0 0" in text(client, HOME)
    with app.app_context():
        one, two, three = (make_learner() for _ in range(3))
        submit(one, essay=("Nombra la norma.",), uno=RIGHT)
        submit(two, uno=RIGHT)
        begin(three)
    assert "Cuestionario 1 2 1" in text(client, HOME)


def test_the_list_leads_to_what_there_is_to_do(staff):
    client = staff()
    page = Page(client.get(HOME).text)
    for part in ("marking", "analysis", "regrade", "schedule"):
        assert f"{HOME}{ACTIVITY}/{part}/" in page.links


def test_a_quiz_that_only_an_older_release_has_is_there_once_taken(app, staff):
    client = staff()
    with app.app_context():
        submit(make_learner(), uno=RIGHT)
        publish_without_quiz()
    assert "de una versión anterior del curso" in text(client, HOME)
    assert client.get(SCHEDULE).status_code == 200


def publish_without_quiz():
    package = read_files(course_files("curso", lessons=1))
    modules = tuple(
        replace(m, activities=tuple(a for a in m.activities if a.kind != "quiz"))
        for m in package.modules
    )
    with atomic():
        publish(write_files(replace(package, modules=modules, sources={})))


def test_a_course_without_quizzes_says_so(app, staff):
    client = staff()
    with app.app_context():
        publish_without_quiz()
    assert "Este curso no tiene cuestionarios" in text(client, HOME)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_with_one_attempt_and_with_many(
    app, staff, count_queries, many
):
    client = staff()
    with app.app_context():
        for _ in range(many):
            submit(make_learner(), uno=RIGHT)
    client.get(HOME)
    with count_queries() as seen:
        client.get(HOME)
    assert len(seen) == 4


def test_the_course_page_leads_there_for_those_who_run_it(app, staff, sign_in):
    client = staff()
    assert f'href="{HOME}"' in client.get("/courses/curso/").text
    with app.app_context():
        learner = make_learner()
    other = app.test_client()
    sign_in(other, learner.subject)
    assert f'href="{HOME}"' not in other.get("/courses/curso/").text


# Editions


def test_each_edition_has_its_own_counts_and_dates(app, staff):
    client = staff()
    with app.app_context():
        make_edition("curso", "marzo")
        submit(make_learner(), uno=RIGHT)
    assert "Cuestionario 0 1 0" in text(client, HOME)
    assert "Cuestionario 0 0 0" in text(client, f"{HOME}?edition=marzo")
    path = f"{SCHEDULE}?edition=marzo"
    answer = save(client, opens="2027-03-15T09:00", path=path)
    assert (answer.status_code, answer.location) == (303, path)
    assert 'value=""' in client.get(SCHEDULE).text
    assert 'value="2027-03-15T09:00"' in client.get(path).text


@pytest.mark.parametrize("slug", ["no", "x" * 500, "'", "\x00"])
def test_an_edition_that_is_not_there_is_not_found(staff, slug):
    client = staff()
    for path in (HOME, SCHEDULE):
        assert client.get(path, query_string={"edition": slug}).status_code == 404


# When it is open


def test_the_dates_are_those_of_the_zone_that_the_page_names(app, staff):
    client = staff()
    assert "Las horas que escriba aquí son las de su zona: hora de Argentina" in text(
        client, SCHEDULE
    )
    answer = save(client, "2027-03-15T09:00", "2027-03-20 18:30")
    assert (answer.status_code, answer.location) == (303, SCHEDULE)
    assert dates(app) == [
        (
            datetime(2027, 3, 15, 12, tzinfo=UTC),
            datetime(2027, 3, 20, 21, 30, tzinfo=UTC),
        )
    ]
    html = client.get(SCHEDULE).text
    assert 'value="2027-03-15T09:00"' in html
    assert 'value="2027-03-20T18:30"' in html


def test_each_learner_sees_them_in_their_own_zone(app, staff, sign_in):
    client = staff()
    save(client, "2027-03-15T09:00")
    with app.app_context():
        learner = make_learner(time_zone="America/Guatemala")
    other = app.test_client()
    sign_in(other, learner.subject)
    assert "abre el 15 de marzo de 2027, 6:00" in show(other).text


def test_what_was_typed_keeps_the_zone_it_was_typed_in(app, staff):
    """Whoever changes the own zone in another window meanwhile changes no date."""
    client = staff()
    save(client, "2027-03-15T09:00", zone="America/Guatemala")
    assert dates(app) == [(datetime(2027, 3, 15, 15, tzinfo=UTC), None)]


def test_dates_can_be_taken_away(app, staff):
    client = staff()
    save(client, "2027-03-15T09:00", "2027-03-20T18:30")
    save(client)
    assert dates(app) == [(None, None)]


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("ayer", ""),
        ("2027-02-30T09:00", ""),
        ("2027-03-15", ""),
        ("", "2027-03-15T25:00"),
        ("1927-03-15T09:00", ""),
        ("99999-03-15T09:00", ""),
        ("2027-03-15T09:00\x00", ""),
        ("9" * 5000, ""),
        ("2027-03-15T09:00", "2027-03-15T09:00"),
        ("2027-03-15T09:00", "2027-03-14T09:00"),
    ],
)
def test_what_is_no_date_stays_in_the_form_with_its_reason(app, staff, opens, closes):
    client = staff()
    answer = save(client, opens, closes)
    assert answer.status_code == 422
    assert "data-summary" in answer.text
    assert 'aria-invalid="true"' in answer.text
    if opens.isascii() and len(opens) < 50 and "\x00" not in opens:
        assert f'value="{opens}"' in answer.text
    assert dates(app) == []


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "x" * 5000])
def test_a_zone_that_is_none_is_read_as_utc(app, staff, zone):
    client = staff()
    assert save(client, "2027-03-15T09:00", zone=zone).status_code == 303
    assert dates(app) == [(datetime(2027, 3, 15, 9, tzinfo=UTC), None)]


def test_closing_ends_attempts_under_way(app, staff, sign_in):
    client = staff()
    with app.app_context():
        learner = make_learner()
        begin(learner)
    assert save(client, closes="2020-03-15T09:00").status_code == 303
    other = app.test_client()
    sign_in(other, learner.subject)
    assert "data-clock" in show(other).html


# Who may


@pytest.mark.parametrize("path", [HOME, SCHEDULE])
def test_only_those_who_run_the_course_come_in(app, staff, sign_in, path):
    staff()
    with app.app_context():
        publish_quiz(course_id="otro")
        subjects = {
            make_learner().subject: 404,
            make_learner(role="observer").subject: 404,
            make_member(roles={Role.INSTRUCTOR: "otro"}).subject: 404,
            make_member(roles={Role.AUTHOR: "curso"}).subject: 404,
            make_member(roles={Role.SECRETARIAT: ""}).subject: 200,
        }
    for subject, status in subjects.items():
        client = app.test_client()
        sign_in(client, subject)
        assert client.get(path).status_code == status
        if path == SCHEDULE and status == 404:
            assert save(client, "2027-03-15T09:00").status_code == 404
    assert dates(app) == []


def test_who_is_signed_out_is_asked_in_and_keeps_the_form(app, staff, client):
    staff()
    assert client.get(SCHEDULE).location.startswith("/sign-in/")
    assert "kept" in save(client, "2027-03-15T09:00").location
    assert dates(app) == []


@pytest.mark.parametrize(
    "path",
    [
        "/courses/nada/quizzes/",
        "/courses/nada/quizzes/cuestionario/schedule/",
        "/courses/curso/quizzes/leccion-1/schedule/",
        "/courses/curso/quizzes/nada/schedule/",
        "/courses/curso/quizzes/%00/schedule/",
    ],
)
def test_what_is_not_there_is_not_found(staff, path):
    client = staff(roles={Role.SECRETARIAT: ""})
    assert client.get(path).status_code == 404
