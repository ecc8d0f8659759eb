"""A real server, a real browser: what people do, as they do it."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from lms.accounts.services import make_account
from lms.application import create_app
from lms.catalogue.publishing import publish
from lms.content.folder import read_folder
from lms.enrolment import services as enrolment
from lms.foundation import outbox
from lms.foundation.migrating import upgrade
from lms.foundation.work import atomic
from lms.people import services as people
from lms.people.reference import load_states
from lms.people.roles import Role
from tests.conftest import settings
from tests.factories.courses import course_files
from tests.journeys.quizzes import publish_quizzes
from tests.serving import serving

COURSES = Path(__file__).parents[2] / "courses"
PASSWORD = "una clave para las pruebas"
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Live:
    """A running site: its address, its application, its mails."""

    app: Flask
    url: str
    mails: Path

    def person(
        self,
        *roles: tuple[Role, str],
        joined: str | None = None,
        name: str = "Olga Fernández",
        language: str = "es",
    ) -> str:
        """Make somebody with an account, and return the e-mail address."""
        email = f"persona{next(_numbers)}-{os.getpid()}@demo.example"
        with self.app.app_context():
            with atomic():
                account = make_account(
                    email=email,
                    password=PASSWORD,
                    name=name,
                    state="SV",
                    language=language,
                )
                for role, scope_id in roles:
                    people.grant(
                        member_id=account.member_id, role=role, scope_id=scope_id
                    )
            if joined:
                with atomic():
                    enrolment.join(member_id=account.member_id, course_id=joined)
        return email

    def letters(self) -> list[str]:
        """Deliver what waits, and return every letter so far, newest last."""
        with self.app.app_context():
            outbox.deliver()
        files = sorted(self.mails.rglob("*.eml"), key=lambda file: file.stat().st_mtime)
        return [file.read_text("utf-8", errors="replace") for file in files]


@pytest.fixture(scope="session")
def live(
    new_database: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """The stand-alone site with all courses, served over a real socket."""
    folder = tmp_path_factory.mktemp("live")
    app = create_app(
        settings(
            new_database("live"),
            folder,
            TESTING=False,
            WTF_CSRF_ENABLED=True,
            LMS_POSTMAN=False,
        )
    )
    with app.app_context():
        upgrade()
        with atomic():
            load_states()
        for course in sorted(COURSES.iterdir()):
            if (course / "course.yaml").exists():
                with atomic():
                    publish(read_folder(course))
        with atomic():
            publish(course_files("curso-breve", lessons=3, questions=10))
    with serving(app) as address:
        app.config["LMS_BASE_URL"] = address
        yield Live(app, address, folder / "mail")
    with app.app_context():
        app.extensions["lms"].db.engine.dispose()


@pytest.fixture(scope="session")
def quizzes(live: Live) -> dict[str, Any]:
    """The course of all quizzes; holds who has signed in, for the tests that ask."""
    with live.app.app_context():
        publish_quizzes()
    return {}


@dataclass
class Walk:
    """A person at a browser, whose clicks and page loads are counted."""

    live: Live
    context: BrowserContext
    page: Page
    clicks: int = 0
    loads: int = 0
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def start(self, path: str) -> None:
        """Open an address, and count from here."""
        self.open(path)
        self.clicks = self.loads = 0

    def open(self, path: str) -> Any:
        """Type an address."""
        return self.page.goto(self.live.url + path)

    def click(self, selector: str) -> None:
        """Click once, and wait for what follows."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state("load")
        self.clicks += 1

    def fill(self, name: str, words: str) -> None:
        """Type into a field by its name."""
        self.page.fill(f"main [name={name}]", words)

    def sign_in(self, email: str) -> None:
        """Fill in the sign-in form that is shown, and send it."""
        self.fill("email", email)
        self.fill("password", PASSWORD)
        self.click("main form button.button")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.live.url)

    @property
    def words(self) -> str:
        return self.page.inner_text("main")

    def fits(self) -> bool:
        """Whether nothing makes the page scroll sideways."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        return wide <= self.page.viewport_size["width"]


@pytest.fixture
def walk(live: Live, chromium: Browser) -> Iterator[Callable[..., Walk]]:
    """Send somebody to the site; every complaint of the browser fails the test."""
    walks: list[Walk] = []

    def begin(
        width: int = 1280, *, scripts: bool = True, language: str = "es", **more: Any
    ) -> Walk:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale={"es": "es-AR", "pt": "pt-BR", "en": "en-GB"}[language],
            **more,
        )
        context.set_default_timeout(30_000)
        walk = Walk(live, context, context.new_page())
        _watch(walk)
        walks.append(walk)
        return walk

    yield begin
    for walk in walks:
        walk.context.close()
    assert [line for walk in walks for line in walk.complaints] == []
    assert [line for walk in walks for line in walk.strangers] == []


def _watch(walk: Walk) -> None:
    def note_load(frame: Any) -> None:
        if frame == walk.page.main_frame:
            walk.loads += 1

    def note_request(request: Any) -> None:
        if not request.url.startswith((walk.live.url, "data:")):
            walk.strangers.append(request.url)

    def note_console(message: Any) -> None:
        expected = "status of 4" in message.text  # a refused form is meant to be
        if message.type in ("error", "warning") and not expected:
            walk.complaints.append(message.text)

    walk.page.on("framenavigated", note_load)
    walk.page.on("request", note_request)
    walk.page.on("console", note_console)
    walk.page.on("pageerror", lambda error: walk.complaints.append(str(error)))
