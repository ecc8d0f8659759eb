"""Whole quizzes in a real browser, with and without scripts: time, pages, pauses."""

import pytest
from playwright.sync_api import expect

from lms.content.asking import Expiry, Review, When
from tests.factories.attempts import RIGHT, attempts, stands
from tests.factories.questions import make_question

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


def kept(app, learner):
    with app.app_context():
        return stands(learner)


def last(app, learner):
    with app.app_context():
        return attempts(learner)[-1]


def press(page, text):
    page.get_by_role("button", name=text).click()


# Timed


@SCRIPTS
def test_a_timed_quiz_is_begun_answered_and_handed_in(app, visit, scripts):
    learner, page = visit(scripts=scripts, time_limit=20)
    expect(page.locator("#quiz")).to_have_count(0)
    press(page, "Empezar")
    expect(page.locator(".clock")).to_contain_text("Tiene hasta")
    for question in ("uno", "dos", "tres"):
        page.check(f'[name="q-{question}"][value="b"]')
    page.locator("#quiz").get_by_role("button", name="Entregar").click()
    expect(page.locator("#resultado")).to_contain_text("Aprobado.")
    assert last(app, learner).points == 3


def test_at_the_end_what_is_on_the_page_is_handed_in_by_itself(app, visit):
    learner, page = visit(make_question("essay"), ago=42, time_limit=1)
    expect(page.locator("[data-left]")).to_contain_text("segundo")
    expect(page.locator(".clock [role=status]")).to_contain_text("Atención")
    page.fill("textarea", "Escrito hasta el último momento.")
    page.wait_for_selector("#resultado", timeout=60_000)
    expect(page.locator(".notices")).to_contain_text("se entregó por sí solo")
    assert kept(app, learner) == {"essay": ("Escrito hasta el último momento.",)}


def test_a_clock_that_somebody_set_wrong_changes_nothing(visit):
    wrong = "const own = Date.now; Date.now = () => own() + 7200000;"
    _learner, page = visit(ago=600, time_limit=20, before=wrong)
    expect(page.locator("[data-left]")).to_have_text("(quedan 9 minutos)")


def test_five_minutes_are_announced_and_seconds_are_not(visit):
    _learner, page = visit(ago=60 * 14 + 15, time_limit=20, clock=True)
    told = page.locator(".clock [role=status]")
    expect(page.locator("[data-left]")).to_have_text("(quedan 5 minutos)")
    expect(told).to_have_text("")
    page.clock.run_for(60_000)
    expect(told).to_have_text("Atención: le quedan 5 minutos.")
    expect(page.locator("[data-left]")).to_have_text("(quedan 4 minutos)")


def test_a_quiz_to_be_handed_in_in_time_is_not_handed_in_by_the_page(app, visit):
    learner, page = visit(ago=42, time_limit=1, grace=2, on_expiry=Expiry.ABANDON)
    page.check('[name="q-uno"][value="b"]')
    expect(page.locator("#resultado")).to_contain_text(
        "El tiempo terminó antes de que entregara.", timeout=60_000
    )
    assert last(app, learner).state == "abandoned"


# One by one


@SCRIPTS
def test_one_question_after_the_other_back_and_by_the_map(app, visit, scripts):
    learner, page = visit(scripts=scripts, layout="one")
    page.check('[name="q-uno"][value="b"]')
    press(page, "Siguiente")
    expect(page.locator("#q-dos")).to_be_visible()
    page.check('[name="q-dos"][value="a"]')
    press(page, "Volver")
    expect(page.locator('[name="q-uno"][value="b"]')).to_be_checked()
    page.get_by_role("button", name="Pregunta 3").click()
    press(page, "Terminar")
    expect(page.locator("#cuestionario")).to_contain_text(
        "Queda 1 pregunta sin responder"
    )
    press(page, "Ir a la pregunta 3")
    page.check('[name="q-tres"][value="b"]')
    press(page, "Terminar")
    page.locator("#entrega").get_by_role("button", name="Entregar").click()
    expect(page.locator("#resultado")).to_contain_text("66 %")
    assert kept(app, learner) == {"uno": RIGHT, "dos": ("a",), "tres": RIGHT}


def test_the_browsers_own_way_back_shows_what_was_answered(visit):
    _learner, page = visit(layout="one")
    page.check('[name="q-uno"][value="b"]')
    press(page, "Siguiente")
    press(page, "Siguiente")
    expect(page.locator("#q-tres")).to_be_visible()
    page.go_back()
    expect(page.locator("#q-dos")).to_be_visible()


@SCRIPTS
def test_only_forward(app, visit, scripts):
    learner, page = visit(scripts=scripts, layout="one", forward_only=True)
    expect(page.locator("article")).to_contain_text("Aquí no se vuelve atrás")
    page.check('[name="q-uno"][value="b"]')
    press(page, "Siguiente")
    expect(page.get_by_role("button", name="Volver")).to_have_count(0)
    press(page, "Siguiente")
    press(page, "Terminar")
    press(page, "Entregar así")
    expect(page.locator("#resultado")).to_contain_text("33 %")
    assert kept(app, learner) == {"uno": RIGHT}


def test_the_keyboard_alone_takes_a_quiz(app, visit):
    learner, page = visit(layout="one")
    page.locator('[name="q-uno"]').first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Siguiente").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#q-dos")).to_be_visible()
    assert list(kept(app, learner)) == ["uno"]


# Pauses


@SCRIPTS
def test_a_pause_hides_the_questions_and_keeps_the_answers(app, visit, scripts):
    learner, page = visit(
        scripts=scripts, ago=0, time_limit=20, needing={"pause_minutes": 10}
    )
    page.check('[name="q-uno"][value="b"]')
    press(page, "Pausar")
    expect(page.locator("#pausa")).to_be_visible()
    expect(page.locator("article")).not_to_contain_text("¿Cuál")
    press(page, "Seguir")
    expect(page.locator('[name="q-uno"][value="b"]')).to_be_checked()
    assert kept(app, learner) == {"uno": RIGHT}


# Checked, and written twice


@SCRIPTS
def test_an_answer_is_checked_and_stands(visit, scripts):
    review = Review(score=When.DURING, feedback=When.DURING)
    _learner, page = visit(scripts=scripts, review=review)
    page.check('[name="q-uno"][value="a"]')
    page.locator("#q-uno").get_by_role("button", name="Comprobar").click()
    expect(page.locator("#q-uno")).to_contain_text("Incorrecta")
    expect(page.locator("#q-uno input:visible")).to_have_count(0)
    expect(page.locator("#q-dos input")).not_to_have_count(0)


def test_what_was_typed_stays_beside_what_another_window_saved(app, visit):
    learner, page = visit(make_question("essay"))
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((other, "Lo de la otra."), (page, "Lo de esta.")):
        with window.expect_response("**/answers*"):
            window.fill("textarea", words)
    older = page.locator(".older")
    expect(older).to_contain_text("Lo de esta.")
    expect(page.locator("textarea")).to_have_value("Lo de la otra.")
    with page.expect_response("**/answers*"):
        older.get_by_role("button", name="Usar este texto").click()
    expect(older).to_have_count(0)
    assert kept(app, learner) == {"essay": ("Lo de esta.",)}
