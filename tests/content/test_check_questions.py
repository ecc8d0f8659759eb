"""What an author is told about one question of any kind."""

import pytest

from lms.content.check import check_files
from tests.content.asked import QUESTIONS, asked, question, quiz_of, told
from tests.content.packages import COURSE, files


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_a_good_question_of_any_kind_has_no_findings(kind: str) -> None:
    assert asked(quiz_of(question(kind))) == []


FAULTS = [
    # Choices
    ("single", ", correct: true", "", "no-correct-choice:8!"),
    ("single", "No}", "No}, correct: true", "many-correct-choices:8!"),
    ("single", "correct: true", "correct: true, weight: 1/2", "no-full-mark:8!"),
    ("single", "id: b", "id: a", "duplicate-id:10!"),
    ("multiple", "weight: 50%", "weight: 1/3", "no-full-mark:8!"),
    ("multiple", "marking: weights", "marking: partial", "unused-weight:9"),
    ("multiple", "marking: weights", "marking: run", "bad-marking:7!"),
    ("multiple", "weight: 50%", "weight: 150%", "bad-weight:10!"),
    ("single", "es: No}", "es: Sí}", "same-text:10"),
    # Pairs, orders, categories
    ("matching", "marking: all", "marking: penalty", "bad-marking:7!"),
    ("matching", "id: b", "id: a", "duplicate-id:10!"),
    ("matching", "id: c", "id: a", "duplicate-id:12!"),
    ("matching", "es: Chile", "es: Perú", "extra-belongs:12!"),
    ("ordering", "marking: all", "marking: partial", "bad-marking:7!"),
    ("ordering", "id: b", "id: a", "duplicate-id:10!"),
    ("ordering", "es: Dos", "es: Uno", "same-text:10!"),
    ("categorising", "category: l", "category: kk", "unknown-category:12!"),
    ("categorising", "id: l", "id: k", "duplicate-id:9!"),
    ("categorising", "id: b", "id: a", "duplicate-id:12!"),
    ("categorising", "es: Falta", "es: Crimen", "same-text:9"),
    # Texts and numbers
    ("short", "text: Lemkin}", "text: Lemkin, weight: 0.9}", "no-full-mark:9!"),
    ("short", "accents: true", "accents: false", None),
    ("short", "case: true", "case: false", "doubled-answer:11!"),
    ("short", "text: lemkin", "text: Lémkin", None),
    ("short", "text: Lemkin", "text: '*'", "hidden-answer:11!"),
    ("short", "weight: 1/2", "weight: 1/2, language: pt", "undeclared-language:11"),
    ("short", "text: Lemkin", "text: Lemkin, language: pt", "answer-language:9"),
    ("numerical", "0.5}", "0.5, weight: 1/2}", "no-full-mark:7!"),
    ("numerical", "tolerance: 0.5", "least: 9", "two-ranges:8!"),
    ("numerical", "tolerance: 0.5", "tolerance: -0.5", "bad-tolerance:8!"),
    ("numerical", "least: 5", "tolerance: 5", "bad-tolerance:9!"),
    ("numerical", "least: 5", "least: 50", "upside-down:9!"),
    ("numerical", "least: 5, most: 15", "value: 10", "hidden-answer:9!"),
    ("numerical", "least: 5, most: 15, weight: 1/2", "", "hidden-answer:10!"),
    ("numerical", "name: km", "name: m", "duplicate-unit:13!"),
    ("numerical", "factor: 0.001", "factor: 0", "bad-factor:13!"),
    ("numerical", "name: m}", "name: m, factor: 2}", "no-base-unit:11"),
    (
        "numerical",
        "  units:\n  - {name: m}\n  - {name: km, factor: 0.001}\n",
        "",
        "no-units:11!",
    ),
    # Gaps
    ("cloze", "{{g-two}}", "paz", "gap-without-place:6!"),
    ("cloze", "{{g-two}}", "`{{g-two}}`", "bad-place:6!"),
    ("cloze", "{{g-two}}.", "{{g-two}} `{{g-two}}`.", "bad-place:6!"),
    ("cloze", "{{g-two}}", "[{{g-two}}](/x)", "bad-place:6!"),
    ("cloze", "hay {{g-two}}", "{{g-two}} {{g-two}}", "bad-place:6!"),
    ("cloze", "{{g-two}}.", "{{g-two}} {{g-three}}.", "bad-place:6!"),
    ("cloze", "{{g-two}}.", "{{g-two}} {{ g-three }}.", "stray-gap:6!"),
    ("cloze", "id: g-two", "id: g-one", "duplicate-id:15!"),
    ("cloze", "correct: true", "correct: false", "no-correct-choice:12!"),
    ("cloze", "text: paz", "text: paz, weight: 1/2", "no-full-mark:15!"),
    ("cloze", "look: row", "look: tower", "unknown-word:11!"),
    # Written answers
    ("essay", "least_words: 10", "least_words: 101", "upside-down:13!"),
    ("essay", "points: 3", "points: 0", "no-level-points:10!"),
    ("essay", "points: 3", "points: 0", "same-level-points:12"),
    ("essay", "points: 3", "points: -1", "bad-number:12!"),
    ("essay", "id: yes", "id: no", "duplicate-id:12!"),
    ("essay", "    - {id: yes, text: {es: Mucha}, points: 3}\n", "", "too-few:10!"),
    ("likert", "  - {id: yes, text: {es: Mucho}}\n", "", "too-few:7!"),
    ("likert", "id: yes", "id: no", "duplicate-id:9!"),
    ("likert", "es: Mucho", "es: Nada", "same-text:9"),
]


@pytest.mark.parametrize(("kind", "old", "new", "finding"), FAULTS)
def test_a_fault_in_a_question_is_told_with_its_line(
    kind: str, old: str, new: str, finding: str | None
) -> None:
    assert (finding in told(kind, old, new)) if finding else told(kind, old, new) == []


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("single", ["choices"]),
        ("matching", ["pairs"]),
        ("ordering", ["items"]),
        ("short", ["answers"]),
        ("numerical", ["answers"]),
        ("cloze", ["gaps"]),
        ("categorising", ["categories", "items"]),
        ("likert", ["scale"]),
    ],
)
def test_a_question_without_anything_to_answer_is_refused(
    kind: str, keys: list[str]
) -> None:
    bare = f"- id: q-x\n  kind: {kind}\n  prompt: {{es: X}}\n  feedback: {{es: X}}\n"
    empty = bare + "".join(f"  {key}: []\n" for key in keys)
    assert {one.partition(":")[0] for one in asked(quiz_of(empty))} <= {
        "too-few",
        "too-few-choices",
        "no-correct-choice",
    }
    assert len(asked(quiz_of(empty))) >= len(keys)
    assert asked(quiz_of(bare)).count("missing-key:4!") == len(keys)


def test_pairs_that_all_go_with_the_same_need_something_else() -> None:
    same = question("matching").replace("es: Ecuador", "es: Perú")
    assert asked(quiz_of(same)) == []
    alone = same.partition("  extras:")[0] + "  feedback: {es: X}\n"
    assert asked(quiz_of(alone)) == ["one-right-side:8!"]


@pytest.mark.parametrize(
    ("also", "finding"),
    [
        ("outcome: probar\n", None),
        ("outcome: prober\n", "unknown-outcome:11!"),
        ("category: uno/dos\n", None),
        ("category: uno//dos\n", "bad-category:11!"),
        ("category: /uno\n", "bad-category:11!"),
        ("tags: [a, b]\n", None),
        ("tags: [a, a]\n", "duplicate-tag:11"),
        ("sources: [karta]\n", "dead-reference:11!"),
        ("when_right: {es: '[[nada]]'}\n", "unknown-term:11!"),
        ("when_partly: {pt: Sim}\n", "missing-source:11!"),
        ("when_wrong: {es: 'a [[paz'}\n", "stray-mark:11!"),
        ("points: 2\n", None),
    ],
)
def test_what_all_questions_have_is_checked(also: str, finding: str | None) -> None:
    found = asked(quiz_of(question("truefalse", also=also)))
    assert (finding in found) if finding else found == []


@pytest.mark.parametrize("kind", ["reflection", "likert"])
def test_what_is_not_marked_is_worth_nothing(kind: str) -> None:
    found = asked(quiz_of(question(kind, also="points: 2\n")))
    assert [one.partition(":")[0] for one in found] == ["unused-points"]


@pytest.mark.parametrize("kind", ["reflection", "likert", "essay"])
def test_what_no_machine_calls_right_has_nothing_to_say_about_it(kind: str) -> None:
    found = asked(quiz_of(question(kind, also="when_right: {es: Bien}\n")))
    assert [one.partition(":")[0] for one in found] == ["unused-feedback"]


@pytest.mark.parametrize(
    ("kind", "explained"),
    [
        ("single", False),
        ("truefalse", True),
        ("cloze", False),
        ("essay", True),
        ("reflection", True),
        ("likert", True),
    ],
)
def test_every_answer_should_be_explained(kind: str, explained: bool) -> None:
    bare = question(kind).replace("  feedback: {es: Por eso}\n", "")
    assert asked(quiz_of(bare)) == ([] if explained else ["missing-feedback:4"])
    told = bare + "  when_right: {es: Bien}\n  when_wrong: {es: Mal}\n"
    assert "missing-feedback:4" not in asked(quiz_of(told))


def test_missing_translations_of_every_text_are_told() -> None:
    course = COURSE.replace("[es]", "[es, pt]")
    for kind, words in QUESTIONS.items():
        found = asked(quiz_of(question(kind)), course=course)
        lines = {one for one in found if one.startswith("missing-language")}
        # The title and module apart: the prompt, the feedback, and those inside.
        own = words.count("{es:") + 2
        assert len(lines) >= min(own, len(words.splitlines())), kind


def test_every_finding_about_a_question_can_be_said() -> None:
    for kind, old, new, _ in FAULTS:
        quiz = quiz_of(question(kind).replace(old, new))
        for finding in check_files(files(quiz=quiz)):
            assert "%(" not in finding.words
            assert finding.words.endswith((".", "?"))
