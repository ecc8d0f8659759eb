"""How many bytes travel: counted compressed, as a browser gets them."""

import re
from pathlib import Path

import pytest

from lms.catalogue.publishing import publish
from lms.content.folder import read_folder
from lms.encuentro import services
from lms.encuentro.writing import written
from lms.enrolment import services as enrolment
from lms.foundation.work import atomic
from lms.kernel.language import LANGUAGES, Language
from tests.factories.encuentro import make_thread

from .conftest import COURSE, addresses

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2] / "courses"
COURSES = sorted(
    folder.name for folder in ROOT.iterdir() if (folder / "course.yaml").exists()
)
KB = 1024
FIRST_VISIT = 50 * KB
LATER_PAGE = 15 * KB
TWENTY_POSTS = 25 * KB
NEEDED = re.compile(
    r'<link rel="(?:stylesheet|icon|modulepreload|manifest)"[^>]* href="([^"]+)"'
    r'|<script[^>]* src="([^"]+)"'
    r'|(?:@import |url\(|\bfrom |\bimport )["\']([^"\'#:]+)["\']'
)


def weigh(client, path):
    """Return the compressed bytes of something, and what it needs in turn."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    plain = client.get(path).text
    needed = {next(filter(None, found)) for found in NEEDED.findall(plain)}
    return len(answer.data), {address for address in needed if address[0] == "/"}


def visit_weight(client, *pages):
    """Return all bytes and requests of a visit that begins with nothing kept."""
    bytes_, waiting, known = 0, list(pages), set()
    while waiting:
        path = waiting.pop()
        if path not in known:
            known.add(path)
            size, needed = weigh(client, path)
            bytes_ += size
            waiting += needed
    return bytes_, len(known)


def test_a_first_visit_is_light_and_asks_for_few_things(published, client):
    size, requests = visit_weight(client, "/", f"/courses/{COURSE}/")
    assert requests >= 4  # pages, style, script: or we are not looking well
    assert requests <= 6
    assert size <= FIRST_VISIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("course_id", COURSES)
def test_every_page_of_a_course_is_light(published, come_in, course_id, language):
    visit = come_in()
    with published.app_context():
        with atomic():
            publish(read_folder(ROOT / course_id))
            enrolment.join(member_id=visit.member_id, course_id=course_id)
        places = addresses(course_id)
    visit.client.set_cookie("lms_language", str(language))
    heavy = {
        path: size
        for path, _kind in places
        for size in [weigh(visit.client, path)[0]]
        if size > LATER_PAGE
    }
    assert places
    assert heavy == {}


@pytest.mark.parametrize("page", ["home", "course", "quiz", "list", "course list"])
def test_the_other_pages_are_light_with_few_rows_and_with_many(visit, page):
    assert weigh(visit.client, visit.pages[page])[0] <= LATER_PAGE


def test_a_page_of_twenty_posts_that_say_different_things_is_light(published, come_in):
    visit = come_in()
    prose = " ".join(path.read_text("utf-8") for path in sorted(ROOT.rglob("*.es.md")))
    bodies = [prose[start : start + 900] for start in range(0, 20 * 900, 900)]
    with published.app_context():
        thread_id = make_thread(visit.member_id, body=bodies[0])
        with atomic():
            for body in bodies[1:]:
                services.reply(
                    thread_id=thread_id,
                    author_id=visit.member_id,
                    text=written(body, Language.ES),
                )
    path = f"/conversations/{thread_id}/"
    assert visit.client.get(path).text.count('<article class="post') == 20
    assert weigh(visit.client, path)[0] <= TWENTY_POSTS


def test_what_is_kept_for_a_year_is_asked_for_once(published, client):
    _size, needed = weigh(client, "/")
    assert needed
    for path in needed:
        assert "immutable" in client.get(path).headers["Cache-Control"]
