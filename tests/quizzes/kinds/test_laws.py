"""What holds for every kind of question, whatever is asked and whatever is sent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.registry import answer_kinds
from tests.content import questions_at_random
from tests.factories.questions import ANSWERS, KEYS, KINDS, WRONG, make_question
from tests.quizzes.kinds.chance import UNMARKED, asked, languages, questions, turned

garbage = st.lists(
    st.text(max_size=20)
    | st.tuples(st.text(max_size=5), st.text(max_size=5)).map("=".join)
    | st.sampled_from(["a", "true", "a=1", "=", "1,5", "a\x00", "\ud800"]),
    max_size=4,
)


def kind_of(question):
    return answer_kinds()[question.kind]


@given(asked(), languages)
def test_a_mark_is_between_nothing_and_everything(case, language):
    question, sent = case
    value = kind_of(question).read(question, sent, language)
    assert 0 <= marking.mark(question, value) <= 1
    assert isinstance(marking.mark(question, value), Fraction)


@given(questions(but=UNMARKED))
def test_the_key_scores_everything_and_is_complete(question):
    kind = kind_of(question)
    key = kind.key(question)
    assert kind.read(question, key) == key
    assert marking.mark(question, key) == 1
    assert kind.is_complete(question, key)


@given(questions())
def test_no_answer_scores_nothing_and_is_not_complete(question):
    assert marking.mark(question, ()) == 0
    assert not kind_of(question).is_complete(question, ())


@given(asked(), languages, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_written_or_sent_never_changes_a_mark(
    case, language, chance
):
    question, sent = case
    value = kind_of(question).read(question, sent, language)
    other = question if question.kind in ("short", "numerical") else None
    if other is None:
        other = turned(question, chance)
    # Which of two pairs gives its id to a side they share is a matter of order.
    if question.kind == "matching":
        other = question
    chance.shuffle(sent)
    again = kind_of(other).read(other, sent, language)
    assert marking.mark(other, again) == marking.mark(question, value)


@given(asked(), languages)
def test_reading_what_was_read_changes_nothing(case, language):
    question, sent = case
    kind = kind_of(question)
    value = kind.read(question, sent, language)
    assert kind.read(question, value) == value
    assert isinstance(value, tuple)
    assert all(isinstance(words, str) and 0 < len(words) <= 20_100 for words in value)


@given(asked(), languages, st.sampled_from(Language))
def test_what_a_page_shows_is_read_again_as_the_same_answer(case, sent_in, shown_in):
    question, sent = case
    kind = kind_of(question)
    value = kind.read(question, sent, sent_in)
    if question.kind == "essay" and not value:
        return
    fields = kind.shown(question, value, shown_in)
    again = [
        f"{part}={words}" if part else words
        for part, said in fields.items()
        for words in said
    ]
    assert kind.read(question, again, shown_in) == value


@given(questions() | questions_at_random.questions, garbage, languages)
def test_whatever_is_sent_is_read_or_refused_and_never_breaks(question, sent, language):
    kind = kind_of(question)
    try:
        value = kind.read(question, sent, language)
    except ValueError:
        value = ()
    assert 0 <= marking.mark(question, value) <= 1
    assert 0 <= marking.mark(question, tuple(sent)) <= 1
    assert 0 <= kind.mark(question, tuple(sent)) <= 1
    assert kind.is_complete(question, value) in (True, False)
    for language in Language:
        kind.shown(question, value, language)
    for response in kind.responses(question, tuple(sent)):
        kind.label(question, response.part, response.id)


@given(questions_at_random.questions, st.integers(0, 2**48))
def test_no_question_an_author_may_write_breaks_its_kind(question, seed):
    kind = kind_of(question)
    key = kind.key(question)
    assert 0 <= marking.mark(question, key) <= 1
    assert sorted(marking.arrange(question, seed)) == sorted(kind.sequence(question))
    for texts in (kind.words(question), kind.feedback(question)):
        assert all(isinstance(name, str) for name in texts)


@given(asked(), languages)
def test_what_was_answered_in_each_part_is_told_with_a_name(case, language):
    question, sent = case
    kind = kind_of(question)
    value = kind.read(question, sent, language)
    responses = kind.responses(question, value)
    assert responses
    for response in responses:
        name = kind.label(question, response.part, response.id)
        assert isinstance(name, str | dict)
        assert response.credit is None or -1 <= response.credit <= 1
        if response.id and question.kind not in ("essay", "reflection"):
            assert name
    assert kind.responses(question, ()) == kind.responses(question, ())


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_answers_to_its_name_and_marks_as_the_factory_says(name):
    kind, question = answer_kinds()[name], make_question(name)
    assert kind.name == name
    assert kind.key(question) == KEYS[name]
    assert kind.is_complete(question, ANSWERS[name])
    if not (kind.by_hand or kind.unmarked):
        assert kind.mark(question, ANSWERS[name]) == 1
        assert kind.mark(question, WRONG[name]) == 0
        assert kind.is_complete(question, WRONG[name])
    assert (kind.by_hand, kind.unmarked) == (
        name == "essay",
        name in ("reflection", "likert"),
    )
