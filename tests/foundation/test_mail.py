"""Letters: composed from templates, sent as MAIL_URL says."""

import smtplib
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from lms.foundation import mail
from lms.foundation.mail import Letter
from lms.kernel.language import Language

LETTER = Letter(
    to="ana@example.org",
    template="accounts/reset",
    language=Language.ES,
    values={"name": "Ana", "key": "the-key"},
)


@pytest.fixture
def url(app, inside, monkeypatch):
    return lambda value: monkeypatch.setitem(app.config, "MAIL_URL", value)


def test_a_folder_gets_one_complete_file_and_the_log_no_secret(url, tmp_path, caplog):
    url(f"folder:{tmp_path / 'mail'}")
    caplog.set_level("INFO")
    mail.send(LETTER)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert read["To"] == "ana@example.org"
    assert read["Message-ID"].endswith("@localhost>")
    assert read["Date"]
    assert len(caplog.records) == 1
    assert "accounts/reset" in caplog.text
    for secret in ("the-key", "ana@example.org"):
        assert secret not in caplog.text


def test_files_sort_by_the_moment_they_were_sent(url, tmp_path):
    url(f"folder:{tmp_path}")
    for n in range(3):
        mail.send(Letter(**{**_values(), "to": f"n{n}@example.org"}))
    read = [
        message_from_bytes(file.read_bytes(), policy=policy.default)["To"]
        for file in sorted(tmp_path.iterdir())
    ]
    assert read == ["n0@example.org", "n1@example.org", "n2@example.org"]


def _values():
    return {name: getattr(LETTER, name) for name in Letter.__slots__}


def test_a_link_is_on_the_name_of_the_site_and_on_no_other(app, monkeypatch):
    monkeypatch.setitem(app.config, "LMS_BASE_URL", "https://aula.example.org:8443")
    with app.test_request_context(headers={"Host": "evil.example"}):
        found = mail.link("lms.accounts.show_new_password", key="k", a="b c")
    assert found == "https://aula.example.org:8443/password/new/k/?a=b+c"


def test_a_subject_is_one_line_and_an_address_is_one_address(inside):
    with pytest.raises(ValueError, match=r"linefeed|header"):
        mail.compose(Letter(**{**_values(), "to": "a@b.org\nBcc: c@d.org"}))


class Guarded:
    """A server that lets in who knows the password."""

    def __init__(self):
        self.seen = []

    def __call__(self, server, session, envelope, _mechanism, data):
        self.seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ss:w/rd", handled=False)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – its name
        self.seen.append(envelope.rcpt_tos)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, to, options):  # noqa: N802
        if to.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(to)
        return "250 OK"


class OnFreePort(Controller):
    """A controller that asks for any port and says which it got."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def guarded():
    handler = Guarded()
    controller = OnFreePort(
        handler,
        hostname="127.0.0.1",
        port=0,
        authenticator=handler,
        auth_require_tls=False,
    )
    controller.start()
    yield handler, controller.port
    controller.stop()


def test_a_server_gets_name_and_password_from_the_address(url, guarded):
    handler, port = guarded
    url(f"smtp://aula:p%40ss%3Aw%2Frd@127.0.0.1:{port}")
    mail.send(LETTER)
    assert handler.seen == [(b"aula", b"p@ss:w/rd"), ["ana@example.org"]]
    url(f"smtp://aula:wrong@127.0.0.1:{port}")
    with pytest.raises(smtplib.SMTPAuthenticationError):
        mail.send(LETTER)


def test_a_server_that_offers_no_encryption_gets_no_letter_where_it_is_asked_for(
    url, guarded
):
    handler, port = guarded
    url(f"smtp+starttls://aula:x@127.0.0.1:{port}")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        mail.send(LETTER)
    assert handler.seen == []


def test_an_address_that_is_refused_is_a_final_failure(url, guarded):
    _handler, port = guarded
    url(f"smtp://127.0.0.1:{port}")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        mail.send(Letter(**{**_values(), "to": "nobody@example.org"}))
    assert mail.is_final(refused.value)
    assert not mail.is_final(OSError())


def test_a_server_that_is_not_there_is_a_failure_for_later(url):
    url("smtp://127.0.0.1:9")
    with pytest.raises(OSError) as refused:
        mail.send(LETTER)
    assert not mail.is_final(refused.value)
