"""An attempt is handed in whole or not at all, also when the server is killed."""

import json
from fractions import Fraction

import pytest
from sqlalchemy import select

from lms.accounts.models import Account
from lms.enrolment import services as enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.attempts import publish_quiz, singles
from tests.factories.quizzes import ADDRESS

from .conftest import CROWD

pytestmark = pytest.mark.slow

QUESTIONS = ("uno", "dos", "tres")
ROUNDS = 8
ATTEMPTS = CROWD * ROUNDS


@pytest.fixture
def quiz(house):
    """A quiz of three questions, and everybody in its course; all right passes."""
    with house.app.app_context():
        publish_quiz(*singles(*QUESTIONS))
        for member_id in session.scalars(select(Account.member_id)).all():
            with atomic():
                enrolment.join(member_id=member_id, course_id="curso")
    return ADDRESS


def answers_of(place, number):
    """What somebody answers in an attempt; everybody is all right now and then."""
    if (place + number) % 4 == 0:
        return dict.fromkeys(QUESTIONS, "b")
    return {id_: "abcd"[(place + number + n) % 4] for n, id_ in enumerate(QUESTIONS)}


def fields_of(place, number):
    answers = answers_of(place, number)
    return [
        ("attempt", str(number)),
        ("anyway", "1"),
        *((f"q-{id_}", choice) for id_, choice in answers.items()),
    ]


def take(quiz, learner, place, number):
    """Begin an attempt, save an answer, hand it in."""
    if number > 1:
        begun = learner.post(f"{quiz}begin", [("after", str(number - 1))])
        assert begun.status == 303, begun.text
    first = [fields_of(place, number)[i] for i in (0, 2)]
    saved = learner.post(f"{quiz}answers?attempt={number}", first, fetched=True)
    assert saved.status == 200, saved.text
    hand_in(quiz, learner, place, number)


def hand_in(quiz, learner, place, number):
    handed = learner.post(f"{quiz}submit", fields_of(place, number))
    assert handed.status == 303, handed.text
    assert f"attempt={number}" in handed.location


@pytest.mark.parametrize("after", [20, 100, 250])
def test_every_attempt_that_was_handed_in_is_there_whole_after_a_kill(
    house, quiz, after
):
    done = [0] * CROWD
    for learner in house.learners:
        learner.get(quiz)  # the page has what a form must send along
        learner.close()

    def act(tally, learner, place):
        for number in range(1, ROUNDS + 1):
            take(quiz, learner, place, number)
            done[place] = number
            tally.confirm()

    tally = house.kill_in_the_middle(act, after)
    assert after <= tally.confirmed < ATTEMPTS
    house.server.start()
    nothing_is_half_there(house)
    check(house, done)
    for place, learner in enumerate(house.learners):
        finish(quiz, learner, place, done[place] + 1, found=attempts_in(house))
    nothing_is_half_there(house)
    check(house, [number + 1 for number in done])


def finish(quiz, learner, place, number, found):
    """The browser sends again what got no answer; a second time changes nothing."""
    if number > 1 and number not in found.get(place, {}):
        assert learner.post(f"{quiz}begin", [("after", str(number - 1))]).status == 303
    for _ in range(2):
        hand_in(quiz, learner, place, number)


def check(house, done):
    """What was answered is there; of what was under way at most one attempt more."""
    found = attempts_in(house)
    for place, confirmed in enumerate(done):
        mine = found.get(place, {})
        assert sorted(mine) == list(range(1, len(mine) + 1))
        assert confirmed <= len(mine) <= confirmed + 1
        for number, (state, points, answers) in mine.items():
            expected = answers_of(place, number)
            assert answers.items() <= expected.items()
            if number <= confirmed:
                assert state == "marked"
            if state == "marked":
                assert answers == expected
                assert points == list(expected.values()).count("b")
            else:
                assert (state, points) == ("started", None)


def attempts_in(house):
    """Every attempt in the database: person → number → state, points, answers."""
    found = {}
    for email, number, state, num, den, question, value in house.rows(
        "SELECT a.email, t.number, t.state, t.points_num, t.points_den,"
        " w.question_id, w.value FROM lms_attempt t"
        " JOIN lms_enrolment e ON e.id = t.enrolment_id"
        " JOIN lms_account a ON a.member_id = e.member_id"
        " LEFT JOIN lms_answer w ON w.attempt_id = t.id"
    ):
        place = int(email.removeprefix("medida").partition("@")[0])
        points = None if num is None else Fraction(num, den)
        mine = found.setdefault(place, {}).setdefault(number, (state, points, {}))
        if question is not None:
            value = json.loads(value) if isinstance(value, str) else value
            mine[2][question] = value[0]
    return found


def nothing_is_half_there(house):
    """State, points, marks, answers and what they complete belong together."""
    wrong = {
        "ended without a state": "SELECT count(*) FROM lms_attempt"
        " WHERE (submitted_at IS NULL) <> (state = 'started')",
        "marked without marks": "SELECT count(*) FROM lms_attempt"
        " WHERE (marked_at IS NULL) <> (state <> 'marked')"
        " OR (points_num IS NULL) <> (state <> 'marked')"
        " OR (CAST(marks AS TEXT) = '{}') <> (state <> 'marked')",
        "marked with answers missing": "SELECT count(*) FROM lms_attempt t"
        " WHERE state = 'marked' AND 3 <> (SELECT count(*) FROM lms_answer w"
        " WHERE w.attempt_id = t.id)",
        "two open at once": "SELECT count(*) FROM (SELECT enrolment_id"
        " FROM lms_attempt WHERE state = 'started'"
        " GROUP BY enrolment_id HAVING count(*) > 1) AS doubled",
    }
    assert {name: house.value(sql) for name, sql in wrong.items()} == dict.fromkeys(
        wrong, 0
    )
    passed = house.rows(
        "SELECT DISTINCT enrolment_id FROM lms_attempt WHERE state = 'marked'"
        " AND points_num * 100 >= 70 * out_of * points_den"
    )
    done = house.rows("SELECT enrolment_id FROM lms_completion WHERE cause = 'passed'")
    assert sorted(done) == sorted(passed)
    if house.site.url.startswith("sqlite"):
        assert house.rows("PRAGMA integrity_check") == [("ok",)]
        assert house.rows("PRAGMA foreign_key_check") == []
