"""Every kind of question in a real browser: by keyboard, saved as one goes, legible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories.attempts import publish_quiz
from tests.factories.questions import ANSWERS, WRONG, make_question, one_of_each
from tests.factories.quizzes import ADDRESS, make_learner
from tests.quizzes.test_views import stored

pytestmark = pytest.mark.browser

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def opened(chromium, app, address):
    """Publish a quiz; open it in a browser. Gives the page and the learner."""
    contexts = []

    def opened(*questions, **more):
        with app.app_context():
            publish_quiz(*questions)
            learner = make_learner()
        context = chromium.new_context(locale="es", **more)
        contexts.append(context)
        signer = app.session_interface.get_signing_serializer(app)
        name = app.config["SESSION_COOKIE_NAME"]
        value = signer.dumps({"as": learner.subject})
        context.add_cookies([{"name": name, "value": value, "url": address}])
        return new_page(context, address), learner

    yield opened
    for context in contexts:
        context.close()


def new_page(context, address):
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address + ADDRESS)
    return page


def saved(page):
    """Wait until everything is saved."""
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")


def names(page):
    """The things in the order in which they stand on the page."""
    return page.locator(".order label").all_text_contents()


def numbers(page):
    return page.eval_on_selector_all(".order select", "all => all.map(s => s.value)")


# Fields that belong together


def test_a_question_of_several_fields_is_saved_as_a_whole(opened, app):
    page, learner = opened(make_question("matching"))
    with page.expect_response("**/answers*") as told:
        page.select_option("[name='q-matching.lemkin']", "lemkin")
    assert told.value.json()["fields"]["w-matching"] == ['["lemkin=lemkin"]']
    with page.expect_response("**/answers*") as told:
        page.select_option("[name='q-matching.ruanda']", "nadie")
    assert told.value.json()["fields"]["v-matching"] == ["2"]
    assert stored(app, learner) == [{"matching": ("lemkin=lemkin", "ruanda=nadie")}]
    with page.expect_response("**/answers*"):
        page.select_option("[name='q-matching.lemkin']", "")
    page.reload()
    assert page.input_value("[name='q-matching.lemkin']") == ""
    assert page.input_value("[name='q-matching.ruanda']") == "nadie"


def test_one_of_each_kind_is_filled_in_and_saved_by_itself(opened, app):
    page, learner = opened(*one_of_each())
    page.check("[name='q-single'][value=b]")
    page.check("[name='q-multiple'][value=a]")
    page.check("[name='q-multiple'][value=c]")
    page.check("[name='q-truefalse'][value=false]")
    for entry in (*ANSWERS["matching"], *ANSWERS["categorising"], *ANSWERS["ordering"]):
        page.select_option(f"[name='{_field(entry)}']", entry.partition("=")[2])
    page.fill("[name='q-short']", "raphael lemkin")
    page.fill("[name='q-numerical']", "1,5 km")
    page.fill("[name='q-cloze.ano']", "1948")
    page.fill("[name='q-cloze.quien']", "Lemkin")
    page.select_option("[name='q-cloze.obliga']", "a")
    page.fill("[name='q-essay']", ANSWERS["essay"][0])
    page.fill("[name='q-reflection']", ANSWERS["reflection"][0])
    page.check("[name='q-likert'][value=algo]")
    expect(page.locator("output[name=answered]")).to_have_text("12 de 12 respondidas")
    saved(page)
    assert stored(app, learner) == [{**ANSWERS, "short": ("raphael lemkin",)}]
    assert page.locator(".steps a.done").count() == 12


def _field(entry):
    kinds = ("matching", "categorising", "ordering")
    return next(
        f"q-{k}.{entry.partition('=')[0]}" for k in kinds if entry in ANSWERS[k]
    )


def test_an_old_window_shows_all_fields_of_the_newer_answer(opened, app, address):
    old, learner = opened(make_question("categorising"))
    new = new_page(old.context, address)
    for part, value in (("robo", "ninguna"), ("tortura", "lesa")):
        new.select_option(f"[name='q-categorising.{part}']", value)
    saved(new)
    with old.expect_response("**/answers*") as told:
        old.select_option("[name='q-categorising.traslado']", "lesa")
    assert told.value.status == 409
    expect(old.locator("[name='q-categorising.robo']")).to_have_value("ninguna")
    expect(old.locator("[name='q-categorising.tortura']")).to_have_value("lesa")
    expect(old.locator("[name='q-categorising.traslado']")).to_have_value("")
    assert stored(app, learner)[0]["categorising"] == ("tortura=lesa", "robo=ninguna")


def test_a_step_is_done_when_nothing_is_left_to_fill_in(opened):
    page, _ = opened(make_question("categorising"), make_question("short"))
    first, second = page.locator(".steps a").all()
    for part in ("robo", "tortura", "traslado"):
        expect(first).not_to_have_class("done")
        page.select_option(f"[name='q-categorising.{part}']", "lesa")
    expect(first).to_have_class("done")
    page.fill("[name='q-short']", "Lemkin")
    expect(second).to_have_class("done")
    page.fill("[name='q-short']", " ")
    expect(second).not_to_have_class("done")


def test_what_was_typed_without_a_connection_comes_back(opened, app):
    page, learner = opened(make_question("cloze"), make_question("ordering"))
    page.route("**/answers*", lambda route: route.abort())
    page.fill("[name='q-cloze.quien']", "Lemkin")
    page.locator(".order li").nth(1).get_by_role("button", name="Subir").click()
    order = names(page)
    expect(page.locator("[data-save-state]")).to_contain_text("Sin conexión")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/answers*")
    expect(page.locator("[name='q-cloze.quien']")).to_have_value("Lemkin")
    assert names(page) == order
    saved(page)
    assert stored(app, learner)[0]["cloze"] == ("quien=Lemkin",)
    assert len(stored(app, learner)[0]["ordering"]) == 4


# Things in order


def test_things_are_put_in_order_by_keyboard_alone(opened, app):
    page, learner = opened(make_question("ordering"))
    before = names(page)
    assert numbers(page) == [""] * 4
    last = page.locator(".order li").nth(3)
    last.get_by_role("button", name="Subir").focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        told = f"{before[3]}: posición {place} de 4"
        expect(page.locator(".order + [role=status]")).to_have_text(told)
        # The focus stays on the button, wherever its row went.
        assert (
            page.evaluate("document.activeElement.ariaLabel") == f"Subir: {before[3]}"
        )
    assert names(page) == [before[3], *before[:3]]
    assert numbers(page) == ["1", "2", "3", "4"]
    page.keyboard.press("Enter")
    assert names(page) == [before[3], *before[:3]]
    saved(page)
    page.reload()
    assert names(page) == [before[3], *before[:3]]
    assert len(stored(app, learner)[0]["ordering"]) == 4


def test_a_number_that_is_picked_moves_its_row_once_all_have_one(opened):
    page, _ = opened(make_question("ordering"))
    before = names(page)
    selects = page.locator(".order select")
    for at, number in enumerate("2134"):
        assert names(page) == before
        selects.nth(at).select_option(number)
    assert names(page) == [before[1], before[0], before[2], before[3]]
    page.get_by_label(before[1], exact=True).select_option("4")
    assert names(page) == [before[0], before[2], before[3], before[1]]
    page.get_by_label(before[1], exact=True).select_option("2")
    assert names(page) == [before[0], before[1], before[2], before[3]]
    assert numbers(page) == ["1", "2", "3", "4"]


def test_an_order_that_is_right_as_it_stands_is_said_by_any_button(opened, app):
    page, learner = opened(make_question("ordering"))
    before = names(page)
    page.locator(".order li").nth(0).get_by_role("button", name="Subir").click()
    assert names(page) == before
    assert numbers(page) == ["1", "2", "3", "4"]
    saved(page)
    assert len(stored(app, learner)[0]["ordering"]) == 4


# Texts and looks


def test_words_are_counted_as_they_are_typed(opened):
    page, _ = opened(make_question("essay"))
    count = page.locator("[data-count]")
    page.fill("[name='q-essay']", "La Convención – de 1948")
    expect(count).to_have_text("4 palabras")
    page.fill("[name='q-essay']", "Sí")
    expect(count).to_have_text("1 palabra")
    page.fill("[name='q-essay']", "a " * 203)
    expect(count).to_have_text("203 palabras: sobran 3")
    expect(count).to_have_class("count over")


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_asked_and_reviewed_they_fit_and_everybody_can_use_them(opened, width, scheme):
    size = {"width": width, "height": 900}
    page, _ = opened(*one_of_each(), viewport=size, color_scheme=scheme)
    for reviewed in (False, True):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert _small(page) == []
        options = {"runOnly": {"type": "tag", "values": STANDARD}}
        assert Axe().run(page, options=options).response["violations"] == []
        if not reviewed:
            for name, value in (("short", "Nadie"), ("numerical", "doce")):
                page.fill(f"[name='q-{name}']", value)
            page.check("[name='q-single'][value=a]")
            page.click("form#quiz button:has-text('Entregar')")
            page.click("[data-summary] button:has-text('Entregar')")
            page.wait_for_selector("#resultado")


def _small(page):
    """Fields and buttons of questions that are too small for a finger."""
    return page.eval_on_selector_all(
        ".ask :is(button, select, textarea, input[type=text])",
        "all => all.filter(e => e.getBoundingClientRect().height < 43.5)"
        ".map(e => e.outerHTML.slice(0, 90))",
    )


@pytest.mark.looks
def test_a_step_of_a_scale_stands_below_the_other_only_where_it_is_narrow(opened):
    page, _ = opened(make_question("likert"), viewport={"width": 1280, "height": 900})

    def tops():
        boxes = [box.bounding_box() for box in page.locator(".likert .choice").all()]
        return len({box["y"] for box in boxes})

    assert tops() == 1
    page.set_viewport_size({"width": 390, "height": 900})
    assert tops() == 3


def test_nothing_marked_here_needs_a_script(opened):
    page, _ = opened(
        *(each for each in one_of_each() if each.kind in WRONG),
        java_script_enabled=False,
    )
    assert page.locator(".order button").count() == 0
    assert page.locator(".ask").count() == 9
