"""One's open sessions, and changing one's password."""

from html import unescape

from sqlalchemy import select

from lms.accounts.models import AccountSession
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.accounts import (
    OTHER_PASSWORD,
    PASSWORD,
    come_in,
    make_account,
    paths_in,
)

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140.0 Mobile Safari"


def sessions_of(app):
    with app.app_context():
        return session.execute(
            select(AccountSession.id, AccountSession.ended_at).order_by(
                AccountSession.id
            )
        ).all()


def test_the_list_names_each_device_coarsely_and_the_present_one(app, ana):
    office = app.test_client()
    office.environ_base |= {"HTTP_USER_AGENT": FIREFOX, "REMOTE_ADDR": "190.12.34.56"}
    phone = app.test_client()
    phone.environ_base |= {"HTTP_USER_AGENT": CHROME, "REMOTE_ADDR": "2800:1:2:3::4"}
    come_in(office)
    come_in(phone)
    page = unescape(office.get("/me/sessions/").text)
    for said in (
        "Firefox · Windows",
        "red 190.12.34.0/24",
        "Chrome · Android",
        "red 2800:1:2::/48",
    ):
        assert said in page
    assert page.count("Este equipo") == 1
    assert "190.12.34.56" not in page


def test_one_session_or_many_are_listed_with_the_same_statements(
    app, hers, count_queries
):
    hers.get("/me/sessions/")
    with count_queries() as one:
        hers.get("/me/sessions/")
    for _turn in range(3):
        come_in(app.test_client())
    with count_queries() as many:
        page = hers.get("/me/sessions/").text
    assert page.count('<div class="name">') == 4
    assert len(one) == len(many) == 3


def test_ending_one_session_ends_that_one_only(app, hers):
    other = come_in(app.test_client())
    first, second = sessions_of(app)
    answer = hers.post(f"/me/sessions/{second.id}/end")
    assert (answer.status_code, answer.location) == (303, "/me/sessions/")
    assert "Esa sesión quedó cerrada." in hers.get("/me/sessions/").text
    assert other.get("/me/").status_code == 303
    assert hers.post(f"/me/sessions/{second.id}/end").status_code == 404
    assert sessions_of(app)[0] == (first.id, None)


def test_nobody_ends_a_session_of_somebody_else(app, hers):
    make_account(app, "eva@example.org", "Eva")
    eva = come_in(app.test_client(), "eva@example.org")
    foreign = sessions_of(app)[1].id
    assert hers.post(f"/me/sessions/{foreign}/end").status_code == 404
    assert hers.post("/me/sessions/999999/end").status_code == 404
    assert eva.get("/me/").status_code == 200
    assert "Eva" not in hers.get("/me/sessions/").text


def test_signing_out_everywhere_ends_every_session_and_nobody_elses(app, hers):
    other = come_in(app.test_client())
    make_account(app, "eva@example.org", "Eva")
    eva = come_in(app.test_client(), "eva@example.org")
    assert hers.post("/me/sessions/end-all").status_code == 303
    assert [c.get("/me/").status_code for c in (hers, other, eva)] == [303, 303, 200]


def test_the_pages_of_the_account_are_for_who_is_in(client, app):
    for path in ("sessions", "password", "email", "close"):
        answer = client.get(f"/me/{path}/")
        assert answer.status_code == 303
        assert answer.location == f"/sign-in/?next=/me/{path}/"
    for path in ("/me/sessions/1/end", "/me/sessions/end-all", "/me/email/give-up"):
        assert client.post(path).location.startswith("/sign-in/")


def change(client, present, new):
    return client.post("/me/password/", data={"password": present, "new_password": new})


def test_changing_the_password_asks_for_the_present_one(app, hers, mailbox):
    other = come_in(app.test_client())
    answer = change(hers, "no es esta 77", OTHER_PASSWORD)
    assert answer.status_code == 422
    assert "No es su contraseña actual" in answer.text
    answer = change(hers, PASSWORD, OTHER_PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/me/password/")
    assert hers.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 303
    mail = mailbox.one()
    assert mail["Subject"] == "Su contraseña cambió"
    assert paths_in(mail)[0] == "/password/forgotten/"
    come_in(app.test_client(), password=OTHER_PASSWORD)


def test_a_copy_of_the_cookie_is_no_good_after_the_password_was_changed(app, hers):
    thief = app.test_client()
    thief.set_cookie("aula", hers.get_cookie("aula").value)
    assert thief.get("/me/").status_code == 200
    assert change(hers, PASSWORD, OTHER_PASSWORD).status_code == 303
    assert hers.get("/me/sessions/").status_code == 200
    assert thief.get("/me/").status_code == 303


def test_a_key_to_reset_is_no_good_after_the_password_was_changed(app, hers, mailbox):
    hers.post("/password/forgotten/", data={"email": "ana@example.org"})
    path = paths_in(mailbox.one())[0]
    change(hers, PASSWORD, OTHER_PASSWORD)
    assert hers.get(path).status_code == 404


def test_the_new_password_is_held_to_the_same_rules(hers):
    for password in ("corta", "Contraseña2026", "ana-perez-2026-lluvia"):
        assert change(hers, PASSWORD, password).status_code == 422
    assert PASSWORD not in change(hers, PASSWORD, "corta").text


def test_the_present_password_cannot_be_guessed_at_length(hers):
    for _turn in range(10):
        assert change(hers, "no es esta 77", OTHER_PASSWORD).status_code == 422
    answer = change(hers, PASSWORD, OTHER_PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 800


def test_old_records_of_sessions_go_when_one_comes_in(app, hers):
    with app.app_context(), atomic():
        row = session.scalars(select(AccountSession)).one()
        row.expires = row.expires.replace(year=2025)
    come_in(app.test_client())
    assert len(sessions_of(app)) == 1
