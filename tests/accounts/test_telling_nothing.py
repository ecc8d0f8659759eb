"""Nobody learns from us whether an address has an account: not from the answer, not
from the work done for it, not from anything but the mail."""

import re

import pytest

from lms.accounts import passwords
from lms.accounts.views import entering, registering
from tests.factories.accounts import PASSWORD, SIGN_UP, make_account


@pytest.fixture
def slow(monkeypatch):
    """Count the slow things: hashes made and hashes checked."""
    done = []

    def counted(name, real):
        def call(*args):
            done.append(name)
            return real(*args)

        return call

    for module in (entering, registering):
        for name in ("hash_password", "is_password"):
            if hasattr(module, name):
                real = getattr(passwords, name)
                monkeypatch.setattr(module, name, counted(name, real))
    return done


def plain(page):
    """A page without the token that is another one every time."""
    return re.sub(r'(csrf_token" value=)"[^"]+"', r"\1", page)


def seen_by(client, count_queries, path, data):
    """Everything an observer could compare, without what differs for everybody."""
    with count_queries() as statements:
        answer = client.post(path, data=data)
    after = client.get(answer.location).text if answer.location else ""
    texts = [re.sub(r"\s+", " ", text) for text in statements.texts]
    body = plain(answer.text + after).replace(data["email"], "…")
    return answer.status_code, answer.location, body, texts


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/sign-in/", {"password": "no es esta 77"}),
        ("/sign-up/", {**SIGN_UP, "password": PASSWORD}),
        ("/password/forgotten/", {}),
    ],
)
def test_a_known_and_an_unknown_address_look_the_same(
    app, ana, slow, count_queries, path, data
):
    looks, work = [], []
    for email in ("warm-up@example.org", ana.email, "nadie@example.org"):
        slow.clear()
        seen = seen_by(app.test_client(), count_queries, path, {**data, "email": email})
        looks.append(seen)
        work.append(list(slow))
    assert looks[1] == looks[2]
    assert work[1] == work[2]
    assert len(work[1]) == (0 if "forgotten" in path else 1)


def test_only_the_mail_tells_and_only_its_owner(app, client, ana, mailbox):
    for email in (ana.email, "nadie@example.org"):
        client.post("/password/forgotten/", data={"email": email})
        client.post("/sign-up/", data={**SIGN_UP, "email": email})
    mails = {(mail["To"], mail["Subject"]) for mail in mailbox.collect()}
    assert mails == {
        (ana.email, "Elija una contraseña nueva"),
        (ana.email, "Ya tiene una cuenta"),
        ("nadie@example.org", "Confirme su cuenta"),
    }


def test_moving_to_an_address_that_has_an_account_looks_like_any_other(
    app, hers, ana, mailbox
):
    other = make_account(app, "eva@example.org", "Eva").email
    from_pages = []
    for email in ("libre@example.org", other):
        answer = hers.post("/me/email/", data={"email": email, "password": PASSWORD})
        page = plain(hers.get(answer.location).text).replace(email, "…")
        from_pages.append((answer.status_code, page))
    assert from_pages[0] == from_pages[1]
    told = {(mail["To"], mail["Subject"]) for mail in mailbox.collect()}
    assert (other, "Este correo ya tiene una cuenta") in told
    assert (other, "Confirme su correo nuevo") not in told
