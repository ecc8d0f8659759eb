"""The invented people: exactly as many as promised, and always the same ones."""

import hashlib
from random import Random

import pytest
from sqlalchemy import func, select

from lms.catalogue.publishing import publish
from lms.cli.load_course import COURSE_ID
from lms.cli.seed import LONGEST, SIZES, Size, fill
from lms.content.folder import read_folder
from lms.encuentro.models import Post, Space, Thread
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import Base, session
from lms.foundation.work import atomic
from lms.learning.models import Completion
from lms.people.models import Member

TINY = Size(people=30, posts=500)


@pytest.fixture
def ready(app):
    """The site with the course it is delivered with, as after ``lms prepare``."""
    publish_course(app)
    return app


def publish_course(app):
    with app.app_context(), atomic():
        publish(read_folder(app.extensions["lms"].root / "courses" / "fundamentos"))


def run(app, *words):
    return app.test_cli_runner().invoke(args=["lms", "seed", *words])


def empty(app):
    with app.app_context(), atomic():
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


def number_of(model, *conditions):
    return session.scalar(select(func.count()).select_from(model).where(*conditions))


def counts():
    """How much there is of everything that is promised."""
    enrolled = dict(
        session.execute(
            select(Edition.course_id, func.count(Enrolment.id))
            .join(Enrolment, Enrolment.edition_id == Edition.id)
            .group_by(Edition.course_id)
        ).all()
    )
    return {
        "people": number_of(Member),
        "enrolled": enrolled,
        "posts": number_of(Post),
        "done": number_of(Completion),
    }


def digest():
    """A digest of all that was invented, whatever numbers the database gave it."""
    total = hashlib.sha256()
    for question in (
        select(Member.subject, Member.name, Member.email, Member.state, Member.language)
        .add_columns(Member.created_at)
        .order_by(Member.subject),
        select(Member.subject, Edition.course_id, Enrolment.at_activity)
        .add_columns(Enrolment.created_at, Completion.activity_id, Completion.at)
        .join(Enrolment, Enrolment.member_id == Member.id)
        .join(Edition, Edition.id == Enrolment.edition_id)
        .join(Completion, Completion.enrolment_id == Enrolment.id)
        .order_by(Member.subject, Edition.course_id, Completion.activity_id),
        select(Space.kind, Thread.title, Thread.last_post_at, Post.number, Post.body)
        .add_columns(Member.subject, Post.created_at)
        .join(Thread, Thread.space_id == Space.id)
        .join(Post, Post.thread_id == Thread.id)
        .join(Member, Member.id == Post.author_id)
        .order_by(Space.kind, Thread.last_post_at, Thread.title, Post.number),
    ):
        rows = session.execute(question).all()
        assert rows
        for row in rows:
            total.update(repr(tuple(row)).encode())
    return total.hexdigest()


def seeded(app, number):
    """The digest of a site filled anew from a seed."""
    empty(app)
    publish_course(app)
    with app.app_context():
        with atomic():
            fill(TINY, Random(number))
        return digest()


def test_the_same_seed_makes_the_same_people_who_say_the_same(app):
    first = seeded(app, 1)
    assert seeded(app, 1) == first
    assert seeded(app, 2) != first


def test_a_small_site_has_what_was_promised(ready):
    assert run(ready, "small").exit_code == 0
    with ready.app_context():
        assert counts() == {
            "people": 1_000,
            "enrolled": {"fundamentos": 1_000, COURSE_ID: 1_000},
            "posts": 1_000,
            "done": 10_000,
        }
        check_conversations()


@pytest.mark.slow
def test_a_large_site_has_what_was_promised(ready):
    assert run(ready, "large").exit_code == 0
    with ready.app_context():
        assert counts() == {
            "people": 20_000,
            "enrolled": {"fundamentos": 20_000, COURSE_ID: 20_000},
            "posts": 50_000,
            "done": 200_000,
        }
        check_conversations()


def check_conversations():
    """One of a hundred answers in each space, and every count as it should be."""
    long = select(Thread.posts).where(Thread.title == LONGEST)
    assert session.scalars(long).all() == [101, 101]
    posts = (
        select(Thread.posts, func.count(Post.id), func.max(Post.number))
        .add_columns(Thread.last_post_at, func.max(Post.created_at))
        .join(Post, Post.thread_id == Thread.id)
        .group_by(Thread.id, Thread.posts, Thread.last_post_at)
    )
    for told, there, last, moved, said in session.execute(posts):
        assert told == there == last
        assert moved == said
    spaces = select(Space.threads, func.count(Thread.id)).join(
        Thread, Thread.space_id == Space.id
    )
    for told, there in session.execute(spaces.group_by(Space.id, Space.threads)):
        assert told == there


def test_a_site_is_filled_once(ready):
    assert run(ready, "small").exit_code == 0
    again = run(ready, "small")
    assert again.exit_code == 1
    assert "ya tiene datos inventados" in again.output
    with ready.app_context():
        assert number_of(Member) == SIZES["small"].people


def test_production_takes_no_invented_people(ready):
    ready.config["LMS_DEVELOPMENT"] = False
    try:
        refused = run(ready, "small")
    finally:
        ready.config["LMS_DEVELOPMENT"] = True
    assert refused.exit_code == 1
    assert "no se cargan en producción" in refused.output
    with ready.app_context():
        assert number_of(Member) == 0


def test_a_site_that_fails_halfway_stays_empty(ready, monkeypatch):
    def fail(*_):
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("lms.cli.seed._talk", fail)
    assert isinstance(run(ready, "small").exception, RuntimeError)
    with ready.app_context():
        assert number_of(Member) == 0
        assert number_of(Completion) == 0
