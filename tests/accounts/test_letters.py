"""Every mail of the accounts, in every language, read from a real mail server."""

import contextlib
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from babel.messages.pofile import read_po

from lms.foundation import outbox
from lms.foundation.i18n import TRANSLATIONS, gettext, speaking
from lms.foundation.mail import Letter, compose
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, SOURCE
from tests.factories.accounts import SIGN_UP, html_of, make_account, text_of

LETTERS = {
    "confirm": "Confirme su cuenta",
    "already": "Ya tiene una cuenta",
    "reset": "Elija una contraseña nueva",
    "password_changed": "Su contraseña cambió",
    "move_old": "Confirme el cambio de correo",
    "move_new": "Confirme su correo nuevo",
    "move_taken": "Este correo ya tiene una cuenta",
    "closed": "Su cuenta quedó cerrada",
}
VALUES = {"name": "Ana <Pérez> & Co", "key": "a-key", "new_email": "n@example.org"}


class Receiver:
    """Keeps what a mail server was given."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – its name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 OK"


@pytest.fixture
def server(app, monkeypatch):
    """A mail server on a free port, and the site sending through it."""
    receiver = Receiver()
    with running(receiver) as port:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield receiver


@contextlib.contextmanager
def running(receiver):
    class OnFreePort(Controller):
        def _trigger_server(self):
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = OnFreePort(receiver, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_arrives_in_the_language_of_who_asked(app, client, server, language):
    client.post("/sign-up/", data={**SIGN_UP, "language": language})
    with app.app_context():
        assert outbox.deliver() == 1
    ((to, mail),) = server.mails
    with speaking(language):
        subject = gettext("Confirme su cuenta")
    assert to == ["nueva@example.org"]
    assert mail["Subject"] == subject
    assert mail["Content-Language"] == language
    assert mail["From"] == "aula@localhost"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "http://localhost/sign-up/confirm/" in text_of(mail)
    assert f'<html lang="{language}">' in html_of(mail)


def test_who_has_an_account_is_written_to_in_the_language_they_chose(
    app, client, server
):
    make_account(app, language="pt")
    client.post("/password/forgotten/", data={"email": "ana@example.org"})
    with app.app_context():
        outbox.deliver()
    assert server.mails[0][1]["Content-Language"] == "pt"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", LETTERS)
def test_every_letter_says_the_same_as_text_and_as_html(inside, event, language):
    letter = Letter(
        to="ana@example.org",
        template=f"accounts/{event}",
        language=language,
        values=VALUES,
    )
    mail = compose(letter)
    with speaking(language):
        assert mail["Subject"] == gettext(LETTERS[event])
    text, page = text_of(mail), html_of(mail)
    for address in [word for word in text.split() if word.startswith("http")]:
        assert address.startswith("http://localhost")
        assert f'href="{address}"' in page or address == "http://localhost"
    assert "<Pérez>" not in page
    assert "&lt;" not in text
    assert "<script" not in page and "<img" not in page


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != SOURCE])
def test_every_subject_is_translated(language):
    path = TRANSLATIONS / language / "LC_MESSAGES" / "lms.po"
    with path.open("rb") as file:
        known = {message.id: message.string for message in read_po(file)}
    assert [one for one in LETTERS.values() if not known.get(one)] == []


def test_every_letter_there_is_has_been_read_here(app):
    folder = app.extensions["lms"].root / "templates" / "lms" / "mail" / "accounts"
    assert {path.stem for path in folder.iterdir()} == set(LETTERS)


def test_a_job_whose_reason_is_gone_sends_nothing(app, server):
    with app.app_context():
        with atomic():
            for kind in ("sign_up_asked", "move_old", "move_new", "reset_asked"):
                payload = {"registration_id": 0, "change_id": 0, "email": "no@x.org"}
                outbox.put(f"accounts.{kind}", "es", payload)
        assert outbox.deliver() == 4
    assert server.mails == []
