"""The corrected key beside a question whose mark it changed, in a learner's review."""

from dataclasses import replace

import pytest

from lms.content.asking import Review, When
from tests.factories.attempts import begin, publish_quiz, schedule, submit
from tests.factories.marking import TEXT, make_marker
from tests.factories.questions import choices, make_question, told
from tests.factories.regrading import apply
from tests.quizzes.correcting import CORRECTED, GIVEN, LABEL, blocks, corrected
from tests.quizzes.test_views import show
from tests.quizzes.timing import at

NEVER, CLOSED = When.NEVER, When.CLOSED

TOLD = {
    "single": "Respuesta a Su respuesta: correcta Por qué a. Muy bien.",
    "multiple": "Respuesta d Su respuesta: correcta Por qué d.",
    "truefalse": "Verdadero Su respuesta: correcta Sí la exige.",
    "matching": "incorrecta Lo correcto: Acuñó la palabra «genocidio»",
    "ordering": "El orden correcto El Estatuto de Roma El Tribunal para Ruanda",
    "short": "Nadie Su respuesta: correcta Eso.",
    "numerical": "1500 km Su respuesta: correcta Tan lejos.",
    "cloze": "1. 1949 Su respuesta: correcta El 12 de agosto.",
    "categorising": "Crímenes de lesa humanidad – correcta Sobre traslado.",
}


@pytest.fixture
def regraded(app, come):
    """Somebody who handed in, before the quiz was marked anew with another key."""

    def regraded(old, new, *others, given, more=(), **rules):
        learner, browser = come(old, *others, **rules)
        with app.app_context():
            submit(learner, **{old.id: given}, **dict(more))
            release = publish_quiz(new, *others, **rules)
            apply(learner, release, make_marker("Inés"))
        return learner, browser

    return regraded


# What it tells


@pytest.mark.parametrize("kind", CORRECTED)
def test_the_corrected_key_stands_beside_any_kind_of_question(regraded, kind):
    old = make_question(kind)
    _learner, browser = regraded(old, corrected(old), given=GIVEN[kind])
    page = show(browser)
    assert set(blocks(page)) == {kind}
    assert TOLD[kind] in blocks(page)[kind]
    assert "Explicación corregida." in blocks(page)[kind]
    above = page.text.partition(LABEL)[0]
    assert "Explicación general." in above
    assert "Explicación corregida." not in above
    assert "donde su nota cambió está también la clave corregida" in page.text
    assert page.twice == set()


def test_the_question_above_stays_as_it_was_with_what_was_said_of_the_answer(regraded):
    old = make_question("single")
    _learner, browser = regraded(old, corrected(old), given=("a",))
    above = show(browser).text.partition(LABEL)[0].partition("Revisión")[2]
    # The mark is the new one; all else is as it was then.
    assert "Correcta" in above
    assert "Respuesta a Su respuesta: incorrecta" in above
    assert "Respuesta b Respuesta correcta, no elegida" in above
    assert "Lea otra vez la lección." in above and "Muy bien." not in above


def test_a_mark_that_was_lost_is_explained_too(regraded):
    old = make_question("single")
    _learner, browser = regraded(old, corrected(old), given=("b",))
    [told_now] = blocks(show(browser)).values()
    assert "Respuesta a Respuesta correcta, no elegida Por qué a." in told_now
    assert "Respuesta b Su respuesta: incorrecta Por qué b." in told_now
    assert "Lea otra vez la lección." in told_now
    # The other options stand above, where they were asked.
    assert "Por qué c." not in told_now and "Por qué d." not in told_now


# Where it does not stand


def test_it_stands_only_where_the_mark_of_this_answer_changed(app, come):
    old = [make_question("single", id_) for id_ in ("uno", "dos", "tres")]
    learner, browser = come(*old)
    with app.app_context():
        submit(learner, uno=("a",), dos=("d",), tres=("b",))
        new = [corrected(old[0]), corrected(old[1]), replace(old[2], prompt=told("¿?"))]
        release = publish_quiz(*new)
    assert blocks(show(browser)) == {}
    with app.app_context():
        apply(learner, release, make_marker("Inés"))
    assert set(blocks(show(browser))) == {"uno"}


def test_an_attempt_that_keeps_all_its_marks_says_so_as_before(app, come):
    old = make_question("single")
    learner, browser = come(old)
    with app.app_context():
        submit(learner, single=("d",))
        begin(learner, after=1)
        submit(learner, 2, single=("a",))
        apply(learner, publish_quiz(corrected(old)), make_marker("Inés"))
    assert set(blocks(show(browser, "?attempt=2"))) == {"single"}
    page = show(browser, "?attempt=1")
    assert blocks(page) == {}
    assert "las respuestas correctas como eran cuando respondió" in page.text


def test_a_key_that_was_taken_back_leaves_nothing_behind(app, come):
    old = make_question("single")
    learner, browser = come(old)
    with app.app_context():
        submit(learner, single=("a",))
        ines = make_marker("Inés")
        apply(learner, publish_quiz(corrected(old)), ines)
        apply(learner, publish_quiz(old, pass_mark=10), ines)
    page = show(browser)
    assert blocks(page) == {}
    assert "recalificó" in page.text


# As far as it may be told


@pytest.mark.parametrize(
    ("review", "key", "feedback"),
    [
        (Review(), True, True),
        (Review(score=NEVER), True, True),
        (Review(answers=NEVER), False, True),
        (Review(feedback=NEVER), True, False),
        (Review(answers=NEVER, feedback=NEVER), False, False),
    ],
)
@pytest.mark.parametrize("kind", CORRECTED)
def test_the_right_answer_and_the_feedback_follow_each_its_own_rule(
    regraded, kind, review, key, feedback
):
    old = make_question(kind)
    _learner, browser = regraded(old, corrected(old), given=GIVEN[kind], review=review)
    page = show(browser)
    found = blocks(page)
    assert bool(found) == (key or feedback)
    said = found.get(kind, "")
    for words in ("correcta", "correcto", "En orden"):
        assert key or words not in said.partition("cuando respondió.")[2]
    for words in ("Explicación", "Por qué", "Muy bien", "Sobre", "lejos", "Eso."):
        assert feedback or words not in said
    assert ("Explicación corregida." in said) == feedback
    assert ("recalificó" in page.text) == (review.score is not NEVER)


def test_without_the_right_answers_it_names_no_option_that_was_not_chosen(regraded):
    old = make_question("multiple")
    _learner, browser = regraded(
        old,
        corrected(old, choices("b", "c")),
        given=("b",),
        review=Review(answers=NEVER),
    )
    [told_now] = blocks(show(browser)).values()
    assert "Respuesta b Su respuesta Por qué b." in told_now
    assert "Por qué c." not in told_now and "Respuesta c " not in told_now


def test_without_the_right_answers_nothing_is_said_where_nothing_is_explained(
    regraded,
):
    old = replace(
        make_question("ordering"),
        feedback={},
        when_right={},
        when_partly={},
        when_wrong={},
    )
    _learner, browser = regraded(
        old,
        replace(old, content=CORRECTED["ordering"]),
        given=GIVEN["ordering"],
        review=Review(answers=NEVER),
    )
    assert blocks(show(browser)) == {}


def test_what_is_told_on_the_way_is_told_while_people_have_still_to_mark(regraded):
    old, during = make_question("single"), Review(answers=When.DURING)
    _learner, browser = regraded(
        old,
        corrected(old),
        make_question("essay", "ensayo"),
        given=("a",),
        more={"ensayo": TEXT},
        review=during,
    )
    page = show(browser)
    assert "espera la calificación de una persona" in page.text
    [told_now] = blocks(page).values()
    assert "Respuesta a Su respuesta: correcta" in told_now
    # The explanations wait until all of it is marked.
    assert "corregida." not in told_now and "Por qué" not in told_now


def test_what_is_told_after_closing_waits_for_it(app, regraded, watch):
    old = make_question("single")
    review = Review(answers=CLOSED, feedback=CLOSED)
    learner, browser = regraded(old, corrected(old), given=("a",), review=review)
    with app.app_context():
        schedule(learner, closes_at=at(minutes=60))
    assert blocks(show(browser)) == {}
    watch.go(minutes=65)
    assert set(blocks(show(browser))) == {"single"}


@pytest.mark.parametrize(
    ("language", "label"),
    [("pt", "Gabarito corrigido em"), ("en", "Answer key corrected on")],
)
def test_it_is_told_in_every_language(regraded, language, label):
    old = make_question("single")
    _learner, browser = regraded(old, corrected(old), given=("a",))
    browser.set_cookie("lms_language", language)
    [said] = blocks(show(browser)).values()
    assert said.startswith(label)
    assert f"Explicación corregida. ({language})" in said
    assert "cuando respondió" not in said
