"""Real pages with few rows and with many, and a browser that is really signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.services import make_account
from lms.accounts.services.sessions import open_session
from lms.catalogue import queries as catalogue
from lms.catalogue.publishing import publish
from lms.cli.load_course import COURSE_ID, load_course
from lms.cli.seed import LONGEST, SIZES, fill
from lms.content.folder import read_folder
from lms.encuentro.models import Space, SpaceKind, Thread
from lms.enrolment import services as enrolment
from lms.enrolment.queries import get_permanent_offer
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import services as people
from lms.people.roles import Role
from tests.factories.encuentro import make_thread

COURSE = "fundamentos"


@dataclass
class Visit:
    """Somebody signed in, and where the pages are that are counted and weighed."""

    client: FlaskClient
    member_id: int
    pages: dict[str, str]


@pytest.fixture
def published(app: Flask) -> Flask:
    """The site with the course it is delivered with, and the one to measure on."""
    with app.app_context(), atomic():
        folder = app.extensions["lms"].root / "courses" / COURSE
        publish(read_folder(folder))
        publish(load_course())
    return app


@pytest.fixture
def come_in(published: Flask) -> Callable[..., Visit]:
    """Sign in as one of the alumni who is also enrolled."""

    def come_in() -> Visit:
        with published.app_context():
            with atomic():
                account = make_account(
                    email="medida@demo.example",
                    password="banco-de-pruebas-2026",
                    name="Medida Exacta",
                    state="AR",
                    language="es",
                )
                assert account.member_id is not None
                people.grant(member_id=account.member_id, role=Role.ALUMNI)
                enrolment.join(member_id=account.member_id, course_id=COURSE)
                token = open_session(account_id=account.id, device="", network="")
            member_id = account.member_id
        client = published.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return Visit(client, member_id, {})

    return come_in


@pytest.fixture
def few(published: Flask, come_in: Callable[..., Visit]) -> Visit:
    """One person, one course, one conversation with one answer."""
    visit = come_in()
    with published.app_context():
        make_thread(visit.member_id, title=LONGEST, answers=1)
        offer = get_permanent_offer(COURSE).id
        make_thread(visit.member_id, edition_id=offer)
        visit.pages = _pages()
    return visit


@pytest.fixture
def many(published: Flask, come_in: Callable[..., Visit]) -> Visit:
    """A thousand people, a thousand posts, two courses of one's own."""
    visit = come_in()
    with published.app_context():
        with atomic():
            fill(SIZES["small"], Random(1))
            enrolment.join(member_id=visit.member_id, course_id=COURSE_ID)
        visit.pages = _pages()
    return visit


@pytest.fixture(params=["few", "many"])
def visit(request: pytest.FixtureRequest) -> Visit:
    """Few rows, then many."""
    found: Visit = request.getfixturevalue(request.param)
    return found


def _pages() -> dict[str, str]:
    thread_id = session.scalar(
        select(Thread.id)
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.title == LONGEST, Space.kind == SpaceKind.ENCUENTRO)
    )
    return {
        "home": "/",
        "course": f"/courses/{COURSE}/",
        "lesson": first_address(COURSE, "lesson"),
        "quiz": first_address(COURSE, "quiz"),
        "list": "/encuentro/",
        "course list": f"/courses/{COURSE}/conversations/",
        "conversation": f"/conversations/{thread_id}/",
        "discussion": first_address(COURSE, "discussion"),
    }


def first_address(course_id: str, kind: str) -> str:
    """Return where the first activity of a kind is."""
    return next(path for path, found in addresses(course_id) if found == kind)


def addresses(course_id: str) -> list[tuple[str, str]]:
    """Return the address and the kind of every activity of a course."""
    package = catalogue.get_card(course_id).package
    return [
        (f"/courses/{course_id}/{module.id}/{activity.id}/", activity.kind)
        for module, activity in package.places()
    ]
