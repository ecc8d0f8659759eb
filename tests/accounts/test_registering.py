"""From asking for an account to having one."""

from html import unescape

import pytest
import time_machine
from sqlalchemy import func, select

from lms.accounts.models import Account, Consent, Registration
from lms.accounts.passwords import MOST
from lms.accounts.services import closing
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import queries as people
from lms.people.events import SignedIn
from lms.people.models import Member
from lms.people.reference import load_states
from tests.factories.accounts import (
    PASSWORD,
    SIGN_UP,
    come_in,
    make_account,
    paths_in,
    text_of,
)


@pytest.fixture
def states(app):
    with app.app_context(), atomic():
        load_states()


def count(app, table):
    with app.app_context():
        return session.scalar(select(func.count()).select_from(table))


def ask(client, **changes):
    return client.post("/sign-up/", data={**SIGN_UP, **changes})


@pytest.mark.parametrize(
    "typed",
    [
        "nueva@EXAMPLE.org",
        "nueva@ｅxample.org",
        "nueva@example。org",
    ],
)
def test_one_mailbox_has_one_account_however_it_is_spelt(app, mailbox, client, typed):
    made = make_account(app, "nueva@example.org")
    ask(client, email=typed)
    mail = mailbox.one()
    assert mail["To"] == made.email
    assert mail["Subject"] == "Ya tiene una cuenta"
    come_in(client, typed)


def test_an_address_in_other_letters_is_kept_as_mail_servers_know_it(
    app, mailbox, client
):
    for typed in ("ana@ñandú.example.org", "ana@n\u0303andu\u0301.example.org"):
        ask(client, email=typed)
        assert mailbox.one()["To"] == "ana@xn--and-6ma2c.example.org"


def test_an_account_is_made_by_the_last_click_and_not_before(
    app, client, mailbox, states
):
    heard = []
    app.extensions["lms"].bus.listen(SignedIn, heard.append)
    answer = ask(
        client,
        email=" Nueva@Example.ORG",
        state="GT",
        institution="Procuraduría",
        post="Asesora",
        language="pt",
        next="/courses/curso/",
        intent="join:curso",
    )
    assert (answer.status_code, answer.location) == (303, "/sign-up/sent/")
    (path,) = [p for p in paths_in(mailbox.one()) if "confirm" in p]
    assert "Confirmar y entrar" in client.get(path).text
    assert (count(app, Account), count(app, Member)) == (0, 0)
    answer = client.post(path)
    assert (answer.status_code, answer.location) == (303, "/courses/curso/")
    assert client.get("/me/").status_code == 200
    with app.app_context():
        account = session.scalars(select(Account)).one()
        member = people.get_member(account.member_id)
        assert account.email == member.email == "nueva@example.org"
        assert member.subject == f"local:{account.id}"
        assert (member.name, member.state, member.language) == ("Nora Díaz", "GT", "pt")
        assert (member.institution, member.post) == ("Procuraduría", "Asesora")
        assert member.time_zone == "America/Guatemala"
        assert session.scalars(select(Consent.version)).all() == ["2026-11"]
        assert heard == [SignedIn(member_id=member.id, intent="join:curso")]
    assert count(app, Registration) == 0


def test_a_link_is_good_once(client, mailbox):
    ask(client)
    (path,) = [p for p in paths_in(mailbox.one()) if "confirm" in p]
    client.post(path)
    answer = client.post(path)
    assert answer.status_code == 404
    assert "Este enlace ya se usó o ya venció" in answer.text
    assert client.get(path).status_code == 404


def test_a_link_is_good_for_two_days(client, mailbox):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        ask(client)
        (path,) = [p for p in paths_in(mailbox.one()) if "confirm" in p]
        clock.move_to("2026-03-03T11:59:00Z")
        assert client.get(path).status_code == 200
        clock.move_to("2026-03-03T12:01:00Z")
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_what_was_never_confirmed_is_forgotten(app, client, mailbox):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        ask(client)
        clock.move_to("2026-03-05T12:00:00Z")
        ask(client, email="otra@example.org")
        mailbox.collect()
    with app.app_context():
        assert session.scalars(select(Registration.email)).all() == ["otra@example.org"]


def test_elsewhere_the_click_needs_the_password_that_was_chosen(app, client, mailbox):
    """Or somebody could ask with another's address and wait for the click."""
    ask(client)
    (path,) = [p for p in paths_in(mailbox.one()) if "confirm" in p]
    phone = app.test_client()
    assert "no es el equipo desde el que empezó" in phone.get(path).text
    assert phone.post(path).status_code == 422
    answer = phone.post(path, data={"password": "otra cosa 99"})
    assert answer.status_code == 422
    assert "No es la contraseña que eligió" in answer.text
    assert count(app, Account) == 0
    assert phone.post(path, data={"password": PASSWORD}).status_code == 303
    assert phone.get("/me/").status_code == 200


def test_an_address_with_an_account_gets_another_mail(app, client, ana, mailbox):
    ask(client, email=ana.email)
    mail = mailbox.one()
    assert mail["Subject"] == "Ya tiene una cuenta"
    assert paths_in(mail)[:2] == ["/sign-in/", "/password/forgotten/"]
    assert "confirm" not in text_of(mail)
    assert count(app, Registration) == 0


def test_two_who_asked_for_one_address_make_one_account(app, client, mailbox):
    other = app.test_client()
    ask(client)
    ask(other)
    mine, hers = [paths_in(mail)[0] for mail in mailbox.collect()]
    assert client.post(mine).status_code == 303
    assert other.post(hers).status_code == 404
    assert count(app, Account) == 1


def test_an_address_that_got_an_account_meanwhile_is_refused(app, client, mailbox):
    ask(client)
    path = paths_in(mailbox.one())[0]
    make_account(app, SIGN_UP["email"])
    answer = client.post(path)
    assert answer.status_code == 409
    assert "Ya hay una cuenta con ese correo" in answer.text


def test_what_cannot_stay_is_told_and_what_was_typed_stays(client, app, states):
    answer = ask(client, name="", email="ana@", password="corta", state="", consent="")
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert "Falta corregir 5 cosas" in text
    for said in (
        "Escriba su nombre y apellido.",
        "Escriba un correo completo",
        "Use entre 10 y 200 caracteres",
        "Elija su Estado, o la última opción.",
        "hace falta su acuerdo",
    ):
        assert text.count(said) == 2
    assert 'value="ana@"' in text
    assert "corta" not in text.replace("acorta", "")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("123456789", "Use entre 10"),
        ("x" * (MOST + 1), "Use entre 10"),
        ("Contraseña2026", "primeras que alguien probaría"),
        ("qwertyuiop", "primeras que alguien probaría"),
        ("aaaaaaaaaaaa", "primeras que alguien probaría"),
        ("soy nora y vivo aquí", "parte de su nombre"),
        ("nueva-montaña-alta", "parte de su nombre"),
        ("lluvia\0tejado\0cobre", "un carácter que no se puede"),
    ],
)
def test_an_easy_password_is_refused_with_what_to_do(client, app, password, said):
    answer = ask(client, password=password)
    assert answer.status_code == 422
    assert said in unescape(answer.text)


def test_a_place_outside_is_forgotten_on_the_way(app, client, mailbox):
    ask(client, next="//evil.example/")
    answer = client.post(paths_in(mailbox.one())[0])
    assert (answer.status_code, answer.location) == (303, "/")


def test_the_mail_says_nothing_that_a_stranger_typed(client, mailbox):
    ask(client, name="GANE DINERO en https://evil.example")
    mail = mailbox.one()
    assert "evil.example" not in mail.as_string()


def test_the_form_offers_the_states_of_today_and_says_which_notice(client, states):
    page = unescape(client.get("/sign-up/").text)
    for said in (
        '<option value="PY">Paraguay</option>',
        "Otro país u otra organización",
        '<option value="America/Montevideo">Montevideo</option>',
        "versión 2026-11",
        'href="/privacy/"',
    ):
        assert said in page
    assert "Versión 2026-11" in client.get("/privacy/").text


def test_who_has_an_account_does_not_see_the_form(hers):
    assert hers.get("/sign-up/?next=/me/").location == "/me/"


def test_five_mails_an_hour_for_one_address_are_enough(app):
    for _turn in range(5):
        assert ask(app.test_client()).status_code == 303
    answer = ask(app.test_client())
    assert answer.status_code == 429
    assert ask(app.test_client(), email="otra@example.org").status_code == 303


def test_the_number_of_a_closed_account_is_never_given_again(app):
    first = make_account(app, "uno@example.org")
    with app.app_context(), atomic():
        closing.forget(member_id=first.member_id)
    assert make_account(app, "dos@example.org").id > first.id
    come_in(app.test_client(), "dos@example.org")
