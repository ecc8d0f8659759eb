"""The marking desk on real pages: the queue, one answer after another."""

import re

import pytest

from lms.content.asking import ByHand
from tests.factories.attempts import attempts, publish_quiz, singles, submit
from tests.factories.encuentro import make_edition
from tests.factories.marking import (
    FAIR,
    GOOD,
    POOR,
    TEXT,
    make_answered,
    make_marker,
    mark,
    marks_of,
    publish_essay,
)
from tests.factories.questions import make_question
from tests.factories.quizzes import make_learner
from tests.quizzes.desk import filled, judging, links, words

DESK = "/courses/curso/quizzes/cuestionario/marking/"
TWO = ByHand(second=True)


GOOD_FIELDS = {f"level-{criterion}": level for criterion, level in GOOD.items()}


def test_a_quiz_without_texts_says_that_nothing_is_to_be_marked(app, desk):
    with app.app_context():
        publish_quiz(*singles("uno"))
    assert "Aquí no hay nada que corregir a mano" in words(desk["Inés"].get(DESK).text)


def test_answers_are_marked_one_after_the_other(app, desk):
    with app.app_context():
        publish_essay()
        learners = [make_answered(name=name) for name in ("Ana", "Eva", "Sol")]
    page = desk["Inés"].get(DESK).text
    assert re.findall(r"Ana|Eva|Sol", words(page)) == ["Ana", "Eva", "Sol"]
    first = links(page, "/ensayo/")[0]
    shown = desk["Inés"].get(first).text
    assert TEXT[0] in shown
    assert "Solo para quien califica." in shown
    form = judging(shown)
    assert form.radios == {
        "level-norma": ["no", "algo", "si"],
        "level-caso": ["no", "algo", "si"],
    }
    sent = filled(form, GOOD, comment="Muy *bien*.", go="next")
    answer = desk["Inés"].post(form.action, data=sent)
    assert answer.status_code == 303
    after = desk["Inés"].get(answer.location).text
    assert "La nota quedó guardada." in after
    assert "Eva" in words(after)
    sent = filled(judging(after), FAIR, go="next")
    last = desk["Inés"].post(answer.location, data=sent).location
    sent = filled(judging(desk["Inés"].get(last).text), POOR, go="next")
    back = desk["Inés"].post(last, data=sent)
    assert back.location == DESK
    assert "No queda nada sin corregir" in words(desk["Inés"].get(DESK).text)
    with app.app_context():
        assert [attempts(each)[0].points for each in learners] == [5, 4, 2]


def test_a_form_that_lacks_a_level_is_given_back_as_it_was(app, desk):
    with app.app_context():
        publish_essay()
        ana = make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    form = judging(desk["Inés"].get(path).text)
    sent = filled(form, {"norma": "si"}, comment="Lo que pensé.")
    answer = desk["Inés"].post(path, data=sent)
    assert answer.status_code == 422
    assert "Elija un nivel." in answer.text
    again = judging(answer.text).fields
    assert (again["level-norma"], again["comment"]) == ("si", "Lo que pensé.")
    assert desk["Inés"].post(path, data={}).status_code == 422
    made_up = filled(form, {"norma": "si", "caso": "sobresaliente"})
    assert desk["Inés"].post(path, data=made_up).status_code == 422
    too_long = filled(form, GOOD, comment="x" * 10_001)
    assert desk["Inés"].post(path, data=too_long).status_code == 422
    nul = filled(form, GOOD, comment="a\x00b")
    assert desk["Inés"].post(path, data=nul).status_code == 422
    with app.app_context():
        assert marks_of(ana) == {}


def test_without_a_rubric_a_number_is_given(app, desk):
    with app.app_context():
        bare = make_question("essay", "ensayo", points=4)
        publish_quiz(
            *singles("uno"),
            make_question("reflection", "pienso"),
            bare.__class__(
                **{
                    **{f: getattr(bare, f) for f in bare.__slots__},
                    "content": bare.content.__class__(),
                }
            ),
        )
        ana = make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    for wrong in ("", "cinco", "4,01", "-1", "1.234"):
        answer = desk["Inés"].post(path, data={"points": wrong, "stamp": "first"})
        assert answer.status_code == 422
        assert "Escriba un número de 0 a 4" in words(answer.text)
    answer = desk["Inés"].post(path, data={"points": "2,5", "stamp": "first"})
    assert answer.status_code == 303
    with app.app_context():
        assert attempts(ana)[0].points == 3.5
    shown = desk["Inés"].get(path).text
    assert "2,5 de 4" in words(shown)
    assert judging(shown).fields["points"] == "2,5"


def test_a_comment_is_previewed_without_being_saved(app, desk):
    with app.app_context():
        publish_essay()
        ana = make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    sent = {**GOOD_FIELDS, "comment": "Muy **bien** <b>", "preview": "1"}
    answer = desk["Inés"].post(path, data={**sent, "stamp": "first"})
    assert answer.status_code == 200
    assert "<p>Muy <strong>bien</strong> &lt;b&gt;</p>" in answer.text
    assert judging(answer.text).fields["comment"] == "Muy **bien** <b>"
    with app.app_context():
        assert marks_of(ana) == {}


def test_an_edition_shows_its_own_answers_alone(app, desk):
    with app.app_context():
        publish_essay()
        make_answered()
        make_edition("curso", "2027")
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    other = desk["Inés"].get(f"{DESK}?edition=2027")
    assert other.status_code == 200
    assert links(other.text, "/ensayo/") == []
    assert desk["Inés"].get(f"{path}?edition=2027").status_code == 404
    assert desk["Inés"].get(f"{DESK}?edition=nada").status_code == 404


def test_marks_are_told_together_by_a_button(app, desk):
    with app.app_context():
        publish_essay(by_hand=ByHand(together=True))
        ana, eva = make_answered(name="Ana"), make_answered(name="Eva")
        mark(ana, make_marker("Sol"), GOOD)
    text = words(desk["Inés"].get(DESK).text)
    assert "Queda 1 respuesta sin nota final." in text
    unsure = desk["Inés"].post(f"{DESK}tell")
    assert unsure.status_code == 422
    assert "Marque la casilla" in words(unsure.text)
    with app.app_context():
        assert not attempts(ana)[0].is_marked
    told = desk["Inés"].post(f"{DESK}tell", data={"sure": "1"}, follow_redirects=True)
    assert "1 intento tiene su resultado" in words(told.text)
    assert "Las notas se comunicaron a todas las personas" in words(told.text)
    again = desk["Inés"].post(f"{DESK}tell", data={"sure": "1"})
    assert again.status_code == 303
    with app.app_context():
        assert attempts(ana)[0].is_marked
        assert not attempts(eva)[0].is_marked


def test_a_queue_has_lists_pages_and_a_question_to_look_at(app, desk):
    with app.app_context():
        publish_quiz(
            *singles("uno"),
            make_question("essay", "ensayo", points=4),
            make_question("essay", "otro", name="Segundo texto"),
        )
        learners = [make_learner(name=f"Persona {n:02}") for n in range(12)]
        for each in learners:
            submit(each, uno=("b",), ensayo=TEXT, otro=TEXT)
    page = desk["Inés"].get(DESK).text
    assert len(links(page, f"{DESK}")) > 20
    assert "Sin corregir 24" in words(page)
    assert len(links(page, "/ensayo/")) + len(links(page, "/otro/")) == 20
    second = desk["Inés"].get(f"{DESK}?page=2").text
    assert len(links(second, "/ensayo/")) + len(links(second, "/otro/")) == 4
    one = desk["Inés"].get(f"{DESK}?question=otro").text
    assert (len(links(one, "/ensayo/")), len(links(one, "/otro/"))) == (0, 12)
    assert "Segundo texto" in words(one)
    for odd in ("?show=x", "?page=x", "?page=-3", "?question=" + "x" * 300):
        assert desk["Inés"].get(DESK + odd).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 21])
def test_the_queue_costs_the_same_whatever_its_length(app, desk, count_queries, rows):
    with app.app_context():
        publish_essay()
        for _row in range(rows):
            make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    with count_queries() as seen:
        assert desk["Inés"].get(DESK).status_code == 200
    # The person, the releases, the editions; the releases of attempts, the counts, the
    # answers, when the marks were told.
    assert len(seen) == 7
    with count_queries() as seen:
        assert desk["Inés"].get(path).status_code == 200
    # The person, the releases, the editions; the answer, its marks.
    assert len(seen) == 5
