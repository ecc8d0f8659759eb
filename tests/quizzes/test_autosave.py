"""A page that saves by itself, and several at once."""

import threading
from collections import Counter

import pytest

from lms.quizzes.events import AttemptSubmitted
from tests.factories.quizzes import ADDRESS, RIGHT
from tests.quizzes.test_views import post, show, stored

FETCH = {"X-Requested-With": "fetch"}


def fetch(browser, *fields, attempt=1):
    """Send what changed, as the script of the page does."""
    return post(browser, f"answers?attempt={attempt}", fields, headers=FETCH)


def test_the_changed_question_is_saved_and_the_page_told_its_new_version(
    app, ana, browser
):
    answer = fetch(browser, ("q-dos", "c"), ("q-dos", "a"), ("v-dos", "0"))
    assert answer.status_code == 200
    assert answer.json["saved_at"]
    assert answer.json["fields"] == {
        "answered": ["1 de 3 respondidas"],
        "v-dos": ["1"],
        "w-dos": ['["a", "c"]'],
    }
    assert stored(app, ana) == [{"dos": ("a", "c")}]


def test_the_page_names_where_it_saves_and_what_goes_along(browser):
    html = show(browser).html
    assert f'data-autosave="{ADDRESS}answers?attempt=1"' in html
    assert 'name="v-dos" value="0" data-along="q-dos"' in html
    assert "data-save-state" in html


def test_a_choice_taken_back_travels_as_an_empty_value(app, ana, browser):
    fetch(browser, ("q-dos", "a"), ("v-dos", "0"))
    answer = fetch(browser, ("q-dos", ""), ("v-dos", "1"))
    assert answer.status_code == 200
    assert answer.json["fields"]["answered"] == ["0 de 3 respondidas"]
    assert stored(app, ana) == [{"dos": ()}]


def test_a_stale_page_leaves_the_newer_answer_and_is_told_both(app, ana, browser):
    fetch(browser, ("q-uno", "b"), ("v-uno", "0"))
    answer = fetch(
        browser, ("q-uno", "c"), ("v-uno", "0"), ("q-tres", "true"), ("v-tres", "0")
    )
    assert answer.status_code == 409
    assert answer.json["clashes"] == [
        {"question": "uno", "given": ["c"], "kept": ["b"]}
    ]
    assert answer.json["fields"]["q-uno"] == ["b"]
    assert answer.json["fields"]["v-uno"] == ["1"]
    assert "más reciente" in answer.json["message"]
    assert stored(app, ana) == [{"uno": ("b",), "tres": ("true",)}]


def test_once_told_a_person_may_choose_again(app, ana, browser):
    fetch(browser, ("q-uno", "b"), ("v-uno", "0"))
    told = fetch(browser, ("q-uno", "c"), ("v-uno", "0")).json["fields"]
    answer = fetch(browser, ("q-uno", "c"), ("v-uno", told["v-uno"][0]))
    assert answer.status_code == 200
    assert stored(app, ana) == [{"uno": ("c",)}]


def test_saving_what_was_handed_in_is_refused_in_words(browser):
    post(browser, "submit", show(browser).answering(**RIGHT))
    answer = fetch(browser, ("q-uno", "a"), ("v-uno", "1"))
    assert answer.status_code == 409
    assert "ya se entregó" in answer.json["message"]
    assert "fields" not in answer.json


def test_two_tabs_keep_what_each_of_them_changed(app, ana, browser):
    one, two = show(browser), show(browser)
    post(browser, "answers", one.answering(uno=("b",)))
    post(browser, "answers", two.answering(dos=("a",)))
    assert stored(app, ana) == [{"uno": ("b",), "dos": ("a",)}]
    post(browser, "submit", [*two.answering(tres=("true",)), ("anyway", "1")])
    assert stored(app, ana) == [{"uno": ("b",), "dos": ("a",), "tres": ("true",)}]


def test_a_page_without_scripts_asks_before_it_writes_over_a_newer_answer(
    app, ana, browser
):
    one, two = show(browser), show(browser)
    post(browser, "answers", one.answering(uno=("b",)))
    answer = post(browser, "answers", two.answering(uno=("c",), dos=("a",)))
    assert answer.status_code == 409
    assert stored(app, ana) == [{"uno": ("b",), "dos": ("a",)}]


# At the very same moment


@pytest.fixture
def at_once(app, ana, sign_in):
    """Run acts in threads that start together, each with a browser of Ana's."""

    def run(*acts):
        start = threading.Barrier(len(acts))
        answers = [None] * len(acts)

        def one(number, act):
            client = app.test_client()
            sign_in(client, ana.subject)
            start.wait(10)
            answers[number] = act(client)

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return answers

    return run


def test_handing_in_eight_times_at_once_is_one_attempt_and_one_event(
    app, ana, browser, at_once
):
    heard = []
    app.extensions["lms"].bus.listen(AttemptSubmitted, heard.append)
    fields = show(browser).answering(**RIGHT)
    answers = at_once(*[lambda client: post(client, "submit", fields)] * 8)
    assert Counter((a.status_code, a.location) for a in answers) == {
        (303, f"{ADDRESS}?attempt=1#resultado"): 8
    }
    assert stored(app, ana) == [RIGHT]
    assert len(heard) == 1


def test_first_answers_at_once_begin_one_attempt_and_are_all_kept(app, ana, at_once):
    pieces = [[("q-uno", "b")], [("q-dos", "a"), ("q-dos", "c")], [("q-tres", "false")]]
    answers = at_once(
        *(lambda client, p=piece: fetch(client, *p) for piece in pieces * 2)
    )
    assert {answer.status_code for answer in answers} == {200}
    assert stored(app, ana) == [RIGHT]


def test_of_careful_pages_at_once_one_is_kept_and_the_others_are_told(
    app, ana, at_once
):
    choices = ["a", "b", "c"]
    answers = at_once(
        *(
            lambda client, c=choice: fetch(client, ("q-uno", c), ("v-uno", "0"))
            for choice in choices
        )
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 2}
    won = choices[[answer.status_code for answer in answers].index(200)]
    assert stored(app, ana) == [{"uno": (won,)}]


def test_asking_for_another_attempt_at_once_begins_one(app, ana, browser, at_once):
    post(browser, "submit", show(browser).answering(**RIGHT))
    answers = at_once(*[lambda client: post(client, "begin", [("after", "1")])] * 6)
    assert {answer.status_code for answer in answers} == {303}
    assert len(stored(app, ana)) == 2


def test_an_answer_and_handing_in_at_once_never_mix(app, ana, browser, at_once):
    fields = show(browser).answering(**RIGHT)
    fields.remove(("careful", "1"))  # as a page with scripts sends it
    handed, saved = at_once(
        lambda client: post(client, "submit", fields),
        lambda client: fetch(client, ("q-uno", "a")),
    )
    assert handed.status_code == 303
    assert saved.status_code in (200, 409)
    assert stored(app, ana) == [RIGHT]
