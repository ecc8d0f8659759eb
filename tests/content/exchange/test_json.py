"""Questions as JSON: everything goes out and comes back, and faults have a path."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange import plain_json
from lms.content.exchange.carried import ExchangeFaulty
from lms.kernel.language import Language
from tests.content.questions_at_random import questions

ES = Language.ES
PICK = {
    "id": "q-1",
    "kind": "single",
    "prompt": {"es": "¿Cuál?", "en": "Which?"},
    "choices": [
        {"id": "a", "text": {"es": "uno"}, "correct": True},
        {"id": "b", "text": {"es": "dos"}, "weight": "1/3"},
    ],
}


def read(data, files=None):
    said = data if isinstance(data, (str, bytes)) else json.dumps(data)
    return plain_json.read(
        said.encode() if isinstance(said, str) else said, language=ES, files=files
    )


def write(found):
    return plain_json.write(found, language=ES, source=ES, files={})


def faults(data):
    with pytest.raises(ExchangeFaulty) as caught:
        read(data)
    return [loss.question or str(loss.line) for loss in caught.value.losses]


def unique(found):
    return list({question.id: question for question in found}.values())


@given(st.lists(questions, max_size=3).map(unique))
def test_questions_of_every_kind_come_back_as_they_were(found):
    written = write(found)
    carried = read(written.data)
    assert carried.questions == tuple(found)
    assert carried.losses == ()
    assert write(carried.questions).data == written.data


def test_the_file_is_one_object_with_questions_and_losses():
    [question] = read({"questions": [PICK]}).questions
    data = json.loads(write([question]).data)
    assert data == {"questions": [PICK], "losses": []}
    assert list(data["questions"][0]) == list(PICK)


@pytest.mark.parametrize("sign", ["\ufeff", "\ufffd", "\ufffe", "\uffff"])
def test_signs_that_nobody_sees_or_that_look_lost_come_back(sign):
    [question] = read({"questions": [PICK | {"prompt": {"es": f"a{sign}b"}}]}).questions
    again = read(write([question]).data)
    assert (again.questions, again.losses) == ((question,), ())


def test_numbers_are_exact_whether_they_are_words_or_digits():
    answers = [{"value": "0.10"}, {"value": "3", "weight": "1/3"}]
    said = {"id": "q", "kind": "numerical", "prompt": {"es": "x"}, "answers": answers}
    [question] = read({"questions": [said]}).questions
    assert json.loads(write([question]).data)["questions"][0]["answers"] == answers
    digits = json.dumps({"questions": [said]}).replace('"0.10"', "0.10")
    assert read(digits).questions == (question,)


def test_nothing_and_what_goes_without_saying_may_be_said():
    said = {**PICK, "points": 1, "shuffle": True, "feedback": None, "outcome": None}
    assert (
        read({"questions": [said]}).questions == read({"questions": [PICK]}).questions
    )


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"points": "2"}, "questions[0].points"),
        ({"points": "1"}, "questions[0].points"),
        ({"points": 1000}, "questions[0].points"),
        ({"points": 1.5}, "questions[0].points"),
        ({"shuffle": "true"}, "questions[0].shuffle"),
        ({"shuffle": 1}, "questions[0].shuffle"),
        ({"color": "red"}, "questions[0].color"),
        ({"id": 5}, "questions[0].id"),
        ({"id": "Mal Id"}, "questions[0].id"),
        ({"id": None}, "questions[0].id"),
        ({"kind": "otra"}, "questions[0].kind"),
        ({"prompt": "¿Cuál?"}, "questions[0].prompt"),
        ({"prompt": {"fr": "x"}}, "questions[0].prompt"),
        ({"prompt": {"es": 5}}, "questions[0].prompt.es"),
        ({"prompt": {"es": ["x"]}}, "questions[0].prompt"),
        ({"prompt": {"es": "a\0b"}}, "questions[0].prompt.es"),
        ({"choices": {}}, "questions[0].choices"),
        ({"choices": ["a"]}, "questions[0].choices"),
        ({"choices": [{"id": "a"}]}, "questions[0].choices[0]"),
        ({"name": True}, "questions[0].name"),
        ({"tags": "paz"}, "questions[0].tags"),
        ({"tags": [1]}, "questions[0].tags[0]"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_its_path(change, path):
    assert faults({"questions": [{**PICK, **change}]}) == [path]


def test_everything_that_is_wrong_is_told_at_once():
    wrong = {"questions": [PICK, {**PICK, "id": "X"}, 5, PICK], "more": 1, "losses": 2}
    assert faults(wrong) == [
        "more",
        "losses",
        "questions[1].id",
        "questions[2]",
        "questions[3].id",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[]",
        "5",
        "null",
        "{}",
        '{"questions": {}}',
        '{"questions": [], "questions": []}',
        '{"questions": [NaN]}',
        "[" * 100_000,
        '{"questions": ' + "[" * 5_000 + "]" * 5_000 + "}",
        '{"questions": [{"id": "\\ud800"}]}',
        '{"questions": ' + "9" * 10_000 + "}",
        b"\xff\xfe\0",
        b"\0",
    ],
)
def test_what_is_no_file_of_questions_is_refused(data):
    assert faults(data)


def test_a_fault_of_syntax_has_its_line():
    assert faults('{"questions": [\n  {"id" 5}\n]}') == ["2"]


@given(st.binary(max_size=200))
def test_bytes_at_random_are_read_or_refused(data):
    for said in (data, b'{"questions": [' + data + b"]}"):
        try:
            read(said)
        except ExchangeFaulty as faulty:
            assert all(loss.words for loss in faulty.losses)


def test_pictures_come_along_if_they_lie_beside_the_file_and_never_go_inside():
    said = {**PICK, "feedback": {"es": "![Mapa](questions/a.png)"}}
    carried = read({"questions": [said]}, {"questions/a.png": b"x", "b.png": b"y"})
    assert carried.files == {"questions/a.png": b"x"}
    losses = write(carried.questions).losses
    assert [(loss.code, loss.question) for loss in losses] == [("json-picture", "q-1")]
