"""Sites of other people with the LMS mounted on them, each with a database."""

import os
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.catalogue import queries as catalogue
from lms.foundation.i18n import speak
from lms.foundation.migrating import upgrade
from lms.kernel.language import SOURCE
from tests.factories.courses import make_course
from tests.mounting.foreign.site import (
    KINDS,
    Kind,
    User,
    create_host,
    create_tables,
    db,
    mount,
)

_numbers = count(1)


class Guest:
    """Somebody's browser on the host's site."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.page: TestResponse | None = None

    def open(self, path: str, **more: Any) -> TestResponse:
        """Follow a link."""
        self.page = self.client.get(path, follow_redirects=True, **more)
        return self.page

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Send a form with the token of the page that is open."""
        return self.client.post(path, data={"csrf_token": self.token, **fields})

    @property
    def token(self) -> str:
        """The token in the open page; empty where it has none."""
        assert self.page is not None
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.page.text)
        return unescape(found[1]) if found else ""

    @property
    def words(self) -> str:
        """What the open page says."""
        assert self.page is not None
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page.text)))

    def sign_in(self, name: str) -> "Guest":
        """Sign in at the host's own door."""
        self.open("/login")
        assert self.send("/login", name=name).status_code == 302
        return self


class Host:
    """A mounted site, and what a test asks of it."""

    def __init__(self, kind: Kind, app: Flask, course_id: str) -> None:
        self.kind = kind
        self.app = app
        with app.app_context():
            card = catalogue.get_card(course_id)
        self.package = card.package
        self.course = f"/aprender/courses/{course_id}"

    def user(self, **more: str) -> str:
        """Add somebody to the host's people; return the name."""
        number = next(_numbers)
        name = f"Persona {os.getpid()}-{number}"
        email = f"p{os.getpid()}-{number}@ministerio.example"
        with self.app.app_context():
            db.session.add(User(**{"name": name, "email": email, **more}))
            db.session.commit()
        return name

    def guest(self) -> Guest:
        """Somebody the host does not know."""
        return Guest(self.app)

    def somebody(self) -> Guest:
        """Somebody new who has signed in at the host's door."""
        return self.guest().sign_in(self.user())

    def learner(self) -> Guest:
        """Somebody who has joined the course."""
        guest = self.somebody()
        guest.open(f"{self.course}/")
        assert guest.send(f"{self.course}/join").status_code == 303
        return guest

    def at(self, kind: str) -> str:
        """The address of the course's first activity of a kind."""
        return next(
            f"{self.course}/{module.id}/{activity.id}/"
            for module, activity in self.package.places()
            if activity.kind == kind
        )


@pytest.fixture(scope="session")
def hosts(new_database: Callable[[str], str]) -> Iterator[Callable[[Kind], Host]]:
    """The host of a kind, made once for all tests of this process."""
    made: dict[Kind, Host] = {}

    def get(kind: Kind) -> Host:
        if kind not in made:
            made[kind] = _host(kind, new_database(f"host-{kind}"))
        return made[kind]

    yield get
    for host in made.values():
        with host.app.app_context():
            db.engine.dispose()


def _host(kind: Kind, url: str) -> Host:
    app = create_host(kind, url)
    create_tables(app)
    mount(app, kind)
    with app.app_context():
        upgrade()
        make_course("ajeno")
    return Host(kind, app, "ajeno")


@pytest.fixture(params=KINDS, ids=str)
def host(
    request: pytest.FixtureRequest, hosts: Callable[[Kind], Host]
) -> Iterator[Host]:
    """Every kind of host in turn."""
    yield hosts(request.param)
    speak(SOURCE)


@pytest.fixture
def some_host(hosts: Callable[[Kind], Host]) -> Iterator[Host]:
    """One host, for what no kind makes a difference to."""
    yield hosts(KINDS[0])
    speak(SOURCE)
