"""A quiz in the player, without scripts."""

import pytest

from lms.quizzes import queries
from tests.factories.quizzes import (
    ACTIVITY,
    ADDRESS,
    RIGHT,
    make_learner,
    make_quiz,
    make_submitted,
)
from tests.quizzes.reading import Page

WRONG = {"uno": ("a",), "dos": ("a", "b"), "tres": ("true",)}


def show(browser, query=""):
    answer = browser.get(ADDRESS + query)
    assert answer.status_code == 200
    return Page(answer.text)


def post(browser, act, fields, **more):
    return browser.post(ADDRESS + act, data=_data(fields), **more)


def _data(fields):
    data = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    return data


def stored(app, learner):
    with app.app_context():
        return [
            {
                id_: saved.value
                for id_, saved in queries.read_answers(attempt.id).items()
            }
            for attempt in queries.list_attempts(learner.enrolment_id, ACTIVITY)
        ]


# Before and while answering


def test_all_questions_stand_ready_before_anything_has_begun(app, ana, browser):
    page = show(browser)
    assert set(page.orders) == {"uno", "dos", "tres"}
    assert page.orders["tres"] == ["true", "false"]
    assert page.checked == {}
    for words in ("Preguntas 3", "70 %", "sin límite", "0 de 3 respondidas"):
        assert words in page.text
    assert "se guarda a medida que responde" in page.text
    assert page.twice == set()
    assert stored(app, ana) == []


def test_the_page_before_the_end_holds_no_key_and_no_explanation(browser):
    post(browser, "answers", show(browser).answering(**RIGHT))
    html = show(browser).html
    for secret in ("Explicación", "Porque", "correct", "Convención de 1948"):
        assert secret not in html


def test_looking_begins_nothing_and_the_order_stays_once_it_has_begun(
    app, ana, browser
):
    before = show(browser).orders
    assert before == show(browser).orders
    assert stored(app, ana) == []
    post(browser, "answers", show(browser).answering(uno=("c",)))
    assert show(browser).orders == before


def test_two_people_see_answers_in_orders_of_their_own(app, browser, sign_in):
    orders = set()
    for _ in range(8):
        with app.app_context():
            other = make_learner()
        client = app.test_client()
        sign_in(client, other.subject)
        orders.add(tuple(show(client).orders["dos"]))
    assert len(orders) > 1


def test_saving_without_scripts_restores_every_answer_and_leads_to_the_question(
    app, ana, browser
):
    fields = show(browser).answering(uno=("c",), dos=("d", "a"))
    answer = post(browser, "answers", [*fields, ("at", "dos")])
    assert (answer.status_code, answer.location) == (303, f"{ADDRESS}#q-dos")
    page = show(browser)
    assert {id_: set(v) for id_, v in page.checked.items()} == {
        "uno": {"c"},
        "dos": {"a", "d"},
    }
    assert "2 de 3 respondidas" in page.text
    assert "quedaron guardadas" in page.text
    assert stored(app, ana) == [{"uno": ("c",), "dos": ("a", "d")}]


def test_an_unticked_box_is_an_answer_taken_back(app, ana, browser):
    post(browser, "answers", show(browser).answering(dos=("a", "b")))
    post(browser, "answers", show(browser).answering(dos=()))
    assert stored(app, ana) == [{"dos": ()}]
    assert "0 de 3 respondidas" in show(browser).text


def test_changing_the_language_keeps_the_answers_and_the_place(app, ana, browser):
    fields = show(browser).answering(uno=("b",), dos=("c",))
    answer = post(browser, "answers", [*fields, ("language", "pt")])
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    page = show(browser)
    assert page.checked == {"uno": ["b"], "dos": ["c"]}
    assert "La segunda (pt)" in page.text
    assert stored(app, ana) == [{"uno": ("b",), "dos": ("c",)}]


def test_the_language_buttons_of_the_page_send_this_form(browser):
    html = show(browser).html
    assert f'form="quiz" formaction="{ADDRESS}answers?attempt=1"' in html


def test_a_text_in_another_language_says_which(browser):
    post(browser, "answers", [("attempt", "1"), ("language", "en")])
    page = show(browser)
    assert "¿Cuáles, solo en español?" in page.text
    assert page.foreign == ["es"]


# Handing in


def test_handing_in_everything_leads_to_the_review(app, ana, browser):
    answer = post(browser, "submit", show(browser).answering(**WRONG))
    assert answer.status_code == 303
    assert answer.location == f"{ADDRESS}?attempt=1#resultado"
    page = show(browser)
    assert "resultado" in page.ids
    for words in (
        "0 de 3",
        "Todavía no aprobado.",
        "Obtuvo 0 %; se aprueba con 70 %",
        "Su respuesta: incorrecta",
        "Su respuesta: correcta",
        "Respuesta correcta, no elegida",
        "Porque no-a.",
        "Porque sí-b.",
        "Explicación-uno.",
        "Explicación-dos.",
        "Explicación-tres.",
        "Convención de 1948",
    ):
        assert words in page.text
    assert "https://example.org/convencion" in page.links
    assert page.orders == {}
    assert page.twice == set()


def test_a_good_attempt_passes_and_the_way_goes_on(browser):
    post(browser, "submit", show(browser).answering(**{**RIGHT, "dos": ("a",)}))
    page = show(browser)
    for words in ("2,5 de 3", "Aprobado.", "Correcta en parte: 0,5 de 1 punto", "83 %"):
        assert words in page.text


def test_what_is_missing_is_asked_for_once_and_then_handed_in_as_it_is(
    app, ana, browser
):
    fields = show(browser).answering(dos=("a", "c"))
    answer = post(browser, "submit", fields)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Quedan 2 preguntas sin responder" in page.text
    assert "data-summary" in page.html
    targets = {link[1:] for link in page.links if link.startswith("#i-")}
    assert targets == {f"i-uno-{page.orders['uno'][0]}", "i-tres-true"}
    assert targets <= page.ids
    assert set(page.checked["dos"]) == {"a", "c"}
    assert stored(app, ana) == [{"dos": ("a", "c")}]
    answer = post(browser, "submit", [*page.fields, ("anyway", "1")])
    assert answer.status_code == 303
    assert "1 de 3" in show(browser).text
    assert "Sin responder" in show(browser).text


def test_handing_in_twice_shows_the_same_review(app, ana, browser):
    fields = show(browser).answering(**RIGHT)
    answers = [post(browser, "submit", fields) for _ in range(2)]
    assert {answer.location for answer in answers} == {f"{ADDRESS}?attempt=1#resultado"}
    assert "ya estaba entregado" not in show(browser).text
    assert len(stored(app, ana)) == 1


def test_a_second_tab_that_says_something_else_is_told_what_counts(app, ana, browser):
    tab = show(browser)
    post(browser, "submit", show(browser).answering(**RIGHT))
    answer = post(browser, "submit", tab.answering(**WRONG))
    assert answer.status_code == 303
    assert "Este intento ya estaba entregado" in show(browser).text
    assert stored(app, ana) == [RIGHT]


def test_answering_what_was_handed_in_is_refused_with_a_reason(app, ana, browser):
    tab = show(browser)
    post(browser, "submit", show(browser).answering(**RIGHT))
    answer = post(browser, "answers", tab.answering(**WRONG))
    assert answer.status_code == 409
    assert "Este intento ya se entregó" in answer.text
    assert stored(app, ana) == [RIGHT]


def test_an_old_tab_of_what_was_handed_in_still_changes_the_language(app, ana, browser):
    tab = show(browser)
    post(browser, "submit", show(browser).answering(**RIGHT))
    answer = post(browser, "answers", [*tab.fields, ("language", "en")])
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    assert "La segunda (en)" in show(browser).text


# Another attempt


def test_another_attempt_is_empty_and_the_earlier_ones_are_listed(app, ana, browser):
    post(browser, "submit", show(browser).answering(**WRONG))
    answer = post(browser, "begin", [("after", "1")])
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    page = show(browser)
    assert page.checked == {}
    assert ("attempt", "2") in page.fields
    assert "Intento 1" in page.text and "0 % · no aprobado" in page.text
    assert "Volver al intento en curso" in show(browser, "?attempt=1").text
    post(browser, "submit", page.answering(**RIGHT))
    page = show(browser)
    assert "100 % · aprobado" in page.text
    assert "Porque no-a." in show(browser, "?attempt=1").text


def test_a_second_click_on_another_attempt_begins_no_third(app, ana, browser):
    post(browser, "submit", show(browser).answering(**WRONG))
    for _ in range(2):
        assert post(browser, "begin", [("after", "1")]).status_code == 303
    assert len(stored(app, ana)) == 2


def test_there_is_no_other_attempt_while_one_is_open(browser):
    post(browser, "answers", show(browser).answering(uno=("a",)))
    answer = post(browser, "begin", [("after", "0")])
    assert answer.status_code == 303
    answer = post(browser, "begin", [("after", "7")])
    assert answer.status_code == 409
    assert "Ya tiene un intento en curso" in answer.text


def test_an_attempt_that_is_not_theirs_or_not_there_is_not_found(browser):
    assert browser.get(ADDRESS + "?attempt=9").status_code == 404
    assert browser.get(ADDRESS + "?attempt=99999999999").status_code == 200
    assert browser.get(ADDRESS + "?attempt=x").status_code == 200


def test_moments_are_told_in_the_time_of_the_person(app, ana, browser):
    with app.app_context():
        make_submitted(ana, 1, **RIGHT)
    assert "hora central" in show(browser).text


def test_the_review_stays_on_the_release_that_was_answered(app, ana, browser):
    post(browser, "submit", show(browser).answering(**RIGHT))
    with app.app_context():
        make_quiz(
            body="title:\n  es: Otro\npass_mark: 10\nquestions:\n- id: x\n"
            "  kind: truefalse\n  prompt:\n    es: ¿X?\n  answer: true\n"
        )
    assert "Explicación-uno." in show(browser).text


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_with_one_attempt_and_with_many(
    app, ana, browser, count_queries, many
):
    with app.app_context():
        for number in range(1, many + 1):
            make_submitted(ana, number, **RIGHT)
    show(browser)
    show(browser)
    with count_queries() as seen:
        page = show(browser)
    assert len(seen) == 6
    # The last twenty, and the first one: of equally good ones it is what counts.
    assert page.text.count("· aprobado") == (0 if many == 1 else 21)
