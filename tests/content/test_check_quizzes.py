"""What an author is told about a quiz, its rules, and the bank it takes from."""

import pytest

from lms.content.reader import read_files
from lms.content.writer import write_files
from tests.content.asked import asked, bank_of, question, quiz_of
from tests.content.packages import files

BANK = bank_of(
    question("truefalse", "b-one", "tags: [law, easy]\ndifficulty: easy\n"),
    question("truefalse", "b-two", "tags: [law]\noutcome: probar\n"),
    question("single", "b-three", "tags: [law]\n"),
    question("essay", "b-four", "tags: [history]\n"),
)
OWN = question("truefalse", "q-own")


def told(entries: str, bank: str | None = BANK, rules: str = "") -> list[str]:
    return asked(quiz_of(entries, rules), bank)


def test_a_bank_is_read_and_written_byte_by_byte() -> None:
    before = files(quiz=quiz_of(OWN + "- {use: b-one}\n"), **{"questions.yaml": BANK})
    package = read_files(before)
    assert [one.id for one in package.bank] == ["b-one", "b-two", "b-three", "b-four"]
    assert write_files(package) == before
    assert "questions.yaml" not in read_files(before).files


def test_an_empty_bank_stays() -> None:
    before = files(**{"questions.yaml": "questions: []\n"})
    assert write_files(read_files(before)) == before


@pytest.mark.parametrize(
    ("entries", "findings"),
    [
        ("- {use: b-one}\n", []),
        ("- {use: b-own}\n", ["unknown-question:4!"]),
        ("- {use: b-one}\n- {use: b-one}\n", ["used-twice:5!"]),
        ("- {use: b-one, points: 2}\n", ["unknown-key:4!"]),
        ("- {draw: 3, tags: [law]}\n", []),
        ("- {draw: 4, tags: [law]}\n", ["too-few-to-draw:4!"]),
        ("- {draw: 4}\n", []),
        ("- {draw: 5}\n", ["too-few-to-draw:4!"]),
        ("- {draw: 0}\n", ["bad-number:4!"]),
        ("- {draw: 1, tags: [law, easy], difficulty: easy}\n", []),
        ("- {draw: 1, difficulty: hard}\n", ["too-few-to-draw:4!"]),
        ("- {draw: 1, outcome: probar}\n", []),
        (
            "- {draw: 1, outcome: probare}\n",
            ["unknown-outcome:4!", "too-few-to-draw:4!"],
        ),
        ("- {draw: 1, tags: [lew]}\n", ["unknown-tag:4!"]),
        ("- {use: b-one}\n- {draw: 3, tags: [law]}\n", ["too-few-to-draw:5!"]),
        ("- {draw: 2, tags: [law]}\n- {draw: 1, tags: [law]}\n", []),
        (
            "- {draw: 2, tags: [law]}\n- {draw: 2, tags: [law]}\n",
            ["too-few-to-draw:5!"],
        ),
        (
            "- {draw: 1, tags: [law]}\n- {draw: 1, tags: [easy]}\n",
            ["too-few-to-draw:5!"],
        ),
        ("- {draw: 1, tags: [easy]}\n- {draw: 2, tags: [law]}\n", []),
        ("- section: {title: {es: Uno}}\n- {use: b-one}\n", []),
        (
            "- section: {title: {es: Uno}}\n- section: {title: {es: Dos}}\n"
            "- {use: b-one}\n",
            ["empty-section:4"],
        ),
        ("- {use: b-one}\n- section: {title: {es: Uno}}\n", ["empty-section:5"]),
        (
            "- section: {title: {es: Uno}}\n",
            ["no-questions:3!", "empty-section:4"],
        ),
        ("- section: {titel: {es: Uno}}\n", ["missing-key:4!", "unknown-key:4!"]),
        ("- section: Uno\n", ["wrong-shape:4!"]),
        (
            "- section: {title: {es: '[[no]]'}, intro: {es: '[@no]'}}\n"
            "- {use: b-one}\n",
            ["unknown-term:4!", "dead-reference:4!"],
        ),
        (OWN.replace("q-own", "b-one"), ["duplicate-id:4!"]),
        (OWN + OWN, ["duplicate-id:11!"]),
    ],
)
def test_what_a_quiz_asks_must_be_there(entries: str, findings: list[str]) -> None:
    found = told(entries)
    assert [one for one in found if one in findings] == findings
    assert set(found) - set(findings) <= {"empty-section:4", "no-questions:3!"}


def test_a_question_has_one_id_in_the_whole_course() -> None:
    doubled = bank_of(OWN, OWN)
    assert told("- {use: q-own}\n", doubled) == ["duplicate-id:9!"]


def test_a_fault_in_the_bank_is_told_and_hides_no_other() -> None:
    broken = BANK.replace("difficulty: easy", "difficulty: esay")
    assert told("- {use: b-nine}\n- {draw: 9}\n", broken) == ["unknown-word:10!"]


def test_a_question_of_the_bank_may_be_wrong_and_the_rest_is_checked() -> None:
    wrong = BANK.replace("correct: true", "correct: false")
    assert told("- {use: b-nine}\n", wrong) == [
        "unknown-question:4!",
        "no-correct-choice:24!",
    ]


BANDS = (
    "bands:\n- {least: 0, feedback: {es: Poco}}\n- {least: 70, feedback: {es: Bien}}\n"
)


@pytest.mark.parametrize(
    ("bands", "findings"),
    [
        (BANDS, []),
        (BANDS.replace("least: 70", "least: 0"), ["band-order:5!"]),
        (BANDS.replace("least: 0", "least: 80"), ["band-start:4", "band-order:5!"]),
        (BANDS.replace("least: 0", "least: 10"), ["band-start:4"]),
        (BANDS.replace("least: 70", "least: 101"), ["bad-number:5!", "band-order:5!"]),
        (BANDS.replace("es: Bien", "es: '[[no]]'"), ["unknown-term:5!"]),
    ],
)
def test_bands_lie_side_by_side_from_nothing_to_all(
    bands: str, findings: list[str]
) -> None:
    assert told(OWN, rules=bands) == findings


RULES = [
    ("forward_only: true", ["odd-rule:4"]),
    ("forward_only: true, layout: one", []),
    ("layout: section", ["no-sections:4"]),
    ("attempts: 1, wait: 10", ["odd-rule:4"]),
    ("attempts: 2, wait: 10", []),
    ("wait: 10", []),
    ("attempts: 1, grade: average", ["odd-rule:4"]),
    ("attempts: 3, grade: average", []),
    ("grace: 60", ["odd-rule:4"]),
    ("grace: 60, time_limit: 30", []),
    ("review: {answers: during}", ["odd-rule:4"]),
    ("review: {answers: during}, attempts: 1", []),
    ("review: {answers: after, feedback: never}", ["odd-rule:4"]),
    ("review: {answers: never, feedback: never, score: closed}", []),
    ("by_hand: {anonymous: true}", ["nothing-by-hand:4"]),
    ("attempts: 0", ["bad-number:4!"]),
    ("time_limit: -5", ["bad-number:4!"]),
    ("grade: worst", ["unknown-word:4!"]),
    ("review: {answers: soon}", ["unknown-word:4!"]),
    ("attemps: 1", ["unknown-key:4!"]),
    ("shuffle: perhaps", ["unknown-word:4!"]),
]


@pytest.mark.parametrize(("rules", "findings"), RULES)
def test_rules_that_go_against_each_other_are_told(
    rules: str, findings: list[str]
) -> None:
    assert told(OWN, rules=f"rules:\n  {{{rules}}}\n") == findings


def test_marking_by_hand_makes_sense_with_an_essay_even_a_drawn_one() -> None:
    rules = "rules: {by_hand: {second: true, together: true}}\n"
    assert told("- {draw: 1, tags: [history]}\n", rules=rules) == []
    seen = rules.replace("}}", "}, review: {score: during}}")
    assert told("- {use: b-four}\n", rules=seen) == ["odd-rule:3"]


def test_sections_make_pages() -> None:
    rules = "rules: {layout: section, forward_only: true}\n"
    assert told(f"- section: {{title: {{es: Uno}}}}\n{OWN}", rules=rules) == []
