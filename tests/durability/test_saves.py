"""Whatever the server said it saved is there after it was killed."""

import json

import pytest

from tests.bench.learner import read_paper
from tests.bench.site import COURSE, first

from .conftest import CROWD

pytestmark = pytest.mark.slow

SAVES = 1_000
EACH = SAVES // CROWD


@pytest.fixture
def quiz(house):
    return first(house.app, COURSE, "quiz")


def saves_of(paper):
    """Every save somebody makes: question by question, never twice the same."""
    questions = list(paper.ticked)
    return [
        (question, paper.ticked[question][(n // len(questions)) % 2])
        for n in range(EACH)
        for question in [questions[n % len(questions)]]
    ]


@pytest.mark.parametrize("after", [50, 400, 800])
def test_every_save_that_was_answered_is_there_after_a_kill(house, quiz, after):
    papers = [read_paper(learner.get(quiz).text) for learner in house.learners]
    done = [[] for _ in papers]
    begun = [[] for _ in papers]

    def save(tally, learner, place):
        for question, choice in saves_of(papers[place]):
            fields = papers[place].fields({question: choice}, shown=False)
            begun[place].append((question, choice))
            answer = learner.post(f"{quiz}answers", fields, fetched=True)
            assert answer.status == 200, answer.text
            done[place].append((question, choice))
            tally.confirm()

    tally = house.kill_in_the_middle(save, after)
    assert after <= tally.confirmed < SAVES
    house.server.start()
    found = answers_in(house)
    for place, (confirmed, asked) in enumerate(zip(done, begun, strict=True)):
        check(found.get(place, {}), confirmed, asked[len(confirmed) :])
    nothing_is_half_there(house)
    go_on_saving(house, quiz)


def check(found, confirmed, in_flight):
    """Compare one person's answers with what was confirmed and what was under way.

    The one save that was not answered may be there or not, but whole.
    """
    assert len(in_flight) <= 1
    expected = counted(confirmed)
    assert found in (expected, counted([*confirmed, *in_flight]))


def counted(saves):
    """The last value of each question, and how often it was written."""
    state = {}
    for question, choice in saves:
        state[question] = ([choice], state.get(question, (None, 0))[1] + 1)
    return state


def answers_in(house):
    """Every answer in the database: person → question → value and version."""
    found = {}
    for email, question, value, version in house.rows(
        "SELECT a.email, w.question_id, w.value, w.version FROM lms_answer w"
        " JOIN lms_attempt t ON t.id = w.attempt_id"
        " JOIN lms_enrolment e ON e.id = t.enrolment_id"
        " JOIN lms_account a ON a.member_id = e.member_id"
    ):
        place = int(email.removeprefix("medida").partition("@")[0])
        value = json.loads(value) if isinstance(value, str) else value
        found.setdefault(place, {})[question] = (value, version)
    return found


def nothing_is_half_there(house):
    """No row without the rows it belongs to, and no attempt begun twice."""
    stray = {
        "attempts without an enrolment": "SELECT count(*) FROM lms_attempt t LEFT JOIN"
        " lms_enrolment e ON e.id = t.enrolment_id WHERE e.id IS NULL",
        "answers without an attempt": "SELECT count(*) FROM lms_answer w LEFT JOIN"
        " lms_attempt t ON t.id = w.attempt_id WHERE t.id IS NULL",
        "attempts without an answer": "SELECT count(*) FROM lms_attempt t LEFT JOIN"
        " lms_answer w ON w.attempt_id = t.id WHERE w.attempt_id IS NULL",
        "second attempts": "SELECT count(*) FROM lms_attempt WHERE number <> 1",
        "versions out of order": "SELECT count(*) FROM lms_answer WHERE version < 1",
    }
    assert {name: house.value(sql) for name, sql in stray.items()} == dict.fromkeys(
        stray, 0
    )
    if house.site.url.startswith("sqlite"):
        assert house.rows("PRAGMA integrity_check") == [("ok",)]
        assert house.rows("PRAGMA foreign_key_check") == []


def go_on_saving(house, quiz):
    """The site that came back takes answers as if nothing had been."""
    for learner in house.learners[:5]:
        paper = read_paper(learner.get(quiz).text)
        chosen = {question: options[-1] for question, options in paper.choices.items()}
        answer = learner.post(f"{quiz}answers", paper.fields(chosen), fetched=True)
        assert answer.status == 200
