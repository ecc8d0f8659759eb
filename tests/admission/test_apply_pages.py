"""The pages of those who apply, as people meet them."""

import pytest

from lms.admission.models import Application, ApplicationFile, Decision
from lms.enrolment.rules import Eligibility
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES
from tests.admission.applicants import ABOUT, NEEDS, QUESTIONS, apply, fill, load, one
from tests.encuentro.pages import links, typed, words
from tests.factories.admission import (
    make_application,
    make_edition,
    without_endorsement,
)
from tests.factories.people import make_member

STEPS = (("about", ABOUT), ("questions", QUESTIONS), ("needs", NEEDS))
CALL = "/courses/curso/apply/primera"
PDF = b"%PDF-1.7\n"


@pytest.fixture
def here(app, client, sign_in):
    """An open call, and Ana signed in; her number and the edition's."""
    with app.app_context():
        load()
        ids = make_member(subject="ana").id, make_edition(slug="primera").id
    sign_in(client, "ana")
    return ids


def test_somebody_applies_in_four_steps(app, client, here):
    assert "Antes de empezar" in words(client.get(f"{CALL}/").text)
    there = client.post(f"{CALL}/begin").location
    for step, said in STEPS:
        assert there == f"{CALL}/{step}/"
        assert client.get(there).status_code == 200
        there = client.post(there, data=said).location
    assert there == f"{CALL}/review/"
    page = words(client.get(there).text)
    assert "Paso 4 de 4" in page
    assert "Área de la institución Relaciones exteriores" in page
    assert "Falta" not in page
    assert client.post(there).location == f"{CALL}/"
    page = words(client.get(f"{CALL}/").text)
    assert "Hecha: Solicitud enviada" in page
    assert "En curso: Aval de su Estado: Argentina" in page
    assert "Edición de prueba Espera el aval" in words(
        client.get("/me/applications/").text
    )
    with app.app_context():
        assert one(here[0]).revision == 1


def test_what_is_wrong_stays_as_typed_with_a_summary(client, here):
    client.post(f"{CALL}/begin")
    said = {**ABOUT, "state": "ZZ", "post": "", "institution": "x" * 201}
    answer = client.post(f"{CALL}/about/", data=said)
    assert answer.status_code == 422
    assert "Falta corregir 3 cosas" in words(answer.text)
    assert 'href="#post"' in answer.text
    assert typed(answer.text, "institution") == "x" * 201
    assert typed(client.get(f"{CALL}/about/").text, "institution") == "x" * 201
    review = client.get(f"{CALL}/review/")
    assert f"{CALL}/about/#post" in links(review.text)
    assert client.post(f"{CALL}/review/").status_code == 422


def test_an_empty_form_and_a_huge_one_break_nothing(client, here):
    client.post(f"{CALL}/begin")
    for step, _said in STEPS:
        assert client.post(f"{CALL}/{step}/").status_code == 422
    huge = {"needs": "x" * 100_000}
    assert client.post(f"{CALL}/needs/", data=huge).status_code == 422
    assert client.post(f"{CALL}/draft", data=huge).status_code == 422
    assert client.post(f"{CALL}/draft", data={"no": "x"}).status_code == 204
    more = {"needs": "x" * 2_200_000}
    assert client.post(f"{CALL}/draft", data=more).status_code == 413


def test_a_draft_is_left_and_gone_on_with(client, here):
    client.post(f"{CALL}/begin")
    said = {**ABOUT, "post": "", "go": "later"}
    assert client.post(f"{CALL}/about/", data=said).location == f"{CALL}/"
    page = client.get(f"{CALL}/").text
    assert "Tiene un borrador" in words(page)
    assert f"{CALL}/about/" in links(page)
    client.post(f"{CALL}/draft", data={"post": "Analista"})
    assert typed(client.get(f"{CALL}/about/").text, "post") == "Analista"
    client.post(f"{CALL}/withdraw")
    assert "Antes de empezar" in words(client.get(f"{CALL}/").text)


def test_changing_the_language_loses_nothing(client, here):
    client.post(f"{CALL}/begin")
    said = {**ABOUT, "post": "Ministra", "step": "about", "language": "pt"}
    assert client.post(f"{CALL}/draft", data=said).location == f"{CALL}/about/"
    page = client.get(f"{CALL}/about/").text
    assert "Sobre você" in words(page)
    assert typed(page, "post") == "Ministra"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_every_language(app, client, here, language):
    client.set_cookie("lms_language", language)
    titles = {"es": "Sobre usted", "pt": "Sobre você", "en": "About you"}
    client.post(f"{CALL}/begin")
    assert titles[language] in words(client.get(f"{CALL}/about/").text)
    with app.app_context():
        apply(*here)
    for path in ("", "about/", "questions/", "needs/", "review/"):
        answer = client.get(f"{CALL}/{path}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.text
    labels = {"es": "¿Por qué?", "pt": "¿Por qué? (pt)", "en": "¿Por qué? (en)"}
    assert f"{labels[language]} Prevenir." in words(client.get(f"{CALL}/").text)
    assert client.get("/me/applications/").status_code == 200


def test_who_is_signed_out_is_led_to_sign_in_and_back(app, here):
    answer = app.test_client().get(f"{CALL}/about/")
    assert answer.location == f"/sign-in/?next={CALL}/about/"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (EditionState.SELECTING, "La convocatoria ya cerró"),
        (EditionState.CLOSED, "La convocatoria ya cerró"),
    ],
)
def test_a_closed_call_says_so(app, client, here, state, said):
    with app.app_context():
        make_edition(slug="otra", state=state)
    page = client.get("/courses/curso/apply/otra/")
    assert page.status_code == 200
    assert said in words(page.text)
    assert client.post("/courses/curso/apply/otra/begin").status_code == 409
    assert (
        client.get("/courses/curso/apply/otra/about/").location
        == "/courses/curso/apply/otra/"
    )


@pytest.mark.parametrize("slug", ["permanente", "secreta", "no-hay"])
def test_what_is_no_call_is_not_there(app, client, here, slug):
    with app.app_context():
        make_edition(slug="secreta", state=EditionState.DRAFT)
    for path in ("", "about/", "review/", "files/1/"):
        assert client.get(f"/courses/curso/apply/{slug}/{path}").status_code == 404


def test_a_step_that_the_edition_has_not_is_not_there(app, client, here):
    with app.app_context():
        make_edition(slug="corta", rules=without_endorsement(questions=()))
    short = "/courses/curso/apply/corta"
    client.post(f"{short}/begin")
    assert client.get(f"{short}/questions/").status_code == 404
    assert "Paso 1 de 3" in words(client.get(f"{short}/about/").text)


def test_strict_rules_are_told_before_and_stand_in_the_way(app, client, here):
    strict = Eligibility(states=("BR",), strict=True)
    with app.app_context():
        edition = make_edition(
            slug="brasil", rules=without_endorsement(eligibility=strict)
        )
        fill(here[0], edition.id)
    answer = client.post("/courses/curso/apply/brasil/review/")
    assert answer.status_code == 409
    assert "Esta edición es para personas de: Brasil." in words(answer.text)


def test_a_decision_is_not_shown_before_it_was_told(app, client, here):
    with app.app_context():
        edition = make_edition(slug="elige", state=EditionState.SELECTING)
        application = make_application(
            edition=edition, member_id=here[0], state=EnrolmentState.ACCEPTED
        )
        decide(application, told_at=None)
    page = words(client.get("/courses/curso/apply/elige/").text)
    assert "La Secretaría Técnica está eligiendo" in page
    assert "Tiene un lugar" not in page
    with app.app_context():
        decide(session.merge(application), told_at=now())
    page = words(client.get("/courses/curso/apply/elige/").text)
    assert "Tiene un lugar" in page


def decide(application, told_at):
    with atomic():
        session.merge(
            Decision(
                application_id=application.id,
                edition_id=application.edition_id,
                outcome="accepted",
                by_id=application.member_id,
                told_at=told_at,
            )
        )


def upload(client, body, name="carta.pdf"):
    """Send the questions with a file, as a browser would."""
    head = 'Content-Disposition: form-data; name="%s"'
    said = {**QUESTIONS, "go": "stay"}
    parts = [f"--x\r\n{head % key}\r\n\r\n{text}\r\n" for key, text in said.items()]
    parts.append(f'--x\r\n{head % "q-carta"}; filename="{name}"\r\n\r\n')
    whole = "".join(parts).encode() + body + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return client.post(f"{CALL}/questions/", data=whole, content_type=kind)


def test_a_file_is_attached_given_back_and_taken_away(app, client, here):
    client.post(f"{CALL}/begin")
    answer = upload(client, PDF, "../Mi «carta».PDF")
    assert answer.location == f"{CALL}/questions/"
    page = client.get(f"{CALL}/questions/").text
    assert "Mi «carta».pdf 9 bytes" in words(page)
    (address,) = [link for link in links(page) if "/files/" in link]
    file = client.get(address)
    assert (file.data, file.headers["Content-Type"]) == (PDF, "application/pdf")
    assert file.headers["Content-Disposition"].startswith('attachment; filename="')
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "private, no-store"
    number = address.rstrip("/").rpartition("/")[2]
    client.post(f"{CALL}/questions/", data={**QUESTIONS, "remove": number})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"MZ\x90\x00", "Ese archivo no se puede recibir."),
        (b"<html><script>alert(1)</script>", "Ese archivo no se puede recibir."),
        (b"", "El archivo está vacío: elija otro."),
        (b"%PDF" + b"x" * (5 * 1024**2), "puede tener hasta 5 MB"),
    ],
    ids=["program", "page", "empty", "large"],
)
def test_a_file_that_is_not_taken_says_why_and_the_answers_stay(
    app, client, here, body, said
):
    client.post(f"{CALL}/begin")
    answer = upload(client, body)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert typed(answer.text, "q-motivo") == "Prevenir."
    with app.app_context():
        assert session.query(ApplicationFile).count() == 0


def test_far_too_large_a_file_is_not_even_read(client, here):
    client.post(f"{CALL}/begin")
    assert upload(client, b"%PDF" + b"x" * (8 * 1024**2)).status_code == 413


def test_nobody_else_sees_or_changes_an_application(app, client, here, sign_in):
    client.post(f"{CALL}/begin")
    upload(client, PDF)
    with app.app_context():
        file = session.query(ApplicationFile).one()
        make_member("Beto", subject="beto")
        make_member("Sara", subject="sara")
    for who in ("beto", "sara"):
        other = app.test_client()
        sign_in(other, who)
        assert other.get(f"{CALL}/files/{file.id}/").status_code == 404
        assert other.post(f"{CALL}/draft", data=ABOUT).status_code == 404
        assert other.get(f"{CALL}/about/").location == f"{CALL}/"
        assert other.post(f"{CALL}/review/").status_code == 404
        other.post(f"{CALL}/withdraw")
        other.post(f"{CALL}/begin")
        data = {**QUESTIONS, "remove": str(file.id)}
        assert other.post(f"{CALL}/questions/", data=data).status_code == 404
        assert other.get(f"{CALL}/files/{file.id}/").status_code == 404
    assert client.get(f"{CALL}/files/{file.id}/").status_code == 200
    assert client.get(f"{CALL}/files/{2**31}/").status_code == 404
    with app.app_context():
        assert session.query(Application).count() == 3


def test_a_page_asks_the_database_a_fixed_number_of_times(
    app, client, here, count_queries
):
    with app.app_context():
        apply(*here)
    client.get(f"{CALL}/")
    with count_queries() as seen:
        client.get(f"{CALL}/")
    shown = len(seen)
    with count_queries() as seen:
        client.get(f"{CALL}/questions/")
    assert (shown <= 12, len(seen) <= 12) == (True, True)
