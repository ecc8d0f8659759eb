"""The people of an edition as files: they open as they are meant, and do nothing."""

from io import BytesIO

import openpyxl

from lms.foundation import sheets
from lms.people.roles import Role
from tests.factories.people import make_member
from tests.factories.quizzes import RIGHT, make_learner, make_quiz, make_submitted
from tests.factories.reports import seat

PEOPLE = "/courses/curso/people/"
HOSTILE = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\tcmd", "<b>x</b>")


def test_a_file_opens_as_it_is_meant_and_carries_no_formula(app, browse, world):
    with app.app_context():
        for number, words in enumerate(HOSTILE):
            member = make_member(f"Ñ{number}", institution=words, state="BR")
            seat(member.id, world.edition_id, world.release_id, done=2, seen_days_ago=1)
        hostile = make_member("=1+1", state="BR")
        seat(hostile.id, world.edition_id, world.release_id)
    client = browse("instructor")
    answer = client.get(f"{PEOPLE}roster.xlsx?country=BR")
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="curso-permanente-roster-'
    )
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    table = [list(row) for row in sheet.iter_rows()]
    assert [cell.value for cell in table[0]][:4] == [
        "Nombre",
        "Estado",
        "Institución",
        "Inscripción",
    ]
    assert not [c for row in table for c in row if c.data_type == "f"]
    assert "=1+1" in [row[0].value for row in table]
    person = next(row for row in table if row[0].value == "Ñ0")
    assert [cell.value for cell in person[1:6]] == [
        "Brasil",
        HOSTILE[0],
        "Cursando",
        40,
        2,
    ]
    assert person[7].is_date
    text = client.get(f"{PEOPLE}roster.csv?country=BR").data
    assert text.startswith(b"\xef\xbb\xbf")
    cells = [
        cell
        for line in text.decode("utf-8-sig").splitlines()
        for cell in line.strip('"').split('";"')
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert [row[0] for row in sheets.read(text)][1:] == [
        row[0].value for row in table[1:]
    ]


def test_addresses_are_in_the_file_of_the_secretariat_alone(browse, world):
    mine = browse("secretariat").get(f"{PEOPLE}roster.csv").get_data(as_text=True)
    theirs = browse("instructor").get(f"{PEOPLE}roster.csv").get_data(as_text=True)
    assert "@example.org" in mine
    assert "@" not in theirs


def test_results_of_quizzes_in_the_list_and_as_a_file(app, client, sign_in):
    with app.app_context():
        make_quiz()
        learner = make_learner(name="Rita Ríos")
        make_submitted(learner, 1, uno=("a",))
        make_submitted(learner, 2, **RIGHT)
        make_member(subject="boss", roles={Role.SECRETARIAT: ""})
    sign_in(client, "boss")
    assert "1 de 1 aprobado" in client.get(PEOPLE).get_data(as_text=True)
    table = sheets.read(client.get(f"{PEOPLE}results.csv").data)
    assert table == [
        [
            "Nombre",
            "Estado",
            "Institución",
            "Cuestionario",
            "Intentos",
            "Resultado (%)",
            "Aprobado",
            "Por corregir",
        ],
        ["Rita Ríos", "", "", "Cuestionario", "2", "100", "sí", "no"],
    ]
    history = client.get(f"{PEOPLE}{learner.member_id}/").get_data(as_text=True)
    assert "Intento 1" in history
    assert "100 %" in history
