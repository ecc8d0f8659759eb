"""An account, a browser signed in to it, and a mailbox."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.accounts import Made, Mailbox, come_in, make_account


@pytest.fixture
def mailbox(app: Flask, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Where this test's mails arrive."""
    monkeypatch.setitem(app.config, "MAIL_URL", f"folder:{tmp_path}")
    return Mailbox(app, tmp_path)


@pytest.fixture
def ana(app: Flask) -> Made:
    """Somebody with an account."""
    return make_account(app)


@pytest.fixture
def hers(client: FlaskClient, ana: Made) -> FlaskClient:
    """Ana's browser, signed in."""
    return come_in(client)
