"""Every door of the conversations, tried by everybody, on real pages."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories.encuentro import NAMES, World, make_reply, make_thread

pytestmark = pytest.mark.slow

WORDS = {"title": "Una pregunta", "body": "¿Cómo lo hicieron?"}

SEES = "200 200 200 200 302"
WRITES = "303 303 204 204"

OUTSIDE = "404 404 404 404 404 | 404 404 404 404 | 404 404 | 404 404 404"
READER = "200 403 200 200 302 | 403 403 403 403 | 403 403 | 403 403 403"
MEMBER = f"{SEES} | {WRITES} | 403 403 | 403 403 403"
KEEPER = f"{SEES} | {WRITES} | 303 303 | 403 403 403"
GUEST = "303 303 303 303 303 | 303 303 303 303 | 303 303 | 303 303 303"

IN_ENCUENTRO = {
    "alumna": MEMBER,
    "alumnus": MEMBER,
    "focal point": MEMBER,
    "secretariat": KEEPER,
    "guest": GUEST,
}
IN_EDITION = {
    "participant": MEMBER,
    "classmate": MEMBER,
    "observer": READER,
    "instructor": MEMBER,
    "moderator": KEEPER,
    "secretariat": KEEPER,
    "guest": GUEST,
}


def answers(client: FlaskClient, base: str, thread: int, post: int) -> str:
    """What each door answers to a person, as one line of statuses."""
    talk = f"/conversations/{thread}"
    reading = [base, f"{base}new", f"{talk}/", f"{talk}/?quote=1", f"/posts/{post}/"]
    writing = [f"{base}new", f"{talk}/replies", f"{base}draft", f"{talk}/draft"]
    minding = [f"{talk}/close", f"{talk}/reopen"]
    groups = [
        [client.get(path) for path in reading],
        [client.post(path, data=WORDS) for path in writing],
        [client.post(path) for path in minding],
        [
            client.get(f"/posts/{post}/edit"),
            client.post(f"/posts/{post}/edit", data=WORDS),
            client.post(f"/posts/{post}/draft", data=WORDS),
        ],
    ]
    return " | ".join(
        " ".join(str(answer.status_code) for answer in group) for group in groups
    )


@pytest.mark.parametrize("who", [*NAMES, "guest"])
def test_doors_of_the_alumni_space(
    world: World,
    browse: Callable[[str], FlaskClient],
    made: Callable[..., int],
    who: str,
) -> None:
    author = world.ids["secretariat" if who == "alumna" else "alumna"]
    thread = made(make_thread, author)
    post = made(make_reply, thread, author)

    seen = answers(browse(who), "/encuentro/", thread, post)

    assert seen == IN_ENCUENTRO.get(who, OUTSIDE)


@pytest.mark.parametrize("who", [*NAMES, "guest"])
def test_doors_of_an_edition(
    world: World,
    browse: Callable[[str], FlaskClient],
    made: Callable[..., int],
    who: str,
) -> None:
    author = world.ids["classmate" if who == "participant" else "participant"]
    thread = made(make_thread, author, edition_id=world.edition_id)
    post = made(make_reply, thread, author)

    seen = answers(browse(who), "/courses/curso/conversations/", thread, post)

    assert seen == IN_EDITION.get(who, OUTSIDE)


@pytest.mark.parametrize("path", ["/conversations/{}/", "/posts/{}/", "/posts/{}/edit"])
@pytest.mark.parametrize("number", [0, 999, 2**31 - 1, 2**31, 2**63, 10**30])
def test_what_does_not_exist_answers_as_what_may_not_be_seen(
    world: World, browse: Callable[[str], FlaskClient], path: str, number: int
) -> None:
    assert browse("secretariat").get(path.format(number)).status_code == 404


def test_the_alumni_space_tells_strangers_whom_it_is_for(
    world: World, browse: Callable[[str], FlaskClient], made: Callable[..., int]
) -> None:
    made(make_thread, world.ids["alumna"], title="Solo para nosotras")

    answer = browse("participant").get("/encuentro/")

    assert answer.status_code == 404
    assert "es un lugar reservado" in answer.text
    assert "Solo para nosotras" not in answer.text


def test_a_preview_is_for_members_only(
    world: World, browse: Callable[[str], FlaskClient]
) -> None:
    assert browse("guest").post("/preview", data=WORDS).status_code == 303
    answer = browse("stranger").post("/preview", data={"body": "**hola**"})
    assert (answer.status_code, answer.text) == (
        200,
        "<p><strong>hola</strong></p>\n",
    )


def test_previews_without_end_are_refused_for_a_while(
    world: World, browse: Callable[[str], FlaskClient]
) -> None:
    browser = browse("stranger")
    answers = [browser.post("/preview", data=WORDS) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert int(answers[60].headers["Retry-After"]) <= 60
