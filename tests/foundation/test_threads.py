"""Texts of many people at once: nobody's words end up in another's."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from markdown_it import MarkdownIt

from lms.content import printing
from lms.content.checks import marks
from lms.content.exchange import markup as exchanged
from lms.content.exchange.moodle.reading import texts
from lms.content.questions import prose
from lms.foundation import markup

THREADS = 8
TURNS = 40
READERS = (
    markup._reader,
    printing.reader,
    printing.asker,
    marks.reader,
    prose.prose,
    exchanged._reader,
    texts._markdown,
)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def said_by(person: int) -> str:
    """A post with all that makes the sanitisers work."""
    said = f"De **{person}**: https://a.example/{person}\n\n> cita {person}\n\n"
    return said + f"- uno {person}\n- dos `{person}`\n"


@pytest.mark.usefixtures("restless")
def test_posts_written_at_the_same_moment_keep_their_words_apart():
    alone = [markup.post_html(said_by(person)) for person in range(THREADS)]
    together = Barrier(THREADS)

    def write(person: int) -> str:
        together.wait()
        return markup.post_html(said_by(person))

    with ThreadPoolExecutor(THREADS) as crowd:
        for _ in range(TURNS):
            assert list(crowd.map(write, range(THREADS))) == alone


@pytest.mark.parametrize("make", READERS)
def test_a_reader_of_markdown_is_ready_before_two_can_use_it(
    make: Callable[[], MarkdownIt],
):
    reader = make()
    rulers = (reader.core, reader.block, reader.inline)
    assert all(made.ruler.__cache__ for made in rulers)
    assert reader.inline.ruler2.__cache__
