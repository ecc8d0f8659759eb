"""A site in processes of its own, on a database of its own, that can be killed."""

import http.client
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.bench.databases import empty_database
from tests.bench.learner import Learner
from tests.bench.server import Server
from tests.bench.site import Site, add_people, signed_in

CROWD = 40
GONE = (OSError, http.client.HTTPException)
"""What a browser sees when the server is not there any more."""


@dataclass
class House:
    """A running site, the people in front of it, and a way to look into its tables."""

    site: Site
    app: Flask
    server: Server
    learners: list[Learner] = field(default_factory=list)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """Return what a plain SQL question finds."""
        with self.app.app_context():
            engine = self.app.extensions["lms"].db.engine
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(statement))]

    def value(self, statement: str) -> object:
        """Return the one value a plain SQL question finds."""
        return self.rows(statement)[0][0]

    def forget_connections(self) -> None:
        """Hang up everywhere, as when the server went away."""
        for learner in self.learners:
            learner.close()

    def kill_in_the_middle(
        self, act: Callable[["Tally", Learner, int], None], after: int
    ) -> "Tally":
        """Let everybody act at once; kill the server once so many were answered."""
        tally = Tally(after)
        with ThreadPoolExecutor(len(self.learners)) as crowd:
            for place, learner in enumerate(self.learners):
                crowd.submit(_go_on, tally, act, learner, place)
            assert tally.enough.wait(120), "the server was too slow to be killed"
            self.server.kill()
        self.forget_connections()
        if tally.failures:
            self.server.quote()
            raise tally.failures[0]
        return tally


class Tally:
    """Counts what the server has answered, and says when it is enough."""

    def __init__(self, after: int) -> None:
        self.confirmed = 0
        self.enough = threading.Event()
        self.failures: list[Exception] = []
        self._after = after
        self._lock = threading.Lock()

    def confirm(self) -> None:
        """Count one answer."""
        with self._lock:
            self.confirmed += 1
            if self.confirmed >= self._after:
                self.enough.set()


def _go_on(
    tally: Tally,
    act: Callable[[Tally, Learner, int], None],
    learner: Learner,
    place: int,
) -> None:
    try:
        act(tally, learner, place)
    except GONE:
        return  # what was not answered does not count
    except Exception as failure:
        tally.failures.append(failure)
        tally.enough.set()


@pytest.fixture
def house(database: str, tmp_path: Path) -> Iterator[House]:
    """The site with its course and forty people who are signed in."""
    with empty_database(database, tmp_path, "durability") as url:
        site = Site(url, tmp_path)
        site.command("prepare")
        app = site.app()
        add_people(app, CROWD)
        with site.server(workers=2) as server:
            made = House(site, app, server)
            for number in range(CROWD):
                learner = signed_in(app, site, number)
                learner.get("/me/")  # the page has what a form must send along
                learner.close()  # forty idle calls would be hung up by the server
                made.learners.append(learner)
            yield made
            made.forget_connections()
        with app.app_context():
            app.extensions["lms"].db.engine.dispose()
