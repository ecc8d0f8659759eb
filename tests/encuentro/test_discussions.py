"""The discussion of a course, inside the player."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.encuentro import services
from lms.encuentro.models import Post, Space, Thread
from lms.encuentro.writing import written
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from lms.learning.models import Completion
from tests.encuentro.pages import links, posts_of, typed, words
from tests.factories.encuentro import World

CASE = "/courses/curso/modulo/caso/"
Browse = Callable[[str], FlaskClient]
Made = Callable[..., int]


def discuss(world: World, who: str, times: int = 1) -> int:
    for number in range(times):
        with atomic():
            post = services.discuss(
                edition_id=world.edition_id,
                activity_id="caso",
                title="Un caso (es)",
                author_id=world.ids[who],
                text=written(f"Pienso {number}.", Language.ES),
            )
    return post.thread_id


def test_the_case_comes_first_and_the_conversation_after(
    world: World, browse: Browse, made: Made
) -> None:
    page = browse("participant").get(CASE).text
    assert words(page).index("¿Qué haría?") < words(page).index("Conversación")
    assert "Todavía no escribió nadie." in words(page)
    assert f'action="{CASE}replies#reply"' in page
    assert f'formaction="{CASE}draft"' in page


def test_taking_part_is_published_in_the_player_and_counts(
    app: Flask, world: World, browse: Browse
) -> None:
    participant = browse("participant")
    once = typed(participant.get(CASE).text, "once")
    for _click in range(2):
        answer = participant.post(f"{CASE}replies", data={"body": "Yo…", "once": once})
        assert (answer.status_code, answer.location) == (303, f"{CASE}#p-1")
    assert posts_of(participant.get(CASE).text) == [1]
    with app.app_context():
        done = session.execute(select(Completion.activity_id, Completion.cause)).all()
        spaces = session.execute(select(Space.edition_id, Space.threads)).all()
    assert [tuple(row) for row in done] == [("caso", "taken_part")]
    assert [tuple(row) for row in spaces] == [(world.edition_id, 1)]


def test_an_empty_or_previewed_answer_stays_in_the_player(
    world: World, browse: Browse
) -> None:
    participant = browse("participant")
    answer = participant.post(f"{CASE}replies", data={"body": " "})
    assert answer.status_code == 422
    assert "Falta el texto" in words(answer.text)
    assert "¿Qué haría?" in words(answer.text)
    sent = {"body": "**sí**", "preview": "1"}
    answer = participant.post(f"{CASE}replies", data=sent)
    assert answer.status_code == 200
    assert "<p><strong>sí</strong></p>" in answer.text
    assert typed(answer.text) == "**sí**"


def test_pages_quotations_and_lasting_links_lead_into_the_player(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    thread = made(discuss, world, "participant", 25)
    classmate = browse("classmate")
    with app.app_context():
        last = session.scalar(select(func.max(Post.id)))

    assert classmate.get(f"/posts/{last}/").location == f"{CASE}?page=2#p-25"
    assert classmate.get(f"/conversations/{thread}/").location == CASE
    page = classmate.get(f"{CASE}?page=2&quote=24").text
    assert posts_of(page) == list(range(21, 26))
    assert typed(page) == "> **Pablo Paz:** Pienso 23.\n\n"
    assert f"{CASE}?page=2&quote=25#reply" in links(page)
    answer = classmate.post(f"{CASE}replies", data={"body": "Y yo."})
    assert answer.location == f"{CASE}?page=2#p-26"
    assert "Un caso (es)" in words(classmate.get("/courses/curso/conversations/").text)


def test_those_without_a_seat_read_a_discussion_on_its_own_page(
    world: World, browse: Browse, made: Made
) -> None:
    thread = made(discuss, world, "participant")
    for who in ("instructor", "moderator", "secretariat"):
        page = browse(who).get(f"/conversations/{thread}/")
        assert page.status_code == 200
        assert "<h1>Un caso (es)</h1>" in page.text


@pytest.mark.parametrize(
    ("who", "reading", "writing"),
    [
        ("participant", 200, 303),
        ("observer", 200, 403),
        ("stranger", 302, 403),
        ("leaver", 302, 403),
        ("elsewhere", 302, 403),
        ("alumna", 302, 403),
    ],
)
def test_only_who_is_enrolled_takes_part(
    app: Flask, world: World, browse: Browse, who: str, reading: int, writing: int
) -> None:
    client = browse(who)
    assert client.get(CASE).status_code == reading
    sent = client.post(f"{CASE}replies", data={"body": "Hola"})
    kept = client.post(f"{CASE}draft", data={"body": "Hola"})
    assert (sent.status_code, kept.status_code) == (
        writing,
        204 if writing == 303 else 403,
    )
    with app.app_context():
        posts = session.scalar(select(func.count(Post.id)))
    assert posts == (1 if writing == 303 else 0)


def test_an_observer_reads_why_there_is_nothing_to_write_in(
    world: World, browse: Browse
) -> None:
    page = browse("observer").get(CASE).text
    assert "Su participación es de observación: puede leer, no escribir." in words(page)
    assert 'name="body"' not in page


def test_only_a_discussion_takes_answers(world: World, browse: Browse) -> None:
    path = "/courses/curso/modulo/leccion-1/replies"
    assert browse("participant").post(path, data={"body": "Hola"}).status_code == 404


def test_a_closed_discussion_gives_back_what_was_typed(
    world: World, browse: Browse, made: Made
) -> None:
    thread = made(discuss, world, "participant")
    browse("moderator").post(f"/conversations/{thread}/close")
    answer = browse("classmate").post(f"{CASE}replies", data={"body": "Tarde."})
    assert answer.status_code == 409
    assert "Tarde." in words(answer.text)
    assert "Esta conversación está cerrada" in words(answer.text)


@pytest.mark.parametrize("posts", [1, 3, 45])
def test_a_discussion_costs_the_same_whatever_its_length(
    app: Flask,
    world: World,
    browse: Browse,
    made: Made,
    count_queries: Callable[[], AbstractContextManager[Any]],
    posts: int,
) -> None:
    made(discuss, world, "participant", posts)
    classmate = browse("classmate")
    classmate.get(CASE)
    with count_queries() as seen:
        assert classmate.get(f"{CASE}?quote=1").status_code == 200
    # The person, the seat, what is done; the conversation, the draft, the quotation,
    # the posts, the marks.
    assert len(seen) == 8
    with app.app_context():
        assert session.scalar(select(func.count(Thread.id))) == 1
