"""Every kind of question, from the question to its review, in three ways."""

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from lms.people.roles import Role
from tests.factories.questions import KINDS
from tests.journeys.quizzes import COURSE, WAYS, at, desk, hand_in

CONTEXTS: dict[str, dict[str, Any]] = {
    "touch": {"width": 390, "has_touch": True},
    "plain": {"width": 1280, "scripts": False},
    "keyboard": {"width": 1280},
}
RESULTS = {
    "essay": "espera la calificación de una persona",
    "reflection": "Este cuestionario no lleva puntaje",
    "likert": "Este cuestionario no lleva puntaje",
}
_names = itertools.count(1)


@pytest.fixture
def come(live, walk, quizzes):
    """Open a quiz as a new learner of the course; says who it is too."""

    def come(path, width=1280, **more):
        person = walk(width, **more)
        name = f"Ada Número {next(_names)}"
        sign_in(person, live.person(joined=COURSE, name=name))
        person.start(path)
        return person, name

    return come


@pytest.fixture
def staff(live, walk, quizzes):
    """Sign somebody in with a role."""

    def staff(role, scope_id=""):
        person = walk(1280)
        sign_in(person, live.person((role, scope_id), name="Inés Ibarra"))
        return person

    return staff


def sign_in(person, email):
    person.open("/sign-in/")
    person.sign_in(email)


def button(page, text):
    return page.locator("main").get_by_role("button", name=text, exact=True)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_answered_handed_in_and_reviewed(live, walk, quizzes, kind, way):
    person = walk(**CONTEXTS[way], storage_state=quizzes.get(way))
    if way not in quizzes:
        sign_in(person, live.person(joined=COURSE))
        quizzes[way] = person.context.storage_state()
    person.open(at(kind))
    hand = WAYS[way](person.page)
    hand.answer(kind)
    hand.press(button(person.page, "Entregar"))
    result = person.page.locator("#resultado")
    expect(result).to_contain_text(RESULTS.get(kind, "Obtuvo 100 %"))
    assert person.page.locator(f"#q-{kind}").is_visible()
    assert person.page.locator("[data-summary]").count() == 0
    assert person.fits()


def test_ten_questions_on_a_page_take_few_requests_without_scripts(come):
    person, _ = come("/", scripts=False)
    asked = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.open(at("diez"))
    for n in range(1, 11):
        person.page.check(f"[name='q-d-{n}'][value=b]")
    button(person.page, "Entregar").click()
    expect(person.page.locator("#resultado")).to_contain_text("100 %")
    assert len(asked) <= 8, asked


def test_more_time_that_the_secretariat_gave_is_told_and_counts(come, staff):
    person, name = come(at("contrarreloj"))
    assert "20 minutos" in person.words
    selva = staff(Role.SECRETARIAT)
    selva.open("/secretariat/accommodations/")
    selva.page.fill("main [name=q]", name)
    selva.page.keyboard.press("Enter")
    selva.page.get_by_role("link", name=name).click()
    selva.fill("extra_time", "25")
    selva.fill("pause_minutes", "5")
    button(selva.page, "Guardar").click()
    expect(selva.page.locator(".notices")).to_contain_text(name)
    person.open(at("contrarreloj"))
    assert "25 %" in person.words
    assert "25 minutos" in person.words
    button(person.page, "Empezar").click()
    expect(person.page.locator("[data-left]")).to_contain_text("24 minutos")
    person.page.get_by_role("button", name="Pausar").click()
    expect(person.page.locator("#pausa")).to_be_visible()
    button(person.page, "Seguir con el cuestionario").click()
    for n in (1, 2):
        person.page.check(f"[name='q-c-{n}'][value=b]")
    button(person.page, "Entregar").click()
    expect(person.page.locator("#resultado")).to_contain_text("100 %")


@pytest.mark.parametrize("scripts", [True, False])
def test_one_question_after_the_other_and_no_way_back(come, scripts):
    person, _ = come(at("adelante"), width=390, scripts=scripts)
    page = person.page
    for n in (1, 2, 3):
        expect(page.locator(".ask")).to_have_count(1)
        page.check(f"[name='q-a-{n}'][value=b]")
        button(page, "Siguiente" if n < 3 else "Terminar").click()
    person.open(at("adelante", "?page=1"))
    assert page.locator("[name='q-a-1']").count() == 0
    button(page, "Entregar").click()
    expect(page.locator("#resultado")).to_contain_text("100 %")


def test_a_text_goes_to_the_desk_and_comes_back_with_mark_and_comment(come, staff):
    person, name = come(at("ensayo"))
    person.page.fill("[name='q-ensayo']", "Los hechos caen bajo la Convención.")
    button(person.page, "Entregar").click()
    expect(person.page.locator("#resultado")).to_contain_text("espera la calificación")
    assert not is_done(person, "ensayo")
    ines = staff(Role.INSTRUCTOR, COURSE)
    ines.open(f"/courses/{COURSE}/quizzes/")
    ines.page.locator(f"a[href$='{desk('ensayo', 'marking/')}']").first.click()
    ines.page.locator("ul.rows a").filter(has_text=name).click()
    for criterion in ines.page.locator("form.judge fieldset").all():
        criterion.locator("input[type=radio]").last.check()
    ines.fill("comment", "Muy **bien** argumentado.")
    button(ines.page, "Guardar y volver a la lista").click()
    expect(ines.page.locator("main")).to_contain_text("No queda nada sin corregir")
    person.open(at("ensayo"))
    assert "Obtuvo 100 %" in person.words
    assert "Muy bien argumentado." in person.words
    assert is_done(person, "ensayo")


def is_done(person, title):
    """Whether the learner's page of progress says that an activity is done."""
    person.open(f"/courses/{COURSE}/progress/")
    return title in person.page.locator("section").last.inner_text()


def test_twelve_attempts_later_the_analysis_tells_how_the_questions_do(live, staff):
    with live.app.app_context():
        for n in range(12):
            second = "b" if n % 3 else "a"
            said = {"o-1": ("b",), "o-2": (second,)}
            hand_in(live.person(joined=COURSE), "doce", said)
    ines = staff(Role.INSTRUCTOR, COURSE)
    ines.open(f"/courses/{COURSE}/quizzes/")
    ines.page.locator(f"a[href$='{desk('doce', 'analysis/')}']").first.click()
    assert re.search(r"Se miran 1[2-9] intentos", ines.words)
    assert "Facilidad" in ines.words
    with ines.page.expect_download() as taken:
        ines.page.locator("a[href*='analysis.csv']").first.click()
    table = taken.value.path().read_text("utf-8-sig")
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == ["o-1", "o-2"]
