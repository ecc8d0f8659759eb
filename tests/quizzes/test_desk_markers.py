"""Two markers at one answer on real pages, and whose answer it is."""

import re

from lms.content.asking import ByHand
from lms.foundation.work import atomic
from lms.people.roles import Role
from lms.quizzes.rounds import Round
from lms.quizzes.views.hidden import attempt_of
from tests.factories.attempts import attempts
from tests.factories.marking import (
    FAIR,
    GOOD,
    POOR,
    make_answered,
    make_marker,
    mark,
    marks_of,
    publish_essay,
)
from tests.factories.people import make_member
from tests.quizzes.desk import filled, judging, links, words

DESK = "/courses/curso/quizzes/cuestionario/marking/"
TWO = ByHand(second=True)


GOOD_FIELDS = {f"level-{criterion}": level for criterion, level in GOOD.items()}


def test_the_later_of_two_sees_both_marks_and_keeps_the_own_text(app, desk):
    with app.app_context():
        publish_essay()
        ana = make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    forms = {who: judging(desk[who].get(path).text) for who in desk}
    first = filled(forms["Inés"], GOOD, comment="De Inés.")
    assert desk["Inés"].post(path, data=first).status_code == 303
    later = filled(forms["Luz"], POOR, comment="De Luz.")
    answer = desk["Luz"].post(path, data=later)
    assert answer.status_code == 409
    text = words(answer.text)
    assert "Otra persona corrigió esta respuesta mientras usted escribía" in text
    assert "De Inés." in text
    form = judging(answer.text)
    assert form.fields["comment"] == "De Luz."
    assert form.fields["level-norma"] == "algo"
    missing = desk["Luz"].post(path, data=form.fields)
    assert missing.status_code == 422
    assert "Diga por qué la cambia" in words(missing.text)
    done = desk["Luz"].post(path, data={**form.fields, "reason": "Leímos juntas."})
    assert done.status_code == 303
    with app.app_context():
        assert marks_of(ana)[Round.FINAL].judgement.comment == "De Luz."
        assert marks_of(ana)[Round.FIRST].judgement.comment == "De Inés."


def test_the_second_marker_finds_nothing_of_the_first_mark_anywhere(app, desk):
    with app.app_context():
        publish_essay(by_hand=TWO)
        ana = make_answered()
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    form = judging(desk["Inés"].get(path).text)
    said = filled(form, GOOD, comment="Secreto-uno.")
    assert "Falta la de una segunda persona" in words(
        desk["Inés"].post(path, data=said, follow_redirects=True).text
    )
    # A mark that stands alone differs from none.
    assert "difieren" not in words(desk["Inés"].get(path).text)
    second = f"{DESK}?show=second"
    pages = [desk["Luz"].get(at).text for at in (DESK, second, path)]
    for html in pages:
        assert "Secreto-uno" not in html
        assert "checked" not in html
        assert "4 de 4" not in html
    assert links(pages[0], "/ensayo/") == []
    assert links(pages[1], "/ensayo/") == [f"{path}?show=second"]
    assert "Verá su nota cuando guarde la de usted" in words(pages[2])
    # Who marked first finds it among their own, and not among what waits for a second.
    assert links(desk["Inés"].get(second).text, "/ensayo/") == []
    assert links(desk["Inés"].get(f"{DESK}?show=mine").text, "/ensayo/") != []
    form = judging(pages[2])
    desk["Luz"].post(path, data=filled(form, POOR, comment="De Luz."))
    text = words(desk["Luz"].get(path).text)
    assert "Secreto-uno." in text
    assert "Primera nota: 4 de 4" in text
    assert "Segunda nota: 1 de 4" in text
    assert text.count("difieren") == 4
    decision = judging(desk["Luz"].get(path).text)
    assert decision.fields["comment"] == "Secreto-uno.\n\nDe Luz."
    assert "level-norma" not in decision.fields
    desk["Luz"].post(path, data=filled(decision, FAIR))
    with app.app_context():
        assert attempts(ana)[0].points == 4
    assert "Nota final: 3 de 4" in words(desk["Inés"].get(path).text)


def test_what_two_markers_agree_on_is_chosen_already(app, desk):
    with app.app_context():
        publish_essay(by_hand=TWO)
        ana = make_answered()
        mark(ana, make_marker("Sol"), GOOD)
        mark(ana, make_marker("Mar"), FAIR)
    path = links(desk["Inés"].get(f"{DESK}?show=differ").text, "/ensayo/")[0]
    form = judging(desk["Inés"].get(path).text)
    assert form.fields["level-norma"] == "si"
    assert "level-caso" not in form.fields


def test_without_names_nothing_tells_whose_an_answer_is(app, desk):
    with app.app_context():
        publish_essay(by_hand=ByHand(anonymous=True))
        learners = [
            make_answered(name=f"Persona-{n}", email=f"secreto{n}@example.org")
            for n in range(8)
        ]
        ids = [attempts(each)[0].id for each in learners]
        seeds = {
            a.id: attempts(each)[0].seed for each in learners for a in attempts(each)
        }
    page = desk["Inés"].get(DESK).text
    found = links(page, "/ensayo/")
    assert len(found) == len(set(found)) == 8
    for html in (page, *(desk["Inés"].get(path).text for path in found)):
        assert "Persona-" not in html
        assert "secreto" not in html
        assert "entregada el" not in html
        for each in learners:
            assert not re.search(rf"\b{re.escape(each.subject)}\b", html)
    with app.test_request_context():
        order = [attempt_of(path.split("/")[-3]) for path in found]
    assert sorted(order) == sorted(ids)
    assert order == sorted(order, key=seeds.__getitem__)
    assert order != sorted(order)
    assert "el orden es al azar" in words(page)
    assert links(desk["Inés"].get(DESK).text, "/ensayo/") == found


def test_an_address_with_a_number_of_an_attempt_leads_nowhere(app, desk):
    with app.app_context():
        publish_essay(by_hand=ByHand(anonymous=True))
        ana = make_answered()
        number = attempts(ana)[0].id
    path = links(desk["Inés"].get(DESK).text, "/ensayo/")[0]
    for code in (number, "zzz-zzzz", "000-0000", "x", "7kq-2m4f"):
        assert desk["Inés"].get(f"{DESK}{code}/ensayo/").status_code == 404
    assert desk["Inés"].get(path.replace("ensayo", "uno")).status_code == 404
    assert desk["Inés"].get(path.replace("ensayo", "otra")).status_code == 404


def test_nobody_finds_their_own_answer(app, browse):
    with app.app_context():
        publish_essay()
        both = make_answered(name="Docente Alumna", roles={Role.INSTRUCTOR: "curso"})
        make_member(subject="otra", roles={Role.SECRETARIAT: ""})
    own, other = browse(both.subject), browse("otra")
    path = links(other.get(DESK).text, "/ensayo/")[0]
    assert links(own.get(DESK).text, "/ensayo/") == []
    assert own.get(path).status_code == 404
    assert own.post(path, data=GOOD_FIELDS | {"stamp": "first"}).status_code == 404


def test_a_member_who_left_is_not_named(app, desk):
    with app.app_context():
        publish_essay()
        ana = make_answered()
        sol = make_member("Sol Sombra")
        mark(ana, sol.id, GOOD)
        with atomic():
            sol.name = ""
    path = links(desk["Inés"].get(f"{DESK}?show=settled").text, "/ensayo/")[0]
    assert "Persona que dejó la plataforma" in words(desk["Inés"].get(path).text)
