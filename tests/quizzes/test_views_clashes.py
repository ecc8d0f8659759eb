"""Two answers to one question, without scripts; and answers checked on the way."""

import pytest

from lms.content.asking import Review, When
from tests.factories.attempts import RIGHT, WRONG, attempts, stands, submit
from tests.factories.questions import ANSWERS, KINDS, make_question
from tests.factories.questions import WRONG as WRONG_OF
from tests.quizzes.reading import Page
from tests.quizzes.test_views import _data, post, show
from tests.quizzes.test_views_paged import follow, press

DURING = Review(score=When.DURING, answers=When.DURING, feedback=When.DURING)
FETCH = {"X-Requested-With": "fetch"}


def kept(app, learner):
    with app.app_context():
        return stands(learner)


def send(browser, page):
    """Press the one button of the page that shows both texts."""
    return browser.post(page.action, data=_data(page.fields))


# Both texts


@pytest.fixture
def clash(come):
    """Two windows that wrote different things, and the page that says so."""

    def clash(act="answers", **rules):
        learner, browser = come(make_question("essay"), **rules)
        one, two = show(browser), show(browser)
        post(browser, "answers", [*one.fields[:-4], *_own("Lo de la otra ventana.")])
        more = [("anyway", "1")] if act == "submit" else []
        fields = [*two.fields[:-4], *_own("Lo de <b>esta</b> ventana."), *more]
        return learner, browser, post(browser, act, fields)

    return clash


def _own(words):
    return [("q-essay", words), ("v-essay", "0"), ("careful", "1"), ("attempt", "1")]


@pytest.mark.parametrize("act", ["answers", "submit"])
def test_a_page_shows_both_texts_and_asks(app, clash, act):
    learner, _browser, answer = clash(act)
    assert answer.status_code == 409
    page = Page(answer.text, "choque")
    assert "Hay dos respuestas para la misma pregunta" in page.text
    assert "Lo de la otra ventana." in page.text
    assert "Lo de <b>esta</b> ventana." in page.text
    assert "<b>esta</b>" not in page.html
    assert page.twice == set()
    assert kept(app, learner) == {"essay": ("Lo de la otra ventana.",)}


@pytest.mark.parametrize("act", ["answers", "submit"])
def test_what_was_sent_can_be_chosen_and_the_act_goes_on(app, clash, act):
    learner, browser, answer = clash(act)
    chosen = send(browser, Page(answer.text, "choque"))
    assert chosen.status_code == 303
    assert kept(app, learner) == {"essay": ("Lo de <b>esta</b> ventana.",)}
    assert ("resultado" in chosen.location) is (act == "submit")


def test_what_was_kept_can_be_chosen(app, clash):
    learner, browser, answer = clash()
    page = Page(answer.text, "choque")
    page.fields = [f for f in page.fields if f[0] != "choose-essay"]
    page.fields.append(("choose-essay", "kept"))
    assert send(browser, page).status_code == 303
    assert kept(app, learner) == {"essay": ("Lo de la otra ventana.",)}


@pytest.mark.parametrize("act", ["answers", "submit"])
def test_changing_the_language_first_loses_nothing_and_chooses_nothing(app, clash, act):
    learner, browser, answer = clash(act)
    page = Page(answer.text, "choque")
    assert 'form="choque" formaction="' in page.html
    fields = [*page.fields, ("language", "pt")]
    answer = post(browser, "answers", fields)
    assert answer.status_code == 409
    assert '<html lang="pt"' in answer.text
    page = Page(answer.text, "choque")
    assert "Lo de la otra ventana." in page.text
    assert "Lo de <b>esta</b> ventana." in page.text
    assert kept(app, learner) == {"essay": ("Lo de la otra ventana.",)}
    chosen = send(browser, page)
    assert ("resultado" in chosen.location) is (act == "submit")
    assert kept(app, learner) == {"essay": ("Lo de <b>esta</b> ventana.",)}


def test_whoever_writes_a_third_time_meanwhile_is_asked_about_too(app, clash):
    learner, browser, answer = clash()
    third = [("attempt", "1"), ("q-essay", "Lo tercero."), ("v-essay", "1")]
    post(browser, "answers", third)
    again = send(browser, Page(answer.text, "choque"))
    assert again.status_code == 409
    assert "Lo tercero." in again.text
    assert kept(app, learner) == {"essay": ("Lo tercero.",)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_survives_a_clash(app, come, kind):
    learner, browser = come(make_question(kind))
    form = [("attempt", "1"), ("careful", "1"), (f"v-{kind}", "0")]
    first = WRONG_OF.get(kind) or ("nada",)
    post(browser, "answers", [*form, *_fields(kind, first)])
    answer = post(browser, "answers", [*form, *_fields(kind, ANSWERS[kind])])
    assert answer.status_code == 409
    assert send(browser, Page(answer.text, "choque")).status_code == 303
    assert kept(app, learner) == {kind: ANSWERS[kind]}


def _fields(kind, value):
    """What a form in Spanish says of an answer."""
    for each in value:
        part, sign, words = each.partition("=")
        if sign:
            yield f"q-{kind}.{part}", words
        else:
            yield f"q-{kind}", each.replace("1.5", "1,5")


def test_an_answer_taken_back_clashes_like_any_other(app, come):
    learner, browser = come()
    post(browser, "answers", show(browser).answering(uno=RIGHT))
    one, two = show(browser), show(browser)
    post(browser, "answers", one.answering(uno=WRONG))
    answer = post(browser, "answers", two.answering(uno=()))
    assert answer.status_code == 409
    assert "Sin responder" in Page(answer.text).text
    assert send(browser, Page(answer.text, "choque")).status_code == 303
    assert kept(app, learner) == {"uno": ()}


def test_a_clash_between_pages_keeps_one_where_one_is(app, come):
    learner, browser = come(layout="one")
    tab = show(browser)
    post(browser, "answers", show(browser).answering(uno=WRONG))
    answer = press(browser, tab, "Siguiente", uno=RIGHT)
    assert answer.status_code == 409
    chosen = send(browser, Page(answer.text, "choque"))
    assert set(follow(browser, chosen).orders) == {"dos"}
    assert kept(app, learner) == {"uno": RIGHT}


def test_a_clash_of_several_answers_says_of_how_many(come):
    _learner, browser = come()
    one, two = show(browser), show(browser)
    post(browser, "answers", one.answering(uno=WRONG, dos=WRONG))
    answer = post(browser, "answers", two.answering(uno=RIGHT, dos=RIGHT))
    assert "Hay dos respuestas para 2 preguntas" in Page(answer.text).text


def test_where_nothing_can_be_chosen_nobody_is_asked_to_choose(come):
    _learner, browser = come(review=DURING)
    one, two = show(browser), show(browser)
    press(browser, one, "Comprobar", uno=WRONG)
    text = Page(post(browser, "answers", two.answering(uno=RIGHT)).text).text
    assert "ya no se cambia. Abajo está también la que envió" in text
    assert "Elija cuál vale" not in text
    assert "Seguir con el cuestionario" in text


def test_a_page_that_saves_by_itself_is_given_both_texts(app, clash):
    _learner, browser, _answer = clash()
    fields = [("attempt", "1"), ("q-essay", "Lo mío."), ("v-essay", "0")]
    answer = post(browser, "answers", fields, headers=FETCH)
    assert answer.status_code == 409
    assert answer.json["clashes"] == [
        {"question": "essay", "given": ["Lo mío."], "kept": ["Lo de la otra ventana."]}
    ]
    assert answer.json["fields"]["q-essay"] == ["Lo de la otra ventana."]


# Checked on the way


def test_an_answer_is_checked_shown_and_stands(app, come):
    learner, browser = come(review=DURING)
    answer = press(browser, show(browser), "Comprobar", uno=WRONG)
    assert answer.location.endswith("#q-uno")
    page = follow(browser, answer)
    for words in ("Incorrecta", "Respuesta correcta, no elegida", "Por qué a."):
        assert words in page.text
    assert "Ya comprobó esta respuesta: no se cambia." in page.text
    assert set(page.orders) == {"dos", "tres"}
    post(browser, "answers", [("attempt", "1"), ("q-uno", "b")])
    assert kept(app, learner) == {"uno": WRONG}


def test_checking_one_tells_nothing_of_the_others(come):
    _learner, browser = come(review=DURING)
    press(browser, show(browser), "Comprobar", uno=WRONG)
    html = show(browser).html
    assert html.count("Por qué") == html.partition('id="q-dos"')[0].count("Por qué")


@pytest.mark.parametrize(
    ("review", "there", "absent"),
    [
        (Review(score=When.DURING), ("Incorrecta",), ("no elegida", "Por qué")),
        (Review(answers=When.DURING), ("no elegida",), ("Por qué",)),
        (Review(feedback=When.DURING), ("Por qué a.",), ("no elegida",)),
    ],
)
def test_only_what_may_be_told_on_the_way_is_told(come, review, there, absent):
    _learner, browser = come(review=review)
    text = follow(browser, press(browser, show(browser), "Comprobar", uno=WRONG)).text
    assert [words for words in there if words not in text] == []
    assert [words for words in absent if words in text] == []


def test_an_empty_answer_is_not_checked(app, come):
    _learner, browser = come(review=DURING)
    page = follow(browser, press(browser, show(browser), "Comprobar"))
    assert "Responda la pregunta entera y podrá comprobarla." in page.text
    assert "uno" in page.orders


def test_without_the_rule_nothing_is_checked(app, come):
    learner, browser = come()
    assert "Comprobar" not in show(browser).text
    fields = [("attempt", "1"), ("q-uno", "a"), ("at", "uno")]
    assert post(browser, "check", fields).status_code == 409
    with app.app_context():
        assert attempts(learner) == []


@pytest.mark.parametrize("at", ["", "nada", "x" * 500, "\x00", "uno'--"])
def test_a_question_that_is_none_is_not_checked(come, at):
    _learner, browser = come(review=DURING)
    fields = [("attempt", "1"), ("q-uno", "a"), ("at", at)]
    assert post(browser, "check", fields).status_code in (404, 409, 422)


def test_what_a_person_marks_has_no_button(come):
    _learner, browser = come(
        make_question("essay"), make_question("likert"), review=DURING
    )
    assert "Comprobar" not in show(browser).text


def test_checked_answers_count_when_handing_in(app, come):
    _learner, browser = come(review=DURING)
    press(browser, show(browser), "Comprobar", uno=RIGHT)
    fields = show(browser).answering(dos=RIGHT, tres=RIGHT)
    assert post(browser, "submit", fields).status_code == 303
    assert "3 de 3" in show(browser).text


def test_checking_what_was_handed_in_is_refused(app, come):
    learner, browser = come(review=DURING)
    with app.app_context():
        submit(learner, uno=RIGHT)
    fields = [("attempt", "1"), ("q-uno", "a"), ("at", "uno")]
    assert post(browser, "check", fields).status_code == 409
