"""One learner's whole history, for those who run the course and for themselves."""

from datetime import date

import pytest

from lms.enrolment import services as enrolment
from lms.foundation.work import atomic
from lms.reports import contributing
from lms.reports.contributing import Proof
from tests.factories.encuentro import make_thread
from tests.factories.reports import make_dated, seat

PEOPLE = "/courses/curso/people/"


@pytest.fixture
def proofs(monkeypatch, world):
    """A certificate that some feature has for everybody."""
    proof = Proof(
        edition_id=world.edition_id,
        words="Diploma del 5 de mayo",
        on=date(2026, 5, 5),
        address="/verify/x/",
    )
    monkeypatch.setitem(contributing._PROOFS, "test", lambda _member_id: [proof])


def test_a_history_tells_steps_deeds_posts_and_proofs(app, browse, world, proofs):
    with app.app_context():
        make_thread(world.ids["participant"], edition_id=world.edition_id)
        with atomic():
            enrolment.leave(member_id=world.ids["participant"], course_id="curso")
            enrolment.join(member_id=world.ids["participant"], course_id="curso")
    client = browse("participant")
    client.post("/courses/curso/modulo/leccion-1/done")
    page = browse("secretariat").get(f"{PEOPLE}{world.ids['participant']}/")
    text = page.get_data(as_text=True)
    for words in (
        "Se retiró",
        "Cursando",
        "Lección 1 (es)",
        "la leyó y siguió",
        "Diploma del 5 de mayo",
        'href="/verify/x/"',
        "Pablo Paz",
    ):
        assert words in text
    assert text.count("Cursando") == 3  # now, and each time they came in


def test_reasons_and_names_of_deciders_are_for_the_secretariat_alone(
    app, browse, world
):
    with app.app_context():
        edition_id = make_dated(world.release_id, starts_on=date(2026, 5, 4))
        with atomic():
            enrolment.enter(
                member_id=world.ids["participant"],
                edition_id=edition_id,
                release_id=world.release_id,
                by_id=world.ids["secretariat"],
                reason="Cupo de su Estado",
            )
    address = f"{PEOPLE}{world.ids['participant']}/?edition=2026"
    assert "Selva Sosa: Cupo de su Estado" in browse("secretariat").get(
        address
    ).get_data(as_text=True)
    theirs = browse("instructor").get(address).get_data(as_text=True)
    assert "Cupo" not in theirs
    assert "Selva" not in theirs


def test_other_courses_are_not_told_to_an_instructor(app, browse, world):
    with app.app_context(), atomic():
        enrolment.join(member_id=world.ids["participant"], course_id="otro")
    address = f"{PEOPLE}{world.ids['participant']}/"
    mine = browse("secretariat").get(address).get_data(as_text=True)
    theirs = browse("instructor").get(address).get_data(as_text=True)
    assert (mine.count("Oferta permanente"), theirs.count("Oferta permanente")) == (
        2,
        1,
    )


def test_who_is_not_in_the_edition_is_not_found(browse, world):
    for who in ("elsewhere", "stranger"):
        page = browse("instructor").get(f"{PEOPLE}{world.ids[who]}/")
        assert page.status_code == 404


def test_a_history_costs_the_same_for_one_edition_and_for_many(
    app, browse, world, count_queries
):
    client, address = browse("secretariat"), f"{PEOPLE}{world.ids['participant']}/"
    client.get(address)
    with count_queries() as few:
        client.get(address)
    with app.app_context():
        for number in range(5):
            edition_id = make_dated(
                world.release_id, slug=f"e{number}", starts_on=date(2026, 5, 4)
            )
            seat(world.ids["participant"], edition_id, world.release_id, done=2)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_everybody_sees_their_own_courses(app, browse, world, proofs):
    with app.app_context():
        edition_id = make_dated(world.release_id, starts_on=date(2026, 5, 4))
        seat(world.ids["leaver"], edition_id, world.release_id, done=2)
    text = browse("leaver").get("/me/courses/").get_data(as_text=True)
    for words in (
        "Edición 2026",
        "del 4 de mayo de 2026 al 3 de julio de 2026",
        "1 hora",
        "Se retiró",
        "2 de 5 actividades",
        "Diploma del 5 de mayo",
    ):
        assert words in text
    assert "Todavía no tomó ningún curso" in browse("stranger").get(
        "/me/courses/"
    ).get_data(as_text=True)
    assert "/me/courses/" in browse("leaver").get("/me/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Mis cursos"), ("pt", "Meus cursos"), ("en", "My courses")],
)
def test_the_own_courses_speak_three_languages(browse, world, language, words):
    client = browse("participant")
    client.set_cookie("lms_language", language)
    assert f"<h1>{words}</h1>" in client.get("/me/courses/").get_data(as_text=True)
