"""Whatever is sent anywhere: no failure of ours, nothing executed, nothing lost."""

import pytest

from tests.architecture.test_doors import READ, WRITE
from tests.factories.editions import make_dated
from tests.factories.encuentro import make_thread, make_world
from tests.foundation.xss import XSS, elements, scheme

pytestmark = pytest.mark.slow

FIELDS = (
    "body",
    "title",
    "name",
    "email",
    "password",
    "new_password",
    "institution",
    "post",
    "state",
    "language",
    "time_zone",
    "theme",
    "next",
    "intent",
    "attempt",
    "once",
    "consent",
    "reason",
    "q-q-1",
    "v-q-1",
    "preview",
    "title_es",
    "seats",
    "to",
    "code",
    "subject",
    "q",
)
HOSTILE = {
    "nul": "a\x00b",
    "right to left": "\u202eabc\u2066def\u200f",
    "emoji": "👩🏽‍⚖️🏳️‍🌈" * 20,
    "a long word": "x" * 10_000,
    "a megabyte": "palabra " * 125_000,
    "lone surrogates in bytes": "\udcff\udc80",
    "format signs": "%(name)s %s {0} {{ 7*7 }} {% raw %}",
    "a script": "<script>alert(1)</script>",
    "breaking out": "\"'><img src=x onerror=alert(1)>",
}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")
LEARNER, ALUMNA, OFFICE = "participant", "alumna", "secretariat"


WRITTEN = {
    "/me/": ALUMNA,
    "/encuentro/new": ALUMNA,
    "/encuentro/draft": ALUMNA,
    "/conversations/{alumni}/replies": ALUMNA,
    "/conversations/{alumni}/draft": ALUMNA,
    "/posts/{alumni_post}/edit": ALUMNA,
    "/preview": ALUMNA,
    "/courses/curso/conversations/new": LEARNER,
    "/courses/curso/modulo/caso/replies": LEARNER,
    "/courses/curso/modulo/cuestionario/answers": LEARNER,
    "/sign-up/": None,
    "/sign-in/": None,
    "/password/forgotten/": None,
}


@pytest.fixture
def house(app):
    with app.app_context():
        world = make_world()
        names = {
            "alumni": make_thread(world.ids[ALUMNA]),
            "course": make_thread(
                world.ids[LEARNER], edition_id=world.edition_id, title="Del curso"
            ),
            "alumni_post": 1,
            "learner": world.ids[LEARNER],
            "edition": make_dated(world.ids[OFFICE]),
        }
    return world, names


def visitor(app, sign_in, world, who):
    client = app.test_client()
    if who:
        sign_in(client, world.subject(who))
    return client


def is_clean(html):
    """No script of ours has text in it, and no attribute is an event handler."""
    for _tag, name, value in elements(html).found:
        if name.startswith("on") or name in ("style", "srcdoc"):
            return False
        if name in ADDRESSES and scheme(value) not in ("", "http", "https", "mailto"):
            return False
    return "<script>alert(1)" not in html


@pytest.mark.parametrize("what", HOSTILE)
def test_no_form_breaks_on_what_it_is_sent(app, sign_in, house, what):
    world, names = house
    fields = ("body", "title") if what == "a megabyte" else FIELDS
    sent = dict.fromkeys(fields, HOSTILE[what].encode("utf-8", "surrogateescape"))
    for path in WRITE:
        for who in (None, LEARNER, ALUMNA, OFFICE):
            if path.endswith(("/leave", "/close")):
                continue
            client = visitor(app, sign_in, world, who)
            answer = client.post(path.format(**names), data=sent)
            assert answer.status_code < 500, (path, who)
            assert is_clean(answer.text), (path, who)


@pytest.mark.parametrize("path", WRITTEN)
def test_no_hostile_text_becomes_part_of_a_page(app, sign_in, house, path):
    """The whole collection, at every address that keeps or repeats what is written."""
    world, names = house
    client = visitor(app, sign_in, world, WRITTEN[path])
    for text in XSS:
        answer = client.post(path.format(**names), data=dict.fromkeys(FIELDS, text))
        assert answer.status_code < 500, text
        assert is_clean(answer.text), text
    for shown in READ:
        answer = client.get(shown.format(**names))
        assert answer.status_code < 500, shown
        if answer.mimetype == "text/html":
            assert is_clean(answer.text), shown


@pytest.mark.parametrize(
    "odd",
    [
        "%00",
        "%ff%fe",
        "..%2f..%2fetc%2fpasswd",
        "99999999999999999999",
        "-1",
        "<script>",
        "%F0%9F%91%A9",
        "x" * 3_000,
        "' OR 1=1 --",
    ],
)
def test_no_address_breaks_on_odd_parts(app, sign_in, house, odd):
    world, _names = house
    client = visitor(app, sign_in, world, LEARNER)
    for pattern in (
        "/courses/{}/",
        "/courses/curso/{}/leccion-1/",
        "/courses/curso/modulo/{}/",
        "/courses/curso/files/{}/a.png",
        "/courses/curso/files/1/{}",
        "/conversations/{}/",
        "/posts/{}/",
        "/kept/{}/",
        "/sign-up/confirm/{}/",
        "/password/new/{}/",
        "/static/{}",
        "/sign-in/?next={}",
        "/courses/curso/conversations/?page={}",
        "/{}",
    ):
        answer = client.get(pattern.format(odd))
        assert answer.status_code < 500, pattern
        assert "<script>alert" not in answer.text


def test_every_form_is_refused_without_its_token(app, sign_in, house, monkeypatch):
    world, names = house
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for path in WRITE:
        inside = visitor(app, sign_in, world, LEARNER).post(path.format(**names))
        assert inside.status_code == 400, path
        outside = app.test_client().post(path.format(**names))
        assert outside.status_code in (400, 303), path


def test_what_was_written_in_a_page_grown_old_is_given_back(
    app, sign_in, house, monkeypatch
):
    world, names = house
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    client = visitor(app, sign_in, world, ALUMNA)
    answer = client.post(
        f"/conversations/{names['alumni']}/replies",
        data={"body": "Lo que escribí", "csrf_token": "old"},
    )
    assert answer.status_code == 400
    assert "Lo que escribí" in answer.text
    assert f'action="/conversations/{names["alumni"]}/replies"' in answer.text


def test_a_strange_host_header_is_not_answered(app, monkeypatch):
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost"])
    client = app.test_client()
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_what_is_too_large_is_refused_with_a_sentence(app, sign_in, house):
    world, names = house
    client = visitor(app, sign_in, world, ALUMNA)
    answer = client.post(
        f"/conversations/{names['alumni']}/replies",
        data={"body": "x" * (3 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert "demasiado grande" in answer.text
