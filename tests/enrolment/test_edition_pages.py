"""The secretariat's pages on editions."""

import re

import pytest

from lms.enrolment import services
from lms.enrolment.states import EditionState
from lms.foundation.work import atomic
from lms.people.reference import load_states
from lms.people.roles import Role
from tests.factories.courses import make_course
from tests.factories.editions import edition_of, make_dated
from tests.factories.people import make_member

LIST = "/secretariat/editions/"
PARTS = (
    "",
    "calendar/",
    "calendar/sessions/new",
    "seats/",
    "form/",
    "form/new",
    "endorsement/",
    "criteria/",
    "grades/",
    "copy",
)


@pytest.fixture
def house(app, client, sign_in):
    """A course, the secretariat signed in, and an edition; returns its id."""
    with app.app_context():
        with atomic():
            load_states()
        make_course()
        member = make_member(subject="sec", roles={Role.SECRETARIAT: ""})
        edition_id = make_dated(member.id)
    sign_in(client, "sec")
    return edition_id


def at(edition_id, part=""):
    return f"{LIST}{edition_id}/{part}"


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_page_is_there_in_three_languages(client, house, language):
    client.set_cookie("lms_language", language)
    for path in (LIST, f"{LIST}new", *(at(house, part) for part in PARTS)):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}"' in answer.text


def test_a_new_edition_is_made_and_its_page_says_what_it_lacks(client, house):
    answer = client.post(
        f"{LIST}new",
        data={
            "course": "curso",
            "title-es": "Marzo",
            "languages": ["es", "pt"],
            "time_zone": "America/Lima",
        },
    )
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Abrir la convocatoria: todavía no" in page
    assert "Falta el título en uno de sus idiomas: Português." in page
    assert "Faltan el primer día o el último día de la edición." in page
    assert "Marzo" in client.get(f"{LIST}?q=marzo").text
    assert "Ninguna edición es así" in client.get(f"{LIST}?q=abril").text


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("", {"title-es": "Escrito"}, "Elija al menos un idioma."),
        (
            "calendar/",
            {"opens_0": "9", "due_0": "3"},
            "No puede vencer antes de abrir.",
        ),
        ("calendar/", {"opens_0": "nunca"}, "Escriba un número entero, de 0 a 1000."),
        ("calendar/sessions/new", {"at": "25:00"}, "Escriba la hora así: 15:30."),
        ("seats/", {"seats": "0"}, "Escriba un número entero, de 1 a 100000."),
        ("form/new", {"kind": "choice", "choices-es": "Una"}, "al menos dos opciones"),
        ("endorsement/", {"remind_before": "pronto"}, "separados por comas"),
        ("criteria/", {"offer_days": "99"}, "Escriba un número entero, de 1 a 60."),
        (
            "grades/",
            {
                "participation": "50",
                "completion": "40",
                "diploma": "100",
                "diploma_score": "80",
            },
            "No puede pedir menos que el grado anterior.",
        ),
    ],
)
def test_bad_input_is_explained_and_what_was_typed_stays(
    client, house, part, data, said
):
    answer = client.post(at(house, part), data=data)
    assert answer.status_code == 422
    assert said in answer.text
    for typed in data.values():
        assert typed in answer.text


def test_a_question_is_added_moved_changed_and_removed_without_scripts(client, house):
    for words in ("Primera", "Segunda"):
        client.post(
            at(house, "form/new"),
            data={
                "kind": "choice",
                "label-es": words,
                "choices-es": "Sí\nNo",
                "choices-en": "Yes\nNo",
            },
        )
    page = client.get(at(house, "form/")).text
    first, second = re.findall(r'<li id="(p-[0-9a-f]{8})">', page)
    client.post(at(house, f"form/{second}/move"), data={"to": "up"})
    page = client.get(at(house, "form/")).text
    assert re.findall(r'<li id="(p-[0-9a-f]{8})">', page) == [second, first]
    form = client.get(at(house, f"form/{first}/")).text
    assert "Sí\nNo" in form
    client.post(at(house, f"form/{second}/remove"))
    page = client.get(at(house, "form/")).text
    assert re.findall(r'<li id="(p-[0-9a-f]{8})">', page) == [first]


def test_what_is_saved_is_what_the_page_shows_again(app, client, house):
    client.post(
        at(house, "seats/"),
        data={
            "rows": "2",
            "seats": "25",
            "states": ["AR", "BR"],
            "kind_0": "gender:woman",
            "least_0": "12",
            "kind_1": "",
        },
    )
    client.post(
        at(house, "criteria/"),
        data={"rows": "1", "offer_days": "4", "blind": "y", "label_0-es": "Cargo"},
    )
    client.post(at(house, "calendar/"), data={"opens_0": "0", "due_0": "13"})
    with app.app_context():
        edition = edition_of(house)
        rules = services.rules_of(edition)
        assert (edition.seats, rules.eligibility.states) == (25, ("AR", "BR"))
        assert [(t.value, t.at_least) for t in rules.targets] == [("woman", 12)]
        assert [(c.label, c.most, c.weight) for c in rules.criteria] == [
            ({"es": "Cargo"}, 5, 1)
        ]
        assert (rules.blind, rules.offer_days) == (True, 4)
    assert 'value="Cargo"' in client.get(at(house, "criteria/")).text
    assert "Vence el" in client.get(at(house, "calendar/")).text


def test_a_move_that_is_not_possible_says_why_and_one_that_is_happens(client, house):
    refused = client.post(at(house, "move"), data={"to": "selecting"})
    assert refused.status_code == 409
    assert "De la etapa «Borrador» no se pasa a «Selección»." in refused.text
    assert client.post(at(house, "move"), data={"to": "call"}).status_code == 303
    page = client.get(at(house)).text
    assert "Etapa: Convocatoria" in page
    assert "Volver a borrador" in page


def test_the_copy_page_says_what_will_differ_and_makes_it(app, client, house):
    with app.app_context():
        make_course(words="Nueva.", lessons=2)
    page = client.get(at(house, "copy")).text
    assert "Con la versión 2 del curso, en lugar de la 1" in page
    assert "Módulo con cambios: Módulo uno" in page
    made = client.post(at(house, "copy"))
    assert "Faltan el primer día" in client.get(made.location).text


def test_moderators_are_named_by_their_address(app, client, house):
    with app.app_context():
        make_member("Mora Mena", email="mo@x.example")
    client.post(at(house, "moderators"), data={"who": "mo@x.example"})
    page = client.get(at(house)).text
    assert "Mora Mena" in page
    remove = re.search(rf"/{house}/moderators/[0-9]+/remove", page)
    client.post(f"/secretariat/editions{remove[0]}")
    assert "mo@x.example" not in client.get(at(house)).text


@pytest.mark.parametrize("many", [1, 15])
def test_the_list_takes_the_same_statements_for_one_and_for_many(
    app, client, house, count_queries, many
):
    with app.app_context():
        by_id = make_member().id
        for _ in range(many):
            make_dated(by_id, state=EditionState.CALL)
    client.get(LIST)
    with count_queries() as seen:
        assert client.get(LIST).status_code == 200
    assert len(seen) == 3


def test_the_deadline_is_shown_as_it_was_typed_in_the_zone_of_the_edition(
    app, client, house
):
    client.post(
        at(house),
        data={
            "title-es": "T",
            "languages": ["es"],
            "time_zone": "America/Lima",
            "call_closes_at": "2099-03-01T23:59",
            "release": "1",
        },
    )
    assert 'value="2099-03-01T23:59"' in client.get(at(house)).text
    with app.app_context():
        closes = edition_of(house).call_closes_at
    assert closes.isoformat() == "2099-03-02T04:59:00+00:00"
