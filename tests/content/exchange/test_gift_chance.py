"""GIFT at random: what it can hold comes back, and no file is ever too strange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange import gift
from lms.content.exchange.carried import Carried, ExchangeFaulty, Written
from lms.content.questions.whole import plain_question
from lms.kernel.language import Language
from tests.content.exchange.gift_questions import banks
from tests.effort import EVEN, growth

pytestmark = pytest.mark.slow

ES = Language.ES
TOLD = ["gift-tags"]
"""Told once of a file, for others: only some readers know where tags stand."""
PARTS = [
    *(
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "->",
        "%50%",
        "%-33.333%",
        "::",
        "//",
        "\\",
        "\\n",
    ),
    *("\n\n", "\n", " ", "[html]", "[markdown]", "<p>", "</p>", "<b", "&lt;", "é", "T"),
    *("..", ":", "$CATEGORY: ", "*", "`", "_", "// [id:a] ", "[tag:", "1.5", "palabra"),
    *(
        "{#3:2}",
        "{=a ~b}",
        "{T}\n\n",
        "{=a -> b =c -> d}",
        "{=x}",
        "{}",
        "<img src='x'>",
    ),
]
MUCH, SOME = 1_000_000, 5_000
LARGE = {
    "questions": ("", "::Q:: ¿Quién?{=uno#bien ~dos ~%50%tres}\n\n", ""),
    "one question": ("q {", "=a ~b ", "}"),
    "open braces": ("", "{", ""),
    "closed braces": ("", "}", ""),
    "pairs of braces": ("", "{T}\n", ""),
    "gaps": ("", "{x} ", ""),
    "comments": ("", "// [id:a] [tag:b]\n", "q{T}"),
    "open ids": ("// ", "[id:", "\nq{T}"),
    "tags": ("", "<a ", "{T}"),
    "ticks": ("[markdown]", "` `` ``` ", "{T}"),
    "stars": ("", "*a _b ", "{T}"),
    "pictures": ("[markdown]", "![a](b", "{T}"),
    "html": ("[html]", "<p>a <b>c</b> ", "{T}"),
    "formulas": ("[html]", "\\\\(", "{T}"),
    "colons": ("", "::\n", "{T}"),
    "hashes": ("q{", "#", "}"),
    "digits": ("q{#", "1", "}"),
    "numbers": ("q{#", "=№ ", "}"),
    "categories": ("", "$CATEGORY: a/b\n", ""),
    "spaces": ("", " ", "{T}"),
    "escapes": ("", "\\~\\", "{T}"),
    "descriptions": ("", "a\n\n", ""),
    "percents": ("q{", "~%33%a", "}"),
}
"""How a large file begins, what there is much of, and how it ends."""
REFUSED = {
    "gift-too-large": "questions, open braces, closed braces, pairs of braces, gaps, "
    "categories, descriptions",
    "gift-too-many": "one question, numbers, percents",
    "gift-no-words too-long": "html, formulas",
    "gift-no-full-mark": "hashes",
    "gift-number": "digits",
    "gift-no-words": "spaces",
    "gift-unopened": "escapes",
}
"""Why no question comes of a megabyte of it; of all others one does."""


def large(name: str, size: int) -> bytes:
    """A file of so many signs; ``№`` is another number each time."""
    begins, piece, ends = LARGE[name]
    pieces = (piece.replace("№", str(n)) for n in range(size // len(piece)))
    return "".join((begins, *pieces, ends)).encode()


def read(data: bytes) -> Carried:
    return gift.read(data, language=ES, files=None)


def write(questions) -> Written:
    return gift.write(questions, language=ES, source=ES, files={})


@given(banks)
def test_what_gift_can_hold_comes_back_as_it_was(bank):
    written = write(bank)
    tagged = any(question.tags for question in bank)
    assert [loss.code for loss in written.losses] == (TOLD if tagged else [])
    carried = read(written.data)
    assert carried.questions == tuple(bank)
    assert carried.losses == ()
    assert write(carried.questions).data == written.data


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_whatever_is_read_is_whole_and_can_be_written_and_read_again(words):
    try:
        carried = read(words.encode())
    except ExchangeFaulty as faulty:
        assert all(loss.words and loss.line for loss in faulty.losses)
        return
    for question in carried.questions:
        plain_question(question)
    assert all(loss.words for loss in carried.losses)
    written = write(carried.questions)
    assert read(written.data).questions == carried.questions or written.losses


@given(st.binary(max_size=300))
def test_bytes_at_random_are_read_or_refused(data):
    try:
        read(data)
    except ExchangeFaulty as faulty:
        assert faulty.losses


def outcome(data: bytes) -> tuple[int, set[str]]:
    """How many questions came of a file, and the codes of what was lost or wrong."""
    try:
        carried = read(data)
    except ExchangeFaulty as faulty:
        return 0, {loss.code for loss in faulty.losses}
    return len(carried.questions), {loss.code for loss in carried.losses}


@pytest.mark.parametrize("name", LARGE)
def test_four_times_as_much_of_anything_is_four_times_the_work(name):
    assert growth(lambda size: outcome(large(name, size)), SOME) <= EVEN


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_megabyte_of_anything_is_read_or_refused(name):
    codes = [codes for codes, names in REFUSED.items() if name in names.split(", ")]
    # Where all of it is looked at again for each part, this would not end.
    expected = (0, set(codes[0].split())) if codes else (1, set())
    assert outcome(large(name, MUCH)) == expected
