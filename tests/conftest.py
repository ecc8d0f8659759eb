"""A site on a real database, clean for every test."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask import session as cookie
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from lms.accounts import identity as local
from lms.application import create_app
from lms.foundation.database import Base
from lms.foundation.i18n import speak
from lms.foundation.migrating import upgrade
from lms.kernel.language import SOURCE
from lms.people.identity import Identity

hypothesis_settings.register_profile(
    "quick", max_examples=15, deadline=None, derandomize=True
)
hypothesis_settings.register_profile(
    "thorough", max_examples=60, deadline=None, derandomize=True
)
hypothesis_settings.register_profile(
    "hunt", max_examples=2_000, deadline=None, print_blob=True
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="run every test on this database (PostgreSQL: TEST_POSTGRES_URL)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks known here, where they are given: tests also run elsewhere."""
    config.addinivalue_line(
        "markers", "page: asks for pages as somebody; left out of `make check`"
    )
    config.addinivalue_line(
        "markers", "pure: touches no database; run once, in the suite on SQLite"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches no database: running it on a second one would say nothing.

    What fails in a browser is tried once more, and counted in the summary. Pages as
    somebody sees them are for `make test`.
    """
    for item in items:
        if "sign_in" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.page)
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if "database" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.pure)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def new_database(
    database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """Make an empty database of one's own, and return its address."""
    if database == "sqlite":
        folder = tmp_path_factory.mktemp("databases")
        yield lambda name: f"sqlite:///{folder / name}.sqlite3"
        return
    server = os.environ.get(
        "TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres"
    )
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make(name: str) -> str:
        full = f"lms_test_{os.getpid()}_{name}"
        with engine.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{full}"'))
            connection.execute(sa.text(f'CREATE DATABASE "{full}"'))
        made.append(full)
        return url.set(database=full).render_as_string(hide_password=False)

    yield make
    with engine.connect() as connection:
        for full in made:
            connection.execute(sa.text(f'DROP DATABASE "{full}" WITH (FORCE)'))
    engine.dispose()


def settings(url: str, folder: Path, **more: Any) -> dict[str, Any]:
    """What a site needs to run in a test."""
    return {
        "TESTING": True,
        "SECRET_KEY": "a-key-for-tests-only-0123456789",
        "SQLALCHEMY_DATABASE_URI": url,
        "LMS_URL_PREFIX": "/",
        "LMS_BASE_URL": "http://localhost",
        "LMS_DEVELOPMENT": True,
        "LMS_STYLEGUIDE": True,
        "LMS_INSTANCE": str(folder),
        "MAIL_URL": f"folder:{folder / 'mail'}",
        "MAIL_FROM": "aula@localhost",
        "REDIS_URL": "",
        "WTF_CSRF_ENABLED": False,
        **more,
    }


@pytest.fixture(scope="session")
def site(
    new_database: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The stand-alone site, migrated once for all tests of this process."""
    app = create_app(settings(new_database("site"), tmp_path_factory.mktemp("site")))
    app.extensions["lms"].identify = _identify
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        app.extensions["lms"].db.engine.dispose()


def _identify() -> Identity | None:
    """Believe the cookie of a test; otherwise ask the site's own accounts."""
    if "as" in cookie:
        return Identity(subject=cookie["as"], name="Alguien")
    return local.identify()


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """The site with an empty database, outside any context (see ``inside``)."""
    heard = {
        kind: list(listeners)
        for kind, listeners in site.extensions["lms"].bus._listeners.items()
    }
    yield site
    speak(SOURCE)
    site.extensions["lms"].bus._listeners.clear()
    site.extensions["lms"].bus._listeners.update(heard)
    site.extensions["lms"].store.clear()
    with site.app_context():
        db = site.extensions["lms"].db
        db.session.remove()
        with db.engine.connect() as connection:
            writing = connection.execution_options(write=True)
            for table in reversed(Base.metadata.sorted_tables):
                writing.execute(table.delete())
            writing.commit()


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """The site inside an application context, for tests without a browser."""
    with app.app_context():
        yield app
        app.extensions["lms"].db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of its own, without scripts. Do not use it inside ``inside``."""
    return app.test_client()


@pytest.fixture
def sign_in() -> Callable[[FlaskClient, str], None]:
    """Sign a client in as the member with this subject."""

    def sign_in(client: FlaskClient, subject: str) -> None:
        with client.session_transaction() as session:
            session["as"] = subject

    return sign_in


@dataclass
class Statements:
    """The SQL statements that were run, without BEGIN, COMMIT and the like."""

    texts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)


@pytest.fixture
def count_queries(
    site: Flask,
) -> Callable[[], contextlib.AbstractContextManager[Statements]]:
    """``with count_queries() as seen: …; assert len(seen) == 4``."""

    @contextlib.contextmanager
    def counting() -> Iterator[Statements]:
        seen = Statements()

        def note(
            connection: Any,
            cursor: Any,
            text: str,
            values: Any,
            context: Any,
            many: Any,
        ) -> None:
            if not text.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                seen.texts.append(text)

        with site.app_context():
            engine = site.extensions["lms"].db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as the system's package manager has it.

    One for all tests of a process: Playwright cannot be started twice in one.
    """
    expect.set_options(timeout=30_000)  # as long as a busy machine may need
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(kind: BrowserType, **more: Any) -> Browser:
    """Start the Chromium of this machine."""
    found = os.environ.get("TEST_CHROMIUM") or next(
        (
            path
            for name in ("chromium", "google-chrome")
            if (path := shutil.which(name))
        ),
        None,
    )
    return kind.launch(
        executable_path=found, args=["--no-sandbox", "--disable-gpu"], **more
    )
