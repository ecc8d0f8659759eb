"""Conversations as people meet them, on real pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.encuentro.models import Post, PostVersion, Thread
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import services as people
from tests.encuentro.pages import links, posts_of, typed, words
from tests.factories.encuentro import World, make_reply, make_thread

Browse = Callable[[str], FlaskClient]
Made = Callable[..., int]
Counting = Callable[[], AbstractContextManager[Any]]


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_empty_space_says_how_to_begin(world: World, browse: Browse) -> None:
    page = browse("alumna").get("/encuentro/").text
    assert "Todavía no hay conversaciones" in words(page)
    assert "/encuentro/new" in links(page)

    page = browse("observer").get("/courses/curso/conversations/").text
    assert "Cuando alguien empiece una, la encontrará aquí." in words(page)
    assert not [link for link in links(page) if link.endswith("/new")]


def test_a_conversation_is_begun_and_answered(
    app: Flask, world: World, browse: Browse
) -> None:
    alumna, alumnus = browse("alumna"), browse("alumnus")
    form = alumna.get("/encuentro/new").text
    sent = {
        "title": "  Alerta \n temprana ",
        "body": "¿Quién la **llena**?\r\n\r\nGracias.",
        "once": typed(form, "once"),
        "written_in": "pt",
    }
    first = alumna.post("/encuentro/new", data=sent)
    again = alumna.post("/encuentro/new", data=sent)
    assert (first.status_code, first.location) == (303, again.location)

    page = alumnus.get(first.location).text
    assert "<h1>Alerta temprana</h1>" in page
    assert '<div class="prose" lang="pt"><p>¿Quién la <strong>llena</strong>?' in page
    assert "Alba Arce Argentina · Português" in words(page)
    answer = alumnus.post(
        f"{first.location}replies", data={"body": "Yo.", "once": typed(page, "once")}
    )
    assert answer.location == f"{first.location}#p-2"
    page = alumnus.get(answer.location).text
    assert posts_of(page) == [1, 2]
    assert "Su respuesta está publicada." in page
    assert "1 respuesta" in words(alumna.get("/encuentro/").text)
    assert (count(app, Thread), count(app, Post)) == (1, 2)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": "", "body": "Hola"}, "El título necesita al menos tres letras"),
        ({"title": "ab", "body": "Hola"}, "El título necesita al menos tres letras"),
        ({"title": "x" * 121, "body": "Hola"}, "tiene 121 caracteres y caben 120"),
        ({"title": "a\x00bc", "body": "Hola"}, "un carácter que no se puede guardar"),
        ({"title": "Hola", "body": "  \r\n "}, "Falta el texto"),
        ({"title": "Hola", "body": "x" * 20_001}, "20001 caracteres y caben 20000"),
        ({"title": "Hola", "body": "x\x00y"}, "un carácter que no se puede guardar"),
    ],
)
def test_a_faulty_conversation_is_given_back_with_a_sentence(
    app: Flask, world: World, browse: Browse, sent: dict[str, str], sentence: str
) -> None:
    answer = browse("alumna").post("/encuentro/new", data=sent)

    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert typed(answer.text) == sent["body"].replace("\r\n", "\n")
    assert count(app, Thread) == 0


def test_an_empty_answer_is_given_back_on_the_same_page(
    world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"], answers=40)
    answer = browse("alumna").post(
        f"/conversations/{thread}/replies", data={"body": " ", "page": "2"}
    )
    assert answer.status_code == 422
    assert posts_of(answer.text) == list(range(21, 41))
    assert "Falta el texto" in words(answer.text)


def test_a_preview_without_scripts_keeps_the_text(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    alumna = browse("alumna")
    thread = made(make_thread, world.ids["alumna"])
    sent = {"title": "Hola", "body": "**fuerte**", "preview": "1"}
    for path in ("/encuentro/new", f"/conversations/{thread}/replies"):
        answer = alumna.post(path, data=sent)
        assert answer.status_code == 200
        assert "<p><strong>fuerte</strong></p>" in answer.text
        assert typed(answer.text) == "**fuerte**"
    assert count(app, Post) == 1


def test_a_long_conversation_has_pages_and_lasting_links(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"], answers=99)
    alumna = browse("alumna")
    path = f"/conversations/{thread}/"
    with app.app_context():
        rows = session.execute(select(Post.number, Post.id))
        ids = {row.number: row.id for row in rows}

    second = "?page=2"
    expected = {1: "", 20: "", 21: second, 40: second, 41: "?page=3", 100: "?page=5"}
    found = {
        number: alumna.get(f"/posts/{ids[number]}/").location for number in expected
    }

    assert found == {
        number: f"{path}{query}#p-{number}" for number, query in expected.items()
    }
    for number in expected:
        assert number in posts_of(alumna.get(found[number]).text)
    first = alumna.get(path).text
    assert posts_of(first) == list(range(1, 21))
    assert f"{path}?page=5#p-100" in links(first)
    assert posts_of(alumna.get(f"{path}?page=999").text) == list(range(81, 101))
    assert posts_of(alumna.get(f"{path}?page=x").text) == list(range(1, 21))


def test_a_post_is_quoted_without_scripts(
    world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"], answers=20)
    body = "> lo que otra dijo\n\nPrimera línea\n\nsegunda"
    made(make_reply, thread, world.ids["focal point"], body)
    alumnus = browse("alumnus")
    path = f"/conversations/{thread}/"

    page = alumnus.get(f"{path}?page=2").text
    assert f"{path}?page=2&quote=22#reply" in links(page)
    quoted = typed(alumnus.get(f"{path}?page=2&quote=22").text)
    assert quoted == "> **Félix Faro:** Primera línea\n>\n> segunda\n\n"
    for wrong in ("0", "-1", "23", "x", str(10**30)):
        assert typed(alumnus.get(f"{path}?quote={wrong}").text) == ""


def test_a_post_of_another_space_is_never_quoted(
    world: World, browse: Browse, made: Made
) -> None:
    made(make_thread, world.ids["alumna"], body="Lo del Encuentro", answers=3)
    thread = made(make_thread, world.ids["participant"], edition_id=world.edition_id)
    with_post = browse("participant").get(f"/conversations/{thread}/?quote=3")
    assert typed(with_post.text) == ""
    assert "Encuentro" not in words(with_post.text)


def test_ones_own_words_can_be_changed_and_show_that_they_were(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"], body="Antes.")
    post = made(make_reply, thread, world.ids["alumnus"])
    alumna = browse("alumna")
    page = alumna.get(f"/conversations/{thread}/").text
    edits = [link for link in links(page) if link.endswith("/edit")]
    assert len(edits) == 1
    assert f"/posts/{post}/edit" not in edits
    assert typed(alumna.get(edits[0]).text) == "Antes."

    answer = alumna.post(edits[0], data={"body": "Después."})
    assert answer.location == f"/conversations/{thread}/#p-1"
    page = alumna.get(answer.location).text
    assert "Después. Editado el" in words(page)
    assert count(app, PostVersion) == 1
    assert alumna.post(edits[0], data={"body": " "}).status_code == 422


def test_a_closed_conversation_says_why_and_gives_back_what_was_typed(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    path = f"/conversations/{thread}/"
    keeper, alumna = browse("secretariat"), browse("alumna")
    too_long = keeper.post(f"{path}close", data={"reason": "x" * 201})
    assert too_long.status_code == 422
    closed = keeper.post(f"{path}close", data={"reason": "Sigue <en> otra."})
    assert closed.location == path

    page = alumna.get(path).text
    assert "Esta conversación está cerrada Sigue <en> otra. Se cerró el" in words(page)
    assert 'name="body"' not in page
    answer = alumna.post(f"{path}replies", data={"body": "Llegué <tarde>"})
    assert answer.status_code == 409
    assert "Llegué <tarde>" in words(answer.text)
    assert count(app, Post) == 1
    assert "Cerrada" in words(alumna.get("/encuentro/").text)

    keeper.post(f"{path}reopen")
    answer = alumna.post(f"{path}replies", data={"body": "Ahora sí"})
    assert answer.status_code == 303


def test_who_left_is_not_named(world: World, browse: Browse, made: Made) -> None:
    thread = made(make_thread, world.ids["alumna"], body="Quedo.")
    made(_leave, world.ids["alumna"])
    alumnus = browse("alumnus")
    for path in (f"/conversations/{thread}/", "/encuentro/"):
        text = words(alumnus.get(path).text)
        assert "Persona que dejó la plataforma" in text
        assert "Alba" not in text


def _leave(member_id: int) -> int:
    with atomic():
        people.leave(member_id=member_id)
    return member_id


@pytest.mark.parametrize("answers", [0, 2, 45])
def test_a_conversation_costs_the_same_whatever_its_length(
    world: World,
    browse: Browse,
    made: Made,
    count_queries: Counting,
    answers: int,
) -> None:
    thread = made(make_thread, world.ids["alumna"], answers=answers)
    alumna = browse("alumna")
    with count_queries() as seen:
        assert alumna.get(f"/conversations/{thread}/?quote=1").status_code == 200
    # The person, the conversation, the draft, the quotation, the posts, the marks.
    assert len(seen) == 6


@pytest.mark.parametrize("rows", [0, 1, 3, 21])
def test_a_list_costs_the_same_whatever_its_length(
    world: World,
    browse: Browse,
    made: Made,
    count_queries: Counting,
    rows: int,
) -> None:
    for _row in range(rows):
        made(make_thread, world.ids["alumna"])
    made(make_thread, world.ids["participant"], edition_id=world.edition_id)
    alumna, participant = browse("alumna"), browse("participant")
    with count_queries() as seen:
        assert alumna.get("/encuentro/").status_code == 200
    # The person, the space, the conversations (none are looked for where none are).
    assert len(seen) == (3 if rows else 2)
    with count_queries() as seen:
        participant.get("/courses/curso/conversations/")
    assert len(seen) == 3
