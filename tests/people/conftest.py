"""Somebody who is signed in."""

import pytest

from tests.factories.people import make_member


@pytest.fixture
def ana(app, client, sign_in):
    """A member and her browser."""
    with app.app_context():
        member = make_member("Ana Pérez", subject="test:ana", email="ana@example.org")
        client.member_id = member.id
    sign_in(client, "test:ana")
    return client
