"""The review of an attempt, as far as its policy lets it be seen."""

import pytest

from lms.content.asking import Band, ByHand, Grade, Review, When
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.quizzes import services
from tests.factories.attempts import (
    RIGHT,
    WRONG,
    attempts,
    begin,
    edition_of,
    mark_by_hand,
    schedule,
    singles,
    submit,
)
from tests.factories.people import make_member
from tests.factories.questions import ANSWERS, make_question, one_of_each, told
from tests.factories.quizzes import ADDRESS
from tests.quizzes.test_views import show
from tests.quizzes.timing import at

NEVER = Review(score=When.NEVER, answers=When.NEVER, feedback=When.NEVER)
DURING = Review(score=When.DURING, answers=When.DURING, feedback=When.DURING)
ALL_RIGHT = dict.fromkeys(("uno", "dos", "tres"), RIGHT)
SCORE = ("66 %", "Todavía no aprobado", "Incorrecta")
ANSWERS_TOLD = ("Respuesta correcta, no elegida",)
FEEDBACK = ("Por qué a.", "Explicación general.", "Lea otra vez la lección.")


@pytest.fixture
def handed(app, come):
    """Somebody who handed in two right answers and a wrong one."""

    def handed(*items, **rules):
        learner, browser = come(*items, **rules)
        with app.app_context():
            if rules.get("time_limit"):
                begin(learner)
            submit(learner, uno=RIGHT, dos=WRONG, tres=RIGHT)
        return learner, browser

    return handed


def says(page, words):
    return {each: each in page.text for each in words}


def all_of(words, is_there):
    return dict.fromkeys(words, is_there)


# Each by itself


@pytest.mark.parametrize(
    ("review", "seen"),
    [
        (Review(), (True, True, True)),
        (Review(score=When.NEVER), (False, True, True)),
        (Review(answers=When.NEVER), (True, False, True)),
        (Review(feedback=When.NEVER), (True, True, False)),
        (NEVER, (False, False, False)),
        (DURING, (True, True, True)),
    ],
)
def test_each_thing_is_shown_by_its_own_rule(handed, review, seen):
    _learner, browser = handed(review=review)
    page = show(browser)
    score, answers, feedback = seen
    assert says(page, SCORE) == all_of(SCORE, score)
    assert says(page, ANSWERS_TOLD) == all_of(ANSWERS_TOLD, answers)
    # What is told of a choice that was made is feedback.
    assert says(page, FEEDBACK) == all_of(FEEDBACK, feedback)
    assert page.text.count("Su respuesta") == 3


def test_what_is_told_after_closing_says_when_and_appears_then(app, handed, watch):
    learner, browser = handed(
        review=Review(score=When.AFTER, answers=When.CLOSED, feedback=When.CLOSED)
    )
    with app.app_context():
        schedule(learner, closes_at=at(minutes=90))
    page = show(browser)
    assert (
        "Cuando el cuestionario cierre, el 2 de marzo de 2026, 7:30 a.m., "
        "verá las respuestas correctas y las explicaciones." in page.text
    )
    assert says(page, ANSWERS_TOLD + FEEDBACK) == all_of(ANSWERS_TOLD + FEEDBACK, False)
    watch.go(minutes=95)
    page = show(browser)
    assert says(page, ANSWERS_TOLD + FEEDBACK) == all_of(ANSWERS_TOLD + FEEDBACK, True)
    assert "Cuando el cuestionario cierre" not in page.text


def test_what_is_never_told_says_so_and_leaks_nowhere(handed):
    _learner, browser = handed(review=NEVER)
    page = show(browser)
    for words in (
        "Entregado.",
        "Este cuestionario no muestra su puntaje, las respuestas correctas y las "
        "explicaciones.",
    ):
        assert words in page.text
    for secret in ("aprobado", "Aprobado", "right", "wrong", "Por qué", "%"):
        assert secret not in page.html.partition("<main")[2].partition("</main")[0]


def test_the_list_of_attempts_keeps_the_score_to_itself_too(app, handed):
    learner, browser = handed(review=Review(score=When.NEVER))
    with app.app_context():
        begin(learner, after=1)
        submit(learner, 2, **ALL_RIGHT)
    page = show(browser)
    assert "Sus intentos" in page.text
    assert "%" not in page.html.partition("<main")[2].partition("</main")[0]
    assert "· cuenta" not in page.text


# Words for those who reached as much


def test_the_band_reached_is_told_with_the_score(app, come):
    bands = (
        Band(least=0, feedback=told("Repase.")),
        Band(least=60, feedback=told("Va bien.")),
    )
    learner, browser = come(bands=bands)
    with app.app_context():
        submit(learner, uno=RIGHT, dos=WRONG, tres=RIGHT)
        begin(learner, after=1)
        submit(learner, 2)
    assert "Va bien." in show(browser, "?attempt=1").text
    text = show(browser).text
    assert "Repase." in text and "Va bien." not in text


# Which attempt counts


@pytest.mark.parametrize(
    ("grade", "told_as", "counted"),
    [
        (Grade.BEST, "66 % – cuenta el mejor intento.", [1]),
        (Grade.LAST, "33 % – cuenta el último intento.", [2]),
        (Grade.FIRST, "66 % – cuenta el primer intento.", [1]),
        (Grade.AVERAGE, "50 % – cuenta el promedio de los intentos.", [1, 2]),
    ],
)
def test_the_attempts_that_count_are_named(app, handed, grade, told_as, counted):
    learner, browser = handed(grade=grade)
    with app.app_context():
        begin(learner, after=1)
        submit(learner, 2, uno=RIGHT)
    text = show(browser).text
    assert f"Su resultado en el cuestionario: {told_as}" in text
    listed = text.partition("Sus intentos")[2]
    first = listed.partition("Intento 1")[2]
    second = listed.partition("Intento 2")[2].partition("Intento 1")[0]
    assert [n for n, part in ((1, first), (2, second)) if "· cuenta" in part] == counted


# What people mark


def essay_quiz(app, come, **rules):
    learner, browser = come(make_question("essay"), *singles("uno"), **rules)
    with app.app_context():
        submit(learner, essay=("Nombra la norma y la aplica.",), uno=RIGHT)
        marker = make_member(roles={Role.INSTRUCTOR: "curso"})
        return learner, browser, attempts(learner)[-1].id, marker.id


def test_an_attempt_that_waits_for_a_person_says_so_and_keeps_the_score(app, come):
    _learner, browser, *_ = essay_quiz(app, come)
    text = show(browser).text
    assert "Entregado; espera la calificación de una persona." in text
    assert "Falta calificar 1 respuesta." in text
    assert (
        "Cuando el intento esté calificado verá su puntaje, las respuestas correctas y "
        "las explicaciones." in text
    )
    assert "Bien argumentado." not in text and "Aprobado" not in text


def test_the_marks_of_a_person_are_told_with_their_comment(app, come):
    _learner, browser, attempt_id, marker_id = essay_quiz(app, come)
    with app.app_context():
        mark_by_hand(attempt_id, "essay", 3, 4, marker_id)
    text = show(browser).text
    assert "Comentario de quien calificó Bien argumentado." in text
    assert "1,75 de 2" in text


def test_a_comment_is_feedback_and_follows_its_rule(app, come):
    _learner, browser, attempt_id, marker_id = essay_quiz(
        app, come, review=Review(feedback=When.NEVER)
    )
    with app.app_context():
        mark_by_hand(attempt_id, "essay", 3, 4, marker_id)
    text = show(browser).text
    assert "1,75 de 2" in text and "Bien argumentado." not in text


def test_marks_that_are_told_together_wait_for_each_other(app, come):
    learner, browser, attempt_id, marker_id = essay_quiz(
        app, come, by_hand=ByHand(together=True)
    )
    with app.app_context():
        mark_by_hand(attempt_id, "essay", 3, 4, marker_id)
    text = show(browser).text
    assert "Los resultados se dan a conocer a todas las personas a la vez." in text
    assert "Bien argumentado." not in text and "1,75" not in text
    with app.app_context(), atomic():
        services.release_marks(
            edition_id=edition_of(learner), activity_id="cuestionario", by_id=marker_id
        )
    text = show(browser).text
    assert "1,75 de 2" in text and "Bien argumentado." in text


# Everything there is


def test_every_kind_of_question_can_be_reviewed_by_every_rule(app, come):
    for review in (Review(), NEVER):
        learner, browser = come(*one_of_each(), review=review)
        with app.app_context():
            submit(learner, **{k: v for k, v in ANSWERS.items() if k != "essay"})
        page = show(browser)
        assert page.twice == set()
        assert page.text.count("Pregunta ") >= 12


def test_a_survey_has_no_score(app, come):
    learner, browser = come(make_question("likert"), make_question("reflection"))
    with app.app_context():
        submit(learner, likert=("algo",), reflection=("Avisaría a la red.",))
    text = show(browser).text
    assert "Entregado. Este cuestionario no lleva puntaje." in text
    assert "Todavía no aprobado" not in text


@pytest.mark.parametrize("language", ["pt", "en"])
def test_the_review_stands_in_every_language(handed, language):
    _learner, browser = handed()
    browser.set_cookie("lms_language", language)
    page = show(browser)
    assert f"({language})" in page.text
    assert f'href="{ADDRESS}' in page.html
