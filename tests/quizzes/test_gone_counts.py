"""A quiz that is gone: it is still marked, and what it counts for."""

import pytest

from lms.content.asking import Review, When
from lms.foundation.work import atomic
from lms.learning.events import ActivityCompleted, CourseCompleted
from lms.learning.services import complete
from lms.quizzes.queries import overview
from tests.factories.attempts import (
    RIGHT,
    save,
    singles,
)
from tests.factories.marking import GOOD, TEXT, make_answered, publish_essay
from tests.factories.questions import make_question
from tests.factories.quizzes import ACTIVITY
from tests.factories.releases import (
    move,
    publish_without_quiz,
)
from tests.quizzes.desk import filled, judging, links, words
from tests.quizzes.test_gone import COURSE, PROGRESS, counts
from tests.quizzes.test_views import post, show

DESK = f"{COURSE}quizzes/cuestionario/marking/"

# Marked by people


@pytest.fixture
def waiting(app, browse):
    """Somebody whose text waits for a marker, and who has moved on."""

    def waiting(**rules):
        with app.app_context():
            publish_essay(**rules)
            learner = make_answered()
            publish_without_quiz(learner.release_id)
            moved = move(learner)
        return moved, browse(moved.subject)

    return waiting


def judge(browser):
    path = links(browser.get(DESK).text, "/ensayo/")[0]
    form = judging(browser.get(path).text)
    sent = filled(form, GOOD, comment="Muy *bien*.")
    assert browser.post(form.action, data=sent).status_code == 303


def test_a_text_that_waits_is_marked_and_its_author_reads_the_mark(app, desk, waiting):
    learner, browser = waiting()
    page = show(browser)
    assert "espera la calificación de una persona" in page.text
    assert TEXT[0] in page.html
    assert "espera calificación" in words(browser.get(PROGRESS).text)
    assert counts(app, learner) == overview.Counts(open=0, ended=1, waiting=1)
    judge(desk["Inés"])
    assert counts(app, learner) == overview.Counts(open=0, ended=1, waiting=0)
    page = show(browser)
    assert "Obtuvo 100 %" in page.text
    assert "Muy <em>bien</em>." in page.html


def test_what_the_review_keeps_back_stays_back(desk, waiting):
    never = Review(score=When.NEVER, answers=When.NEVER, feedback=When.NEVER)
    _learner, browser = waiting(review=never)
    judge(desk["Inés"])
    page = show(browser)
    assert "Este cuestionario no muestra" in page.text
    assert "Muy" not in page.text
    assert "Obtuvo" not in page.text


# What it counts for


@pytest.fixture
def heard(app):
    events = []
    for kind in (ActivityCompleted, CourseCompleted):
        app.extensions["lms"].bus.listen(kind, events.append)
    return events


def finish(learner, *ids):
    with atomic():
        for id_ in ids:
            complete(
                enrolment_id=learner.enrolment_id, activity_id=id_, cause="gone_on"
            )


def test_passing_it_completes_no_course_that_does_not_ask_for_it(app, gone, heard):
    learner, browser = gone()
    with app.app_context():
        finish(learner, "leccion-1", "caso")
    assert [type(event) for event in heard].count(CourseCompleted) == 1
    fields = [("attempt", "1"), ("q-dos", "b"), ("q-tres", "b")]
    post(browser, "submit", fields)
    done = [event.activity_id for event in heard if type(event) is ActivityCompleted]
    assert done == ["leccion-1", "caso", ACTIVITY]
    assert [type(event) for event in heard].count(CourseCompleted) == 1


def test_moving_to_a_release_that_asks_for_less_may_complete_the_course(
    app, come, heard
):
    learner, browser = come()
    with app.app_context():
        save(learner, uno=RIGHT)
        finish(learner, "leccion-1", "caso")
        publish_without_quiz(learner.release_id)
    assert CourseCompleted not in [type(event) for event in heard]
    for _turn in range(2):
        browser.post(f"{COURSE}move")
    [event] = [event for event in heard if type(event) is CourseCompleted]
    assert (event.enrolment_id, event.course_id) == (learner.enrolment_id, "curso")
    assert "Hizo todo lo que pide el curso." in browser.get(PROGRESS).text


def test_of_a_quiz_of_texts_nothing_is_lost_in_the_download(app, come):
    learner, browser = come(make_question("essay"), *singles("uno"))
    with app.app_context():
        save(learner, essay=TEXT)
        publish_without_quiz(learner.release_id)
        move(learner)
    assert TEXT[0] in browser.get("/me/data/").get_data(as_text=True)
    assert TEXT[0] in show(browser).html
