"""Lists of people: understood, looked at, carried out whole, never twice."""

import io

import pytest
from sqlalchemy import func, select

from lms.admission.lists import understand
from lms.admission.models import Invitation
from lms.admission.queries.places import map_states
from lms.admission.services.listing import Act, carry_out, plan_list
from lms.enrolment.models import Enrolment
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation import sheets
from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.people.reference import load_states
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.people import make_member
from tests.factories.seats import make_list, member_of

S = EnrolmentState
STATES = {"ar": "AR", "arg": "AR", "argentina": "AR", "brasil": "BR", "brazil": "BR"}
HEADS = [
    ["Correo electrónico", "Nombre y apellido", "País", "Institución", "Función"],
    ["E-mail", "Nome completo", "Estado", "Instituição", "Papel"],
    ["EMAIL", "Full name", "State", "Organization", "Role"],
]


@pytest.mark.parametrize("head", HEADS)
def test_a_list_is_understood_in_every_language_and_order(head):
    row = ["Ana@Example.org", "Ana Ñ", "Brasil", "Cancillería", "observador"]
    for order in (range(5), range(4, -1, -1)):
        rows = [[head[n] for n in order], [row[n] for n in order]]
        [person] = understand(rows, STATES).people
        assert (person.row, person.email, person.name) == (
            2,
            "ana@example.org",
            "Ana Ñ",
        )
        assert (person.state, person.role, person.faults) == ("BR", "observer", ())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["", "", ""], "Falta el correo."),
        (["no es", "", ""], "«no es» no es un correo."),
        (["b@example.org", "Narnia", ""], "No conocemos el Estado «Narnia»."),
        (["b@example.org", "", "klingon"], "No conocemos el idioma «klingon»"),
        (["a@example.org", "", ""], "El mismo correo está en la fila 3."),
    ],
)
def test_what_is_wrong_in_a_row_is_said_in_plain_words(cells, said):
    head = ["Correo", "Estado", "Idioma", "Nombre"]
    rows = [[], head, ["a@example.org"], [*cells, "Alguien"]]
    found = understand(rows, STATES)
    assert not found.is_good
    assert found.people[1].row == 4
    assert found.people[1].faults[0].startswith(said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "El archivo está vacío."),
        ([["Nombre"], ["Ana"]], "No encontramos la columna del correo."),
        ([["Correo"]], "La lista no tiene personas."),
        ([["Correo"], *[[f"p{n}@example.org"] for n in range(1_001)]], "La lista es"),
    ],
)
def test_what_is_no_list_is_said(rows, said):
    [fault] = understand(rows, STATES).faults
    assert fault.startswith(said)


def test_a_column_nobody_asked_for_is_named():
    assert understand([["Correo", "Signo"], ["a@b.org"]], {}).unused == ("Signo",)


def test_states_are_known_by_code_and_by_name_in_every_language(inside):
    with atomic():
        load_states()
    known = map_states()
    for said in ("br", "bra", "brasil", "brazil"):
        assert known[said] == "BR"


def people(*emails, role="participante"):
    rows = [["Correo", "Función", "Institución"]]
    return understand([*rows, *[[e, role, "INDDHH"] for e in emails]], {}).people


def run(edition, listed, by=None):
    with atomic():
        return carry_out(
            edition_id=edition.id, people=listed, by_id=by or make_member().id
        )


@pytest.mark.parametrize(
    ("state", "stands"),
    [(EditionState.RUNNING, S.ACTIVE), (EditionState.SELECTING, S.ACCEPTED)],
)
def test_who_is_known_gets_a_seat_and_who_is_not_a_letter(inside, state, stands):
    edition, _ids = make_list(seats=5, state=state)
    ana = make_member(email="ana@example.org")
    listed = people("ana@example.org", "nueva@example.org")
    plan = run(edition, listed)
    first = Act.ENTERS if state is EditionState.RUNNING else Act.SEATED
    assert [step.act for step in plan.steps] == [first, Act.INVITED]
    enrolment = session.scalars(select(Enrolment)).one()
    assert (enrolment.member_id, enrolment.state) == (ana.id, stands)
    assert session.get(Member, ana.id).institution == "INDDHH"
    invitation = session.scalars(select(Invitation)).one()
    assert (invitation.uses, invitation.note.split("\t")[0]) == (1, "nueva@example.org")
    assert session.scalars(select(OutboxJob.kind)).all() == ["admission.invited"]
    assert session.scalar(
        select(Entry.details).where(Entry.act == "list.imported")
    ) == {first.value: 1, "invited": 1}


def test_the_same_list_again_changes_nothing(inside):
    edition, _ids = make_list(seats=5)
    make_member(email="ana@example.org")
    listed = people("ana@example.org", "nueva@example.org")
    run(edition, listed)
    tables = (Enrolment, Invitation, OutboxJob, Entry)
    before = [session.scalar(select(func.count()).select_from(t)) for t in tables]
    plan = run(edition, listed)
    assert [step.act for step in plan.steps] == [Act.NOTHING, Act.NOTHING]
    after = [session.scalar(select(func.count()).select_from(t)) for t in tables]
    assert before == after


def test_somebody_changes_their_role_by_a_list(inside):
    edition, _ids = make_list(seats=5)
    make_member(email="ana@example.org")
    run(edition, people("ana@example.org"))
    plan = run(edition, people("ana@example.org", role="observadora"))
    assert plan.steps[0].act is Act.ROLE
    assert session.scalars(select(Enrolment.role)).all() == ["observer"]


def test_one_person_is_in_two_editions_in_two_roles(inside):
    one, _ids = make_list(seats=5)
    other, _ids = make_list(seats=5)
    make_member(email="ana@example.org")
    run(one, people("ana@example.org"))
    run(other, people("ana@example.org", role="observer"))
    roles = session.scalars(select(Enrolment.role).order_by(Enrolment.id)).all()
    assert roles == ["participant", "observer"]


@pytest.mark.parametrize("state", [S.APPLIED, S.WAITING, S.OFFERED, S.DECLINED])
def test_a_list_is_no_way_around_the_selection(inside, state):
    edition, ids = make_list(state, seats=5)
    email = session.get(Member, member_of(ids[0])).email
    [step] = plan_list(edition_id=edition.id, people=people(email)).steps
    assert (step.act, "mesa de selección" in step.reason) == (Act.WRONG, True)


def test_a_list_larger_than_the_seats_is_refused_whole(inside):
    edition, _ids = make_list(seats=1)
    for name in ("ana", "luz"):
        make_member(email=f"{name}@example.org")
    listed = people("ana@example.org", "luz@example.org")
    plan = plan_list(edition_id=edition.id, people=listed)
    assert "edición: 1. La lista ocupa 2" in plan.faults[0]
    with pytest.raises(Exception, match="No se cambió nada"):
        run(edition, listed)
    assert session.scalar(select(func.count(Enrolment.id))) == 0


def test_a_longer_list_is_planned_in_as_many_statements(inside, count_queries):
    edition, _ids = make_list(seats=500)
    costs = []
    for number in (2, 60):
        listed = people(*[f"p{n}@example.org" for n in range(number)])
        with count_queries() as seen:
            plan_list(edition_id=edition.id, people=listed)
        costs.append(len(seen))
    assert costs[0] == costs[1]


@pytest.fixture
def desk(app, sign_in):
    with app.app_context():
        edition, _ids = make_list(seats=5)
        make_member("Sofía", subject="sofia", roles={Role.SECRETARIAT: ""})
        make_member(email="ana@example.org")
    browser = app.test_client()
    sign_in(browser, "sofia")
    return browser, f"/secretariat/editions/{edition.id}/people/import"


def send(browser, address, body, name="lista.csv"):
    return browser.post(address, data={"file": (io.BytesIO(body), name)})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_desk_shows_what_a_list_will_do_and_then_does_it(app, desk, kind):
    browser, address = desk
    head, rows = (
        ["Correo", "Nombre"],
        [["ana@example.org", "Ana"], ["n@example.org", ""]],
    )
    body = (
        sheets.write_csv(rows, head)
        if kind == "csv"
        else sheets.write_xlsx("x", head, rows)
    )
    page = send(browser, address, body, f"lista.{kind}")
    assert page.status_code == 200
    assert "Tiene un lugar" in page.text and "Recibe una invitación" in page.text
    with app.app_context():
        assert session.scalar(select(func.count(Enrolment.id))) == 0
    kept = '[["Correo", "Nombre"], ["ana@example.org", "Ana"], ["n@example.org"]]'
    done = browser.post(f"{address}/confirm", data={"rows": kept})
    assert done.status_code == 303
    told = browser.get(address).text
    assert "1 persona quedó en la edición. Salió 1 invitación." in told
    again = send(browser, address, body, f"lista.{kind}").text
    assert "no hay nada que hacer" in again


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "El archivo está vacío."),
        (b"PK\x03\x04 no", "No pudimos leer el archivo."),
        (b"Correo\nnada\n", "«nada» no es un correo."),
        (b"Nombre\nAna\n", "No encontramos la columna del correo."),
    ],
)
def test_a_bad_file_is_answered_on_the_page(desk, body, said):
    page = send(*desk, body)
    assert (page.status_code, said in page.text) == (422, True)


def test_without_a_file_the_page_asks_for_one(desk):
    browser, address = desk
    page = browser.post(address, data={})
    assert (page.status_code, "Elija un archivo." in page.text) == (422, True)


@pytest.mark.parametrize(
    "rows", ["", "no", "{}", "[1]", "[[[]]]", '[["Correo"]]', "[" * 9999]
)
def test_a_confirmation_that_makes_no_sense_changes_nothing(desk, rows):
    browser, address = desk
    assert browser.post(f"{address}/confirm", data={"rows": rows}).status_code == 422
