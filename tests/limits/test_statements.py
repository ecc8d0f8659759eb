"""How many questions a page asks of the database: exactly, with one row and many."""

import pytest

from tests.bench.learner import read_paper

STATEMENTS = {
    "home": 5,
    "course": 6,
    "lesson": 4,
    "quiz": 6,
    "list": 4,
    "course list": 4,
    "conversation": 6,
    "discussion": 7,
}
"""Two of them tell who is asking: the session with its account, the member with the
roles. A number may change on purpose only, and upwards for a good reason only."""

AT_MOST = {"home": 10}
OTHERWISE_AT_MOST = 8


@pytest.mark.parametrize("page", STATEMENTS)
def test_a_page_asks_as_much_with_one_row_as_with_many(visit, page, count_queries):
    visit.client.get(visit.pages[page])  # what is made once for ever is made now
    with count_queries() as seen:
        answer = visit.client.get(visit.pages[page])
    assert answer.status_code == 200
    assert len(seen) == STATEMENTS[page], "\n\n".join(seen.texts)


def test_no_page_asks_more_than_was_promised():
    over = {
        page: number
        for page, number in STATEMENTS.items()
        if number > AT_MOST.get(page, OTHERWISE_AT_MOST)
    }
    assert over == {}


def test_a_quiz_that_was_begun_asks_once_more_for_its_answers(visit, count_queries):
    path = visit.pages["quiz"]
    paper = read_paper(visit.client.get(path).text)
    chosen = {question: options[0] for question, options in paper.choices.items()}
    visit.client.post(f"{path}answers", data=dict(paper.fields(chosen)))
    visit.client.get(path)
    with count_queries() as seen:
        visit.client.get(path)
    assert len(seen) == STATEMENTS["quiz"] + 1


@pytest.mark.parametrize("page", [1, 2, 5])
def test_every_page_of_a_long_conversation_asks_the_same(many, page, count_queries):
    path = f"{many.pages['conversation']}?page={page}"
    many.client.get(path)
    with count_queries() as seen:
        answer = many.client.get(path)
    assert answer.text.count('<article class="post') == 20
    assert len(seen) == STATEMENTS["conversation"]


# What a learner does in a quiz. Three more statements tell who is asking and where.

WHO = 3
ACTS = {
    "begin": 4,  # who changes the terms, the attempt before, the terms, the attempt
    "save": 3,  # the attempt, its answers, the answer
    "save the same": 2,
    "submit": 4,  # the attempt, its answers, the answer, the end
    "submit again": 2,
}
"""However many attempts there were; with more than one, handing in reads them once."""


@pytest.mark.parametrize("attempts", [2, 30])
def test_what_a_learner_does_asks_as_much_after_few_attempts_as_after_many(
    few, count_queries, attempts
):
    path, form = few.pages["quiz"], {"attempt": attempts, "anyway": "1"}
    question = next(iter(read_paper(few.client.get(path).text).choices))
    for number in range(1, attempts):
        few.client.post(f"{path}submit", data={"attempt": number, "anyway": "1"})
        if number < attempts - 1:
            few.client.post(f"{path}begin", data={"after": number})
    seen = {
        act: asked(few, count_queries, path + view, data)
        for act, view, data in (
            ("begin", "begin", {"after": attempts - 1}),
            ("save", "answers", {**form, f"q-{question}": "a"}),
            ("save the same", "answers", {**form, f"q-{question}": "a"}),
            ("submit", "submit", {**form, f"q-{question}": "b"}),
            ("submit again", "submit", {**form, f"q-{question}": "b"}),
        )
    }
    assert seen == {**ACTS, "submit": ACTS["submit"] + 1}


def test_the_first_answer_and_the_first_end_of_an_attempt(few, count_queries):
    path, form = few.pages["quiz"], {"attempt": 1, "anyway": "1"}
    question = next(iter(read_paper(few.client.get(path).text).choices))
    save = {**form, f"q-{question}": "a"}
    assert asked(few, count_queries, f"{path}answers", save) == 6
    assert asked(few, count_queries, f"{path}submit", save) == ACTS["submit"] - 1


def asked(visit, count_queries, path, data):
    """Return what one act asks of the database, besides who is asking."""
    with count_queries() as seen:
        answer = visit.client.post(path, data=data)
    assert answer.status_code == 303
    return len(seen) - WHO
