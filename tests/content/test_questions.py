"""Questions of every kind: written, and read as the same."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.asking import Item, Question, Quiz, Rules
from lms.content.canonical import yaml_bytes
from lms.content.findings import Notes
from lms.content.kinds.items import plain_item, read_item
from lms.content.kinds.registry import activity_kinds
from lms.content.kinds.rules import plain_rules, read_rules
from lms.content.numbers import decimal_of, fraction_of, plain_decimal, plain_fraction
from lms.content.questions.contents import Numerical
from lms.content.questions.gaps import Piece, gap_ids, place_of, split
from lms.content.questions.registry import question_kinds
from lms.content.questions.whole import plain_question, read_question
from lms.content.record import Record
from lms.content.shelf import Shelf
from lms.content.tree import grow
from lms.kernel.language import Language
from tests.content.questions_at_random import (
    CONTENTS,
    decimals,
    items,
    question_of,
    quizzes,
    rules,
    weights,
)

thoroughly = settings(deadline=None, suppress_health_check=list(HealthCheck))

WHOLE = """\
id: q-origin
kind: single
name: Origen
category: law/treaties
tags:
- lemkin
- de aquí
outcome: recognise
difficulty: easy
points: 2
prompt:
  es: ¿Dónde?
shuffle: false
choices:
- id: a
  text:
    es: Aquí
  correct: true
- id: b
  text:
    es: Allí
  weight: 1/3
  feedback:
    es: Casi
feedback:
  es: Porque sí
when_right:
  es: Bien
when_partly:
  es: A medias
when_wrong:
  es: Mal
sources:
- carta
"""


def record(words: bytes | str) -> Record:
    """A table whose reading leaves no note unseen."""
    notes = Notes().about("x.yaml")
    table = grow(words.decode() if isinstance(words, bytes) else words, notes)
    assert table
    return Record(table, notes)


def read(words: bytes | str) -> Question:
    """A faultless question."""
    source = record(words)
    question = read_question(source)
    assert source.notes.notes.findings == []
    return question


def codes(words: str) -> list[tuple[str, int]]:
    """What is wrong with a question, and on which line."""
    source = record(words)
    read_question(source)
    return [(one.code, one.line) for one in source.notes.notes.findings]


@pytest.mark.parametrize("kind", sorted(CONTENTS))
@given(data=st.data())
@thoroughly
def test_a_question_of_any_kind_is_read_as_it_was_written(
    kind: str, data: st.DataObject
) -> None:
    question = data.draw(question_of(kind))
    written = yaml_bytes(plain_question(question))
    assert read(written) == question
    assert yaml_bytes(plain_question(read(written))) == written
    assert json.loads(json.dumps(plain_question(question)))["kind"] == kind


def test_every_kind_of_ours_is_tried_at_random() -> None:
    assert set(question_kinds()) == set(CONTENTS)


@given(items)
@thoroughly
def test_an_entry_of_a_quiz_is_read_as_it_was_written(item: Item) -> None:
    source = record(yaml_bytes(plain_item(item)))
    assert read_item(source) == item
    assert source.notes.notes.findings == []


@given(rules)
@thoroughly
def test_rules_are_read_as_they_were_written(said: Rules) -> None:
    source = record(yaml_bytes({"rules": plain_rules(said)}))
    assert read_rules(source.optional_record("rules")) == said
    assert source.notes.notes.findings == []


@given(quizzes)
@thoroughly
def test_a_quiz_is_read_as_it_was_written(quiz: Quiz) -> None:
    kind = activity_kinds()["quiz"]
    [(path, draft)] = kind.dump(quiz, "a").items()
    assert isinstance(draft, dict)
    shelf = Shelf({path: yaml_bytes(draft)}, Notes())
    assert kind.parse(shelf, "a") == quiz
    assert shelf.notes.findings == []


def test_a_question_is_written_in_one_order_only() -> None:
    assert yaml_bytes(plain_question(read(WHOLE))).decode() == WHOLE


def test_what_is_usual_is_left_out() -> None:
    short = "id: a\nkind: short\nprompt:\n  es: X\nanswers:\n- text: Y\n"
    long = short.replace("answers", "points: 1\ncase: false\nanswers")
    assert yaml_bytes(plain_question(read(long))).decode() == short


def test_numbers_are_written_digit_by_digit_and_without_quotes() -> None:
    words = (
        "id: a\nkind: numerical\nprompt:\n  es: X\nanswers:\n- value: 1948.50\n"
        "  tolerance: 0.05\n- least: -3\n  most: 12\n  weight: -1/2\n- {}\nunits:\n"
        "- name: m\n- name: km\n  factor: 0.001\nunit_needed: true\n"
    )
    question = read(words)
    assert yaml_bytes(plain_question(question)).decode() == words
    assert isinstance(question.content, Numerical)
    first = question.content.answers[0]
    assert (first.value, first.tolerance) == (Decimal("1948.50"), Decimal("0.05"))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        ("50%", Fraction(1, 2)),
        ("-33.5%", Fraction(-67, 200)),
        ("0.25", Fraction(1, 4)),
        ("1", Fraction(1)),
        ("1/0", None),
        ("a", None),
        ("1e3", None),
        (".5", None),
        ("nan", None),
        ("१", None),
    ],
)
def test_a_share_is_read_exactly_or_not_at_all(
    words: str, value: Fraction | None
) -> None:
    assert fraction_of(words) == value


@pytest.mark.parametrize("words", ["1e5", "1,5", "inf", "nan", "", " 1", "1.", "+1"])
def test_a_decimal_has_digits_and_one_point(words: str) -> None:
    assert decimal_of(words) is None


@given(weights, decimals)
def test_numbers_come_back_as_they_were(share: Fraction, number: Decimal) -> None:
    assert fraction_of(plain_fraction(share)) == share
    assert decimal_of(plain_decimal(number)) == number


SHORT = "id: a\nkind: short\nprompt: {es: X}\nanswers:\n- {text: Y}\n"


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (SHORT.replace("text: Y", "text: Y, weight: 2"), "bad-weight", 5),
        (SHORT.replace("text: Y", "text: Y, weight: -1.01"), "bad-weight", 5),
        (SHORT.replace("text: Y", "text: Y, weight: mucho"), "bad-weight", 5),
        (SHORT.replace("text: Y", "text: Y, language: fr"), "unknown-word", 5),
        (SHORT.replace("text: Y", "txt: Y"), "missing-key", 5),
        (SHORT + "points: 0\n", "bad-number", 6),
        (SHORT + "points: 101\n", "bad-number", 6),
        (SHORT + "points: 1.5\n", "bad-number", 6),
        (SHORT + "difficulty: hardest\n", "unknown-word", 6),
        (SHORT + "outcome: No Vale\n", "bad-slug", 6),
        (SHORT + "tags: uno\n", "wrong-shape", 6),
        (SHORT + "tags:\n- {a: b}\n", "wrong-shape", 6),
        (SHORT + "marking: all\n", "unknown-key", 6),
        (SHORT.replace("kind: short", "kind: shorter"), "unknown-question-kind", 2),
        (
            "id: a\nkind: numerical\nprompt: {es: X}\nanswers:\n- {value: 1e5}\n",
            "bad-decimal",
            5,
        ),
        (
            "id: a\nkind: cloze\nprompt: {es: X}\ngaps:\n- {id: g, kind: essay}\n",
            "unknown-word",
            5,
        ),
        (
            "id: a\nkind: single\nprompt: {es: X}\nmarking: all\nchoices: []\n",
            "unknown-key",
            4,
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    words: str, code: str, line: int
) -> None:
    assert (code, line) in codes(words)


def test_a_prompt_is_split_at_its_gaps() -> None:
    assert split("En {{a}} fue {{b-1}}{{c}}.") == (
        Piece(words="En "),
        Piece(gap="a"),
        Piece(words=" fue "),
        Piece(gap="b-1"),
        Piece(gap="c"),
        Piece(words="."),
    )
    assert split("") == ()
    assert split("{{ a }} {{A}} {{}} {b}") == (Piece(words="{{ a }} {{A}} {{}} {b}"),)
    assert gap_ids("{{a}} {{b}} {{a}}") == ("a", "b", "a")


@given(st.text(alphabet="{}ab-1 \n", max_size=40))
def test_splitting_loses_nothing(prompt: str) -> None:
    pieces = split(prompt)
    put = "".join(place_of(one.gap) if one.gap else one.words for one in pieces)
    assert put == prompt
    assert all(bool(one.words) != bool(one.gap) for one in pieces)


def test_the_line_of_words_under_a_bar_is_that_of_the_words() -> None:
    source = record("id: a\nprompt:\n  es: |\n    Uno\n    dos\n  pt: Um\n")
    source.text("prompt")
    lines = [
        source.notes.notes.line_of("x.yaml", ("prompt", str(language)))
        for language in (Language.ES, Language.PT)
    ]
    assert lines == [4, 6]


AUTHORING = Path(__file__).parents[2] / "docs" / "authoring.md"
EXAMPLES = re.findall(r"(?s)```yaml question\n(.*?)```", AUTHORING.read_text("utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda words: words.split()[1])
def test_every_example_for_authors_is_a_faultless_question(example: str) -> None:
    source = record(example)
    question = read_question(source)
    kind = question_kinds()[question.kind]
    kind.check(question, source.notes, ())
    assert source.notes.notes.findings == []
    assert list(plain_question(question)) == re.findall(r"(?m)^([a-z_]+):", example)


def test_there_is_an_example_of_every_kind() -> None:
    assert {read(example).kind for example in EXAMPLES} == set(question_kinds())
