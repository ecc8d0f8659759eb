"""Decisions to read, and somebody who may read them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.people.roles import Role
from tests.factories.people import make_member


@pytest.fixture
def secretary(
    app: Flask, client: FlaskClient, sign_in: Callable[[FlaskClient, str], None]
) -> FlaskClient:
    """The browser of somebody of the secretariat, and her id."""
    with app.app_context():
        member = make_member(
            "Selva Sosa", subject="test:selva", roles={Role.SECRETARIAT: ""}
        )
        client.member_id = member.id
        app.extensions["lms"].db.session.remove()
    sign_in(client, "test:selva")
    return client
