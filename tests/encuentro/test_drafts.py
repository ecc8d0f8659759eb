"""Nothing written is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.encuentro.models import Draft, Post
from lms.foundation.database import session
from tests.encuentro.pages import typed, words
from tests.factories.encuentro import World, make_reply, make_thread

Browse = Callable[[str], FlaskClient]
Made = Callable[..., int]
FETCH = {"X-Requested-With": "fetch"}
SOME = "Un texto\ncon <b>marcas</b> y ñandú"


def drafts(app: Flask) -> int:
    with app.app_context():
        return session.scalar(select(func.count()).select_from(Draft)) or 0


def places(world: World, made: Made) -> list[tuple[str, str, str, str]]:
    """Who writes where: the page, where it is kept, where it is published."""
    thread = made(make_thread, world.ids["alumna"])
    post = made(make_reply, thread, world.ids["alumna"])
    talk, own = f"/conversations/{thread}/", f"/posts/{post}/"
    course, case = "/courses/curso/conversations/", "/courses/curso/modulo/caso/"
    return [
        ("alumna", talk, f"{talk}draft", f"{talk}replies"),
        ("alumna", "/encuentro/new", "/encuentro/draft", "/encuentro/new"),
        ("alumna", f"{own}edit", f"{own}draft", f"{own}edit"),
        ("participant", f"{course}new", f"{course}draft", f"{course}new"),
        ("participant", case, f"{case}draft", f"{case}replies"),
    ]


@pytest.mark.parametrize("place", range(5))
def test_what_is_written_is_kept_found_again_and_gone_once_published(
    app: Flask, world: World, browse: Browse, made: Made, place: int
) -> None:
    who, page, keeping, publishing = places(world, made)[place]
    client = browse(who)
    kept = client.post(keeping, data={"body": SOME}, headers=FETCH)
    assert (kept.status_code, kept.text) == (204, "")

    found = client.get(page).text
    assert typed(found) == SOME
    assert "Recuperamos su borrador, guardado el" in words(found)
    sent = client.post(publishing, data={"title": "Un tema", "body": SOME})
    assert sent.status_code == 303
    assert drafts(app) == 0


@pytest.mark.parametrize("place", range(5))
def test_changing_the_language_without_scripts_loses_nothing(
    world: World, browse: Browse, made: Made, place: int
) -> None:
    who, page, keeping, _publishing = places(world, made)[place]
    client = browse(who)
    shown = client.get(page).text
    assert f'formaction="{keeping}"' in shown
    answer = client.post(
        keeping, data={"body": SOME, "language": "pt", "once": typed(shown, "once")}
    )
    assert answer.status_code == 303
    assert answer.location.split("#")[0] == page

    found = client.get(answer.location).text
    assert '<html lang="pt"' in found
    assert typed(found) == SOME


def test_a_draft_can_be_discarded(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    who, page, keeping, _publishing = places(world, made)[0]
    client = browse(who)
    client.post(keeping, data={"body": SOME})
    answer = client.post(keeping, data={"body": SOME, "discard": "1"})
    assert (answer.status_code, answer.location) == (303, f"{page}#reply")
    assert typed(client.get(page).text) == ""
    assert drafts(app) == 0


def test_a_quotation_is_added_to_what_was_already_written(
    world: World, browse: Browse, made: Made
) -> None:
    who, page, keeping, _publishing = places(world, made)[0]
    client = browse(who)
    client.post(keeping, data={"body": SOME})
    assert typed(client.get(f"{page}?quote=2").text) == (
        f"{SOME}\n\n> **Alba Arce:** De acuerdo.\n\n"
    )


def test_only_what_was_typed_last_arrives_and_the_rest_stays(
    world: World, browse: Browse
) -> None:
    alumna = browse("alumna")
    for sent in ({"title": "Un tema"}, {"body": SOME}, {"written_in": "pt"}):
        alumna.post("/encuentro/draft", data=sent, headers=FETCH)
    page = alumna.get("/encuentro/new").text
    assert (typed(page, "title"), typed(page)) == ("Un tema", SOME)
    assert '<option selected value="pt">' in page


def test_a_draft_is_nobody_elses(world: World, browse: Browse, made: Made) -> None:
    _who, page, keeping, _publishing = places(world, made)[0]
    browse("alumna").post(keeping, data={"body": SOME})
    assert typed(browse("alumnus").get(page).text) == ""


def test_a_draft_that_is_too_long_is_refused_with_a_sentence(
    app: Flask, world: World, browse: Browse
) -> None:
    answer = browse("alumna").post(
        "/encuentro/draft", data={"body": "x" * 100_001}, headers=FETCH
    )
    assert (answer.status_code, drafts(app)) == (422, 0)
    assert "demasiado largo" in answer.json["message"]


@pytest.mark.parametrize("language", ["xx", "", "es' --"])
def test_a_language_there_is_not_only_keeps_the_text(
    app: Flask, world: World, browse: Browse, language: str
) -> None:
    sent = {"body": SOME, "language": language, "written_in": language}
    answer = browse("alumna").post("/encuentro/draft", data=sent)
    assert (answer.status_code, drafts(app)) == (204, 1)


@pytest.mark.parametrize("place", range(5))
def test_a_session_that_ends_while_writing_gives_the_text_back(
    app: Flask, world: World, browse: Browse, made: Made, sign_in: Any, place: int
) -> None:
    who, _page, _keeping, publishing = places(world, made)[place]
    before = _posts(app)
    browser = browse("guest")
    answer = browser.post(publishing, data={"title": "Tema", "body": SOME})
    assert answer.status_code == 303
    assert "/sign-in" in answer.location
    assert _posts(app) == before

    back = answer.location.partition("next=")[2].replace("%2F", "/")
    sign_in(browser, world.subject(who))
    found = browser.get(back)
    assert found.status_code == 200
    assert "ñandú" in words(found.text) or typed(found.text) == SOME
    assert f'action="{publishing}"' in found.text


def _posts(app: Flask) -> int:
    with app.app_context():
        return session.scalar(select(func.count(Post.id))) or 0
