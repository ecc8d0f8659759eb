"""Every page of a quiz: clean for axe, light and dark, and no wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from lms.content.asking import Review, Section, When
from tests.factories.attempts import RIGHT, needs, publish_quiz, save, submit
from tests.factories.marking import make_marker
from tests.factories.questions import make_question, one_of_each, told
from tests.factories.regrading import apply
from tests.factories.releases import publish_without_quiz
from tests.quizzes.correcting import GIVEN, blocks, corrected
from tests.quizzes.reading import Page

pytestmark = [pytest.mark.browser, pytest.mark.looks]

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


def look(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for scheme in ("light", "dark"):
        # Without motion, or axe looks at a colour on its way to another.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(
            page, options={"runOnly": {"type": "tag", "values": STANDARD}}
        )
        assert [
            f"{each['id']}: {node['html'][:120]}"
            for each in found.response["violations"]
            for node in each["nodes"]
        ] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def press(page, text):
    page.get_by_role("button", name=text).first.click()
    page.wait_for_load_state()


@WIDTHS
def test_before_during_a_pause_and_after(visit, width):
    _learner, page = visit(
        *one_of_each(),
        time_limit=20,
        attempts=2,
        needing={"extra_time": 25, "pause_minutes": 5},
    )
    look(page, width)
    press(page, "Empezar")
    look(page, width)
    press(page, "Pausar")
    look(page, width)
    press(page, "Seguir")
    page.locator("#quiz").get_by_role("button", name="Entregar").click()
    page.wait_for_selector("[data-summary]")
    look(page, width)
    press(page, "Entregar así")
    page.wait_for_selector("#resultado")
    look(page, width)


@WIDTHS
def test_the_pages_of_a_quiz_and_its_summary(visit, width):
    one, two, three = (make_question("single", id_) for id_ in ("uno", "dos", "tres"))
    section = Section(title=told("La norma"), intro=told("Lea con calma."))
    during = Review(score=When.DURING, answers=When.DURING, feedback=When.DURING)
    _learner, page = visit(
        one, section, two, three, layout="section", forward_only=True, review=during
    )
    look(page, width)
    page.check('[name="q-uno"][value="a"]')
    press(page, "Comprobar")
    page.wait_for_selector(".stands")
    look(page, width)
    press(page, "Siguiente")
    look(page, width)
    press(page, "Terminar")
    look(page, width)


@WIDTHS
def test_a_quiz_that_is_gone_and_where_it_is_found(app, visit, width):
    learner, page = visit()
    with app.app_context():
        save(learner, uno=RIGHT)
        publish_without_quiz(learner.release_id)
    quiz = page.url
    page.goto(quiz.partition("modulo/")[0])
    look(page, width)
    press(page, "Cambiar a la versión más reciente")
    look(page, width)
    page.get_by_role("link", name="Cuestionario", exact=True).click()
    page.wait_for_url(quiz)
    look(page, width)
    page.locator("#quiz").get_by_role("button", name="Entregar").click()
    press(page, "Entregar así")
    page.wait_for_selector("#resultado")
    look(page, width)
    page.get_by_role("link", name="Ver mi avance").click()
    look(page, width)


PLAINLY = """([words]) => {
  const form = document.getElementById("quiz");
  const careful = '<input type="hidden" name="careful" value="1">';
  form.insertAdjacentHTML("beforeend", careful);
  form.querySelector("textarea").value = words;
  form.action = "answers";
  form.submit();
}"""
"""Sends the form as a browser without scripts does."""


@WIDTHS
def test_two_texts_that_clash(visit, width):
    _learner, page = visit(make_question("essay"))
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((other, "Lo de la otra."), (page, "Lo de esta.")):
        with window.expect_navigation():
            window.evaluate(PLAINLY, [words])
    assert page.locator("#choque").count() == 1
    look(page, width)


@WIDTHS
def test_a_corrected_key_beside_every_kind_of_question(app, visit, width):
    asked = [make_question(kind) for kind in GIVEN]
    learner, page = visit(*asked)
    with app.app_context():
        submit(learner, **GIVEN)
        release = publish_quiz(*(corrected(question) for question in asked))
        apply(learner, release, make_marker("Inés"))
    page.reload()
    assert set(blocks(Page(page.content()))) == set(GIVEN)
    look(page, width)


@WIDTHS
def test_a_pause_that_is_refused(app, visit, width):
    learner, page = visit(
        make_question("essay"), ago=0, time_limit=20, needing={"pause_minutes": 5}
    )
    with app.app_context():
        needs(learner, pause_minutes=0)
    page.locator("textarea").fill("Lo que nadie guardó todavía.")
    press(page, "Pausar")
    page.wait_for_selector("[data-summary]")
    assert page.locator("textarea").input_value() == "Lo que nadie guardó todavía."
    look(page, width)
