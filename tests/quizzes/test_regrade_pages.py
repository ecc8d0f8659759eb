"""Marking anew on real pages: the preview, the act, what is refused, the record."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from lms.content.asking import ByHand
from lms.foundation.database import session
from lms.quizzes.models import Regrade
from lms.quizzes.queries.regrading import preview
from tests.factories.attempts import attempts, edition_of, publish_quiz, singles, submit
from tests.factories.marking import GOOD, POOR, make_answered, make_marker, mark
from tests.factories.questions import choices, make_question
from tests.factories.quizzes import ACTIVITY, ADDRESS, make_learner
from tests.quizzes.desk import Sent, links, words

DESK = "/courses/curso/quizzes/cuestionario/regrade/"
OLD = replace(make_question("single", "uno", points=2), name="Quién obliga")
NEW = replace(OLD, content=choices("c"))


@pytest.fixture
def ines(app, sign_in):
    with app.app_context():
        publish_quiz(OLD, *singles("dos"))
        make_marker("Inés", subject="inés")
    client = app.test_client()
    sign_in(client, "inés")
    return client


def answered(app, *names, **rules):
    with app.app_context():
        if rules:
            publish_quiz(OLD, *singles("dos"), **rules)
        for name in names:
            submit(make_learner(name=name), uno=("c",), dos=("b",))


def corrected(app, question=NEW, **rules):
    with app.app_context():
        return publish_quiz(question, *singles("dos"), **rules).number


def test_before_anybody_has_finished_there_is_nothing_to_choose(app, ines):
    assert "Todavía no hay intentos terminados" in words(ines.get(DESK).text)


def test_the_preview_names_who_changes_and_the_act_does_it(app, ines):
    answered(app, "Ana", "Eva")
    assert "Con esta versión no cambia ninguna nota" in words(ines.get(DESK).text)
    corrected(app)
    text = words(ines.get(DESK).text)
    assert "Cambiarían 2 intentos de 2" in text
    assert "2 pasan a estar aprobados." in text
    assert "«Quién obliga»: 2 notas cambian." in text
    assert "Ana 1 1 de 3 3 de 3 pasa a aprobado" in text
    form = post_form(ines.get(DESK).text)
    answer = ines.post(DESK, data={**form, "reason": "La c era la buena."})
    assert answer.status_code == 303
    after = words(ines.get(answer.location).text)
    assert "Se recalificaron 2 intentos." in after
    assert "Con esta versión no cambia ninguna nota" in after
    assert "La c era la buena. Inés" in after
    again = ines.post(DESK, data={**form, "reason": "La c era la buena."})
    assert again.status_code == 303
    with app.app_context():
        assert session.scalar(select(func.count(Regrade.id))) == 1


def test_the_learner_is_told_that_another_key_gave_the_mark(app, ines, sign_in):
    with app.app_context():
        ana = make_learner(subject="ana")
        submit(ana, uno=("c",), dos=("b",))
    learner = app.test_client()
    sign_in(learner, "ana")
    told = "se recalificó con una clave corregida"
    assert told not in words(learner.get(ADDRESS).text)
    corrected(app)
    form = post_form(ines.get(DESK).text)
    ines.post(DESK, data={**form, "reason": "La c era la buena."})
    assert told in words(learner.get(ADDRESS).text)


def post_form(html):
    """The fields of the form that marks anew."""
    start = html.index('id="recalificar"')
    return Sent(html[start:], "/regrade/").fields


def test_without_a_reason_the_preview_is_shown_again(app, ines):
    answered(app, "Ana")
    corrected(app)
    form = post_form(ines.get(DESK).text)
    for reason in ("", "  ", "x", "x" * 501, "a\x00b"):
        answer = ines.post(DESK, data={**form, "reason": reason})
        assert answer.status_code == 422
        assert "Cambiaría 1 intento" in words(answer.text)


def test_something_else_than_was_previewed_is_refused_and_shown(app, ines):
    answered(app, "Ana")
    with app.app_context():
        old = make_learner(name="Eva")
    corrected(app)
    form = post_form(ines.get(DESK).text)
    with app.app_context():
        submit(old, uno=("c",), dos=("b",))
    answer = ines.post(DESK, data={**form, "reason": "La c era la buena."})
    assert answer.status_code == 409
    text = words(answer.text)
    assert "No se recalificó nada" in text
    assert "Cambiarían 2 intentos" in text
    assert "La c era la buena." in text
    with app.app_context():
        assert attempts(old)[0].points == 1
    form = post_form(answer.text)
    assert ines.post(DESK, data={**form}).status_code == 303


@pytest.mark.parametrize("release", ["99", "0", "x", "-1", "1" * 30])
def test_a_version_that_is_none_does_not_exist(app, ines, release):
    answered(app, "Ana")
    assert ines.get(f"{DESK}?release={release}").status_code == 404
    sent = {"release": release, "reason": "Porque sí."}
    assert ines.post(DESK, data=sent).status_code == 404


def test_another_version_can_be_chosen(app, ines):
    answered(app, "Ana")
    first = corrected(app)
    corrected(app, OLD, pass_mark=60)
    assert "no cambia ninguna nota" in words(ines.get(DESK).text)
    text = words(ines.get(f"{DESK}?release={first}").text)
    assert "Cambiaría 1 intento" in text
    form = post_form(ines.get(f"{DESK}?release={first}").text)
    assert form["release"] == str(first)


def test_what_keeps_its_mark_is_said(app, ines):
    answered(app, "Ana")
    corrected(app, make_question("truefalse", "uno"))
    assert "ahora es una pregunta de otro tipo." in words(ines.get(DESK).text)
    with app.app_context():
        publish_quiz(*singles("dos"))
    text = words(ines.get(DESK).text)
    assert "ya no está en el cuestionario." in text


def test_without_names_the_preview_shows_codes_in_their_own_order(app, ines):
    names = [f"Persona-{letter}" for letter in "ABCDEFGH"]
    answered(app, *names, by_hand=ByHand(anonymous=True))
    corrected(app, by_hand=ByHand(anonymous=True))
    html = ines.get(DESK).text
    assert "Cambiarían 8 intentos" in words(html)
    assert "Persona-" not in html
    codes = re.findall(r'<tr><th scope="row">([^<]+)<', html)
    assert codes == sorted(codes)
    assert len(set(codes)) == 8


def test_a_mark_changed_by_hand_is_among_the_records(app, ines):
    with app.app_context():
        publish_quiz(*singles("uno"), make_question("essay", "ensayo", points=4))
        ana, luz = make_answered(), make_marker("Luz")
        mark(ana, luz, GOOD)
        mark(ana, luz, POOR, reason="Leí mal.")
    text = words(ines.get(DESK).text)
    assert "Leí mal. Luz" in text
    assert "una nota puesta por una persona" in text


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_preview_costs_the_same_whatever_its_length(app, ines, count_queries, rows):
    answered(app, *(f"Persona {n:02}" for n in range(rows)))
    corrected(app)
    ines.get(DESK)
    with count_queries() as seen:
        page = ines.get(DESK).text
    # The person, the releases, the editions, the numbers of releases; the attempts,
    # the answers; the records, the open attempts.
    assert len(seen) == 8
    assert page.count('<tr><th scope="row">') == min(rows, 50)
    if rows > 50:
        assert len(links(page, "page=2")) > 0
        second = ines.get(f"{DESK}?page=2").text
        assert second.count('<tr><th scope="row">') == rows - 50
        one, other = post_form(page), post_form(second)
        # The token says when it was made.
        assert one | {"csrf_token": ""} == other | {"csrf_token": ""}


def test_an_edition_has_its_own_preview(app, ines):
    answered(app, "Ana")
    new = corrected(app)
    with app.app_context():
        eva = make_learner(name="Eva")
        release_id, edition_id = eva.release_id, edition_of(eva)
        found = preview(
            edition_id=edition_id, activity_id=ACTIVITY, release_id=release_id
        )
        assert found.attempts == 1
        other = preview(edition_id=10**6, activity_id=ACTIVITY, release_id=release_id)
        assert (other.attempts, other.changes) == (0, ())
    assert ines.get(f"{DESK}?edition=otra&release={new}").status_code == 404
