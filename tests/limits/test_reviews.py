"""How much the review of an attempt asks of the database, whatever is on it."""

import pytest

from lms.enrolment import services as enrolment
from lms.foundation.work import atomic
from tests.factories.attempts import publish_quiz, singles, submit
from tests.factories.marking import GOOD, TEXT, make_marker, mark
from tests.factories.questions import choices, make_question
from tests.factories.quizzes import ADDRESS, Learner, make_learner
from tests.factories.regrading import apply
from tests.factories.releases import move, publish_without_quiz
from tests.limits.test_statements import OTHERWISE_AT_MOST
from tests.quizzes.correcting import blocks, corrected
from tests.quizzes.reading import Page

REVIEW = 7
"""The session, the member, the place; the attempts, the terms, what the review tells
(the answers, what people marked, what was marked anew), the progress."""
GONE = REVIEW + 1
"""Where the learner's release no longer has the quiz: what it was when it had it."""


@pytest.fixture
def reviewer(app, come_in):
    """Somebody with a review of so many questions, one of them for people to mark."""

    def reviewer(questions, *, anew):
        ids = [f"q-{number}" for number in range(questions)]
        old, essay = singles(*ids), make_question("essay", "ensayo", points=4)
        visit = come_in()
        with app.app_context():
            publish_quiz(*old, essay)
            with atomic():
                seat = enrolment.join(member_id=visit.member_id, course_id="curso")
            learner = Learner("", visit.member_id, seat.id, seat.release_id)
            submit(learner, ensayo=TEXT, **dict.fromkeys(ids, ("a",)))
            submit(make_learner(), **dict.fromkeys(ids, ("d",)))
            ines = make_marker("Inés")
            mark(learner, ines, GOOD, "Muy *bien*.")
            for key in ("a", "ad")[:anew]:
                new = (corrected(each, choices(*key)) for each in old)
                apply(learner, publish_quiz(*new, essay), ines)
        return learner, visit.client

    return reviewer


def review(browser, count_queries):
    """The review, and how many statements it took once its pieces were made."""
    browser.get(ADDRESS)
    with count_queries() as seen:
        answer = browser.get(ADDRESS)
    assert answer.status_code == 200
    assert "Muy <em>bien</em>." in answer.text
    return Page(answer.text), seen


@pytest.mark.parametrize("questions", [1, 25])
@pytest.mark.parametrize("anew", [0, 1, 2])
def test_a_review_asks_the_same_with_all_that_may_be_told_in_it(
    reviewer, count_queries, questions, anew
):
    _learner, browser = reviewer(questions, anew=anew)
    page, seen = review(browser, count_queries)
    assert len(blocks(page)) == (questions if anew else 0)
    assert len(seen) == REVIEW, "\n\n".join(seen.texts)


@pytest.mark.parametrize("questions", [1, 25])
def test_a_review_of_a_quiz_that_is_gone_asks_once_more(
    app, reviewer, count_queries, questions
):
    learner, browser = reviewer(questions, anew=1)
    with app.app_context():
        publish_without_quiz(learner.release_id)
        move(learner)
    page, seen = review(browser, count_queries)
    assert len(blocks(page)) == questions
    assert len(seen) == GONE, "\n\n".join(seen.texts)


def test_no_review_asks_more_than_was_promised():
    assert max(REVIEW, GONE) <= OTHERWISE_AT_MOST
