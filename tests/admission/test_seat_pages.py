"""The pages of seats: the secretariat's list, somebody's own offer."""

from datetime import timedelta

import pytest
import time_machine

from lms.admission.services import waiting
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.people.roles import Role
from tests.factories.people import make_member
from tests.factories.seats import application_of, make_list, member_of, states_of

S = EnrolmentState
LANGUAGES = ("es", "pt", "en")


@pytest.fixture
def world(app, sign_in):
    """An edition with a free seat offered, two waiting, and browsers."""
    with app.app_context():
        edition, ids = make_list(S.WAITING, S.WAITING, S.WAITING, seats=1)
        with atomic():
            waiting.pass_on(edition.id)
        make_member("Sofía", subject="sofia", roles={Role.SECRETARIAT: ""})
        make_member("Otra", subject="otra")
        found = [application_of(id_) for id_ in ids]
        subjects = [_subject(id_) for id_ in ids]

    def browse(subject):
        client = app.test_client()
        sign_in(client, subject)
        return client

    return {
        "edition": edition.id,
        "ids": ids,
        "applications": found,
        "subjects": subjects,
        "browse": browse,
    }


def _subject(enrolment_id):
    return session.get(Member, member_of(enrolment_id)).subject


def offer_of(world, who=0):
    return f"/me/applications/{world['applications'][who]}/offer"


def test_somebody_sees_their_offer_and_takes_it(app, world):
    browser = world["browse"](world["subjects"][0])
    page = browser.get(offer_of(world)).text
    assert "Hay un lugar para usted" in page
    assert "dentro de 5 días" in page
    answer = browser.post(offer_of(world), data={"answer": "accept"})
    assert answer.status_code == 303
    assert "El lugar es suyo" in browser.get(offer_of(world)).text
    with app.app_context():
        assert states_of(world["ids"]) == [S.ACCEPTED, S.WAITING, S.WAITING]


def test_somebody_leaves_their_seat_to_the_next(app, world):
    browser = world["browse"](world["subjects"][0])
    browser.post(offer_of(world), data={"answer": "decline"})
    assert "Dejó el lugar a quien sigue" in browser.get(offer_of(world)).text
    with app.app_context():
        assert states_of(world["ids"]) == [S.WITHDRAWN, S.OFFERED, S.WAITING]


def test_who_comes_too_late_reads_so(world):
    browser = world["browse"](world["subjects"][0])
    with time_machine.travel(now() + timedelta(days=6), tick=False):
        assert "El plazo para responder terminó" in browser.get(offer_of(world)).text
        browser.post(offer_of(world), data={"answer": "accept"})
        page = browser.get(offer_of(world)).text
    assert "El plazo había terminado." in page


@pytest.mark.parametrize("who", ["sofia", "otra"])
def test_the_offer_of_another_does_not_exist(world, who):
    browser = world["browse"](who)
    assert browser.get(offer_of(world)).status_code == 404
    assert browser.post(offer_of(world), data={}).status_code == 404


def test_who_waits_has_no_page_of_an_offer(world):
    browser = world["browse"](world["subjects"][1])
    assert browser.get(offer_of(world, 1)).status_code == 404


def test_the_secretariat_sees_the_list_and_moves_it(world):
    browser = world["browse"]("sofia")
    address = f"/secretariat/editions/{world['edition']}/waiting/"
    page = browser.get(address).text
    assert page.index("1. Persona 2") < page.index("2. Persona 3")
    move = f"{address}{world['ids'][2]}/move"
    refused = browser.post(move, data={"to": "up", "reason": " "})
    assert refused.status_code == 422
    assert "Escriba el motivo del cambio." in refused.text
    moved = browser.post(move, data={"to": "up", "reason": "Error de la carga"})
    assert moved.status_code == 303
    page = browser.get(address).text
    assert page.index("1. Persona 3") < page.index("2. Persona 2")


def test_the_secretariat_offers_to_all_and_puts_back(app, world):
    browser = world["browse"]("sofia")
    address = f"/secretariat/editions/{world['edition']}/waiting/"
    assert browser.post(f"{address}offer-all").status_code == 303
    with app.app_context():
        assert states_of(world["ids"]) == [S.OFFERED] * 3
    with time_machine.travel(now() + timedelta(days=6), tick=False):
        for subject in range(3):
            world["browse"](world["subjects"][subject]).post(
                offer_of(world, subject), data={"answer": "accept"}
            )
    page = browser.get(address).text
    assert "No respondió a tiempo" in page
    browser.post(f"{address}{world['ids'][1]}/again")
    with app.app_context():
        # It is the only one waiting, and the seat is free: the next round offers it.
        assert states_of(world["ids"]) == [S.EXPIRED, S.WAITING, S.EXPIRED]


def test_when_no_state_has_room_the_desk_says_so(app, world):
    with app.app_context():
        edition, _ids = make_list(
            S.ACCEPTED, S.WAITING, codes="PEPE", seats=5, seats_per_state=1
        )
    page = world["browse"]("sofia").get(f"/secretariat/editions/{edition.id}/waiting/")
    assert "Hay lugares libres y nadie de la lista cabe" in page.text


def test_while_letters_wait_the_desk_says_so(app, world):
    with app.app_context():
        edition, _ids = make_list(S.WAITING, seats=5, told=False)
    page = world["browse"]("sofia").get(f"/secretariat/editions/{edition.id}/waiting/")
    assert "La lista está detenida" in page.text


DESK = ("waiting/", "people/import", "people/invitations/")


@pytest.mark.parametrize("part", DESK)
def test_the_desk_exists_for_the_secretariat_alone(app, world, part):
    address = f"/secretariat/editions/{world['edition']}/{part}"
    assert world["browse"]("otra").get(address).status_code == 404
    assert world["browse"](world["subjects"][0]).get(address).status_code == 404
    assert app.test_client().get(address).status_code == 303
    none = f"/secretariat/editions/999999/{part}"
    assert world["browse"]("sofia").get(none).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_every_language(world, language):
    browser = world["browse"]("sofia")
    browser.set_cookie("lms_language", language)
    for part in DESK:
        page = browser.get(f"/secretariat/editions/{world['edition']}/{part}")
        assert (page.status_code, f'lang="{language}"' in page.text) == (200, True)
    own = world["browse"](world["subjects"][0])
    own.set_cookie("lms_language", language)
    said = {"es": "Acepto el lugar", "pt": "Aceito a vaga", "en": "I accept the place"}
    assert said[language] in own.get(offer_of(world)).text


def test_a_long_list_costs_no_more_statements(app, world, count_queries):
    with app.app_context():
        long, _ids = make_list(*[S.WAITING] * 25, seats=0)
    browser = world["browse"]("sofia")
    costs = []
    for edition_id in (world["edition"], long.id):
        with count_queries() as seen:
            browser.get(f"/secretariat/editions/{edition_id}/waiting/")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 8
