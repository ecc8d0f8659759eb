"""A conversation that was cut off in the middle is still one conversation."""

import pytest

from tests.bench.site import COURSE

from .conftest import GONE

pytestmark = pytest.mark.slow

NEW = f"/courses/{COURSE}/conversations/new"
REPLIES = 25


@pytest.fixture
def thread(house):
    """A conversation begun by the first of them; its address."""
    form = [("title", "Qué hicimos"), ("body", "Cuenten."), ("once", "begin")]
    begun = house.learners[0].post(NEW, form)
    assert begun.status == 303
    return begun.location


@pytest.mark.parametrize("after", [20, 300])
def test_posts_keep_their_numbers_and_counters_after_a_kill(house, thread, after):
    begun, done = set(), set()

    def talk(tally, learner, place):
        for n in range(REPLIES):
            said = f"respuesta-{place}-{n}-fin"
            begun.add(said)
            assert reply(learner, thread, said).status == 303
            done.add(said)
            learner.get("/")  # shows the notice that the post is published
            tally.confirm()

    house.kill_in_the_middle(talk, after)
    house.server.start()
    found = posts_of(house, thread)
    assert done <= found <= begun
    counters_are_right(house)
    for said in sorted(begun - done):  # the browser sends again what got no answer
        learner = house.learners[int(said.split("-")[1])]
        assert reply(learner, thread, said).status == 303
    assert posts_of(house, thread) == begun
    counters_are_right(house)


def test_conversations_are_counted_right_after_a_kill(house):
    done = set()

    def begin(tally, learner, place):
        for n in range(REPLIES):
            title = f"conversación {place} {n}"
            form = [("title", title), ("body", "Empiezo."), ("once", title)]
            assert learner.post(NEW, form).status == 303
            done.add(title)
            learner.get("/")
            tally.confirm()

    house.kill_in_the_middle(begin, 200)
    house.server.start()
    assert done <= {title for (title,) in house.rows("SELECT title FROM lms_thread")}
    assert house.value("SELECT count(*) FROM lms_thread WHERE posts <> 1") == 0
    counters_are_right(house)


def reply(learner, thread, said):
    """Send an answer; a connection that was hung up is tried once more."""
    form = [("body", said), ("once", said)]
    try:
        return learner.post(f"{thread}replies", form)
    except GONE:
        learner.close()
        raise


def posts_of(house, thread):
    """Every answer that is in the conversation, each exactly once."""
    thread_id = int(thread.strip("/").rpartition("/")[2])
    rows = house.rows("SELECT thread_id, body FROM lms_post WHERE number > 1")
    said = [body for found, body in rows if found == thread_id]
    assert len(said) == len(set(said))
    return set(said)


def counters_are_right(house):
    """Numbers count from 1 without gaps, and what is counted is what is there."""
    wrong = house.rows(
        "SELECT t.id, t.posts, count(p.id), min(p.number), max(p.number)"
        " FROM lms_thread t LEFT JOIN lms_post p ON p.thread_id = t.id"
        " GROUP BY t.id, t.posts"
        " HAVING t.posts <> count(p.id) OR min(p.number) <> 1"
        " OR max(p.number) <> count(p.id) OR count(p.id) = 0"
    )
    assert wrong == []
    last = house.rows(
        "SELECT t.id FROM lms_thread t JOIN lms_post p"
        " ON p.thread_id = t.id AND p.number = t.posts"
        " WHERE p.author_id <> t.last_author_id OR p.created_at <> t.last_post_at"
    )
    assert last == []
    spaces = house.rows(
        "SELECT s.id FROM lms_space s LEFT JOIN lms_thread t ON t.space_id = s.id"
        " GROUP BY s.id, s.threads HAVING s.threads <> count(t.id)"
    )
    assert spaces == []
