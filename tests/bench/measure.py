"""A site in its states, measured from outside."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from lms.cli.load_course import COURSE_ID

from . import minimal
from .autosaving import autosave, count_lost
from .counting import count
from .crowd import Turnout, together
from .databases import empty_database
from .learner import Learner, read_paper, take_quiz
from .load import Load, best, wrk
from .server import Server, free_port
from .site import (
    COURSE,
    PASSWORD,
    Site,
    add_people,
    addresses,
    email_of,
    fill,
    signed_in,
)

MANY = 8
CROWD = 100
SAVERS = 200


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How long and how often to measure, and which pages."""

    seconds: float
    rounds: int
    workers: int
    threads: int
    pages: tuple[str, ...]
    doings: bool = True
    saving: float = 60.0
    """For how many seconds two hundred learners save; 0 leaves it out."""


class Figures:
    """The loads of one page, of every round."""

    def __init__(self) -> None:
        self.one: list[Load] = []
        self.many: list[Load] = []

    def told(self) -> dict[str, float]:
        """Return the best of them as plain numbers."""
        one, many = best(*self.one), best(*self.many)
        return {
            "rate_1": one.rate,
            "rate_8": many.rate,
            "cpu_ms": many.cpu_ms,
            "p50_ms": many.p50_ms,
            "p99_ms": many.p99_ms,
        }


class Subject:
    """A site in one state, its running server, and the people who visit it."""

    def __init__(self, site: Site, app: Flask, server: Server) -> None:
        self.app = app
        self.server = server
        self.addresses = addresses(app)
        self.learners = [_come_in(site, number) for number in range(MANY)]
        self.learners += [signed_in(app, site, n) for n in range(MANY, SAVERS)]
        _begin_quiz(self.learners[0], self.addresses["quiz"])
        self.figures = {name: Figures() for name in self.addresses}

    @property
    def cookie(self) -> str:
        """The first of the learners: one of the alumni, and in two courses."""
        return self.learners[0].cookie


def measure(
    kind: str, sizes: Sequence[str], plan: Plan, folder: Path
) -> dict[str, dict[str, Any]]:
    """Return every figure of one database, by state.

    All states are served at the same time and asked in turns, with the minimal page
    in every round: what disturbs the machine disturbs all of them.
    """
    with ExitStack() as open_:
        bare = open_.enter_context(empty_database(kind, folder, "bench_minimal"))
        minimal.fill(bare)
        other = open_.enter_context(_minimal_server(bare, plan, folder))
        subjects = {
            size: _subject(open_, kind, size, plan, folder / size) for size in sizes
        }
        least = _pages(list(subjects.values()), other, plan)
        return {size: _told(found, least, plan) for size, found in subjects.items()}


def _subject(
    open_: ExitStack, kind: str, size: str, plan: Plan, folder: Path
) -> Subject:
    folder.mkdir()
    url = open_.enter_context(empty_database(kind, folder, f"bench_{size}"))
    site = Site(url, folder)
    fill(site, size)
    app = site.app()
    open_.callback(_hang_up, app)
    add_people(app, SAVERS, (COURSE, COURSE_ID))
    server = open_.enter_context(site.server(plan.workers, plan.threads))
    return Subject(site, app, server)


def _hang_up(app: Flask) -> None:
    with app.app_context():
        app.extensions["lms"].db.engine.dispose()


def _told(found: Subject, least: dict[str, float], plan: Plan) -> dict[str, Any]:
    pages: dict[str, Any] = {}
    for name in plan.pages:
        page = found.figures[name].told()
        page["ratio"] = page["cpu_ms"] / least["cpu_ms"]
        pages[name] = page | count(found.app, found.addresses[name], found.cookie)
    return {
        "minimal": least,
        "pages": pages,
        "doings": _doings(found, plan) if plan.doings else {},
        "autosave": _autosave(found, plan.saving) if plan.saving else {},
        "memory_mb": found.server.memory(),
        "workers": plan.workers,
    }


def _minimal_server(url: str, plan: Plan, folder: Path) -> Server:
    return Server(
        "tests.bench.minimal:serve()",
        {**os.environ, "MINIMAL_URL": url},
        folder=folder,
        port=free_port(),
        workers=plan.workers,
        threads=plan.threads,
    )


def _come_in(site: Site, number: int) -> Learner:
    learner = Learner(site.port, network=number)
    learner.sign_in(email_of(number), PASSWORD)
    return learner


def _begin_quiz(learner: Learner, path: str) -> None:
    """Answer half of the quiz, so that its page has something to show."""
    paper = read_paper(learner.get(path).text)
    chosen = {question: options[0] for question, options in paper.choices.items()}
    half = dict(list(chosen.items())[: len(chosen) // 2])
    learner.post(f"{path}answers", paper.fields(half))
    learner.get("/")  # the notice that they were saved is shown once, here


def _pages(subjects: Sequence[Subject], other: Server, plan: Plan) -> dict[str, float]:
    """Measure every page of every state in turns; return the minimal page."""
    visitor = Learner(other.port)
    visitor.get("/")
    bare = Figures()
    wanted = [(subject, name) for name in plan.pages for subject in subjects]
    for subject, name in wanted:
        _ask(subject.server, subject.addresses[name], subject.cookie, 16, 1.0)
    _ask(other, minimal.PAGE, visitor.cookie, 16, 1.0)
    for _ in range(plan.rounds):
        bare.one.append(_ask(other, minimal.PAGE, visitor.cookie, 1, plan.seconds))
        bare.many.append(_ask(other, minimal.PAGE, visitor.cookie, MANY, plan.seconds))
        for subject, name in wanted:
            path, found = subject.addresses[name], subject.figures[name]
            for connections, loads in ((1, found.one), (MANY, found.many)):
                loads.append(
                    _ask(
                        subject.server, path, subject.cookie, connections, plan.seconds
                    )
                )
    return bare.told()


def _ask(
    server: Server, path: str, cookie: str, connections: int, seconds: float
) -> Load:
    return wrk(
        server,
        path,
        connections=connections,
        seconds=seconds,
        headers={"Cookie": cookie},
    )


def _doings(found: Subject, plan: Plan) -> dict[str, Any]:
    """Measure what takes several requests: a whole attempt, a whole sign-in."""
    visitors = [
        Learner(found.server.port, network=1_000 * n) for n in range(1, MANY + 1)
    ]
    emails = {id(visitor): email_of(n) for n, visitor in enumerate(visitors)}

    def take(learner: Learner) -> None:
        take_quiz(learner, found.addresses["quiz"])

    def enter(visitor: Learner) -> None:
        visitor.sign_out()
        visitor.network += 1
        visitor.sign_in(emails[id(visitor)], PASSWORD)

    seconds = 2 * plan.seconds
    return {
        name: {
            str(crowd): _plain(together(found.server, people[:crowd], act, seconds))
            for crowd in crowds
        }
        for name, people, act, crowds in (
            ("attempt", found.learners, take, (1, MANY, CROWD)),
            ("sign-in", visitors, enter, (1, MANY)),
        )
    }


def _autosave(found: Subject, seconds: float) -> dict[str, float]:
    """Let two hundred learners save; count what was confirmed and is not there."""
    path = found.addresses["quiz"]
    figures, savers = autosave(found.server, found.learners, path, seconds)
    by_email = {email_of(number): saver for number, saver in enumerate(savers)}
    activity_id = path.rstrip("/").rpartition("/")[2]
    return figures | {"lost": count_lost(found.app, by_email, activity_id)}


def _plain(turnout: Turnout) -> dict[str, float]:
    return vars(turnout)
