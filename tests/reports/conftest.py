"""Everybody there is around a course, and a browser for each."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.encuentro import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    """People of every kind around a course."""
    with app.app_context():
        made = make_world()
        app.extensions["lms"].db.session.remove()
    return made


@pytest.fixture
def browse(
    app: Flask, sign_in: Callable[[FlaskClient, str], None], world: World
) -> Callable[[str], FlaskClient]:
    """Return the browser of a person; of nobody, for «guest»."""

    def browse(who: str) -> FlaskClient:
        client = app.test_client()
        if who != "guest":
            sign_in(client, world.subject(who))
        return client

    return browse
