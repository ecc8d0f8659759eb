"""What a learner sees of the editions of a course, and when a module opens."""

from datetime import timedelta

import pytest

from lms.enrolment import services
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now
from lms.foundation.work import atomic
from lms.people.roles import Role
from tests.factories.courses import make_course
from tests.factories.editions import edition_of, make_dated, put
from tests.factories.people import make_member

COURSE = "/courses/curso/"
LESSON = "/courses/curso/modulo/leccion-1/"
E, S = EditionState, EnrolmentState


@pytest.fixture
def by_id(app):
    """A course and somebody of the secretariat; returns their id."""
    with app.app_context():
        make_course()
        return make_member(subject="sec", roles={Role.SECRETARIAT: ""}).id


def learner(app, by_id, *, opens, due=None, starts_in=0, roles=None):
    """A learner of a running edition whose module opens on a day of it."""
    with app.app_context():
        start = now().date() + timedelta(days=starts_in)
        edition_id = make_dated(by_id, state=E.RUNNING, starts_on=start)
        ana = make_member(subject="ana", time_zone="America/Lima", roles=roles)
        put(edition_id, S.ACTIVE, ana.id)
        with atomic():
            services.set_calendar(
                edition_id=edition_id, days={"modulo": (opens, due)}, by_id=by_id
            )
        return edition_id, ana.id


def test_an_open_call_is_shown_to_anybody_with_its_deadline(app, client, by_id):
    with app.app_context():
        make_dated(by_id, state=E.CALL)
        make_dated(by_id, title=dict.fromkeys(("es", "pt", "en"), "Sin abrir"))
    page = client.get(COURSE).text
    assert "Primera edición" in page
    assert "Se puede postular hasta el" in page
    assert "Sin abrir" not in page
    assert "Oferta permanente" in page


def test_a_call_that_is_over_is_not_shown(app, client, by_id):
    with app.app_context():
        make_dated(by_id, state=E.CALL, call_closes_at=now() - timedelta(hours=1))
    assert "Primera edición" not in client.get(COURSE).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "todavía no está abierto. Abre el"),
        ("pt", "ainda não está aberto. Abre em"),
        ("en", "is not open yet. It opens on"),
    ],
)
def test_a_module_stays_closed_until_its_day(
    app, client, sign_in, by_id, language, said
):
    learner(app, by_id, opens=7, due=13)
    sign_in(client, "ana")
    client.set_cookie("lms_language", language)
    page = client.get(COURSE).text
    assert LESSON not in page
    assert page.count("dot locked") == 5
    refused = client.get(LESSON)
    assert refused.status_code == 409
    assert said in refused.text
    assert client.post(f"{LESSON}done").status_code == 409
    sent = client.post("/courses/curso/modulo/caso/replies", data={"body": "Hola."})
    assert sent.status_code == 409


def test_once_it_is_open_everything_is_there_with_the_day_it_is_due(
    app, client, sign_in, by_id
):
    learner(app, by_id, opens=0, due=13, starts_in=-2)
    sign_in(client, "ana")
    page = client.get(COURSE).text
    assert LESSON in page
    assert "Vence el" in page
    assert client.get(LESSON).status_code == 200
    assert client.get(f"{COURSE}resume").location.endswith(LESSON)


def test_a_closed_module_is_not_where_one_goes_on(app, client, sign_in, by_id):
    learner(app, by_id, opens=7)
    sign_in(client, "ana")
    assert client.get(f"{COURSE}resume").location.endswith(COURSE)
    assert client.get("/").status_code == 200


def test_those_who_run_the_course_go_in_before(app, client, sign_in, by_id):
    learner(app, by_id, opens=7, roles={Role.INSTRUCTOR: "curso"})
    sign_in(client, "ana")
    assert client.get(LESSON).status_code == 200


def test_the_permanent_offer_knows_no_calendar(app, client, sign_in, by_id):
    with app.app_context():
        ana = make_member(subject="ana")
        with atomic():
            services.join(member_id=ana.id, course_id="curso")
    sign_in(client, "ana")
    assert client.get(LESSON).status_code == 200
    assert "Vence el" not in client.get(COURSE).text


def test_a_live_session_is_told_in_the_zone_of_whoever_reads(
    app, client, sign_in, by_id
):
    edition_id, _ana = learner(app, by_id, opens=0, starts_in=3)
    with app.app_context(), atomic():
        services.set_session(
            edition_id=edition_id,
            session_id=None,
            title={"es": "Apertura"},
            day=0,
            at="15:30",
            minutes=60,
            address="https://x.example/1",
            by_id=by_id,
        )
    sign_in(client, "ana")
    page = client.get(COURSE).text
    assert "Apertura" in page
    assert "1:30" in page
    assert 'href="https://x.example/1"' in page
    client.set_cookie("lms_language", "en")
    assert "13:30" in client.get(COURSE).text


def test_who_is_in_two_editions_chooses_the_one_to_go_on_in(
    app, client, sign_in, by_id
):
    edition_id, ana = learner(app, by_id, opens=0, starts_in=-2)
    with app.app_context():
        slug = edition_of(edition_id).slug
        with atomic():
            joined = services.join(member_id=ana, course_id="curso")
            services.be_at(enrolment_id=joined.id, activity_id="leccion-2")
    sign_in(client, "ana")
    page = client.get(COURSE).text
    assert "Seguir en esta edición" in page
    assert client.post(f"{COURSE}editions/{slug}/enter").status_code == 303
    assert "en una edición con fechas" in client.get(COURSE).text


@pytest.mark.parametrize("many", [1, 10])
def test_the_page_takes_the_same_statements_for_one_edition_and_for_many(
    app, client, sign_in, by_id, count_queries, many
):
    learner(app, by_id, opens=0, due=13, starts_in=-2)
    with app.app_context():
        for _ in range(many):
            make_dated(by_id, state=E.CALL)
    sign_in(client, "ana")
    client.get(COURSE)
    with count_queries() as seen:
        assert client.get(COURSE).status_code == 200
    assert len(seen) == 8
