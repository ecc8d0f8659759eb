"""What pages read: as many statements for many rows as for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from lms.catalogue.queries import get_package
from lms.encuentro import queries, services
from lms.encuentro.errors import PostNotFound, SpaceNotFound, ThreadNotFound
from lms.encuentro.models import Post, Thread
from lms.encuentro.writing import written
from lms.foundation.database import now, session
from lms.foundation.i18n import speaking
from lms.foundation.work import atomic
from lms.kernel.language import Language
from lms.people import services as people
from lms.people.queries import get_viewer
from lms.people.roles import Role, Viewer
from tests.factories.encuentro import (
    World,
    make_edition,
    make_reply,
    make_thread,
    make_world,
)

Counting = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def scene(inside: Flask) -> World:
    return make_world()


def viewer(scene: World, who: str) -> Viewer:
    return get_viewer(scene.ids[who])


def discuss(scene: World, who: str) -> int:
    with atomic():
        return services.discuss(
            edition_id=scene.edition_id,
            activity_id="caso",
            title="Un caso (es)",
            author_id=scene.ids[who],
            text=written("Pienso que sí.", Language.ES),
        ).thread_id


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_a_list_costs_one_statement_whatever_its_length(
    scene: World, count_queries: Counting, rows: int
) -> None:
    for number in range(rows):
        make_thread(scene.ids["alumna"], title=f"Tema {number}")
    room = queries.get_room(viewer(scene, "alumna"))

    with count_queries() as seen:
        lines = queries.list_lines(room, 1)

    assert len(seen) == 1
    assert room.threads == rows
    assert [line.title.words for line in lines] == [
        f"Tema {number}" for number in reversed(range(rows))
    ][:20]


@pytest.mark.parametrize("answers", [0, 2, 30])
def test_a_page_of_posts_costs_one_statement_whatever_its_length(
    scene: World, count_queries: Counting, answers: int
) -> None:
    thread_id = make_thread(scene.ids["alumna"], answers=answers)

    with count_queries() as seen:
        posts = queries.list_posts(thread_id, 1)

    assert len(seen) == 1
    assert [post.number for post in posts] == list(range(1, min(20, answers + 1) + 1))


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_new_costs_one_statement(
    scene: World, count_queries: Counting, rows: int
) -> None:
    for number in range(rows):
        make_thread(
            scene.ids["participant"],
            edition_id=scene.edition_id,
            title=f"Tema {number}",
        )
    discuss(scene, "participant")
    person = viewer(scene, "participant")
    get_package(scene.release_id)  # kept in memory from here on

    with count_queries() as seen:
        lines = queries.list_recent(person, [scene.edition_id])

    assert len(seen) == 1
    assert len(lines) == rows + 1
    assert (lines[0].title.words, lines[0].answers) == ("Un caso (es)", 1)


def test_what_is_new_holds_only_what_one_may_see(scene: World) -> None:
    make_thread(scene.ids["alumna"], title="Del Encuentro")
    make_thread(
        scene.ids["participant"], edition_id=scene.edition_id, title="De la edición"
    )

    def titles(who: str, editions: list[int]) -> list[str]:
        lines = queries.list_recent(viewer(scene, who), editions)
        return [line.title.words for line in lines]

    assert titles("stranger", []) == []
    assert titles("participant", [scene.edition_id]) == ["De la edición"]
    assert titles("alumna", []) == ["Del Encuentro"]
    assert titles("secretariat", [scene.edition_id]) == [
        "De la edición",
        "Del Encuentro",
    ]


def test_the_last_spoken_in_comes_first(scene: World) -> None:
    first, second = (
        make_thread(scene.ids["alumna"], title=title) for title in ("Una", "Otra")
    )
    make_reply(first, scene.ids["focal point"])

    lines = queries.list_lines(queries.get_room(viewer(scene, "alumna")), 1)

    assert [line.id for line in lines] == [first, second]
    assert (lines[0].starter, lines[0].state, lines[0].answers) == (
        "Alba Arce",
        "AR",
        1,
    )


def test_conversations_of_one_moment_keep_one_order_over_pages(scene: World) -> None:
    for number in range(45):
        make_thread(scene.ids["alumna"], title=f"Tema {number}")
    moment = now() - timedelta(days=1)
    with atomic():
        for thread in session.scalars(select(Thread)):
            thread.last_post_at = moment
    room = queries.get_room(viewer(scene, "alumna"))

    seen = [line.id for page in (1, 2, 3) for line in queries.list_lines(room, page)]

    assert len(seen) == len(set(seen)) == 45
    assert queries.list_lines(room, 4) == []


def test_a_discussion_is_told_in_the_language_of_the_reader(scene: World) -> None:
    thread_id = discuss(scene, "participant")
    person = viewer(scene, "classmate")
    with speaking(Language.PT):
        assert queries.get_thread(person, thread_id).title.words == "Un caso (pt)"
        told = queries.get_thread(viewer(scene, "secretariat"), thread_id).title
    assert (told.words, told.language) == ("Un caso (es)", Language.ES)


def test_who_left_has_no_name_and_no_state(scene: World) -> None:
    thread_id = make_thread(scene.ids["alumna"])
    with atomic():
        people.leave(member_id=scene.ids["alumna"])

    room = queries.get_room(viewer(scene, "alumnus"))
    line = queries.list_lines(room, 1)[0]
    post = queries.list_posts(thread_id, 1)[0]
    assert (line.starter, line.state, post.name, post.state) == ("", None, "", None)


def test_people_who_answer_for_a_space_are_marked_in_it_alone(scene: World) -> None:
    ids = scene.ids
    everybody = list(ids.values())
    in_edition = queries.get_room(viewer(scene, "participant"), "curso")
    in_encuentro = queries.get_room(viewer(scene, "alumna"))

    assert queries.list_marks(everybody, in_edition) == {
        ids["secretariat"]: Role.SECRETARIAT,
        ids["instructor"]: Role.INSTRUCTOR,
        ids["moderator"]: Role.MODERATOR,
    }
    assert queries.list_marks(everybody, in_encuentro) == {
        ids["secretariat"]: Role.SECRETARIAT
    }


def test_who_has_no_seat_gets_the_edition_asked_for_or_the_newest(
    scene: World,
) -> None:
    newer = make_edition("curso", "2027")

    def edition(who: str, asked: int | None = None) -> int | None:
        return queries.get_room(viewer(scene, who), "curso", asked).edition_id

    assert edition("secretariat") == newer
    assert edition("secretariat", scene.edition_id) == scene.edition_id
    assert edition("instructor") == newer
    assert edition("moderator") == scene.edition_id
    assert edition("participant", newer) == scene.edition_id
    with pytest.raises(SpaceNotFound):
        edition("moderator", newer)
    with pytest.raises(SpaceNotFound):
        edition("leaver")


def test_what_may_not_be_seen_is_not_found(scene: World) -> None:
    thread_id = make_thread(scene.ids["alumna"])
    post_id = session.scalars(select(Post.id)).one()
    stranger = viewer(scene, "participant")
    with pytest.raises(ThreadNotFound):
        queries.get_thread(stranger, thread_id)
    with pytest.raises(PostNotFound):
        queries.get_post(stranger, post_id)
    with pytest.raises(SpaceNotFound):
        queries.get_room(stranger)
    with pytest.raises(SpaceNotFound):
        queries.get_room(stranger, "ninguno")
    with pytest.raises(SpaceNotFound):
        queries.get_discussion(viewer(scene, "alumna"), scene.edition_id, "caso")
