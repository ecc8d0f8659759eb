"""A quiz on several pages, without scripts: going on, back, and only forward."""

import pytest

from lms.content.asking import Section
from tests.factories.attempts import RIGHT, WRONG, attempts, singles, stands
from tests.factories.questions import make_question, one_of_each, told
from tests.factories.quizzes import ADDRESS
from tests.quizzes.reading import Page
from tests.quizzes.test_views import _data, post, show


def kept(app, learner):
    with app.app_context():
        return stands(learner)


def place(app, learner):
    with app.app_context():
        return [attempt.place for attempt in attempts(learner)]


def press(browser, page, text, **chosen):
    """Answer on a page and press a button: return the answer, not followed."""
    to, fields = page.pressing(text)
    given = [(f"q-{id_}", value) for id_, values in chosen.items() for value in values]
    kept = [field for field in fields if field[0][2:] not in chosen]
    own = [field for field in fields if field[0][:2] in ("v-", "w-")]
    return browser.post(to, data=_data([*kept, *own, *given]))


def follow(browser, answer, form="quiz"):
    assert answer.status_code == 303, answer.status_code
    return Page(browser.get(answer.location).text, form)


# One question on a page


def test_a_page_has_its_own_question_and_the_map_has_all(come):
    _learner, browser = come(layout="one")
    page = show(browser)
    assert set(page.orders) == {"uno"}
    assert "Pregunta 1 de 3" in page.text
    assert [b.value for b in page.buttons if b.name == "go"] == ["1:dos", "2:tres", "1"]
    assert page.twice == set()


def test_going_on_and_back_saves_and_shows_what_was_answered(app, come):
    learner, browser = come(layout="one")
    answer = press(browser, show(browser), "Siguiente", uno=RIGHT)
    assert answer.location == f"{ADDRESS}?page=2#cuestionario"
    page = follow(browser, answer)
    assert set(page.orders) == {"dos"}
    assert "1 de 3 respondidas" in page.text
    page = follow(browser, press(browser, page, "Volver", dos=WRONG))
    assert page.checked == {"uno": ["b"]}
    assert kept(app, learner) == {"uno": RIGHT, "dos": WRONG}


def test_the_map_leads_anywhere_and_saves_on_the_way(app, come):
    learner, browser = come(layout="one")
    answer = press(browser, show(browser), "Pregunta 3", uno=RIGHT)
    assert answer.location == f"{ADDRESS}?page=3#q-tres"
    assert set(follow(browser, answer).orders) == {"tres"}
    assert kept(app, learner) == {"uno": RIGHT}


def test_who_comes_back_is_where_they_were(come):
    _learner, browser = come(layout="one")
    press(browser, show(browser), "Pregunta 3")
    assert set(show(browser).orders) == {"tres"}
    assert set(show(browser, "?page=1").orders) == {"uno"}


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "9" * 5000, "٣"])
def test_a_page_that_is_none_is_the_nearest_one(come, page):
    _learner, browser = come(layout="one")
    assert len(show(browser, f"?page={page}").orders) == 1


@pytest.mark.parametrize(
    "go", ["", "x", "-1", "1:", "1:x y", "9" * 5000, "99", "1\x00"]
)
def test_a_button_that_is_none_leads_nowhere_strange(come, go):
    _learner, browser = come(layout="one")
    answer = post(browser, "go", [("attempt", "1"), ("q-uno", "b"), ("go", go)])
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert browser.get(answer.location).status_code == 200


def test_after_the_last_page_one_looks_through_everything_and_hands_in(app, come):
    _learner, browser = come(layout="one")
    press(browser, show(browser), "Pregunta 3", uno=RIGHT)
    answer = press(browser, show(browser), "Terminar", tres=RIGHT)
    page = follow(browser, answer, "entrega")
    assert "Queda 1 pregunta sin responder" in page.text
    assert "Ir a la pregunta 2" in page.text
    page = follow(browser, press(browser, page, "Ir a la pregunta 2"))
    assert set(page.orders) == {"dos"}
    press(browser, page, "Siguiente", dos=RIGHT)
    page = follow(browser, press(browser, show(browser), "Terminar"), "entrega")
    assert "Respondió todas las preguntas" in page.text
    page = follow(browser, press(browser, page, "Entregar"))
    assert "3 de 3" in page.text
    assert "Revisión" in page.text


def test_handing_in_from_the_summary_asks_nothing_twice(come):
    _learner, browser = come(layout="one")
    press(browser, show(browser), "Pregunta 3")
    page = follow(browser, press(browser, show(browser), "Terminar"), "entrega")
    answer = press(browser, page, "Entregar así")
    assert (answer.status_code, "resultado" in answer.location) == (303, True)


# Sections


def test_a_page_for_each_section_with_its_heading(come):
    one, two, three = singles("uno", "dos", "tres")
    _learner, browser = come(
        one,
        Section(title=told("La norma"), intro=told("Lea con calma.")),
        two,
        three,
        layout="section",
    )
    page = show(browser)
    assert set(page.orders) == {"uno"} and "La norma" not in page.text
    page = follow(browser, press(browser, page, "Siguiente"))
    assert set(page.orders) == {"dos", "tres"}
    assert "La norma Lea con calma." in page.text


def test_sections_have_their_headings_on_a_single_page_and_in_the_review(come):
    one, two, three = singles("uno", "dos", "tres")
    _learner, browser = come(one, Section(title=told("La norma")), two, three)
    page = show(browser)
    assert "La norma" in page.text
    post(browser, "submit", page.answering(uno=RIGHT, dos=RIGHT, tres=RIGHT))
    assert "La norma" in show(browser).text


# Only forward


def test_the_page_warns_before_it_is_left_for_good(come):
    _learner, browser = come(layout="one", forward_only=True)
    page = show(browser)
    assert "Aquí no se vuelve atrás" in page.text
    assert [b.value for b in page.buttons if b.name == "go"] == ["1"]
    page = follow(browser, press(browser, page, "Siguiente", uno=RIGHT))
    assert "Volver" not in page.text
    assert "ya no se cambia" in page.text
    assert set(show(browser, "?page=1").orders) == {"dos"}


def test_an_old_tab_that_goes_on_again_stays_where_the_attempt_is(app, come):
    learner, browser = come(layout="one", forward_only=True)
    tab = show(browser)
    press(browser, tab, "Siguiente", uno=RIGHT)
    press(browser, tab, "Siguiente", uno=RIGHT)
    assert place(app, learner) == [1]
    press(browser, show(browser), "Siguiente", dos=RIGHT)
    answer = press(browser, tab, "Siguiente", uno=RIGHT)
    assert answer.status_code == 409
    assert "no se vuelve a las páginas anteriores" in answer.text


def test_an_answer_to_a_page_left_behind_is_shown_beside_what_counts(app, come):
    learner, browser = come(layout="one", forward_only=True)
    tab = show(browser)
    press(browser, tab, "Siguiente", uno=RIGHT)
    answer = press(browser, tab, "Siguiente", uno=WRONG)
    assert answer.status_code == 409
    text = Page(answer.text).text
    assert "Esta respuesta ya no se cambia." in text
    assert "La que cuenta" in text and "La que envió" in text
    assert text.count("Su respuesta") == 2
    assert kept(app, learner) == {"uno": RIGHT}


def test_the_end_of_a_quiz_without_a_way_back_only_hands_in(come):
    _learner, browser = come(layout="one", forward_only=True)
    for text in ("Siguiente", "Siguiente", "Terminar"):
        answer = press(browser, show(browser), text)
    page = follow(browser, answer, "entrega")
    assert "Ya no se puede volver a las preguntas." in page.text
    assert [b.name for b in page.buttons if b.text] == ["go", "anyway"]
    assert press(browser, page, "Entregar así").status_code == 303


# How little it takes


def test_ten_questions_on_one_page_take_three_requests(app, come):
    ids = [f"p{n}" for n in range(10)]
    _learner, browser = come(*singles(*ids))
    asked = []
    app.before_request_funcs.setdefault(None, []).append(
        lambda: asked.append(1) and None
    )
    try:
        page = show(browser)
        fields = page.answering(**dict.fromkeys(ids, RIGHT))
        page = follow(browser, post(browser, "submit", fields))
    finally:
        app.before_request_funcs[None].pop()
    assert "10 de 10" in page.text
    assert len(asked) <= 8


@pytest.mark.parametrize("rules", [{}, {"time_limit": 20}, {"forward_only": True}])
@pytest.mark.parametrize("many", [1, 12])
def test_a_page_costs_the_same_with_few_questions_and_with_many(
    come, count_queries, rules, many
):
    ids = [f"p{n}" for n in range(many + 1)]
    _learner, browser = come(*singles(*ids), layout="one", **rules)
    post(browser, "begin", [("after", "0")])
    show(browser)
    with count_queries() as seen:
        show(browser)
    assert len(seen) == 6


def test_every_kind_of_question_goes_through_the_pages(app, come):
    learner, browser = come(*one_of_each(), layout="one")
    for text in ["Siguiente"] * 11 + ["Terminar"]:
        page = show(browser)
        assert page.twice == set()
        assert press(browser, page, text).status_code == 303
    assert "Quedan 12 preguntas sin responder" in show(browser).text
    assert kept(app, learner) == {}


@pytest.mark.parametrize("forward_only", [False, True])
def test_an_observer_reads_every_page_and_has_no_buttons(come, forward_only):
    _learner, browser = come(layout="one", role="observer", forward_only=forward_only)
    page = show(browser)
    assert f"{ADDRESS}?page=3#q-tres" in page.links
    page = show(browser, "?page=3")
    assert set(page.orders) == {"tres"}
    assert page.html.count('<fieldset class="ask"') == 1
    assert [button for button in page.buttons if button.text.strip()] == []
    assert post(browser, "go", [("attempt", "1"), ("go", "1")]).status_code == 403


def test_a_long_text_travels_from_page_to_page(app, come):
    learner, browser = come(make_question("essay"), *singles("uno"), layout="one")
    words = "Línea una.\r\n\r\n" + "palabra " * 1500
    press(browser, show(browser), "Siguiente", essay=(words,))
    assert kept(app, learner)["essay"][0].startswith("Línea una.\n\npalabra")
