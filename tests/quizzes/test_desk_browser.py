"""The desk in a real browser: clean for axe, no wider than the screen, by keyboard."""

from collections import Counter
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from lms.content.asking import ByHand
from tests.factories.attempts import attempts, publish_quiz, submit
from tests.factories.marking import FAIR, GOOD, POOR, TEXT, make_marker, mark
from tests.factories.questions import choices, make_question
from tests.factories.quizzes import make_learner

pytestmark = [pytest.mark.browser, pytest.mark.looks]

DESK = "/courses/curso/quizzes/cuestionario/"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "marking/",
    "marking/?show=settled",
    "marking/?show=differ",
    "analysis/",
    "regrade/",
]


@pytest.fixture
def learners(app):
    """Twenty people who answered; some texts wait, some are marked by one or two."""
    with app.app_context():
        items = (make_question("single", "uno"), make_question("matching", "dos"))
        essay = make_question("essay", "ensayo", points=4)
        rules = {"by_hand": ByHand(second=True, together=True)}
        publish_quiz(*items, essay, **rules)
        ines, luz = make_marker("Inés", subject="inés"), make_marker("Luz")
        found = [make_learner(name=f"Persona {n}") for n in range(20)]
        for number, each in enumerate(found):
            submit(each, uno=("b",) if number % 3 else ("c",), ensayo=TEXT)
            if number < 16:
                mark(each, luz, GOOD if number % 2 else FAIR, "Va **bien**.")
            if number < 14:
                mark(each, ines, GOOD if number % 2 else FAIR, "De acuerdo.")
        mark(found[15], ines, POOR, "No lo veo.")
        publish_quiz(
            replace(items[0], content=choices("c")), *items[1:], essay, **rules
        )
    return found


@pytest.fixture
def page(app, chromium, address, learners):
    """A browser of an instructor's, without scripts unless it is asked for them."""
    contexts = []

    def page(width=1280, scheme="light", scripts=False):
        context = chromium.new_context(
            locale="es",
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )
        contexts.append(context)
        signer = app.session_interface.get_signing_serializer(app)
        context.add_cookies(
            [
                {
                    "name": app.config["SESSION_COOKIE_NAME"],
                    "value": signer.dumps({"as": "inés"}),
                    "url": address,
                }
            ]
        )
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def problems(page):
    options = {"runOnly": {"type": "tag", "values": STANDARD}}
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in Axe().run(page, options=options).response["violations"]
        for node in found["nodes"]
    ]


def fits(page):
    wide = "document.documentElement.scrollWidth <= window.innerWidth"
    return page.evaluate(wide)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_and_no_wider_than_the_screen(page, address, width, scheme):
    tab = page(width, scheme, scripts=True)
    seen = {path: address + DESK + path for path in PAGES}
    for name in ("marking/", "marking/?show=differ", "marking/?show=settled"):
        tab.goto(address + DESK + name)
        seen[f"an answer of {name}"] = address + tab.locator(
            ".rows a"
        ).first.get_attribute("href")
    for name, path in seen.items():
        tab.goto(path)
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert problems(tab) == [], name
        assert fits(tab), name
        assert tab.locator("h1").count() == 1


def test_an_answer_is_marked_by_keyboard_alone_and_without_scripts(
    app, page, address, learners
):
    tab = page()
    tab.goto(f"{address}{DESK}marking/?show=second")
    tab.locator(".rows a").first.focus()
    tab.keyboard.press("Enter")
    tab.locator('[name="level-norma"]').first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Nombra la norma.")
    tab.keyboard.press("Tab")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "La nota quedó guardada" in tab.inner_text(".notices")


def test_a_preview_is_short_on_a_phone_and_still_a_table(page, address):
    tab = page(390)
    tab.goto(f"{address}{DESK}regrade/")
    rows = tab.locator("tbody tr").all()
    assert max(row.bounding_box()["height"] for row in rows) < 80
    tree = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")
    told = Counter(node["role"]["value"] for node in tree["nodes"])
    number = len(rows)
    assert number == 20
    assert (told["table"], told["row"]) == (1, number + 1)
    assert (told["columnheader"], told["rowheader"]) == (5, number)
    assert told["cell"] == 4 * number


def test_a_regrading_is_previewed_and_done(app, page, address, learners):
    tab = page(390)
    tab.goto(f"{address}{DESK}regrade/")
    assert "Cambiarían" in tab.inner_text("main")
    tab.fill('[name="reason"]', "La c era la buena.")
    with tab.expect_navigation():
        tab.locator("#recalificar button").click()
    assert "Se recalificaron" in tab.inner_text(".notices")
    with app.app_context():
        assert attempts(learners[0])[0].marks["uno"] == 1
