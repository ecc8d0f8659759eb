"""A course with a quiz, and somebody in it with a browser."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from lms.quizzes.events import AttemptMarked
from tests.factories.attempts import begin, needs, publish_quiz, save, singles
from tests.factories.marking import make_marker
from tests.factories.quizzes import ADDRESS, Learner, make_learner, make_quiz
from tests.factories.releases import move, publish_without_quiz
from tests.serving import serving

from .timing import NOON, Watch


@pytest.fixture
def ana(app: Flask) -> Learner:
    with app.app_context():
        make_quiz()
        return make_learner(time_zone="America/Guatemala")


@pytest.fixture
def browser(app: Flask, ana: Learner, sign_in: Callable[..., None]) -> FlaskClient:
    """A browser of Ana's. Another one: ``app.test_client()`` and ``sign_in``."""
    client = app.test_client()
    sign_in(client, ana.subject)
    return client


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Noon, until the test says otherwise."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield Watch(traveller)


@pytest.fixture
def come(
    app: Flask, sign_in: Callable[..., None]
) -> Callable[..., tuple[Learner, FlaskClient]]:
    """Publish a quiz, of three questions unless others are given, and come to it."""

    def come(
        *items: Any, bank: Any = (), role: str = "participant", **rules: Any
    ) -> tuple[Learner, FlaskClient]:
        with app.app_context():
            three = singles("uno", "dos", "tres")
            publish_quiz(*(items or three), bank=bank, **rules)
            learner = make_learner(role=role, time_zone="America/Guatemala")
        client = app.test_client()
        sign_in(client, learner.subject)
        return learner, client

    return come


@pytest.fixture
def heard(inside: Flask) -> list[AttemptMarked]:
    """What is told of attempts that have their final points."""
    events: list[AttemptMarked] = []
    inside.extensions["lms"].bus.listen(AttemptMarked, events.append)
    return events


@pytest.fixture
def gone(
    app: Flask, come: Callable[..., tuple[Learner, FlaskClient]]
) -> Callable[..., tuple[Learner, FlaskClient]]:
    """Somebody who answered ``uno`` and moved to a release without the quiz."""

    def gone(**rules: Any) -> tuple[Learner, FlaskClient]:
        learner, client = come(**rules)
        with app.app_context():
            if rules.get("time_limit"):
                begin(learner)
            save(learner, uno=("b",))
            publish_without_quiz(learner.release_id)
            return move(learner), client

    return gone


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The site behind a real port, for real browsers."""
    with serving(app) as address:
        yield address


@pytest.fixture
def visit(chromium, app, come, address):
    """Publish a quiz and open it as somebody in the course; ``ago`` begins it then.

    With ``clock`` the test itself moves the time of the browser.
    """
    contexts = []

    def visit(
        *items, scripts=True, ago=None, needing=None, before="", clock=False, **rules
    ):
        learner, _client = come(*items, **rules)
        with app.app_context():
            if needing:
                needs(learner, **needing)
            if ago is not None:
                past = datetime.now(UTC) - timedelta(seconds=ago)
                with time_machine.travel(past):
                    begin(learner)
        context = chromium.new_context(locale="es", java_script_enabled=scripts)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        signer = app.session_interface.get_signing_serializer(app)
        cookie = {
            "name": app.config["SESSION_COOKIE_NAME"],
            "value": signer.dumps({"as": learner.subject}),
            "url": address,
        }
        context.add_cookies([cookie])
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        if clock:
            page.clock.install()
        page.goto(address + ADDRESS)
        return learner, page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def browse(app: Flask, sign_in: Callable[..., None]) -> Callable[[str], FlaskClient]:
    """Return the browser of somebody, by subject."""

    def browse(subject: str) -> FlaskClient:
        client = app.test_client()
        sign_in(client, subject)
        return client

    return browse


@pytest.fixture
def desk(app: Flask, browse: Callable[[str], FlaskClient]) -> dict[str, FlaskClient]:
    """Two instructors of the course with a browser each, by name."""
    with app.app_context():
        for who in ("Inés", "Luz"):
            make_marker(who, subject=who)
    return {who: browse(who) for who in ("Inés", "Luz")}


@pytest.fixture
def together(app):
    """Do everything at the same moment; return what each came to, or raised."""

    def run(*acts):
        gate = threading.Barrier(len(acts))
        found = [None] * len(acts)

        def one(place, act):
            with app.app_context():
                gate.wait(10)
                try:
                    found[place] = act()
                except Exception as failure:
                    found[place] = failure
                finally:
                    app.extensions["lms"].db.session.remove()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return found

    return run


@pytest.fixture
def made(app):
    """Make things inside a context that is closed again before the threads begin."""

    def make(act, *args, **named):
        with app.app_context():
            return act(*args, **named)

    return make
