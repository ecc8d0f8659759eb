"""What changes conversations, through real units of work."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.encuentro import services
from lms.encuentro.errors import (
    NoMoreReplies,
    PostNotFound,
    ThreadNotFound,
)
from lms.encuentro.events import (
    PostEdited,
    PostPublished,
    ThreadClosed,
    ThreadOpened,
    ThreadReopened,
)
from lms.encuentro.models import Post, PostVersion, Space, Thread
from lms.encuentro.writing import Written, written
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from tests.factories.encuentro import World, make_reply, make_thread, make_world


@pytest.fixture
def scene(inside: Flask) -> World:
    return make_world()


@pytest.fixture
def heard(inside: Flask) -> list[Any]:
    facts: list[Any] = []
    for kind in (ThreadOpened, PostPublished, PostEdited, ThreadClosed, ThreadReopened):
        inside.extensions["lms"].bus.listen(kind, facts.append)
    return facts


def said(body: str) -> Written:
    return written(body, Language.ES)


def count(model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_conversation_begins_with_its_first_post(
    scene: World, heard: list[Any]
) -> None:
    thread_id = make_thread(scene.ids["alumna"], title="Hola", body="**¿Quién?**")

    thread = session.get_one(Thread, thread_id)
    space = session.get_one(Space, thread.space_id)
    post = session.scalars(select(Post)).one()
    assert (space.kind, space.edition_id, space.threads) == ("encuentro", None, 1)
    assert (thread.title, thread.posts, thread.last_author_id) == (
        "Hola",
        1,
        scene.ids["alumna"],
    )
    assert (post.number, post.html) == (1, "<p><strong>¿Quién?</strong></p>\n")
    assert thread.last_post_at == post.created_at
    assert heard == [
        ThreadOpened(
            thread_id=thread_id,
            space_id=space.id,
            starter_id=scene.ids["alumna"],
            edition_id=None,
        ),
        PostPublished(
            post_id=post.id,
            thread_id=thread_id,
            space_id=space.id,
            author_id=scene.ids["alumna"],
            number=1,
            edition_id=None,
            activity_id=None,
        ),
    ]


def test_there_is_one_alumni_space_and_one_space_for_an_edition(scene: World) -> None:
    for edition_id in (None, None, scene.edition_id, scene.edition_id):
        make_thread(scene.ids["secretariat"], edition_id=edition_id)

    spaces = session.execute(
        select(Space.kind, Space.edition_id, Space.threads).order_by(Space.kind)
    ).all()
    assert [tuple(row) for row in spaces] == [
        ("edition", scene.edition_id, 2),
        ("encuentro", None, 2),
    ]


def test_answers_are_numbered_without_gaps(scene: World) -> None:
    thread_id = make_thread(scene.ids["alumna"], answers=2)
    make_reply(thread_id, scene.ids["alumnus"])

    numbers = session.scalars(select(Post.number).order_by(Post.id)).all()
    thread = session.get_one(Thread, thread_id)
    assert (numbers, thread.posts) == ([1, 2, 3, 4], 4)
    assert thread.last_author_id == scene.ids["alumnus"]


def test_an_answer_in_an_edition_tells_the_edition(
    scene: World, heard: list[Any]
) -> None:
    thread_id = make_thread(scene.ids["participant"], edition_id=scene.edition_id)
    make_reply(thread_id, scene.ids["classmate"])
    told = heard[-1]
    assert (told.edition_id, told.activity_id, told.number) == (
        scene.edition_id,
        None,
        2,
    )


def test_the_first_voice_begins_a_discussion_and_the_second_joins_it(
    scene: World, heard: list[Any]
) -> None:
    for who in ("participant", "classmate"):
        with atomic():
            services.discuss(
                edition_id=scene.edition_id,
                activity_id="caso",
                title="Un caso " + "x" * 200,
                author_id=scene.ids[who],
                text=said(f"Habla {who}."),
            )

    thread = session.scalars(select(Thread)).one()
    assert (thread.activity_id, thread.starter_id, thread.posts) == ("caso", None, 2)
    assert len(thread.title) == 120
    assert [fact.activity_id for fact in heard] == ["caso", "caso"]
    assert session.get_one(Space, thread.space_id).threads == 1


def test_a_double_click_publishes_once(scene: World) -> None:
    author = scene.ids["alumna"]
    for _click in range(2):
        with atomic():
            post = services.open_thread(
                edition_id=None,
                starter_id=author,
                title="Hola",
                text=said("Primero."),
                once="token",
            )
    for _click in range(2):
        with atomic():
            again = services.reply(
                thread_id=post.thread_id,
                author_id=author,
                text=said("Segundo."),
                once="token-2",
            )

    assert (count(Thread), count(Post), again.number) == (1, 2, 2)


def test_the_same_form_with_a_second_thought_is_a_second_post(scene: World) -> None:
    thread_id = make_thread(scene.ids["alumna"])
    for who, body in (("alumna", "Uno."), ("alumna", "Dos."), ("alumnus", "Uno.")):
        with atomic():
            services.reply(
                thread_id=thread_id,
                author_id=scene.ids[who],
                text=said(body),
                once="token",
            )
    assert count(Post) == 4


def test_a_double_click_is_recognised_even_once_the_talk_is_closed(
    scene: World,
) -> None:
    thread_id = make_thread(scene.ids["alumna"])
    numbers = []
    for closing in (False, True):
        with atomic():
            if closing:
                services.close_thread(
                    thread_id=thread_id, closed_by_id=scene.ids["secretariat"]
                )
            numbers.append(
                services.reply(
                    thread_id=thread_id,
                    author_id=scene.ids["alumna"],
                    text=said("Sí."),
                    once="token",
                ).number
            )
    assert numbers == [2, 2]


def test_other_words_keep_the_earlier_ones(scene: World, heard: list[Any]) -> None:
    thread_id = make_thread(scene.ids["alumna"], body="Antes.")
    post = session.scalars(select(Post)).one()
    for body in ("Después.", "Después.", "Al final."):
        with atomic():
            services.edit_post(post_id=post.id, text=said(body))

    session.expire_all()
    versions = session.scalars(select(PostVersion.body).order_by(PostVersion.id)).all()
    assert versions == ["Antes.", "Después."]
    assert (post.body, post.html) == ("Al final.", "<p>Al final.</p>\n")
    assert post.edited_at is not None
    assert (
        heard[2:]
        == [
            PostEdited(
                post_id=post.id, thread_id=thread_id, author_id=scene.ids["alumna"]
            )
        ]
        * 2
    )


def test_a_closed_conversation_takes_no_answer_until_it_is_reopened(
    scene: World, heard: list[Any]
) -> None:
    thread_id = make_thread(scene.ids["alumna"])
    keeper = scene.ids["secretariat"]
    for _twice in range(2):
        with atomic():
            services.close_thread(
                thread_id=thread_id, closed_by_id=keeper, reason="Ya se resolvió."
            )
    with pytest.raises(NoMoreReplies):
        make_reply(thread_id, scene.ids["alumna"])
    assert count(Post) == 1
    for _twice in range(2):
        with atomic():
            services.reopen_thread(thread_id=thread_id, reopened_by_id=keeper)
    make_reply(thread_id, scene.ids["alumna"])

    thread = session.get_one(Thread, thread_id)
    assert (thread.posts, thread.closed_at, thread.closed_reason) == (2, None, None)
    assert [type(fact) for fact in heard[2:]] == [
        ThreadClosed,
        ThreadReopened,
        PostPublished,
    ]


def test_what_is_not_there_cannot_be_changed(scene: World) -> None:
    acts = [
        (lambda: make_reply(999, scene.ids["alumna"]), ThreadNotFound),
        (
            lambda: services.close_thread(thread_id=999, closed_by_id=1),
            ThreadNotFound,
        ),
        (
            lambda: services.reopen_thread(thread_id=999, reopened_by_id=1),
            ThreadNotFound,
        ),
        (lambda: services.edit_post(post_id=999, text=said("x")), PostNotFound),
    ]
    for act, failure in acts:
        with pytest.raises(failure), atomic():
            act()
