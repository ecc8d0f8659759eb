"""Closing an account, and taking one's data along."""

import json

from sqlalchemy import func, select

from lms.accounts import models
from lms.foundation.database import Base, session
from lms.people.events import MemberLeft
from lms.people.models import Member
from tests.factories.accounts import PASSWORD, come_in, make_account

CLOSE = {"password": PASSWORD, "sure": "y"}


def test_closing_asks_for_the_password_and_a_tick(hers):
    answer = hers.post("/me/close/", data={"password": PASSWORD})
    assert answer.status_code == 422
    assert "Marque esta casilla" in answer.text
    answer = hers.post("/me/close/", data={**CLOSE, "password": "no es esta 77"})
    assert answer.status_code == 422
    assert "No es su contraseña actual" in answer.text
    assert hers.get("/me/").status_code == 200


def test_a_closed_account_leaves_nothing_that_tells_who_it_was(app, hers, ana, mailbox):
    heard = []
    app.extensions["lms"].bus.listen(MemberLeft, heard.append)
    come_in(app.test_client())
    hers.post("/password/forgotten/", data={"email": ana.email})
    hers.post("/me/email/", data={"email": "x@example.org", "password": PASSWORD})
    mailbox.collect()
    answer = hers.post("/me/close/", data=CLOSE)
    assert answer.status_code == 303
    assert "Su cuenta quedó cerrada" in hers.get("/").text
    assert mailbox.one()["Subject"] == "Su cuenta quedó cerrada"
    assert heard == [MemberLeft(member_id=ana.member_id)]
    assert hers.get("/me/").status_code == 303
    with app.app_context():
        for table in (
            models.Account,
            models.AccountSession,
            models.Consent,
            models.EmailChange,
            models.PasswordReset,
        ):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert session.get(Member, ana.member_id).name == ""
        for table in Base.metadata.sorted_tables:
            rows = str(session.execute(select(table)).all())
            assert "ana@example.org" not in rows, table.name
            assert "Ana Pérez" not in rows, table.name


def test_an_address_can_begin_anew_after_closing(app, hers, ana):
    hers.post("/me/close/", data=CLOSE)
    again = make_account(app)
    assert again.member_id != ana.member_id
    come_in(app.test_client())


def test_the_file_holds_everything_of_ones_own_and_of_nobody_else(app, hers):
    make_account(app, "eva@example.org", "Eva Luna")
    come_in(app.test_client(), "eva@example.org")
    answer = hers.get("/me/data/")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="mis-datos.json"'
    )
    assert answer.headers["Cache-Control"] == "private, no-store"
    kept = json.loads(answer.text)
    assert kept["people"]["name"] == "Ana Pérez"
    assert kept["accounts"]["email"] == "ana@example.org"
    assert len(kept["accounts"]["sessions"]) == 1
    for foreign in ("eva@", "Eva Luna", "argon2", "digest"):
        assert foreign not in answer.text
