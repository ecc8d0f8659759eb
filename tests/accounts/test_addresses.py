"""Moving an account to another address: both addresses must say yes."""

import time_machine
from sqlalchemy import select

from lms.accounts.models import Account, EmailChange
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import Member
from tests.factories.accounts import PASSWORD, come_in, make_account, paths_in

NEW = "ana.nueva@example.org"


def ask(client, email=NEW, password=PASSWORD):
    return client.post("/me/email/", data={"email": email, "password": password})


def asked(client, mailbox):
    """Ask, and return the old address's two links and the new one's."""
    ask(client)
    old, new = sorted(mailbox.collect(), key=lambda mail: mail["To"] == NEW)
    assert [old["To"], new["To"]] == ["ana@example.org", NEW]
    yes, no = paths_in(old)[:2]
    return yes, no, paths_in(new)[0]


def addresses(app):
    with app.app_context():
        return (
            session.scalars(select(Account.email)).one(),
            session.scalars(select(Member.email)).one(),
        )


def test_the_account_moves_when_both_have_confirmed_in_any_order(app, hers, mailbox):
    for turn in (1, -1):
        yes, _no, new = asked(hers, mailbox)
        stranger = app.test_client()
        before = addresses(app)
        paths = [yes, new][::turn]
        assert NEW in stranger.get(paths[0]).text
        stranger.post(paths[0])
        stranger.post(paths[0])
        assert addresses(app) == before
        assert "espera confirmación" in hers.get("/me/email/").text
        stranger.post(paths[1])
        assert addresses(app) == (NEW, NEW)
        assert "Listo: su cuenta usa" in stranger.get("/").text
        assert stranger.get(paths[0]).status_code == 404
        assert hers.get("/me/").status_code == 200
        if turn == 1:
            move_back(app)
    come_in(app.test_client(), NEW)


def move_back(app):
    with app.app_context(), atomic():
        session.scalars(select(Account)).one().email = "ana@example.org"
        session.scalars(select(Member)).one().email = "ana@example.org"


def test_the_old_address_can_stop_it_and_every_session_ends(app, hers, mailbox):
    yes, no, new = asked(hers, mailbox)
    hers.post(new)
    owner = app.test_client()
    assert "Anular el cambio" in owner.get(no).text
    answer = owner.post(no)
    assert (answer.status_code, answer.location) == (303, "/password/forgotten/")
    assert hers.get("/me/").status_code == 303
    assert owner.post(yes).status_code == 404
    assert addresses(app)[0] == "ana@example.org"


def test_the_new_address_cannot_stop_or_speak_for_the_old_one(app, hers, mailbox):
    _yes, _no, new = asked(hers, mailbox)
    key = new.split("/")[-2]
    assert hers.post(f"/email/cancel/{key}/").status_code == 404
    hers.post(new)
    hers.post(new)
    assert addresses(app)[0] == "ana@example.org"


def test_two_keys_are_two_and_good_for_two_days(app, ana, client, mailbox):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        come_in(client)
        yes, no, new = asked(client, mailbox)
        assert yes.split("/")[-2] == no.split("/")[-2] != new.split("/")[-2]
        clock.move_to("2026-03-03T12:01:00Z")
        for path in (yes, no, new):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404


def test_asking_again_drops_what_was_asked_before(app, hers, mailbox):
    yes, _no, new = asked(hers, mailbox)
    ask(hers, "tercera@example.org")
    assert hers.get(yes).status_code == hers.get(new).status_code == 404
    assert "tercera@example.org" in hers.get("/me/email/").text


def test_one_can_leave_it_as_it_is(app, hers, mailbox):
    yes, *_ = asked(hers, mailbox)
    assert hers.post("/me/email/give-up").status_code == 303
    assert hers.get(yes).status_code == 404
    assert "espera confirmación" not in hers.get("/me/email/").text


def test_it_asks_for_the_present_password_and_another_address(app, hers, mailbox):
    answer = ask(hers, password="no es esta 77")
    assert answer.status_code == 422
    assert f'value="{NEW}"' in answer.text
    answer = ask(hers, "ana@example.org")
    assert "Ese ya es el correo de su cuenta." in answer.text
    assert ask(hers, "ana").status_code == 422
    assert mailbox.collect() == []


def test_an_address_that_got_an_account_meanwhile_is_refused(app, hers, mailbox):
    yes, _no, new = asked(hers, mailbox)
    make_account(app, NEW, "Eva")
    hers.post(yes)
    answer = hers.post(new)
    assert answer.status_code == 409
    with app.app_context():
        assert len(session.scalars(select(EmailChange)).all()) == 1
        assert sorted(session.scalars(select(Account.email))) == [
            NEW,
            "ana@example.org",
        ]
