"""Signing in and out."""

import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from lms.accounts.models import Account, AccountSession
from lms.accounts.tokens import digest
from lms.enrolment import queries as enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.events import SignedIn
from tests.factories.accounts import PASSWORD, come_in, make_account
from tests.factories.courses import make_course

RIGHT = {"email": "ana@example.org", "password": PASSWORD}


def token_of(client):
    with client.session_transaction() as cookie:
        return cookie.get("_user_id")


def test_the_right_password_opens_the_account_and_leads_on(client, ana):
    answer = client.post("/sign-in/", data={**RIGHT, "next": "/me/?a=1"})
    assert (answer.status_code, answer.location) == (303, "/me/?a=1")
    page = client.get("/me/")
    assert page.status_code == 200
    assert "Ana Pérez" in page.text


def test_the_address_is_the_same_in_capitals_and_with_spaces(client, ana):
    data = {"email": "  ANA@Example.ORG ", "password": PASSWORD}
    assert client.post("/sign-in/", data=data).status_code == 303


def test_a_wrong_password_keeps_the_address_and_never_the_password(client, ana):
    answer = client.post("/sign-in/", data={**RIGHT, "password": "otra cosa 99"})
    assert answer.status_code == 422
    assert "no coinciden con ninguna cuenta" in answer.text
    assert 'value="ana@example.org"' in answer.text
    assert "otra cosa 99" not in answer.text
    assert client.get("/me/").status_code == 303


def test_nothing_typed_is_told_field_by_field(client, app):
    answer = client.post("/sign-in/", data={})
    assert answer.status_code == 422
    for said in ("Escriba su correo.", "Escriba su contraseña."):
        assert answer.text.count(said) == 2  # in the summary and at the field
    assert 'aria-invalid="true"' in answer.text


def test_signing_in_never_leads_to_another_site(app, ana):
    for place in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "http:evil.example",
    ):
        client = app.test_client()
        answer = client.post("/sign-in/", data={**RIGHT, "next": place})
        assert (answer.status_code, answer.location) == (303, "/"), place


def test_who_is_in_goes_on_from_the_sign_in_page(hers):
    answer = hers.get("/sign-in/?next=/courses/")
    assert (answer.status_code, answer.location) == (303, "/courses/")


def test_the_page_carries_where_one_was_going_and_what_for(client, app):
    page = client.get("/sign-in/?next=/courses/x/&intent=join:x").text
    assert 'value="/courses/x/"' in page
    assert 'value="join:x"' in page
    assert "/sign-up/?next=/courses/x/&amp;intent=join:x" in page


def test_signing_in_in_order_to_join_joins(client, app, ana):
    with app.app_context():
        make_course()
    client.post("/sign-in/", data={**RIGHT, "intent": "join:curso"})
    with app.app_context():
        assert enrolment.get_seat(ana.member_id, "curso").member_id == ana.member_id


def test_an_intent_that_makes_no_sense_is_no_intent(client, app, ana):
    heard = []
    app.extensions["lms"].bus.listen(SignedIn, heard.append)
    client.post("/sign-in/", data={**RIGHT, "intent": "<script>\0"})
    assert heard == [SignedIn(member_id=ana.member_id, intent="")]


def test_nothing_of_the_browser_from_before_survives_the_sign_in(app, client, ana):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "planted"
        cookie["planted"] = "by somebody else"
    come_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] != "planted"


def test_every_sign_in_has_a_token_of_its_own_kept_as_a_digest_only(app, client, ana):
    come_in(client)
    first = token_of(client)
    other = come_in(app.test_client())
    assert token_of(other) != first
    with app.app_context():
        kept = list(session.scalars(select(AccountSession.token_digest)))
    assert digest(first) in kept
    assert first not in kept


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(app, hers):
    stolen = token_of(hers)
    assert hers.post("/sign-out/").status_code == 303
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie["_user_id"] = stolen
    assert thief.get("/me/").status_code == 303
    assert hers.get("/me/").status_code == 303


def test_signing_out_twice_or_as_a_stranger_is_no_failure(app, client):
    assert client.post("/sign-out/").status_code == 303
    assert client.get("/sign-out/").status_code == 405


def test_a_session_ends_after_a_day_and_after_thirty_where_asked_for(app, ana):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        visit, stay = come_in(app.test_client()), app.test_client()
        stay.post("/sign-in/", data={**RIGHT, "stay": "y"})
        clock.move_to("2026-03-02T11:59:00Z")
        assert visit.get("/me/").status_code == 200
        clock.move_to("2026-03-02T12:01:00Z")
        assert visit.get("/me/").status_code == 303
        clock.move_to("2026-03-31T11:00:00Z")
        assert stay.get("/me/").status_code == 200
        clock.move_to("2026-04-01T12:01:00Z")
        assert stay.get("/me/").status_code == 303


def test_who_is_asking_costs_two_statements_and_being_seen_one_an_hour(
    app, hers, count_queries
):
    hers.get("/privacy/")
    with count_queries() as seen:
        hers.get("/privacy/")
    assert len(seen) == 2  # session with account; member with roles
    with app.app_context(), atomic():
        row = session.scalars(select(AccountSession)).one()
        row.seen_at = before = row.seen_at.replace(year=2025)
    with count_queries() as seen:
        hers.get("/privacy/")
    assert len(seen) == 3
    with app.app_context():
        assert session.scalars(select(AccountSession.seen_at)).one() > before


def test_a_password_hashed_the_old_way_is_hashed_anew_when_its_owner_comes(
    app, client, ana
):
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    with app.app_context(), atomic():
        session.scalars(select(Account)).one().password_hash = old.hash(PASSWORD)
    come_in(client)
    with app.app_context():
        kept = session.scalars(select(Account.password_hash)).one()
    assert "m=19456,t=2,p=1" in kept
    come_in(app.test_client())


def test_a_member_who_left_cannot_come_in(app, client):
    gone = make_account(app, "gone@example.org")
    with app.app_context(), atomic():
        session.get(Account, gone.id).member_id = None
    data = {"email": gone.email, "password": PASSWORD}
    assert client.post("/sign-in/", data=data).status_code == 422
