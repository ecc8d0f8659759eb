"""Everybody there is, and a browser for each."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import certificates as factory
from tests.factories.encuentro import World, make_world


@pytest.fixture(autouse=True)
def own_keys(site: Flask, tmp_path, monkeypatch) -> None:
    """Keys of one test are not those of another."""
    monkeypatch.setitem(site.config, "LMS_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def world(app: Flask) -> World:
    """People of every kind around a course."""
    with app.app_context():
        made = make_world()
        app.extensions["lms"].db.session.remove()
    return made


@pytest.fixture
def browse(
    app: Flask, sign_in: Callable[[FlaskClient, str], None]
) -> Callable[[str], FlaskClient]:
    """Return the browser of a person by subject; of nobody, without one."""

    def browse(subject: str = "") -> FlaskClient:
        client = app.test_client()
        if subject:
            sign_in(client, subject)
        return client

    return browse


@pytest.fixture
def made(app: Flask) -> Callable[..., object]:
    """Make something in a context of its own."""

    def made(factory: Callable[..., object], *args: object, **how: object) -> object:
        with app.app_context():
            found = factory(*args, **how)
            app.extensions["lms"].db.session.remove()
        return found

    return made


@pytest.fixture
def certificate(world, made):
    """The certificate of somebody with a key behind it."""
    made(factory.make_key)
    return made(
        factory.make_certificate, "Ana Pérez", subject="ana", email="ana@example.org"
    )
