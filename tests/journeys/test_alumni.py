"""Alumni talk: counted in clicks and page loads."""

import pytest

from lms.people.roles import Role

pytestmark = pytest.mark.whole

ALUMNI = (Role.ALUMNI, "")


@pytest.mark.parametrize(
    ("width", "scripts"), [(390, True), (1280, True), (390, False)]
)
def test_from_outside_to_a_new_conversation_and_an_answer_in_it(
    live, walk, width, scripts
):
    """Ceilings: 4 clicks and 4 loads to a new conversation, 1 and 1 to an answer."""
    email = live.person(ALUMNI)
    person = walk(width, scripts=scripts)
    person.start("/")
    person.click("header a[href='/encuentro/']")
    person.sign_in(email)
    assert person.path == "/encuentro/"
    assert person.fits()
    person.click("main a[href='/encuentro/new']")
    person.fill("title", "Protocolos municipales")
    person.fill("body", "¿Quién lo adaptó en su municipio?")
    person.click("main form button.button:not(.quiet)")
    assert person.path.startswith("/conversations/")
    assert "¿Quién lo adaptó en su municipio?" in person.words
    assert (person.clicks, person.loads) <= (4, 4)
    assert person.clicks <= 4
    assert person.loads <= 4
    person.clicks = person.loads = 0
    person.fill("body", "Nosotros, el año pasado.")
    person.click("form.composer button.button:not(.quiet)")
    assert "Nosotros, el año pasado." in person.words
    assert person.clicks <= 1
    assert person.loads <= 1
    assert person.fits()


def test_an_official_who_is_no_alumna_finds_no_encuentro(live, walk):
    person = walk(390)
    person.open("/sign-in/?next=/encuentro/")
    person.sign_in(live.person())
    assert person.page.locator("h1").inner_text() != "Espacio de Encuentro"


def test_a_double_click_publishes_once(live, walk):
    person = walk(1280, scripts=False)
    person.open("/sign-in/?next=/encuentro/new")
    person.sign_in(live.person(ALUMNI))
    person.fill("title", "Una sola vez")
    person.fill("body", "Este mensaje se envía con doble clic.")
    person.page.locator("main form button.button:not(.quiet)").dblclick()
    person.page.wait_for_url("**/conversations/**")
    person.open("/encuentro/")
    assert person.words.count("Una sola vez") == 1
