"""What people should not send, and some do."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import KeptForm, Member
from tests.factories.accounts import PASSWORD, SIGN_UP, paths_in
from tests.foundation.xss import XSS, elements

pytestmark = pytest.mark.slow

ODD = [
    "\0",
    "a\0b",
    "\u202egro.elpmaxe@ana",
    "🌵" * 300,
    "א ב ג",
    "\ud7ff\uffff",
    "'; DROP TABLE lms_account; --",
    "%s%n%(x)s{0}",
    "\r\nBcc: todos@example.org",
    "../../etc/passwd",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-up/", "/password/forgotten/"])
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_an_odd_text_in_any_field_gives_a_sentence(app, path, text):
    client = app.test_client()
    fields = {**SIGN_UP, "next": "/", "intent": "join:x", "stay": "y"}
    for name in ("email", "password", "name", "state", "language", "time_zone", "next"):
        answer = client.post(path, data={**fields, name: text})
        assert answer.status_code in (303, 422, 429), name
        assert "<h1" in answer.text or answer.location.startswith("/")


@pytest.mark.parametrize("path", ["/me/password/", "/me/email/", "/me/close/", "/me/"])
def test_odd_texts_on_ones_own_pages_give_a_sentence(app, hers, path):
    for text in ODD:
        for name in ("password", "new_password", "email", "name", "institution"):
            data = {**SIGN_UP, "sure": "", name: text}
            assert hers.post(path, data=data).status_code in (303, 422, 429)


def test_a_form_of_three_megabytes_is_refused_with_a_sentence(client, app):
    answer = client.post("/sign-up/", data={**SIGN_UP, "name": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "demasiado grande" in answer.text


def test_a_name_is_shown_as_words_wherever_it_is_shown(app, hers, ana):
    plain = elements(hers.get("/me/sessions/").text)
    for text in XSS:
        text = text.replace("\0", "")
        with app.app_context(), atomic():
            member = session.get(Member, ana.member_id)
            member.name, member.institution = text[:120], text[:200]
            member.post = text[:200]
        for path in ("/me/", "/me/sessions/", "/me/email/"):
            seen = elements(hers.get(path).text)
            assert not seen.tags & {"iframe", "object", "embed", "base", "img"}, text
            assert seen.odd == plain.odd, text
            assert not [name for _tag, name, _v in seen.found if name[:2] == "on"]
            scripts = [v for tag, n, v in seen.found if (tag, n) == ("script", "src")]
            assert all(value.startswith("/static/") for value in scripts), text


def test_a_typed_script_comes_back_as_words(client, app):
    for text in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'):
        page = client.post("/sign-up/", data={**SIGN_UP, "name": text, "state": ""})
        assert text not in page.text
        assert text in unescape(page.text)


def test_a_header_cannot_be_slipped_into_a_mail(app, client, mailbox):
    for email in (
        "ana@example.org\r\nBcc: b@example.org",
        "a@b.org,c@d.org",
        "<a@b.org",
    ):
        answer = client.post("/password/forgotten/", data={"email": email})
        assert answer.status_code == 422
    assert mailbox.collect() == []


def test_the_links_of_a_mail_are_on_our_own_name_whoever_asks(
    app, client, ana, mailbox
):
    app.config["TRUSTED_HOSTS"] = None
    client.post(
        "/password/forgotten/",
        data={"email": ana.email},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )
    mail = mailbox.one()
    assert "evil.example" not in mail.as_string()
    assert paths_in(mail)[0].startswith("/password/new/")


@pytest.fixture
def guarded(app, monkeypatch):
    """The site with its door: a form must come from one of our pages."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app


def token_in(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def test_every_form_is_refused_without_a_token_of_ours(guarded, ana):
    client = guarded.test_client()
    for path, data in (
        ("/sign-in/", {"email": ana.email, "password": PASSWORD}),
        ("/sign-up/", SIGN_UP),
        ("/password/forgotten/", {"email": ana.email}),
        ("/sign-out/", {}),
    ):
        answer = client.post(path, data=data)
        assert answer.status_code == 400, path
        assert "ya no es válida" in answer.text
        assert PASSWORD not in answer.text
    assert client.get("/me/").status_code == 303


def test_a_token_from_before_the_sign_in_is_no_good_after_it(guarded, ana):
    client = guarded.test_client()
    old = token_in(client.get("/sign-in/"))
    data = {"email": ana.email, "password": PASSWORD, "csrf_token": old}
    assert client.post("/sign-in/", data=data).status_code == 303
    assert client.post("/sign-out/", data={"csrf_token": old}).status_code == 400
    assert client.get("/me/").status_code == 200


def test_a_page_grown_old_gives_the_text_back_to_send_again(guarded, ana):
    client = guarded.test_client()
    page = client.get("/sign-in/")
    data = {"email": ana.email, "password": PASSWORD, "csrf_token": token_in(page)}
    client.post("/sign-in/", data=data)
    text = "Trabajo en la Procuraduría\r\ny <b>escribo</b>"
    answer = client.post("/me/", data={"name": text, "csrf_token": "old"})
    assert answer.status_code == 400
    assert "Trabajo en la Procuraduría\r\ny &lt;b&gt;escribo&lt;/b&gt;" in answer.text
    assert 'action="/me/"' in answer.text
    assert token_in(answer)


def test_what_was_being_written_when_the_session_ended_comes_back(guarded, ana):
    client = guarded.test_client()
    body = {
        "name": "Ana Pérez de la Lluvia",
        "institution": "Una institución\r\nen dos renglones",
        "state": "other",
        "post": "",
        "language": "es",
        "time_zone": "UTC",
        "password": "secreto",
    }
    answer = client.post("/me/", data={**body, "csrf_token": "gone"})
    assert answer.status_code == 303
    page = client.get(answer.location)
    then = re.search(r'name="next"[^>]*value="(/kept/[^"]+)"', page.text)[1]
    data = {
        "email": ana.email,
        "password": PASSWORD,
        "next": then,
        "csrf_token": token_in(page),
    }
    assert client.post("/sign-in/", data=data).location == then
    kept = client.get(then)
    assert kept.status_code == 200
    assert "Una institución\r\nen dos renglones</textarea>" in kept.text
    assert 'name="language" value="es"' in kept.text
    assert "Enviar ahora" in kept.text
    assert "secreto" not in kept.text
    body.pop("password")
    again = client.post("/me/", data={**body, "csrf_token": token_in(kept)})
    assert again.status_code == 303
    assert "Ana Pérez de la Lluvia" in client.get("/me/").text


def test_what_was_kept_in_one_browser_is_given_to_no_other(guarded, ana):
    stranger, hers = guarded.test_client(), guarded.test_client()
    form = {"name": "Palabras de otra persona", "csrf_token": "gone"}
    page = stranger.get(stranger.post("/me/", data=form).location)
    then = re.search(r'name="next"[^>]*value="(/kept/[^"]+)"', page.text)[1]
    token = token_in(hers.get("/sign-in/"))
    data = {"email": ana.email, "password": PASSWORD, "csrf_token": token}
    assert hers.post("/sign-in/", data=data).status_code == 303
    answer = hers.get(then)
    assert answer.status_code == 404
    assert "Palabras" not in answer.text


def test_forms_of_nobody_do_not_fill_the_database(guarded):
    client = guarded.test_client()
    for _turn in range(125):
        answer = client.post("/me/", data={"name": "x" * 1_000})
        assert answer.status_code == 303
    assert answer.location == "/sign-in/?next=/me/"
    with guarded.app_context():
        assert len(session.scalars(select(KeptForm.key_digest)).all()) == 120


def test_what_was_kept_is_given_to_nobody_without_the_key(app, hers, client):
    assert hers.get("/kept/nothing/").status_code == 404
    with app.app_context():
        assert session.scalars(select(KeptForm)).all() == []
