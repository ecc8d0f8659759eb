"""What people need in quizzes: who gives it, who sees it, when it takes effect."""

import pytest
from sqlalchemy import select

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import services as people
from lms.people.roles import Role
from lms.quizzes.models import Accommodation
from lms.quizzes.queries.needs import count_people, list_people
from tests.factories.attempts import needs
from tests.factories.people import make_member
from tests.factories.quizzes import make_learner
from tests.quizzes.reading import Page
from tests.quizzes.test_views import show

LIST = "/secretariat/accommodations/"


@pytest.fixture
def desk(app, sign_in):
    """A browser of somebody of the secretariat."""
    with app.app_context():
        member = make_member("Selva Sosa", roles={Role.SECRETARIAT: ""})
        subject, id_ = member.subject, member.id
    client = app.test_client()
    sign_in(client, subject)
    client.member_id = id_
    return client


def save(client, member_id, **fields):
    data = {"extra_time": "25", "extra_attempts": "1", "pause_minutes": "10", **fields}
    return client.post(f"{LIST}{member_id}/", data=data)


def stored(app, member_id):
    with app.app_context():
        row = session.execute(
            select(
                Accommodation.extra_time,
                Accommodation.extra_attempts,
                Accommodation.pause_minutes,
                Accommodation.changed_by_id,
            ).where(Accommodation.member_id == member_id)
        ).first()
        return tuple(row) if row else None


def texts(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return Page(answer.text).text


# The form


def test_what_is_given_is_kept_and_listed(app, ana, desk):
    assert "Todavía nadie tiene ajustes" in texts(desk, LIST)
    answer = save(desk, ana.member_id)
    assert (answer.status_code, answer.location) == (303, LIST)
    assert stored(app, ana.member_id) == (25, 1, 10, desk.member_id)
    text = texts(desk, LIST)
    assert "Los ajustes de Ana Pérez quedaron guardados." in text
    assert "25 % más de tiempo, 1 intento más y hasta 10 minutos de pausa" in text


def test_the_form_shows_what_there_is(app, ana, desk):
    save(desk, ana.member_id)
    html = desk.get(f"{LIST}{ana.member_id}/").text
    for name, value in (
        ("extra_time", 25),
        ("extra_attempts", 1),
        ("pause_minutes", 10),
    ):
        assert f'name="{name}" type="text" value="{value}"' in html


def test_nothing_is_zero_and_leaves_the_list(app, ana, desk):
    save(desk, ana.member_id)
    save(desk, ana.member_id, extra_time="", extra_attempts=" 0 ", pause_minutes="")
    assert stored(app, ana.member_id)[:3] == (0, 0, 0)
    assert "Todavía nadie tiene ajustes" in texts(desk, LIST)


@pytest.mark.parametrize("field", ["extra_time", "extra_attempts", "pause_minutes"])
@pytest.mark.parametrize(
    "typed", ["-1", "9999", "1.5", "25 %", "x", "٢٥", "1\x00", "9" * 5000]
)
def test_what_cannot_be_is_said_beside_its_field_and_kept_there(
    app, ana, desk, field, typed
):
    answer = save(desk, ana.member_id, **{field: typed})
    assert answer.status_code == 422
    assert "Escriba un número entero, de 0 a" in answer.text
    assert f'id="{field}-error"' in answer.text
    assert "data-summary" in answer.text
    assert stored(app, ana.member_id) is None


@pytest.mark.parametrize("member_id", ["0", "999999", "2147483648", "x", "-1"])
def test_somebody_who_is_not_there_has_no_form(desk, member_id):
    assert desk.get(f"{LIST}{member_id}/").status_code == 404
    assert save(desk, member_id).status_code in (404, 405)


# Looking for somebody


def test_people_are_found_by_name_and_by_address(app, desk):
    with app.app_context():
        make_member("Élida Ñáñez", email="enanez@minjus.gob.ar")
        make_member("Juan Soto", email="soto@example.org")
    for words in ("élida", "Ñáñ", "ENANEZ@", "minjus.gob"):
        text = texts(desk, f"{LIST}?q={words}")
        assert "Élida Ñáñez" in text and "Juan Soto" not in text
        assert "sin ajustes" in text


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'; --", "nadie", "\x00\x01", "x" * 9000]
)
def test_signs_mean_themselves(app, ana, desk, words):
    answer = desk.get(LIST, query_string={"q": words})
    assert answer.status_code == 200
    assert "Ana Pérez" not in answer.text


def test_what_was_looked_for_is_repeated_harmlessly(desk):
    answer = desk.get(LIST, query_string={"q": '"><script>x</script>'})
    assert "<script>x" not in answer.text


def test_a_long_list_has_pages_that_keep_the_words(app, desk):
    with app.app_context():
        for number in range(45):
            make_member(f"Persona {number:02}")
    text = texts(desk, f"{LIST}?q=persona&page=3")
    assert "Persona 44" in text and "Persona 00" not in text
    html = desk.get(f"{LIST}?q=persona").text
    assert f"{LIST}?q=persona&amp;page=2" in html
    assert desk.get(f"{LIST}?page=x").status_code == 200


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(
    app, ana, desk, count_queries, many
):
    with app.app_context():
        for number in range(many):
            needs(make_learner(name=f"Persona {number}"), extra_time=10)
    desk.get(LIST)
    with count_queries() as seen:
        desk.get(LIST)
    assert len(seen) == 3


def test_who_left_is_not_found(app, desk):
    with app.app_context():
        gone = make_member("Gaspar Gil")
        with atomic():
            people.leave(member_id=gone.id)
        assert [person.name for person in list_people("Gaspar", 1)] == []
        assert count_people("Gaspar") == 0


# Whom it concerns


def test_the_person_sees_it_on_their_own_page(app, ana, desk, browser):
    save(desk, ana.member_id)
    text = texts(browser, "/me/")
    assert (
        "En los cuestionarios tiene 25 % más de tiempo, 1 intento más y hasta "
        "10 minutos de pausa." in text
    )
    assert "Esto solo lo ven usted y la Secretaría Técnica." in text
    assert "Para usted" not in texts(desk, "/me/")


def test_nobody_else_sees_it(app, ana, desk, sign_in):
    save(desk, ana.member_id)
    with app.app_context():
        subjects = [
            make_learner().subject,
            make_member(roles={Role.INSTRUCTOR: "curso"}).subject,
            make_member(roles={Role.FOCAL_POINT: "AR"}).subject,
        ]
    for subject in subjects:
        client = app.test_client()
        sign_in(client, subject)
        assert client.get(LIST).status_code == 404
        assert client.get(f"{LIST}{ana.member_id}/").status_code == 404
        assert save(client, ana.member_id, extra_time="0").status_code == 404
    assert stored(app, ana.member_id)[0] == 25


def test_who_is_signed_out_is_asked_in_and_keeps_the_form(app, ana, client):
    assert client.get(LIST).location.startswith("/sign-in/")
    answer = save(client, ana.member_id)
    assert answer.location.startswith("/sign-in/")
    assert "kept" in answer.location
    assert stored(app, ana.member_id) is None


def test_the_quiz_of_the_person_changes_at_once(app, come, desk):
    learner, browser = come(attempts=1, time_limit=40)
    save(desk, learner.member_id)
    text = show(browser).text
    assert "50 minutos, con su 25 % más" in text and "Intentos 2" in text


def test_the_way_there_is_in_the_menu_of_the_secretariat_alone(app, desk, browser):
    assert f'href="{LIST}"' in desk.get("/courses/").text
    assert f'href="{LIST}"' not in browser.get("/courses/").text
