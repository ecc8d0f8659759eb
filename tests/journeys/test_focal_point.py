"""The focal point of a State, from the letter to an endorsed application."""

import re
from quopri import decodestring

import pytest

from lms.admission.services.reminding import remind_and_lapse
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.people.roles import Role
from tests.factories.admission import make_application, make_edition

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def edition_id(live):
    with live.app.app_context():
        return make_edition(course_id="curso-breve").id


def focal_point_of(live, edition_id, state, *names):
    """A focal point, and applications of their State that wait."""
    email = live.person((Role.FOCAL_POINT, state), name="Félix Faro")
    with live.app.app_context():
        edition = session.get(Edition, edition_id)
        made = [
            make_application(
                edition=edition, name=name, state_code=state, endorsement="waiting"
            ).id
            for name in names
        ]
        remind_and_lapse()
    return email, made


def link_for(live, email):
    letter = next(text for text in reversed(live.letters()) if email in text)
    plain = decodestring(letter.encode()).decode("utf-8", "replace")
    return re.search(rf"{re.escape(live.url)}(/country/\S*)", plain).group(1)


@pytest.mark.parametrize(
    ("state", "width", "scripts"),
    [("AR", 390, True), ("UY", 1280, True), ("CL", 390, False), ("PE", 1280, False)],
)
def test_from_the_letter_to_an_endorsed_application(
    live, walk, edition_id, state, width, scripts
):
    """Ceiling: 2 clicks, 2 page loads."""
    email, _made = focal_point_of(live, edition_id, state, "Nora Única", "Zoe Sola")
    link = link_for(live, email)
    assert link == "/country/"
    person = walk(width, scripts=scripts)
    person.open("/sign-in/")
    person.sign_in(email)
    person.clicks = person.loads = 0
    person.open(link)
    assert "Nora Única" in person.words
    assert "Trabajo en prevención." in person.words
    assert person.fits()
    person.click("article:has-text('Nora Única') button:has-text('Avalar')")
    assert "La solicitud de Nora Única quedó avalada." in person.page.inner_text("body")
    assert "Nora Única" not in person.words
    assert person.fits()
    assert (person.clicks, person.loads) == (1, 2)


@pytest.mark.parametrize(("state", "scripts"), [("BO", True), ("EC", False)])
def test_several_at_once_then_their_order(live, walk, edition_id, state, scripts):
    email, _made = focal_point_of(live, edition_id, state, "Ada Uno", "Bea Dos")
    person = walk(390, scripts=scripts)
    person.open("/sign-in/?next=/country/")
    person.sign_in(email)
    for box in person.page.locator("input[name=id]").all():
        box.check()
    person.click("text=Avalar las marcadas")
    assert "Quedarán avaladas 2 solicitudes" in person.words
    assert person.fits()
    person.click("main form button:has-text('Avalar')")
    assert "Nada espera su respuesta" in person.words
    person.click("nav.chips >> text=Avaladas")
    assert person.fits()
    person.click("button:has-text('Subir a Bea Dos')")
    assert person.words.index("Bea Dos") < person.words.index("Ada Uno")
    person.click("li:has-text('Ada Uno') button:has-text('Retirar el aval')")
    assert "Ada Uno" not in person.words


@pytest.mark.parametrize("scripts", [True, False])
def test_declining_asks_for_a_reason_on_the_same_page(live, walk, edition_id, scripts):
    state = "PY" if scripts else "VE"
    email, (id_,) = focal_point_of(live, edition_id, state, "Cora Tres")
    person = walk(390, scripts=scripts)
    person.open("/sign-in/?next=/country/")
    person.sign_in(email)
    person.click("summary:has-text('No avalar')")
    person.page.locator("textarea[name$=reason]").evaluate("f => f.required = false")
    person.page.locator("details[open] button").click()
    assert "Escriba por qué no la avala." in person.words
    assert person.fits()
    person.page.fill(f"[name=a{id_}-reason]", "Ya no trabaja aquí.")
    person.page.locator("details[open] button").click()
    assert "Nada espera su respuesta" in person.words
