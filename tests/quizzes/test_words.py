"""How pages speak of time and of what somebody needs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.i18n import speaking
from lms.kernel.language import LANGUAGES, Language
from lms.quizzes.words import (
    hour_of,
    is_one,
    left_in_words,
    minutes_in_words,
    needs_in_words,
)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutos"),
        (1, "1 minuto"),
        (59, "59 minutos"),
        (60, "1 hora"),
        (61, "1 hora y 1 minuto"),
        (90, "1 hora y 30 minutos"),
        (120, "2 horas"),
        (1441, "24 horas y 1 minuto"),
    ],
)
def test_a_time_is_told_in_hours_and_minutes(minutes, words):
    assert minutes_in_words(minutes) == words


@pytest.mark.parametrize(
    ("seconds", "words", "one"),
    [
        (-5, "0 segundos", False),
        (0, "0 segundos", False),
        (1, "1 segundo", True),
        (59.9, "59 segundos", False),
        (60, "1 minuto", True),
        (119, "1 minuto", True),
        (120, "2 minutos", False),
        (3600, "1 hora", True),
        (3660, "1 hora y 1 minuto", False),
    ],
)
def test_what_is_left_is_never_more_than_there_is(seconds, words, one):
    left = timedelta(seconds=seconds)
    assert left_in_words(left) == words
    assert is_one(left) is one


@given(st.timedeltas(timedelta(0), timedelta(days=3)), st.sampled_from(LANGUAGES))
def test_every_span_has_words_in_every_language(left, language):
    with speaking(language):
        words = left_in_words(left)
    assert words and "%" not in words
    numbers = [int(word) for word in words.split() if word.isdigit()]
    assert numbers
    if left >= timedelta(minutes=1) and left < timedelta(hours=1):
        assert numbers == [int(left.total_seconds()) // 60]


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ((0, 0, 0), ""),
        ((25, 0, 0), "25 % más de tiempo"),
        ((0, 1, 0), "1 intento más"),
        ((0, 2, 15), "2 intentos más y hasta 15 minutos de pausa"),
        ((50, 1, 60), "50 % más de tiempo, 1 intento más y hasta 1 hora de pausa"),
    ],
)
def test_needs_are_one_part_of_a_sentence(needs, words):
    assert needs_in_words(*needs) == words


def test_the_day_is_named_unless_it_is_today():
    moment = datetime(2026, 3, 2, 20, 35, tzinfo=UTC)
    zone = "America/Argentina/Buenos_Aires"
    assert hour_of(moment, zone, date(2026, 3, 2)).startswith("5:35")
    assert hour_of(moment, zone, date(2026, 3, 1)).startswith("2 mar")
    with speaking(Language.PT):
        assert hour_of(moment, zone, date(2026, 3, 2)) == "17:35"
