"""Many people at the same moment."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.encuentro.models import Post, Space, Thread
from lms.foundation.database import session
from tests.factories.encuentro import World, make_thread

pytestmark = pytest.mark.slow

MANY = 20


def together(acts: list[Callable[[], int]]) -> list[int]:
    """Do everything at the same moment; return what each answered."""
    gate = threading.Barrier(len(acts))
    answers: list[int] = []

    def run(act: Callable[[], int]) -> None:
        gate.wait()
        answers.append(act())

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_twenty_answers_at_once_are_numbered_without_gap_or_double(
    app: Flask,
    world: World,
    browse: Callable[[str], FlaskClient],
    made: Callable[..., int],
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    path = f"/conversations/{thread}/replies"

    def act(number: int) -> Callable[[], int]:
        client = browse("alumna" if number % 2 else "alumnus")
        body = f"Respuesta {number}"
        return lambda: client.post(path, data={"body": body}).status_code

    assert together([act(number) for number in range(MANY)]) == [303] * MANY
    with app.app_context():
        numbers = session.scalars(select(Post.number).order_by(Post.number)).all()
        talk = session.get_one(Thread, thread)
        bodies = set(session.scalars(select(Post.body)))
    assert numbers == list(range(1, MANY + 2))
    assert talk.posts == MANY + 1
    assert {f"Respuesta {number}" for number in range(MANY)} <= bodies


def test_one_form_sent_many_times_at_once_is_one_post(
    app: Flask,
    world: World,
    browse: Callable[[str], FlaskClient],
    made: Callable[..., int],
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    sent = {"body": "Una sola vez", "title": "Un tema", "once": "the-token-of-a-form"}

    def act(path: str) -> Callable[[], int]:
        client = browse("alumna")
        return lambda: client.post(path, data=sent).status_code

    paths = [f"/conversations/{thread}/replies", "/encuentro/new"] * 5
    assert together([act(path) for path in paths]) == [303] * 10
    with app.app_context():
        posts = session.scalars(select(Post.thread_id).order_by(Post.id)).all()
        space = session.scalars(select(Space)).one()
    assert (len(posts), len(set(posts)), space.threads) == (3, 2, 2)


def test_first_voices_at_once_begin_one_discussion_in_one_space(
    app: Flask, world: World, browse: Callable[[str], FlaskClient]
) -> None:
    path = "/courses/curso/modulo/caso/replies"
    openings = ["/courses/curso/conversations/new", "/encuentro/new"]

    def act(number: int) -> Callable[[], int]:
        client = browse("participant" if number % 2 else "classmate")
        sent = {"body": f"Voz {number}"}
        return lambda: client.post(path, data=sent).status_code

    def begin(number: int) -> Callable[[], int]:
        client = browse("secretariat")
        sent = {"title": f"Tema {number}", "body": "Hola"}
        place = openings[number % 2] + "?edition=" + str(world.edition_id)
        return lambda: client.post(place, data=sent).status_code

    acts = [act(number) for number in range(10)] + [begin(n) for n in range(6)]
    assert together(acts) == [303] * 16
    with app.app_context():
        spaces = session.execute(
            select(Space.kind, Space.threads).order_by(Space.kind)
        ).all()
        talk = session.scalars(select(Thread).where(Thread.activity_id == "caso")).one()
        numbers = session.scalars(
            select(Post.number).where(Post.thread_id == talk.id).order_by(Post.number)
        ).all()
    assert [tuple(row) for row in spaces] == [("edition", 4), ("encuentro", 3)]
    assert numbers == list(range(1, 11))
