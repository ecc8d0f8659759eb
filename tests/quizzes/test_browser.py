"""A quiz in a real browser: it saves by itself, and no answer is lost."""

import pytest
from playwright.sync_api import expect

from tests.factories.quizzes import ADDRESS, RIGHT
from tests.quizzes.test_views import stored

pytestmark = [pytest.mark.browser, pytest.mark.whole]


@pytest.fixture
def context(chromium, app, ana, address):
    signer = app.session_interface.get_signing_serializer(app)
    context = chromium.new_context(locale="es")
    name = app.config["SESSION_COOKIE_NAME"]
    value = signer.dumps({"as": ana.subject})
    context.add_cookies([{"name": name, "value": value, "url": address}])
    yield context
    context.close()


def opened(context, address):
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address + ADDRESS)
    return page


def pick(page, question, *options):
    with page.expect_response("**/answers*") as told:
        for option in options:
            page.check(f'[name="q-{question}"][value="{option}"]')
    return told.value


def test_what_is_picked_is_saved_told_and_there_after_a_reload(
    context, app, ana, address
):
    page = opened(context, address)
    assert pick(page, "uno", "c").status == 200
    expect(page.locator("output")).to_have_text("1 de 3 respondidas")
    expect(page.locator("[data-save-state]")).to_contain_text("Guardado")
    pick(page, "dos", "a", "c")
    page.reload()
    assert page.is_checked('[name="q-uno"][value="c"]')
    assert page.is_checked('[name="q-dos"][value="a"]')
    assert stored(app, ana) == [{"uno": ("c",), "dos": ("a", "c")}]


def test_a_mind_changed_back_before_handing_in_is_what_counts(
    context, app, ana, address
):
    page = opened(context, address)
    for question, value in RIGHT.items():
        pick(page, question, *value)
    page.reload()
    pick(page, "uno", "c")
    page.check('[name="q-uno"][value="b"]')
    page.click("form#quiz button:has-text('Entregar')")
    page.wait_for_selector("#resultado")
    assert stored(app, ana) == [RIGHT]
    assert page.evaluate("document.activeElement.id") == "resultado"


def test_an_old_tab_shows_the_newer_answer_instead_of_overwriting_it(
    context, app, ana, address
):
    old, new = opened(context, address), opened(context, address)
    pick(new, "uno", "b")
    assert pick(old, "uno", "c").status == 409
    expect(old.locator("[data-save-state]")).to_contain_text("más reciente")
    expect(old.locator('[name="q-uno"][value="b"]')).to_be_checked()
    assert stored(app, ana) == [{"uno": ("b",)}]
    assert pick(old, "uno", "a").status == 200
    assert stored(app, ana) == [{"uno": ("a",)}]


def test_handing_in_an_old_tab_leaves_what_it_did_not_touch(context, app, ana, address):
    old, new = opened(context, address), opened(context, address)
    pick(old, "tres", "false")
    pick(new, "uno", "b")
    pick(new, "dos", "a", "c")
    old.click("form#quiz button:has-text('Entregar')")
    old.wait_for_selector("#resultado")
    assert stored(app, ana) == [RIGHT]


def test_the_enter_key_saves_and_hands_nothing_in(context, app, ana, address):
    page = opened(context, address)
    pick(page, "uno", "b")
    page.focus('[name="q-uno"][value="b"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.done")
    assert "lms_language" not in {cookie["name"] for cookie in context.cookies()}
    assert page.is_checked('[name="q-uno"][value="b"]')
    assert page.locator("#resultado").count() == 0


def test_missing_questions_take_the_focus_and_lead_there(context, address):
    page = opened(context, address)
    pick(page, "dos", "a")
    page.click("form#quiz button:has-text('Entregar')")
    page.wait_for_selector("[data-summary]")
    assert page.evaluate("document.activeElement.matches('[data-summary]')")
    page.click("[data-summary] a >> nth=1")
    assert page.evaluate("document.activeElement.name") == "q-tres"
    page.click("[data-summary] button")
    page.wait_for_selector("#resultado")


def test_an_attempt_handed_in_elsewhere_is_told_in_the_old_tab(
    context, app, ana, address
):
    old, new = opened(context, address), opened(context, address)
    for question, value in RIGHT.items():
        pick(new, question, *value)
    new.click("form#quiz button:has-text('Entregar')")
    new.wait_for_selector("#resultado")
    assert pick(old, "uno", "a").status == 409
    expect(old.locator("[data-save-state]")).to_contain_text("ya se entregó")
    assert stored(app, ana) == [RIGHT]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_fit_and_break_no_rule(context, address, width):
    page = opened(context, address)
    page.set_viewport_size({"width": width, "height": 800})
    for _ in range(2):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        if page.locator("#resultado").count() == 0:
            page.click("form#quiz button:has-text('Entregar')")
            page.click("[data-summary] button")
            page.wait_for_selector("#resultado")
