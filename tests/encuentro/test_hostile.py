"""Words that mean harm, and words that are merely strange."""

import html
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import Member
from tests.encuentro.pages import typed, words
from tests.factories.encuentro import World, make_thread
from tests.foundation.xss import XSS, elements, scheme

pytestmark = pytest.mark.slow

Browse = Callable[[str], FlaskClient]
Made = Callable[..., int]
OWN_SCRIPT = {"src", "type"}


def assert_harmless(page: str) -> None:
    """Nothing in the page runs but our own script."""
    found = elements(page)
    for tag, name, value in found.found:
        assert not name.startswith("on"), (tag, name)
        assert name != "style"
        if tag == "script":
            assert name in OWN_SCRIPT
        if name in ("href", "src", "action", "formaction"):
            assert scheme(value) in ("", "http", "https", "mailto"), value
    assert not found.tags & {"iframe", "object", "embed", "base", "math", "style"}
    assert page.count("<script") == 1


def strange(name: str) -> str:
    return {
        "right to left": "שלום \u202eevil\u202c مرحبا",
        "emoji": "👩🏽‍🏫 Gracias 🇺🇾🕊️",
        "one long word": "a" * 10_000,
        "brackets": "[" * 9_000,
        "quotations": "> " * 9_000,
        "marks": "**_~`" * 3_000,
        "deep list": "\n".join("  " * n + "- x" for n in range(120)),
        "combining": "Z" + "\u0334" * 2_000,
        "line separators": "uno\u2028dos\u2029tres\x0bcuatro\x85cinco",
    }[name]


@pytest.mark.parametrize("block", range(0, len(XSS), 20))
def test_no_attack_survives_on_any_page(
    world: World, browse: Browse, made: Made, block: int
) -> None:
    attacks = XSS[block : block + 20]
    alumna = browse("alumna")
    talk = f"/conversations/{made(make_thread, world.ids['alumna'])}/"
    for attack in attacks:
        clean = attack.replace("\x00", "")
        begun = {"title": f"x{clean}"[:120], "body": clean}
        sent = alumna.post("/encuentro/new", data=begun)
        assert sent.status_code == 303, attack
        alumna.post(f"{talk}replies", data={"body": clean})
        shown = alumna.post(f"{talk}replies", data={"body": clean, "preview": "1"})
        assert_harmless(shown.text)
        assert typed(shown.text).strip() == clean.strip()
        piece = alumna.post("/preview", data={"body": attack}).text
        assert elements(piece).tags & {"script", "svg", "img", "iframe"} == set()
    alumna.post(
        "/encuentro/draft", data={"title": attacks[0], "body": "".join(attacks)}
    )
    for path in (talk, f"{talk}?page=2&quote=9", "/encuentro/", "/encuentro/new"):
        assert_harmless(alumna.get(path).text)
    assert_harmless(alumna.get(sent.location).text)


def test_a_name_can_do_no_harm_either(
    app: Flask, world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    for attack in XSS[::9]:
        with app.app_context(), atomic():
            member = session.get_one(Member, world.ids["alumna"])
            member.name = attack.replace("\x00", "")[:120]
        page = browse("alumnus").get(f"/conversations/{thread}/?quote=1").text
        assert_harmless(page)
        quoted = browse("alumnus").post("/preview", data={"body": typed(page)})
        assert elements(quoted.text).tags <= {"p", "blockquote", "strong", "a", "br"}


@pytest.mark.parametrize(
    "name",
    [
        "right to left",
        "emoji",
        "one long word",
        "brackets",
        "quotations",
        "marks",
        "deep list",
        "combining",
        "line separators",
    ],
)
def test_strange_words_are_published_as_they_were_written(
    world: World, browse: Browse, name: str
) -> None:
    body = strange(name)
    alumna = browse("alumna")
    sent = alumna.post("/encuentro/new", data={"title": body[:100], "body": body})
    assert sent.status_code == 303
    page = alumna.get(sent.location)
    assert page.status_code == 200
    assert_harmless(page.text)
    if name in ("right to left", "emoji", "one long word"):
        assert html.escape(body, quote=False) in page.text
        assert " ".join(body.split()) in words(page.text)


def test_a_megabyte_is_refused_with_a_sentence_and_given_back(
    world: World, browse: Browse, made: Made
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    body = "palabra " * 131_072
    answer = browse("alumna").post(
        f"/conversations/{thread}/replies", data={"body": body}
    )
    assert answer.status_code in (413, 422)
    if answer.status_code == 422:
        assert typed(answer.text) == body
        assert "1048576 caracteres y caben 20000: acórtelo." in words(answer.text)


@pytest.mark.parametrize("field", ["once", "page", "written_in", "next"])
@pytest.mark.parametrize(
    "value", ["\x00", "x" * 5_000, "-1", "'; --", "//evil.example"]
)
def test_hidden_fields_are_believed_in_nothing(
    world: World, browse: Browse, made: Made, field: str, value: str
) -> None:
    thread = made(make_thread, world.ids["alumna"])
    path = f"/conversations/{thread}/replies"
    alumna = browse("alumna")
    faulty = alumna.post(path, data={"body": " ", field: value})
    assert faulty.status_code == 422
    assert_harmless(faulty.text)
    assert "evil.example" not in faulty.text or field == "once"
    sent = alumna.post(path, data={"body": "Hola", field: value})
    assert (sent.status_code, sent.location) == (
        303,
        f"/conversations/{thread}/#p-2",
    )


def test_a_title_cannot_turn_the_direction_of_what_follows(
    world: World, browse: Browse
) -> None:
    alumna = browse("alumna")
    form = {"title": "Hola \u202eogimA\u2066", "body": "Texto."}
    answer = alumna.post("/encuentro/new", data=form)
    page = alumna.get(answer.location).text
    assert "Hola ogimA" in page
    assert "\u202e" not in page
