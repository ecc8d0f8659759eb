"""A site to measure on: migrated, published, filled, with people who can sign in."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import insert, select

import config
from lms.accounts.queries import find_by_email
from lms.accounts.services import make_account
from lms.accounts.services.sessions import open_session
from lms.application import create_app
from lms.catalogue.queries import get_package, get_release
from lms.cli.load_course import COURSE_ID
from lms.encuentro.models import Space, SpaceKind, Thread
from lms.enrolment import services as enrolment
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.learning.models import Completion
from lms.people import services as people
from lms.people.roles import Role

from .databases import settle
from .learner import Learner
from .server import LOCALHOST, ROOT, Server, free_port

PASSWORD = "banco-de-pruebas-2026"
COURSE = "fundamentos"
LONGEST = "Cien respuestas"


@dataclass
class Site:
    """Where a site lives, and what its processes are told."""

    url: str
    folder: Path
    port: int = field(default_factory=free_port)
    key: str = field(default_factory=lambda: secrets.token_hex(32))

    def env(self, mode: str = "production") -> dict[str, str]:
        """Return the environment of a process of this site."""
        known = {k: v for k, v in os.environ.items() if not k.startswith("LMS_")}
        for name in ("PYTHONDONTWRITEBYTECODE", "REDIS_URL", "MAIL_URL", "PORT"):
            known.pop(name, None)
        return {
            **known,
            "LMS_ENV": mode,
            "LMS_INSTANCE": str(self.folder),
            "DATABASE_URL": self.url,
            "SECRET_KEY": self.key,
            "BASE_URL": f"http://{LOCALHOST}:{self.port}",
            # As behind a reverse proxy, so that learners come from many networks.
            "LMS_PROXIES": "1",
        }

    def command(self, *words: str) -> None:
        """Run ``flask lms …`` in a process of its own."""
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "lms", *words],
            cwd=ROOT,
            env=self.env("development"),
            check=True,
            capture_output=True,
        )

    def app(self) -> Flask:
        """Return the site inside this very process, to fill it or to count."""
        known = {
            name: value
            for name, value in self.env().items()
            if name in config.KNOWN or not name.startswith("LMS_")
        }
        return create_app(config.read({**known, "LMS_POSTMAN": "0"}))

    def server(self, workers: int = 4, threads: int = 4) -> Server:
        """Return the production server of this site, not started yet."""
        return Server(
            "wsgi:app",
            self.env(),
            folder=self.folder,
            port=self.port,
            workers=workers,
            threads=threads,
        )


def fill(site: Site, size: str) -> None:
    """Bring an empty site to the state that is measured."""
    site.command("prepare", "--demo")
    site.command("seed", size)
    settle(site.url)


def email_of(number: int) -> str:
    """Return the address with which a measured person signs in."""
    return f"medida{number}@demo.example"


def add_people(app: Flask, count: int, courses: Iterable[str] = (COURSE,)) -> None:
    """Add people with accounts; the first is of the alumni and has begun everything."""
    courses = tuple(courses)
    with app.app_context():
        for number in range(count):
            with atomic():
                account = make_account(
                    email=email_of(number),
                    password=PASSWORD,
                    name=f"Medida {number}",
                    state="AR",
                    language="es",
                )
            assert account.member_id is not None  # made with the account
            with atomic():
                if number == 0:
                    people.grant(member_id=account.member_id, role=Role.ALUMNI)
                for course_id in courses:
                    _join(account.member_id, course_id, done=10 if number == 0 else 0)


def signed_in(app: Flask, site: Site, number: int) -> Learner:
    """Return somebody at a browser who has come in already, with nothing asked."""
    with app.app_context():
        account = find_by_email(email_of(number))
        assert account is not None
        with atomic():
            token = open_session(account_id=account.id, device="", network="")
    sign = SecureCookieSessionInterface().get_signing_serializer(app)
    assert sign is not None  # there is a key
    name = app.config["SESSION_COOKIE_NAME"]
    return Learner(site.port, number, {name: str(sign.dumps({"_user_id": token}))})


def _join(member_id: int, course_id: str, done: int) -> None:
    seat = enrolment.join(member_id=member_id, course_id=course_id)
    steps = [activity.id for _, activity in get_package(seat.release_id).places()]
    chosen = steps[: min(done, len(steps) // 2)]
    if chosen:
        session.execute(
            insert(Completion),
            [
                {
                    "enrolment_id": seat.id,
                    "activity_id": step,
                    "cause": "gone_on",
                    "at": now(),
                }
                for step in chosen
            ],
        )


def addresses(app: Flask) -> Mapping[str, str]:
    """Return the pages that are measured, by name."""
    with app.app_context():
        long_thread = session.scalar(
            select(Thread.id)
            .join(Space, Space.id == Thread.space_id)
            .where(Thread.title == LONGEST, Space.kind == SpaceKind.ENCUENTRO)
        )
    return {
        "home": "/",
        "course": f"/courses/{COURSE_ID}/",
        "lesson": first(app, COURSE_ID, "lesson"),
        "text": first(app, COURSE, "lesson"),
        "list": f"/courses/{COURSE}/conversations/",
        "thread": f"/conversations/{long_thread}/",
        "quiz": first(app, COURSE, "quiz"),
    }


def first(app: Flask, course_id: str, kind: str) -> str:
    """Return where the first activity of a kind is in a course."""
    with app.app_context():
        package = get_package(get_release(course_id).id)
    module, activity = next(
        (module, activity)
        for module, activity in package.places()
        if activity.kind == kind
    )
    return f"/courses/{course_id}/{module.id}/{activity.id}/"
