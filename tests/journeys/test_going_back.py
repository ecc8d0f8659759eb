"""On a computer that several people use: what the back button shows of the last one."""

import pytest
from playwright.sync_api import expect

from lms.people.roles import Role
from tests.conftest import launch

PLAYER = "/courses/fundamentos/conceptos-y-crimenes"
NAME = "Olga Fernández"


@pytest.fixture(scope="module")
def chromium(chromium):
    """A browser that holds pages as they were left, as everybody's does.

    The one of the other tests is told not to, by those who steer it.
    """
    browser = launch(
        chromium.browser_type,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def sign_out(person):
    person.page.locator("details[data-menu] summary").click()
    person.page.get_by_role("button", name="Cerrar sesión").click()
    person.page.wait_for_url(person.live.url + "/")


@pytest.mark.parametrize(
    "path",
    [
        "/me/",
        "/me/sessions/",
        "/encuentro/",
        "/courses/fundamentos/progress/",
        f"{PLAYER}/lemkin/",
        f"{PLAYER}/cuestionario/",
    ],
)
def test_after_signing_out_going_back_asks_to_sign_in(live, walk, path):
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person((Role.ALUMNI, ""), joined="fundamentos", name=NAME))
    person.open(path)
    assert NAME in person.page.content()
    sign_out(person)
    person.page.go_back(wait_until="commit")
    expect(person.page).to_have_url(f"{live.url}/sign-in/?next={path}")
    assert NAME not in person.page.content()


def test_after_signing_out_a_public_page_is_anybodys(live, walk):
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person(joined="fundamentos", name=NAME))
    person.open("/courses/fundamentos/")
    assert "Su curso" in person.words
    sign_out(person)
    person.page.go_back(wait_until="commit")
    expect(person.page.get_by_role("link", name="Unirme al curso")).to_be_visible()
    assert NAME not in person.page.content()


def test_while_signed_in_going_back_shows_the_page(live, walk):
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person(joined="fundamentos", name=NAME))
    person.open(f"{PLAYER}/lemkin/")
    person.open(f"{PLAYER}/convencion/")
    person.page.go_back(wait_until="commit")
    expect(person.page).to_have_url(f"{live.url}{PLAYER}/lemkin/")
    expect(person.page.locator("h1")).to_have_text("Lemkin y la palabra")
