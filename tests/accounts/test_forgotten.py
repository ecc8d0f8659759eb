"""A new password for somebody who forgot theirs."""

from html import unescape

import time_machine
from sqlalchemy import select

from lms.accounts.models import AccountSession, EmailChange, PasswordReset
from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from tests.factories.accounts import OTHER_PASSWORD, PASSWORD, come_in, paths_in


def ask(client, email="ana@example.org"):
    return client.post("/password/forgotten/", data={"email": email})


def key_path(mailbox):
    return paths_in(mailbox.one())[0]


def test_a_key_from_a_mail_opens_the_account_once(app, client, ana, mailbox):
    answer = ask(client, " Ana@example.org ")
    assert (answer.status_code, answer.location) == (303, "/password/sent/")
    path = key_path(mailbox)
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"new_password": OTHER_PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/sign-in/")
    assert mailbox.one()["Subject"] == "Su contraseña cambió"
    come_in(client, password=OTHER_PASSWORD)
    data = {"email": ana.email, "password": PASSWORD}
    assert app.test_client().post("/sign-in/", data=data).status_code == 422
    assert client.get(path).status_code == 404
    again = client.post(path, data={"new_password": PASSWORD})
    assert again.status_code == 404


def test_the_request_writes_one_job_and_looks_nothing_up(
    app, client, ana, count_queries
):
    ask(client)
    with app.app_context():
        job = session.scalars(select(OutboxJob)).one()
        assert (job.kind, job.payload) == ("accounts.reset_asked", {"email": ana.email})
        assert session.scalars(select(PasswordReset)).all() == []


def test_every_session_ends_and_every_other_key_with_it(app, hers, mailbox):
    stranger = app.test_client()
    ask(stranger)
    ask(stranger)
    first, second = [paths_in(mail)[0] for mail in mailbox.collect()]
    stranger.post(first, data={"new_password": OTHER_PASSWORD})
    assert hers.get("/me/").status_code == 303
    assert stranger.get(second).status_code == 404
    with app.app_context():
        assert None not in session.scalars(select(AccountSession.ended_at)).all()


def test_a_change_of_address_under_way_is_given_up(app, hers, mailbox):
    hers.post("/me/email/", data={"email": "ladron@example.org", "password": PASSWORD})
    mailbox.collect()
    ask(hers)
    hers.post(key_path(mailbox), data={"new_password": OTHER_PASSWORD})
    with app.app_context():
        assert session.scalars(select(EmailChange)).all() == []


def test_a_key_is_good_for_an_hour(client, ana, mailbox):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        ask(client)
        path = key_path(mailbox)
        clock.move_to("2026-03-01T12:59:00Z")
        assert client.get(path).status_code == 200
        clock.move_to("2026-03-01T13:01:00Z")
        assert client.get(path).status_code == 404
        answer = client.post(path, data={"new_password": OTHER_PASSWORD})
        assert answer.status_code == 404


def test_the_table_holds_no_key(app, client, ana, mailbox):
    ask(client)
    key = key_path(mailbox).rstrip("/").rsplit("/", 1)[1]
    with app.app_context():
        kept = session.scalars(select(PasswordReset)).one()
        assert key not in (kept.key_digest, str(kept.id))
        assert session.scalars(select(OutboxJob.payload)).all() == [{}]


def test_an_easy_password_is_refused_and_the_key_stays_good(client, ana, mailbox):
    ask(client)
    path = key_path(mailbox)
    for password, said in (
        ("corta", "Use entre 10"),
        ("perez-en-la-lluvia", "parte de su nombre"),
    ):
        answer = client.post(path, data={"new_password": password})
        assert answer.status_code == 422
        assert said in unescape(answer.text)
    answer = client.post(path, data={"new_password": OTHER_PASSWORD})
    assert answer.status_code == 303


def test_a_key_nobody_sent_opens_nothing(client, app):
    for key in ("x", "a" * 500, "%00", "ключ"):
        assert client.get(f"/password/new/{key}/").status_code == 404, key


def test_an_address_that_is_none_is_told_so(client, app):
    answer = ask(client, "ana")
    assert answer.status_code == 422
    assert "Escriba un correo completo" in answer.text
    assert 'value="ana"' in answer.text
