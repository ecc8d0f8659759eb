"""Accounts for tests, and the mails they bring about."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from lms.accounts import services
from lms.foundation import outbox
from lms.foundation.work import atomic

PASSWORD = "lluvia tejado cobre"
OTHER_PASSWORD = "ventana río jacaranda"
SIGN_UP: dict[str, str] = {
    "email": "nueva@example.org",
    "password": PASSWORD,
    "name": "Nora Díaz",
    "state": "other",
    "institution": "",
    "post": "",
    "language": "es",
    "time_zone": "",
    "consent": "y",
}


@dataclass(frozen=True)
class Made:
    """An account as a test needs it, after its context is gone."""

    id: int
    member_id: int
    email: str
    subject: str


def make_account(
    app: Flask, email: str = "ana@example.org", name: str = "Ana Pérez", **more: Any
) -> Made:
    """An account with ``PASSWORD``, confirmed. Call outside of any context."""
    with app.app_context(), atomic():
        account = services.make_account(
            email=email, password=more.pop("password", PASSWORD), name=name, **more
        )
        assert account.member_id is not None
        return Made(account.id, account.member_id, account.email, account.subject)


def come_in(
    client: FlaskClient, email: str = "ana@example.org", password: str = PASSWORD
) -> FlaskClient:
    """Sign a browser in through the page, as people do."""
    answer = client.post("/sign-in/", data={"email": email, "password": password})
    assert answer.status_code == 303
    return client


@dataclass
class Mailbox:
    """Where the mails of a test arrive."""

    app: Flask
    folder: Path

    def collect(self) -> list[EmailMessage]:
        """Deliver what waits; return the mails that came since the last time."""
        with self.app.app_context():
            outbox.deliver()
        found = sorted(self.folder.glob("*.eml"))
        mails = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in found
        ]
        for path in found:
            path.unlink()
        return mails

    def one(self) -> EmailMessage:
        """Return the only mail that came."""
        (mail,) = self.collect()
        return mail


def text_of(mail: EmailMessage) -> str:
    """What the mail says, as text."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(mail: EmailMessage) -> str:
    """What the mail says, as HTML."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def paths_in(mail: EmailMessage) -> list[str]:
    """The paths of the links in a mail to this very site, in order."""
    return re.findall(r"http://localhost(/\S+)", text_of(mail))
