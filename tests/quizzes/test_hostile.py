"""What nobody does by accident: forms made by hand, to break or to overload."""

import json

import pytest

from tests.effort import EVEN, growth
from tests.factories.attempts import begin, publish_quiz, singles
from tests.factories.questions import KINDS, make_question, one_of_each
from tests.factories.quizzes import ADDRESS
from tests.quizzes.test_views import post, show, stored

pytestmark = pytest.mark.slow

PARTS = {
    "matching": ("lemkin", "lemkin"),
    "ordering": ("libro", "1"),
    "cloze": ("obliga", "a"),
    "categorising": ("robo", "lesa"),
}
ODD = ["\ud800", "\x00", "\u202e", "a\x00b", "1e999999", "9" * 5000, "NaN", "١٢", "1/0"]
SEND = ("answers", "submit", "go", "check", "pause")


def sent(browser, fields):
    """What becomes of a form with these fields, as it is written on the way."""
    answer = browser.post(
        f"{ADDRESS}answers",
        data=f"attempt=1{fields}"[:2_000_000],
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (303, 413, 422)


@pytest.mark.parametrize("kind", KINDS)
def test_one_field_sent_a_hundred_thousand_times_is_soon_dealt_with(app, come, kind):
    _learner, browser = come(make_question(kind, "p"))
    part, value = PARTS.get(kind, ("", "b"))
    field = f"&q-p.{part}={value}" if part else f"&q-p={value}"
    sent(browser, field * (1_900_000 // len(field)))
    assert growth(lambda count: sent(browser, field * count), 3_000) <= EVEN


@pytest.mark.parametrize("stem", ["q-x{}", "w-x{}", "q-p.x{}", "x{}", "choose-x{}"])
def test_as_many_fields_as_fit_are_soon_dealt_with(app, come, stem):
    _learner, browser = come(make_question("matching", "p"))
    fields = [f"&{stem.format(n)}=a" for n in range(150_000)]
    sent(browser, "".join(fields))
    assert growth(lambda count: sent(browser, "".join(fields[:count])), 2_000) <= EVEN


@pytest.mark.parametrize("act", SEND)
@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_signs_anywhere_in_a_form_break_nothing(app, come, odd, act):
    _learner, browser = come(*one_of_each())
    page = show(browser)
    plain = odd.encode("utf-8", "replace").decode()
    for name in ("q-short", "q-numerical", "q-essay", "q-cloze.ano", "q-cloze.quien"):
        post(browser, act, [("attempt", "1"), ("careful", "1"), (name, plain)])
        assert browser.get(ADDRESS).status_code == 200
    for name in {name for name, _ in page.fields} | {"at", "go", "page", "language"}:
        fields = [("attempt", "1"), ("q-short", "x"), (name, plain)]
        assert post(browser, act, fields).status_code < 500, name


@pytest.mark.parametrize("act", SEND)
def test_what_a_page_says_it_showed_may_be_anything(app, come, act):
    _learner, browser = come(*one_of_each())
    post(browser, "answers", [("attempt", "1"), ("q-short", "x"), ("q-essay", "y")])
    odd = ["[]", "[[1]]", "[" * 90_000, '["\\ud800"]', '["\\u0000"]', "1e999", '"' * 9]
    for shown in [*odd, json.dumps(["x"] * 30_000)]:
        for id_ in ("short", "essay", "cloze", "single"):
            said = [("attempt", "1"), ("careful", "1"), (f"w-{id_}", shown)]
            for more in ([], [(f"v-{id_}", "0")], [("language", "pt")]):
                answer = post(browser, act, [*said, *more])
                assert answer.status_code < 500, (id_, shown[:20], more)


@pytest.mark.parametrize("number", ["0", "2", "999999999", "-1", "1.0", "١", "", "x"])
@pytest.mark.parametrize("act", SEND)
def test_a_number_of_an_attempt_that_is_none_is_not_found(app, come, act, number):
    learner, browser = come()
    answer = post(browser, act, [("attempt", number), ("q-uno", "b"), ("go", "1")])
    assert answer.status_code in (404, 422)
    assert stored(app, learner) == []
    assert browser.get(f"{ADDRESS}?attempt={number}").status_code in (200, 404)


@pytest.mark.parametrize("act", SEND)
def test_a_question_that_was_not_drawn_takes_no_answer(app, come, act):
    learner, browser = come()
    with app.app_context():
        begin(learner)
        publish_quiz(*singles("cuatro"))
    fields = [("attempt", "1"), ("q-cuatro", "b"), ("at", "cuatro"), ("go", "1")]
    assert post(browser, act, fields).status_code in (404, 409, 422)
    assert stored(app, learner) == [{}]
