"""The analysis on real pages: words, drawings, tables to take along, no names."""

import csv
import io
import re
from dataclasses import replace

import pytest
from flask import Flask

from lms.content.asking import ByHand
from tests.factories.attempts import publish_quiz, singles, submit
from tests.factories.marking import TEXT, make_marker
from tests.factories.questions import KINDS, choices, make_question, told
from tests.factories.quizzes import make_learner
from tests.quizzes.desk import links, words
from tests.quizzes.test_analysis import IDS, TEN, sixfold, taken

DESK = "/courses/curso/quizzes/cuestionario/"
PAGE, FILE = f"{DESK}analysis/", f"{DESK}analysis.csv"


@pytest.fixture
def ines(app, sign_in):
    with app.app_context():
        publish_quiz(*singles(*IDS))
        make_marker("Inés", subject="inés")
    client = app.test_client()
    sign_in(client, "inés")
    return client


def answered(app: Flask, rows=TEN):
    with app.app_context():
        return taken(rows)


def table(client, query="", language=""):
    headers = {"Accept-Language": language} if language else {}
    answer = client.get(FILE + query, headers=headers)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_before_anybody_has_a_mark_the_page_says_so(app, ines):
    assert "Todavía no hay intentos con nota" in words(ines.get(PAGE).text)
    with app.app_context():
        publish_quiz(*singles("uno"), make_question("essay", "ensayo"))
        submit(make_learner(), uno=("b",), ensayo=TEXT)
    assert "1 intento espera a que alguien lo corrija." in words(ines.get(PAGE).text)


def test_the_page_tells_figures_in_words(app, ines):
    answered(app)
    text = words(ines.get(PAGE).text)
    assert "Se miran 10 intentos. De cada persona se toma el primero" in text
    assert "Resultado medio 50 %" in text
    assert "Aprueban 20 % margen: 6 a 51 %" in text
    assert "0,46 margen: −0,62 a 0,85 Baja:" in text
    assert "60 % intermedia 0,47 distingue bien" in text
    assert "50 % intermedia 0,26 distingue 40 % intermedia 0,15" in re.sub(
        r"(–|Pregunta single|10) ", "", text
    )


def test_few_attempts_are_met_with_the_reason(app, ines):
    answered(app, TEN[:3])
    text = words(ines.get(PAGE).text)
    assert text.count("Hacen falta al menos 10 intentos; hay 3.") == 9
    assert "Hacen falta al menos 5 intentos para mostrar qué se respondió." in text
    assert "%" not in text.partition("Qué quieren decir")[0]


def test_what_does_not_vary_is_said(app, ines):
    answered(app, ["1" + row[1:] for row in TEN])
    text = words(ines.get(PAGE).text)
    assert "Todas las personas obtuvieron lo mismo en esta pregunta." in text
    assert "100 % muy fácil" in text


def test_two_versions_are_told_apart_and_one_can_be_chosen(app, ines):
    answered(app)
    with app.app_context():
        first, *rest = singles(*IDS)
        publish_quiz(replace(first, content=choices("c")), *rest)
    answered(app)
    text = words(ines.get(PAGE).text)
    assert "(versión 1)" in text and "(versión 2)" in text
    assert "Elija una sola versión del curso para calcularla." in text
    numbers = re.findall(r'<option value="(\d+)"', ines.get(PAGE).text)
    assert len(numbers) == 2
    alone = words(ines.get(f"{PAGE}?release={numbers[-1]}").text)
    assert "0,46 margen" in alone
    assert "(versión" not in alone.partition("Fiabilidad")[2]
    for odd in ("?release=99", "?release=x", "?attempts=x", "?release="):
        assert ines.get(PAGE + odd).status_code == 200


def test_nothing_on_the_page_or_in_the_tables_says_whose_it_is(app, ines):
    with app.app_context():
        for number in range(12):
            learner = make_learner(
                name=f"Oculta {number}", email=f"oculta{number}@example.org"
            )
            submit(learner, uno=("b",), dos=("b",), tres=("a",))
    for path in (PAGE, FILE, f"{FILE}?table=answers", f"{PAGE}?attempts=every"):
        assert "oculta" not in ines.get(path).text.lower()


def test_drawings_are_beside_their_numbers_and_nothing_is_inline(app, ines):
    answered(app)
    html = ines.get(PAGE).text
    assert html.count('<svg class="bar-of') >= 6
    assert all('aria-hidden="true"' in svg for svg in re.findall(r"<svg[^>]*>", html))
    assert "style=" not in html
    for width in re.findall(r'<rect class="some"[^>]* width="([\d.]+)"', html):
        assert 0 <= float(width) <= 100


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_answers_on_the_page_and_in_the_table(app, ines, kind):
    with app.app_context():
        sixfold(kind)
    assert ines.get(PAGE).status_code == 200
    rows = table(ines, "?table=answers")
    assert any(row[0] == "una" for row in rows[1:])
    assert {len(row) for row in rows[1:]} <= {len(rows[0]), 7}


def test_the_table_has_points_in_numbers_and_the_language_of_the_page(app, ines):
    answered(app)
    header, *rows = table(ines)
    assert header[:7] == [
        "Pregunta",
        "Versión",
        "Título",
        "Tipo",
        "Puntos",
        "Intentos",
        "Facilidad",
    ]
    assert [row[0] for row in rows] == list(IDS)
    assert rows[0][1:10] == [
        "1",
        "Pregunta single",
        "single",
        "1",
        "10",
        "0.6000",
        "0.3127",
        "0.8318",
        "intermedia",
    ]
    assert rows[0][10:13] == ["0.4666", "-0.2309", "0.8473"]
    answers = table(ines, "?table=answers")
    assert (
        answers[2]
        == ["uno", "1", "", "b", "Respuesta b", "1.0000", "6", "0.6000"] + [""] * 3
    )


def test_a_title_that_looks_like_a_formula_is_text(app, ines):
    with app.app_context():
        first, *rest = singles(*IDS)
        names = ['=HYPERLINK("http://x","y")', "+1", "@SUM(A1)"]
        publish_quiz(
            *(
                replace(q, name=name)
                for q, name in zip((first, *rest), names, strict=True)
            )
        )
    answered(app)
    titles = [row[2] for row in table(ines)[1:]]
    assert titles == [f"'{name}" for name in names]


def test_what_authors_and_learners_wrote_is_escaped(app, ines):
    with app.app_context():
        sly = "<script>alert(1)</script>"
        publish_quiz(replace(make_question("short", "uno"), name=sly, prompt=told(sly)))
        for _ in range(6):
            submit(make_learner(), uno=(sly,))
    html = ines.get(PAGE).text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_without_names_in_marking_nothing_changes_here(app, ines):
    with app.app_context():
        publish_quiz(*singles(*IDS), by_hand=ByHand(anonymous=True))
    answered(app)
    assert ines.get(PAGE).status_code == 200


@pytest.mark.parametrize("rows", [1, 12, 40])
def test_the_analysis_costs_the_same_whatever_its_length(
    app, ines, count_queries, rows
):
    answered(app, (TEN * 4)[:rows])
    ines.get(PAGE)
    with count_queries() as seen:
        assert ines.get(PAGE).status_code == 200
    # The person, the releases, the editions; the numbers of releases, the attempts,
    # the answers, the times, the versions, the releases that attempts are on.
    assert len(seen) == 9
    with count_queries() as seen:
        assert ines.get(FILE).status_code == 200
    assert len(seen) == 8


def test_the_page_leads_to_its_tables_with_the_same_choice(app, ines):
    answered(app)
    html = ines.get(f"{PAGE}?attempts=every").text
    assert links(html, "analysis.csv") == [
        f"{FILE}?attempts=every",
        f"{FILE}?attempts=every&table=answers",
    ]
