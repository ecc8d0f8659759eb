"""A site full of invented people, to measure on: the same one for the same seed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import insert, select, update

from lms.catalogue import publishing
from lms.catalogue.queries import get_package, get_release
from lms.encuentro.models import Post, Space, SpaceKind, Thread
from lms.enrolment import queries as enrolment
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.foundation.i18n import gettext
from lms.foundation.work import atomic
from lms.learning.models import Completion
from lms.people.models import Member

from .load_course import COURSE_ID, load_course

EPOCH = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
TALK = EPOCH + timedelta(days=3)
STATES = ("AR", "BO", "BR", "CL", "CO", "CR", "EC", "GT", "HN", "MX", "PY", "UY")
NAMES = ("Ana", "Bruno", "Carla", "Diego", "Elena", "Fabio", "Gloria", "Hugo", "Inés")
FAMILY = ("Aguirre", "Barros", "Cáceres", "Duarte", "Esquivel", "Ferreira", "Gaitán")
BODIES = (
    "En nuestra oficina empezamos por revisar qué datos se piden y para qué.",
    "Nos sirvió acordar de antemano quién responde y en cuánto tiempo.",
    "La dificultad no es la matriz, sino quién la llena cada mes.",
    "Compartimos el registro con dos instituciones vecinas y mejoró la alerta.",
    "Propongo revisar primero los casos en que falta el documento de identidad.",
)
LONGEST = "Cien respuestas"
LONGEST_POSTS = 101
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: people enrolled twice, posts, things done by each."""

    people: int
    posts: int
    done_each: int = 10


SIZES = {"small": Size(1_000, 1_000), "large": Size(20_000, 50_000)}


@click.command("seed")
@click.argument("size", type=click.Choice(list(SIZES)))
@click.option("--seed", "number", default=1, show_default=True)
@with_appcontext
def seed(size: str, number: int) -> None:
    """Fill an empty development site with invented people, posts and completions.

    SIZE is small (1,000 people, 1,000 posts, one conversation of 100 replies) or
    large (20,000 people, 50,000 posts, 200,000 completions).
    """
    if not current_app.config.get("LMS_DEVELOPMENT"):
        raise click.ClickException(
            gettext("Los datos inventados no se cargan en producción.")
        )
    with atomic():
        if session.scalar(select(Member.id).where(Member.subject == "seed:0")):
            raise click.ClickException(gettext("Este sitio ya tiene datos inventados."))
        # Not for secrets: the same seed makes the same people.
        fill(SIZES[size], Random(number))  # noqa: S311
    click.echo(gettext("Listo: %(size)s.", size=size))


def fill(size: Size, random: Random) -> None:
    """Add everything, in one unit of work."""
    publishing.publish(load_course())
    people = _people(size, random)
    editions = []
    for course_id in ("fundamentos", COURSE_ID):
        offer = enrolment.get_permanent_offer(course_id)
        editions.append(offer.id)
        _enrol(course_id, offer.id, people, size, random)
    _talk(SpaceKind.ENCUENTRO, None, people, size.posts // 4, random)
    _talk(SpaceKind.EDITION, editions[0], people, size.posts - size.posts // 4, random)


def _add(table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        session.execute(insert(table), rows[start : start + BATCH])


def _people(size: Size, random: Random) -> list[int]:
    _add(
        Member,
        [
            {
                "subject": f"seed:{n}",
                "name": f"{random.choice(NAMES)} {random.choice(FAMILY)}",
                "email": f"seed{n}@demo.example",
                "state": random.choice(STATES),
                "language": random.choice(("es", "es", "pt", "en")),
                "created_at": EPOCH + timedelta(minutes=n),
            }
            for n in range(size.people)
        ],
    )
    found = select(Member.id).where(Member.subject.startswith("seed:"))
    return list(session.scalars(found.order_by(Member.id)))


def _enrol(
    course_id: str, edition_id: int, people: list[int], size: Size, random: Random
) -> None:
    release_id = get_release(course_id).id
    steps = [activity.id for _, activity in get_package(release_id).places()]
    _add(
        Enrolment,
        [
            {
                "member_id": member_id,
                "edition_id": edition_id,
                "release_id": release_id,
                "role": "participant",
                "at_activity": steps[0],
                "at_moment": EPOCH + timedelta(days=1, minutes=n),
                "created_at": EPOCH + timedelta(days=1, minutes=n),
            }
            for n, member_id in enumerate(people)
        ],
    )
    each = 3 if course_id == "fundamentos" else size.done_each - 3
    found = select(Enrolment.id).where(Enrolment.edition_id == edition_id)
    _add(
        Completion,
        [
            {
                "enrolment_id": enrolment_id,
                "activity_id": step,
                "cause": "gone_on",
                "at": EPOCH + timedelta(days=2, minutes=n),
            }
            for n, enrolment_id in enumerate(session.scalars(found.order_by("id")))
            for step in random.sample(steps, each)
        ],
    )


def _talk(
    kind: SpaceKind,
    edition_id: int | None,
    people: list[int],
    posts: int,
    random: Random,
) -> None:
    """Add conversations until there are so many posts; the last one is the longest."""
    space = session.scalar(
        select(Space).where(Space.kind == kind, Space.edition_id == edition_id)
    ) or Space(kind=kind, edition_id=edition_id, threads=0)
    session.add(space)
    session.flush()
    lengths: list[int] = []
    while sum(lengths) < posts - LONGEST_POSTS:
        left = posts - LONGEST_POSTS - sum(lengths)
        lengths.append(min(random.randint(1, 20), left))
    lengths.append(LONGEST_POSTS)
    threads = _threads(space.id, lengths, people, random)
    _add(
        Post,
        [
            _post(thread_id, number, TALK + timedelta(minutes=n), people, random)
            for n, (thread_id, length) in enumerate(zip(threads, lengths, strict=True))
            for number in range(1, length + 1)
        ],
    )
    session.execute(
        update(Space)
        .where(Space.id == space.id)
        .values(threads=Space.threads + len(lengths))
    )


def _threads(
    space_id: int, lengths: list[int], people: list[int], random: Random
) -> list[int]:
    """Add a conversation of each length; return their ids in this order."""
    _add(
        Thread,
        [
            {
                "space_id": space_id,
                "title": LONGEST if length == LONGEST_POSTS else f"Conversación {n}",
                "starter_id": random.choice(people),
                "posts": length,
                "created_at": TALK + timedelta(minutes=n),
                "last_post_at": TALK + timedelta(minutes=n, seconds=length / 2),
                "last_author_id": random.choice(people),
            }
            for n, length in enumerate(lengths)
        ],
    )
    found = select(Thread.id).where(Thread.space_id == space_id).order_by(Thread.id)
    return list(session.scalars(found))[-len(lengths) :]


def _post(
    thread_id: int, number: int, moment: datetime, people: list[int], random: Random
) -> dict[str, Any]:
    body = random.choice(BODIES)
    return {
        "thread_id": thread_id,
        "number": number,
        "author_id": random.choice(people),
        "body": body,
        "html": f"<p>{body}</p>\n",
        "language": "es",
        "created_at": moment + timedelta(seconds=number / 2),
    }
