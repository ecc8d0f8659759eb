"""One's own profile and data."""

import json
from html import unescape

import pytest

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import personal, queries, services, zones
from lms.people.models import Member
from lms.people.reference import load_states
from lms.people.roles import Role
from tests.factories.people import make_member

PROFILE = {
    "name": "Ana Pérez Luna",
    "state": "GT",
    "institution": "Procuraduría",
    "post": "Asesora",
    "language": "es",
    "time_zone": "",
}


@pytest.fixture
def states(app):
    with app.app_context(), atomic():
        load_states()


def kept(app, client):
    with app.app_context():
        member = session.get(Member, client.member_id)
        return {name: getattr(member, name) for name in PROFILE}


def test_the_profile_shows_what_is_known_and_saves_what_is_changed(app, ana, states):
    page = unescape(ana.get("/me/").text)
    assert 'value="Ana Pérez"' in page
    answer = ana.post("/me/", data=PROFILE)
    assert (answer.status_code, answer.location) == (303, "/me/")
    assert kept(app, ana) == {**PROFILE, "time_zone": "America/Guatemala"}
    page = unescape(ana.get("/me/").text)
    assert "Su perfil quedó guardado." in page
    assert '<option selected value="GT">Guatemala</option>' in page


def test_a_time_zone_of_ones_own_wins_over_the_capitals(app, ana, states):
    ana.post("/me/", data={**PROFILE, "state": "BR", "time_zone": "America/Manaus"})
    assert kept(app, ana)["time_zone"] == "America/Manaus"


def test_people_from_elsewhere_have_no_state(app, ana, states):
    ana.post("/me/", data={**PROFILE, "state": "other"})
    assert (kept(app, ana)["state"], kept(app, ana)["time_zone"]) == (None, "UTC")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Escriba su nombre y apellido."),
        ({"name": "x" * 121}, "caben 120"),
        ({"name": "a\0b"}, "un carácter que no se puede guardar"),
        ({"state": ""}, "Elija su Estado, o la última opción."),
        ({"state": "XX"}, "Elija una opción de la lista."),
        ({"time_zone": "Mars/Olympus"}, "Elija una opción de la lista."),
        ({"language": "fr"}, "Elija una opción de la lista."),
        ({"institution": "x" * 201}, "caben 200"),
    ],
)
def test_what_cannot_stay_is_told_at_its_field_and_saves_nothing(
    app, ana, states, changes, said
):
    before = kept(app, ana)
    answer = ana.post("/me/", data={**PROFILE, **changes})
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert text.count(said) == 2
    assert 'value="Procuraduría"' in text or "institution" in changes
    (field,) = changes
    assert f'id="{field}-error"' in text
    assert kept(app, ana) == before


def test_a_name_is_one_line_and_runs_in_its_own_direction(app, ana, states):
    ana.post("/me/", data={**PROFILE, "name": " Ana \r\n\u202eluna\u202c  Pérez "})
    assert kept(app, ana)["name"] == "Ana luna Pérez"
    ana.post("/me/", data={**PROFILE, "name": "عائشة 🌵"})
    assert kept(app, ana)["name"] == "عائشة 🌵"


def test_the_language_of_the_profile_speaks_from_then_on(app, ana, states):
    ana.post("/language", data={"language": "en", "next": "/me/"})
    assert '<html lang="en"' in ana.get("/me/").text
    ana.post("/me/", data={**PROFILE, "language": "pt"})
    assert '<html lang="pt"' in ana.get("/me/").text


def test_strangers_are_led_to_sign_in_and_back(app, client):
    for path in ("/me/", "/me/data/", "/kept/x/"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (
            303,
            f"/sign-in/?next={path}",
        )


def test_the_desk_shows_only_what_this_site_has(app, ana, monkeypatch):
    page = ana.get("/me/").text
    assert "/me/sessions/" in page
    views = {
        name: view
        for name, view in app.view_functions.items()
        if not name.startswith("lms.accounts.show_")
    }
    monkeypatch.setattr(app, "view_functions", views)
    monkeypatch.setattr(app.extensions["lms"], "door", type("Door", (), NO_DOOR))
    page = ana.get("/me/").text
    assert "/me/data/" in page
    for path in ("/me/sessions/", "/me/password/", "/me/email/", "/me/close/"):
        assert path not in page


NO_DOOR = {"sign_in": "", "sign_up": "", "sign_out": ""}


def test_the_file_holds_what_every_feature_adds_and_only_ones_own(
    app, ana, monkeypatch
):
    monkeypatch.setattr(personal, "_CONTRIBUTIONS", dict(personal._CONTRIBUTIONS))
    personal.contribute("garden", lambda member_id: {"flowers": [member_id]})
    with app.app_context():
        make_member("Eva Luna", email="eva@example.org")
        with atomic():
            services.grant(member_id=ana.member_id, role=Role.ALUMNI)
            services.revoke(member_id=ana.member_id, role=Role.ALUMNI)
    answer = ana.get("/me/data/")
    kept = json.loads(answer.text)
    assert answer.mimetype == "application/json"
    assert kept["garden"] == {"flowers": [ana.member_id]}
    assert kept["people"]["email"] == "ana@example.org"
    (role,) = kept["people"]["roles"]
    assert role["role"] == "alumni"
    assert role["revoked_at"]
    assert "Eva" not in answer.text


def test_every_state_has_a_zone_that_is_offered(app, states):
    offered = zones.zone_names()
    assert len(set(offered)) == len(offered) > 100
    with app.app_context():
        codes = {state.code for state in queries.list_states()}
    assert codes == set(zones.CAPITALS)
    assert set(zones.CAPITALS.values()) <= set(offered)


def test_the_profile_costs_the_same_with_any_number_of_states(
    app, ana, states, count_queries
):
    with count_queries() as seen:
        ana.get("/me/")
    assert len(seen) == 5
