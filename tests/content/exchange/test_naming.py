"""Ids for things from elsewhere: readable, unique, and the same every time."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange.naming import Names, letters, slug_of
from lms.content.names import MAX_SLUG, is_slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("q-origin", "q-origin"),
        ("¿Dónde nació Lemkin?", "donde-nacio-lemkin"),
        ("  Größe — ação/7  ", "grosse-acao-7"),
        ("Q_1.b", "q-1-b"),
        ("¿¡!?", ""),
        ("日本", ""),
        ("palabra " * 20, "-".join(["palabra"] * 7)),
        ("a" * 100, "a" * MAX_SLUG),
    ],
)
def test_words_become_an_id(words, slug):
    assert slug_of(words) == slug


def test_the_first_wish_with_letters_is_granted():
    names = Names()
    assert names.give("", "¿?", "Uno", "Dos") == "uno"


def test_ids_that_are_taken_get_a_number():
    names = Names({"uno", "dos-2"})
    given = [names.give(wish) for wish in ("uno", "Uno", "dos", "dos", "dos", "")]
    assert given == ["uno-2", "uno-3", "dos", "dos-3", "dos-4", "q-1"]
    assert Names({"q-1"}).give() == "q-2"
    assert Names(prefix="x").give() == "x-1"


@given(st.lists(st.text(max_size=80), max_size=20))
def test_ids_are_slugs_never_twice_and_always_the_same(wishes):
    first, second = Names(), Names()
    given = [first.give(wish) for wish in wishes]
    assert all(map(is_slug, given))
    assert len(set(given)) == len(given)
    assert given == [second.give(wish) for wish in wishes]


def test_a_long_id_is_cut_for_its_number():
    names = Names({"a" * MAX_SLUG})
    assert names.give("a" * MAX_SLUG) == "a" * (MAX_SLUG - 2) + "-2"


def test_letters_go_on_after_z():
    assert list(islice(letters(), 25, 29)) == ["z", "aa", "ab", "ac"]
