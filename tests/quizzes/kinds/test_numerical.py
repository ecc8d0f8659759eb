"""Numbers as people type them in three languages, and when they are right."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.asking import Question
from lms.content.questions.contents import Interval, Numerical, Unit
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.quantities import Quantity, plain, quantity_of
from lms.quizzes.kinds.registry import answer_kinds
from tests.factories.questions import make_question, told
from tests.quizzes.kinds.chance import languages, typed_numbers

KIND = answer_kinds()["numerical"]
ES, PT, EN = Language


def asking(*answers, **more):
    content = Numerical(answers=answers, **more)
    return Question(id="q", kind="numerical", prompt=told("¿?"), content=content)


def near(value, tolerance="0", **more):
    return Interval(value=Decimal(value), tolerance=Decimal(tolerance), **more)


def between(least=None, most=None, **more):
    ends = [None if end is None else Decimal(end) for end in (least, most)]
    return Interval(least=ends[0], most=ends[1], **more)


def marks(question, *texts, language=ES):
    return [
        marking.mark(question, KIND.read(question, [text], language)) for text in texts
    ]


# Reading


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234.5", "1234.5"),
        ("1\u00a0234\u00a0567,25", "1234567.25"),
        ("1'234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,891", "1234567.891"),
        ("12 345.678", "12345.678"),
        ("1234,567", "1234.567"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("12,5", "12.5"),
        (".5", "0.5"),
        ("5,", "5"),
        ("-7", "-7"),
        ("−7", "-7"),
        ("+7", "7"),
        ("- 7,5", "-7.5"),
        ("007", "007"),
        ("5 km", "5 km"),
        ("5km", "5 km"),
        ("12,5 %", "12.5 %"),
        ("US$ 1.000,50", "1000.50 US$"),
        ("S/. 20", "20 S/."),
        ("3,5 m²", "3.5 m²"),
        ("25 °C", "25 °C"),
        ("1,5 km/h", "1.5 km/h"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_number_is_read_the_same_in_every_language_if_it_can_be_told(
    typed, kept, language
):
    assert KIND.read(make_question("numerical"), [typed], language) == (kept,)


@pytest.mark.parametrize(
    ("typed", "spanish", "english"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("-999,999 km", "-999.999 km", "-999999 km"),
    ],
)
def test_what_may_be_either_is_what_it_is_in_the_language_of_the_page(
    typed, spanish, english
):
    question = make_question("numerical")
    read = {code: KIND.read(question, [typed], code) for code in Language}
    assert read == {ES: (spanish,), PT: (spanish,), EN: (english,)}


@pytest.mark.parametrize(
    "typed",
    [
        "doce",
        "1.2.3",
        "12.34.567",
        "1 2",
        "1,234,5",
        "1.234,567.8",
        "5-3",
        "1/2",
        "+",
        ",",
        "mas 5 menos",
        "٣",
        "9" * 101,
    ],
)
@pytest.mark.parametrize("language", [None, *Language])
def test_what_is_no_number_is_kept_as_it_was_typed_and_equals_none(typed, language):
    question = asking(Interval())
    value = KIND.read(question, [typed], language)
    assert value == (typed,)
    assert marking.mark(question, value) == 0
    assert not KIND.is_complete(question, value)
    assert not KIND.is_number(value)
    assert KIND.shown(question, value, EN) == {"": (typed,)}


@given(typed_numbers | st.text(max_size=15), languages)
def test_what_is_kept_is_read_again_as_the_same_and_in_every_language_it_shows(
    typed, language
):
    quantity = quantity_of(typed, language)
    if quantity is None:
        return
    assert quantity_of(str(quantity)) == quantity
    for code in Language:
        assert quantity_of(quantity.told(code), code) == quantity


def test_a_number_is_shown_as_its_language_writes_it():
    quantity = Quantity("-12345678.50", "km")
    assert quantity.told(ES) == quantity.told(PT) == "-12345678,50 km"
    assert quantity.told(EN) == "-12345678.50 km"
    assert quantity.printed(ES) == "−12\u202f345\u202f678,50\u00a0km"
    assert quantity.printed(EN) == "−12\u202f345\u202f678.50\u00a0km"
    assert Quantity("1948").printed(ES) == "1948"


# Marking


def test_the_ends_of_a_tolerance_belong_to_it_exactly():
    question = asking(near("0.1", "0.2"))
    texts = ["0,3", "-0,1", "0,30000000000000000000000001", "-0,1000001", "0,1"]
    assert marks(question, *texts) == [1, 1, 0, 0, 1]


def test_ranges_may_be_open_and_the_first_interval_that_holds_counts():
    half = Fraction(1, 2)
    question = asking(
        near("5"),
        between("4", "6", weight=half),
        between("100", weight=Fraction(1)),
        Interval(weight=Fraction(1, 10)),
    )
    assert marks(question, "5", "4", "6", "6,01", "99,99", "100", "1.000.000") == [
        1,
        half,
        half,
        Fraction(1, 10),
        Fraction(1, 10),
        1,
        1,
    ]
    assert [KIND.hit(question, (text,)) for text in ("5", "4", "100", "0")] == [
        0,
        1,
        2,
        3,
    ]


METRES = (Unit(name="m"), Unit(name="km", factor=Decimal("0.001")))


def test_a_unit_is_reckoned_into_that_of_the_answer():
    question = asking(near("1500"), units=METRES, unit_needed=True)
    texts = ["1500 m", "1,5 km", "1.500 m", "1500", "1,5 m", "1500 mi", "1,5 KM."]
    assert marks(question, *texts) == [1, 1, 1, 0, 0, 0, 1]
    loose = asking(near("1500"), units=METRES)
    assert marks(loose, "1500", "1,5 km", "1500 mi") == [1, 1, 0]


def test_thirds_are_exact():
    question = asking(near("1"), units=(Unit(name="u", factor=Decimal(3)),))
    assert marks(question, "3 u", "3,0000000001 u") == [1, 0]


def test_a_unit_is_known_to_the_letter_or_where_only_one_is_like_it():
    units = (Unit(name="m"), Unit(name="M", factor=Decimal("0.5")))
    question = asking(near("2"), units=units)
    assert marks(question, "2 m", "1 M", "2 M") == [1, 1, 0]
    square = asking(near("2"), units=(Unit(name="m²"),))
    assert marks(square, "2 m2", "2 M²", "2 m²", "2 m3") == [1, 1, 1, 0]


def test_without_units_there_is_none_to_be_written():
    question = asking(near("12"))
    assert marks(question, "12", "12 %") == [1, 0]
    assert not KIND.is_complete(question, ("12 %",))
    assert KIND.is_number(("12 %",))


def test_an_impossible_unit_breaks_nothing():
    question = asking(near("2"), units=(Unit(name="m", factor=Decimal(0)),))
    assert marks(question, "2 m", "2") == [0, 1]


def test_marking_does_not_know_the_language_of_the_page():
    question = asking(near("1234.5"))
    for language, typed in ((ES, "1.234,5"), (PT, "1234,5"), (EN, "1,234.5")):
        assert marks(question, typed, language=language) == [1]


# The key, and what is told


def test_the_key_is_in_the_unit_of_the_answer():
    assert KIND.key(asking(near("1.50", "1"))) == ("1.5",)
    assert KIND.key(asking(near("1500"), units=METRES)) == ("1500 m",)
    only = (METRES[1],)
    assert KIND.key(asking(near("1500"), units=only, unit_needed=True)) == ("1.5 km",)
    hidden = asking(near("5", weight=Fraction(0)), between("4", "6"))
    assert marking.mark(hidden, KIND.key(hidden)) == 1
    assert KIND.key(asking(Interval(weight=Fraction(-1)))) == ()


def test_what_is_accepted_is_told_for_readers():
    question = asking(near("1500"), between("1", "2"), between("7"), units=METRES)
    assert KIND.accepted(question, ES) == (
        ("1500\u00a0m",),
        ("1", "2\u00a0m"),
    )
    spread = asking(near("12345.5", "0.25"))
    assert KIND.accepted(spread, PT) == (("12\u202f345,25", "12\u202f345,75"),)


def test_numbers_are_analysed_in_one_unit():
    question = make_question("numerical")
    for typed in ("1.5 km", "1500 m"):
        (response,) = KIND.responses(question, (typed,))
        assert (response.id, response.credit) == ("1.5", 1)
    (response,) = KIND.responses(question, ("doce",))
    assert (response.id, response.credit) == ("doce", 0)
    assert KIND.label(question, "", "1.5") == "1.5"


def test_only_digits_are_asked_for_where_they_are_all_that_is_needed():
    assert KIND.is_digits(asking(near("12"), between("3", "4"), Interval()))
    assert not KIND.is_digits(asking(near("-12")))
    assert not KIND.is_digits(asking(between("-1", "4")))
    assert not KIND.is_digits(asking(near("12"), units=METRES))


@given(st.fractions(max_denominator=1000))
def test_exact_numbers_are_written_in_digits_if_they_end(amount):
    written = plain(amount)
    assert Fraction(written) == amount
    ends = any((amount * 10**places).denominator == 1 for places in range(12))
    assert ends is ("/" not in written)


def test_a_number_of_the_author_may_be_as_long_as_it_likes():
    long = Decimal("0." + "1" * 40)
    question = asking(Interval(value=long, tolerance=Decimal("1e-40")))
    assert marking.mark(question, (f"{long}",)) == 1
    assert marking.mark(question, KIND.key(question)) == 1
    question = replace(question, content=Numerical(answers=(between("1e-40", "1"),)))
    assert marking.mark(question, KIND.key(question)) == 1
