"""Every page: clean for axe, light and dark; no wider than the screen; no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.quizzes import services
from tests.factories.questions import ANSWERS
from tests.journeys.quizzes import (
    at,
    desk,
    hand_in,
    member_of,
    publish_quizzes,
    quiz_with_another_key,
    taking,
)

pytestmark = pytest.mark.looks

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COURSE = "/courses/fundamentos"
PLAYER = f"{COURSE}/conceptos-y-crimenes"

OUTSIDE = [
    "/",
    "/courses/",
    f"{COURSE}/",
    f"{COURSE}/glossary/",
    "/sign-in/",
    "/sign-up/",
    "/password/forgotten/",
    "/privacy/",
    "/styleguide",
    "/nothing/here",
]
INSIDE = [
    "/",
    f"{COURSE}/",
    f"{COURSE}/progress/",
    f"{COURSE}/conversations/",
    f"{COURSE}/conversations/new",
    f"{PLAYER}/lemkin/",
    f"{PLAYER}/convencion/",
    f"{PLAYER}/lesa-humanidad-y-guerra/",
    f"{PLAYER}/terminos/",
    f"{PLAYER}/ejercicio/",
    f"{PLAYER}/cuestionario/",
    f"{PLAYER}/caso/",
    "/encuentro/",
    "/encuentro/new",
    "/me/",
    "/me/sessions/",
    "/me/password/",
    "/me/email/",
    "/me/close/",
]


EVERY_RULE = {"type": "tag", "values": STANDARD}
COLOURS = {"type": "rule", "values": ["color-contrast"]}


def problems(page, rules=EVERY_RULE):
    """What axe finds, as one line each."""
    results = Axe().run(page, options={"runOnly": rules})
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


def look(person, path):
    """Look at a page in both schemes, of which the dark one changes only colours."""
    person.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    person.open(path)
    assert problems(person.page) == [], path
    person.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert problems(person.page, COLOURS) == [], path
    if path != "/styleguide":  # which shows several pages in one
        assert person.page.locator("h1").count() == 1, path
    assert person.fits(), path


def look_once(person):
    """Look at the page that is open: narrow in the light, and wide in the dark."""
    for width, height, scheme in ((390, 844, "light"), (1280, 800, "dark")):
        person.page.set_viewport_size({"width": width, "height": height})
        person.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert problems(person.page) == [], (person.path, width, scheme)
        assert person.fits(), (person.path, width)
    assert person.page.locator("h1").count() == 1, person.path


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_for_everybody(walk, width):
    person = walk(width)
    for path in OUTSIDE:
        look(person, path)


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_member(live, walk, width):
    person = walk(width)
    person.open("/sign-in/")
    person.sign_in(live.person((Role.ALUMNI, ""), joined="fundamentos"))
    for path in INSIDE:
        look(person, path)


@pytest.fixture
def learner(live, quizzes):
    """Somebody who handed in every kind, and has paused in a quiz with a limit."""
    email = live.person(joined="preguntas")
    said = {f"t-{kind}": value for kind, value in ANSWERS.items()}
    with live.app.app_context():
        hand_in(email, "todas", said)
        hand_in(email, "doce", {"o-1": ("b",), "o-2": ("a",)})
        paused = taking(email, "pausado")
        with atomic():
            member_id = member_of(email)
            services.set_accommodation(
                member_id=member_id,
                extra_time=25,
                extra_attempts=1,
                pause_minutes=10,
                by_id=member_id,
            )
            services.begin(
                enrolment_id=paused.enrolment_id,
                activity_id=paused.activity_id,
                release_id=paused.release_id,
                after=0,
            )
            services.pause(taking=paused)
    return email


def test_pages_of_a_quiz(live, walk, learner):
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person(joined="preguntas"))
    for activity_id in ("todas", "contrarreloj", "adelante"):
        person.open(at(activity_id))
        look_once(person)
    other = walk()
    other.open("/sign-in/")
    other.sign_in(learner)
    for activity_id in ("todas", "pausado"):
        other.open(at(activity_id))
        look_once(other)


def test_pages_for_those_who_run_a_quiz(live, walk, learner):
    with live.app.app_context():
        member_id = member_of(learner)
        publish_quizzes(doce=quiz_with_another_key("doce"))
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person((Role.SECRETARIAT, "")))
    needs = "/secretariat/accommodations/"
    for path in (
        needs,
        f"{needs}{member_id}/",
        "/courses/preguntas/quizzes/",
        desk("doce", "schedule/"),
        desk("doce", "analysis/"),
        desk("doce", "regrade/"),
        desk("todas", "marking/"),
    ):
        person.open(path)
        look_once(person)
    person.page.locator("ul.rows a").first.click()
    look_once(person)


@pytest.mark.parametrize("language", ["pt", "en"])
def test_pages_in_the_other_languages(live, walk, language):
    person = walk(390, language=language)
    person.open("/sign-in/")
    person.sign_in(
        live.person((Role.ALUMNI, ""), joined="fundamentos", language=language)
    )
    for path in INSIDE:
        person.open(path)
        assert person.fits(), path
        assert person.page.locator("html").get_attribute("lang") == language


def test_no_width_makes_a_page_scroll_sideways(live, walk):
    person = walk()
    person.open("/sign-in/")
    person.sign_in(live.person((Role.ALUMNI, ""), joined="fundamentos"))
    for path in (*INSIDE, "/styleguide"):
        person.open(path)
        for width in (320, 768, 1000, 1600):
            person.page.set_viewport_size({"width": width, "height": 900})
            assert person.fits(), (path, width)


def test_the_keyboard_reaches_the_text_first_and_everything_after(live, walk):
    person = walk(1280)
    person.open("/sign-in/")
    person.sign_in(live.person(joined="fundamentos"))
    person.open(f"{PLAYER}/lemkin/")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.className") == "skip"
    person.page.keyboard.press("Enter")
    assert person.page.evaluate("document.activeElement.id") == "main"
    for _ in range(80):
        person.page.keyboard.press("Tab")
        words = person.page.evaluate("document.activeElement.innerText")
        if words and words.strip() == "Seguir":
            break
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/convencion/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_outline_in_a_low_window_is_reached_to_its_end(live, walk, scripts):
    person = walk(1280, scripts=scripts)
    person.page.set_viewport_size({"width": 1280, "height": 400})
    person.open("/sign-in/")
    person.sign_in(live.person(joined="fundamentos"))
    person.open(f"{PLAYER}/lemkin/")
    assert person.page.evaluate(
        """() => { const outline = document.querySelector("nav.outline");
           return outline.scrollHeight > outline.clientHeight; }"""
    )
    for _ in range(30):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.innerText") == "Glosario":
            break
    focused = person.page.locator("nav.outline a:focus")
    assert focused.inner_text() == "Glosario"
    box = focused.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 400
    if scripts:
        assert problems(person.page) == []


def test_the_outline_is_open_beside_the_text_and_folded_above_it(live, walk):
    person = walk(1280)
    person.open("/sign-in/")
    person.sign_in(live.person(joined="fundamentos"))
    person.open(f"{PLAYER}/lemkin/")
    outline = person.page.locator("details[data-outline]")
    for width, is_open in ((1280, True), (390, False), (1280, True)):
        person.page.set_viewport_size({"width": width, "height": 800})
        expect(outline).to_have_js_property("open", is_open)
        expect(outline.locator("a").last).to_be_visible(visible=is_open)
        expect(outline.locator("summary")).to_be_visible(visible=not is_open)
    person.page.set_viewport_size({"width": 390, "height": 800})
    outline.locator("summary").click()
    assert problems(person.page) == []


def test_controls_are_large_enough_for_a_finger(live, walk):
    person = walk(390)
    person.open("/sign-in/")
    person.sign_in(live.person((Role.ALUMNI, ""), joined="fundamentos"))
    for path in (
        "/",
        f"{COURSE}/",
        f"{PLAYER}/cuestionario/",
        "/me/",
        "/encuentro/new",
    ):
        person.open(path)
        small = person.page.evaluate(
            """() => [...document.querySelectorAll(
                 'button, .button, select, input:not([type=hidden]):not([type=radio])'
                 + ':not([type=checkbox]), label.choice, label.option, summary')]
               .filter(e => e.checkVisibility())
               .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
               .filter(([, box]) => box.height > 0 && box.height < 43.5)
               .map(([html, box]) => `${html} ${box.height}`)"""
        )
        assert small == [], path
