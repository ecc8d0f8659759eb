"""Invitations: codes, who may come in by them, and the letter that brings one."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.admission.codes import cleaned, digest_of, grouped, new_code
from lms.admission.errors import CannotJoin, InvitationNotFound, NoSeatLeft
from lms.admission.lists import understand
from lms.admission.models import Invitation
from lms.admission.services import inviting
from lms.admission.services.listing import carry_out
from lms.enrolment.models import Enrolment
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.accounts import Mailbox, text_of
from tests.factories.people import make_member
from tests.factories.seats import make_list, member_of, states_of

S = EnrolmentState


def make(edition, **more):
    with atomic():
        return inviting.invite(edition_id=edition.id, by_id=make_member().id, **more)


def join(code, member_id):
    with atomic():
        return inviting.join_by_code(code=code, member_id=member_id)


def test_a_code_is_known_again_however_it_is_typed():
    code = new_code()
    bare = code.replace("-", "")
    for typed in (
        code,
        bare,
        code.lower(),
        f" {bare} ",
        grouped(bare).replace("-", " "),
    ):
        assert digest_of(typed) == digest_of(code)
    assert cleaned("OIL0-1111-2222") == "011011112222"
    for typed in ("", "corto", bare + "A", "ñandú-ñandú-ñ", "UUUU-UUUU-UUUU"):
        assert cleaned(typed) == ""


@pytest.mark.parametrize("role", ["participant", "observer"])
@pytest.mark.parametrize(
    ("state", "stands"),
    [(EditionState.RUNNING, S.ACTIVE), (EditionState.CALL, S.ACCEPTED)],
)
def test_somebody_comes_in_by_a_code(inside, state, stands, role):
    edition, _ids = make_list(seats=2, state=state)
    code = make(edition, role=role, uses=2)
    ana = make_member()
    enrolment = join(code, ana.id)
    assert (enrolment.state, enrolment.role) == (stands, role)
    assert join(code, ana.id).id == enrolment.id
    assert session.scalars(select(Invitation.used)).one() == 1
    acts = session.scalars(
        select(Entry.act).where(Entry.act.like("invitation.%")).order_by(Entry.id)
    )
    assert list(acts) == ["invitation.made", "invitation.used"]


def test_only_the_digest_of_a_code_is_kept(inside):
    edition, _ids = make_list()
    code = make(edition)
    kept = session.scalars(select(Invitation)).one()
    assert (kept.digest, code in kept.note) == (digest_of(code), False)


def test_a_code_is_used_up(inside):
    edition, _ids = make_list(seats=5)
    code = make(edition, uses=1)
    join(code, make_member().id)
    with pytest.raises(InvitationNotFound):
        join(code, make_member().id)


def test_a_code_is_out_of_date_withdrawn_or_unknown(inside):
    edition, _ids = make_list(seats=5)
    dated = make(edition, expires_at=now() + timedelta(days=1))
    later = time_machine.travel(now() + timedelta(days=1, seconds=1), tick=False)
    with later, pytest.raises(InvitationNotFound):
        join(dated, make_member().id)
    gone = make(edition)
    last = session.scalars(select(Invitation.id).order_by(Invitation.id.desc())).first()
    for _ in range(2):
        with atomic():
            inviting.withdraw_invitation(
                invitation_id=last, edition_id=edition.id, by_id=make_member().id
            )
    for code in (gone, new_code(), "", "x" * 500):
        with pytest.raises(InvitationNotFound):
            join(code, make_member().id)


def test_the_invitation_of_another_edition_is_not_withdrawn(inside):
    edition, _ids = make_list()
    make(edition)
    other, _ids = make_list()
    id_ = session.scalars(select(Invitation.id)).one()
    with pytest.raises(InvitationNotFound), atomic():
        inviting.withdraw_invitation(
            invitation_id=id_, edition_id=other.id, by_id=make_member().id
        )


def test_a_code_makes_no_seats(inside):
    edition, _ids = make_list(S.ACCEPTED, seats=1)
    with pytest.raises(NoSeatLeft):
        join(make(edition), make_member().id)


@pytest.mark.parametrize(
    "state", [S.APPLIED, S.ENDORSED, S.WAITING, S.OFFERED, S.DECLINED, S.REMOVED]
)
def test_a_code_is_no_way_around_a_decision(inside, state):
    edition, ids = make_list(state, seats=5)
    with pytest.raises(CannotJoin):
        join(make(edition), member_of(ids[0]))
    assert states_of(ids) == [state]


@pytest.mark.parametrize(
    "state", [EditionState.DRAFT, EditionState.CLOSED, EditionState.ARCHIVED]
)
def test_an_edition_that_is_not_open_lets_nobody_in(inside, state):
    edition, _ids = make_list(seats=5, state=state)
    with pytest.raises(CannotJoin):
        join(make(edition), make_member().id)


def test_who_left_a_running_course_comes_back_by_a_code(inside):
    edition, ids = make_list(S.ACTIVE, seats=5, state=EditionState.RUNNING)
    member_id = member_of(ids[0])
    enrolment = session.get(Enrolment, ids[0])
    with atomic():
        enrolment.state, enrolment.left_at = S.WITHDRAWN, now()
        session.merge(enrolment)
    assert join(make(edition), member_id).state == S.ACTIVE


@pytest.fixture
def mailbox(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", f"folder:{tmp_path}")
    return Mailbox(app, tmp_path)


@pytest.mark.parametrize(
    ("language", "said"),
    [("español", "Invitación:"), ("português", "Convite:"), ("english", "Invitation:")],
)
def test_who_is_unknown_is_brought_in_by_a_letter(
    app, sign_in, mailbox, language, said
):
    with app.app_context():
        edition, _ids = make_list(seats=5)
        rows = [["Correo", "Estado", "Idioma"], ["nueva@example.org", "PE", language]]
        listed = understand(rows, {"pe": "PE"}).people
        with atomic():
            carry_out(edition_id=edition.id, people=listed, by_id=make_member().id)
        make_member("Nueva", subject="nueva")
    letter = mailbox.one()
    assert letter["To"] == "nueva@example.org"
    assert letter["Subject"].startswith(said)
    address = next(
        word
        for word in text_of(letter).split()
        if word.startswith("http://localhost/join/")
    ).removeprefix("http://localhost")
    browser = app.test_client()
    asked = browser.get(address)
    assert asked.headers["Location"] == f"/sign-in/?next={address}"
    sign_in(browser, "nueva")
    assert "Aceptar la invitación" in browser.get(address).text
    assert browser.post(address).headers["Location"] == "/courses/curso/"
    with app.app_context():
        assert session.scalars(select(Enrolment.state)).all() == [S.ACCEPTED]
        member = session.scalars(select(Member).where(Member.subject == "nueva")).one()
        assert member.state == "PE"


@pytest.fixture
def desk(app, sign_in):
    with app.app_context():
        edition, _ids = make_list(seats=5)
        make_member("Sofía", subject="sofia", roles={Role.SECRETARIAT: ""})
        make_member("Ana", subject="ana")
    browser, ana = app.test_client(), app.test_client()
    sign_in(browser, "sofia")
    sign_in(ana, "ana")
    return browser, ana, f"/secretariat/editions/{edition.id}/people/invitations/"


def test_the_desk_makes_a_code_shows_it_once_and_withdraws_it(app, desk):
    browser, ana, address = desk
    form = {
        "role": "observer",
        "uses": "3",
        "last_day": "2099-01-31",
        "note": "Para <PE>",
    }
    assert browser.post(address, data=form).status_code == 303
    page = browser.get(address).text
    code = page.split("El código es ")[1][:14]
    assert f"http://localhost/join/{code}/" in page
    assert code not in browser.get(address).text
    assert "Para &lt;PE&gt;" in page
    typed = ana.post("/join/", data={"code": code.lower().replace("-", " ")})
    assert typed.headers["Location"] == f"/join/{code}/"
    assert "observador u observadora" in ana.get(f"/join/{code}/").text
    with app.app_context():
        id_ = session.scalars(select(Invitation.id)).one()
    assert browser.post(f"{address}{id_}/withdraw").status_code == 303
    assert ana.get(f"/join/{code}/").status_code == 404
    assert ana.post(f"/join/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uses", "0"),
        ("uses", "1001"),
        ("uses", "²"),
        ("last_day", "mañana"),
        ("last_day", "2027-02-30"),
        ("role", "secretariat"),
        ("note", "x" * 121),
        ("note", "\x00"),
    ],
)
def test_what_is_no_invitation_is_refused_and_kept(desk, field, value):
    browser, _ana, address = desk
    page = browser.post(address, data={"role": "participant", field: value})
    assert (page.status_code, "data-summary" in page.text) == (422, True)


def test_who_may_not_invite_finds_nothing(desk):
    _browser, ana, address = desk
    assert ana.post(address, data={"role": "participant"}).status_code == 404
    assert ana.post(f"{address}1/withdraw").status_code == 404


@pytest.mark.parametrize("typed", ["", "corto", "\x00", "x" * 41])
def test_what_is_no_code_is_said_on_the_page(desk, typed):
    page = desk[1].post("/join/", data={"code": typed})
    assert page.status_code == 422
    assert "data-summary" in page.text


def test_trying_codes_is_throttled(desk):
    answers = [desk[1].get(f"/join/{new_code()}/").status_code for _ in range(22)]
    assert answers == [404] * 20 + [429] * 2
