"""Writing GIFT: what it looks like, and what it cannot hold, question by question."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from lms.content.asking import Difficulty, Question
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Criterion,
    Essay,
    Interval,
    Labelled,
    Likert,
    Matching,
    Numerical,
    Ordering,
    Pair,
    Reflection,
    ShortText,
    Statement,
    Unit,
)
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from tests.content.exchange.gifts import ES, read, write

EN, PT = Language.EN, Language.PT


def es(words):
    return {ES: words}


PICK = Choices(
    choices=(
        Choice(id="a", text=es("uno"), correct=True, feedback=es("bien")),
        Choice(id="b", text=es("*dos*"), weight=Fraction(1, 3)),
    )
)
SEVERAL = Choices(
    choices=(
        Choice(id="a", text=es("uno"), correct=True),
        Choice(id="b", text=es("dos"), correct=True),
        Choice(id="c", text=es("tres")),
    )
)
PAIRS = Matching(
    pairs=(
        Pair(id="a", left=es("Perú"), right=es("Lima")),
        Pair(id="b", left=es("Chile"), right=es("Santiago")),
    ),
    extras=(Labelled(id="c", text=es("Quito")),),
)


def make(kind, content, **more):
    return Question(id="q-1", kind=kind, prompt=es("¿Q?"), content=content, **more)


TRUTH = make("truefalse", Statement(answer=True))


def codes(*questions):
    return [loss.code for loss in write(questions).losses]


def test_a_file_looks_as_moodle_writes_it():
    questions = [
        make("single", PICK, name="Origen: 1", category="a/b", tags=("x",)),
        replace(make("multiple", SEVERAL, category="a/b"), id="q-2"),
        replace(make("matching", PAIRS, feedback=es("Así.")), id="q-3"),
        replace(TRUTH, id="q-4", content=Statement(answer=False, if_false=es("sí"))),
    ]
    assert write(questions).data.decode() == (
        "$CATEGORY: a/b\n\n"
        "// [id:q-1] [tag:x]\n"
        "::Origen\\: 1::¿Q?{\n\t=uno#bien\n\t~%33.33333%[markdown]*dos*\n}\n\n"
        "// [id:q-2]\n¿Q?{\n\t~%50%uno\n\t~%50%dos\n\t~%-50%tres\n}\n\n"
        "$CATEGORY: $course$/top\n\n"
        "// [id:q-3]\n"
        "¿Q?{\n\t=Perú -> Lima\n\t=Chile -> Santiago\n\t= -> Quito\n\t####Así.\n}\n\n"
        "// [id:q-4]\n¿Q?{FALSE##sí}\n"
    )


@pytest.mark.parametrize(
    ("content", "block"),
    [
        ([Interval(value=Decimal(3), tolerance=Decimal(2))], "{#3:2}"),
        ([Interval(least=Decimal("-1.50"), most=Decimal("1E+2"))], "{#-1.50..100}"),
        (
            [
                Interval(value=Decimal(3)),
                Interval(weight=Fraction(0), feedback=es("no")),
            ],
            "{#\n\t=3\n\t~#no\n}",
        ),
    ],
)
def test_numbers_are_written_with_all_their_digits(content, block):
    question = make("numerical", Numerical(answers=tuple(content)))
    assert write([question]).data.decode().partition("¿Q?")[2] == f"{block}\n"


@pytest.mark.parametrize(
    ("share", "percent", "known"),
    [
        (Fraction(1, 3), "33.33333", True),
        (Fraction(-5, 6), "-83.33333", True),
        (Fraction(1, 7), "14.28571", True),
        (Fraction(1, 8), "12.5", True),
        (Fraction(1, 13), "7.69231", False),
        (Fraction(37, 100), "37", False),
    ],
)
def test_a_weight_is_written_as_moodle_offers_it(share, percent, known):
    content = replace(
        PICK, choices=(PICK.choices[0], replace(PICK.choices[1], weight=share))
    )
    written = write([make("single", content)])
    assert f"~%{percent}%" in written.data.decode()
    assert [loss.code for loss in written.losses] == ([] if known else ["gift-weight"])
    assert read(written.data).questions[0].content == content


def test_an_answer_that_begins_like_a_weight_or_a_format_is_still_an_answer():
    texts = [Accepted(text="%50% más"), Accepted(text="[html] y [moodle]")]
    question = make("short", ShortText(answers=tuple(texts)))
    assert read(write([question]).data).questions == (question,)


def test_an_arrow_on_the_left_side_parts_no_pair():
    pairs = (replace(PAIRS.pairs[0], left=es("de a -> b")), PAIRS.pairs[1])
    question = make("matching", replace(PAIRS, pairs=pairs))
    [again] = read(write([question]).data).questions
    assert again.content.pairs[0].left == es("de a -\\> b")


LOST = {
    "gift-points": replace(TRUTH, points=3),
    "gift-desk": replace(TRUTH, difficulty=Difficulty.EASY),
    "gift-when": replace(TRUTH, when_right=es("Bien")),
    "gift-tag": replace(TRUTH, tags=("a\\b",)),
    "gift-languages": replace(TRUTH, prompt={ES: "a", EN: "b", PT: "c"}),
    "gift-other-language": replace(TRUTH, prompt={PT: "c"}),
    "gift-picture": replace(TRUTH, prompt=es("![Mapa](questions/mapa.png)")),
    "term": replace(TRUTH, feedback=es("La [[paz]]")),
    "cite": replace(TRUTH, feedback=es("Así [@carta, art. 1]")),
    "gift-shuffle": make("single", replace(PICK, shuffle=False)),
    "gift-marking": make("multiple", replace(SEVERAL, marking=Marking.ALL)),
    "gift-strict": make("short", ShortText(answers=(Accepted(text="a"),), case=True)),
    "gift-answer-language": make(
        "short", ShortText(answers=(Accepted(text="a", language=ES),))
    ),
    "gift-right": make(
        "matching",
        replace(
            PAIRS, pairs=(replace(PAIRS.pairs[0], right=es("*Lima*")), PAIRS.pairs[1])
        ),
    ),
    "gift-units": make(
        "numerical",
        Numerical(answers=(Interval(value=Decimal(1)),), units=(Unit(name="m"),)),
    ),
    "gift-open-range": make(
        "numerical",
        Numerical(answers=(Interval(value=Decimal(1)), Interval(least=Decimal(9)))),
    ),
    "gift-rubric": make(
        "essay", Essay(rubric=(Criterion(id="a", text=es("a"), levels=()),))
    ),
    "gift-guidance": make("essay", Essay(guidance=es("Lea todo."))),
    "gift-limits": make("essay", Essay(least_words=50)),
}


@pytest.mark.parametrize("code", LOST)
def test_what_gift_cannot_hold_is_told_of_its_question(code):
    written = write([LOST[code]])
    assert [(loss.code, loss.question) for loss in written.losses] == [(code, "q-1")]
    assert all(loss.words for loss in written.losses)
    assert len(read(written.data).questions) == 1


def test_tags_come_back_and_that_others_may_pass_over_them_is_told_once():
    questions = [
        replace(TRUTH, tags=("paz", "a]b")),
        replace(TRUTH, id="q-2", tags=("paz",)),
        replace(TRUTH, id="q-3"),
    ]
    written = write(questions)
    assert [(loss.code, loss.question) for loss in written.losses] == [
        ("gift-tags", "")
    ]
    assert read(written.data).questions == tuple(questions)
    assert write(questions[2:]).losses == ()


def test_tags_of_what_is_left_out_are_not_spoken_of():
    assert codes(replace(OUT["likert"], tags=("paz",))) == ["gift-kind"]


OUT = {
    "ordering": make("ordering", Ordering(items=(Labelled(id="a", text=es("a")),))),
    "reflection": make("reflection", Reflection()),
    "likert": make("likert", Likert(scale=())),
    "short": make("short", ShortText(answers=(Accepted(text="a -> b"),))),
    "numerical": make("numerical", Numerical(answers=(Interval(least=Decimal(1)),))),
    "single": make("single", replace(PICK, choices=PICK.choices[:1])),
}


@pytest.mark.parametrize("kind", OUT)
def test_a_question_that_gift_cannot_hold_at_all_is_left_out_and_told(kind):
    written = write([OUT[kind], TRUTH])
    assert len(read(written.data).questions) == 1
    [loss] = written.losses
    assert loss.question == "q-1"
    assert loss.code in ("gift-kind", "gift-arrow", "gift-unfinished")


def test_texts_are_written_in_the_language_asked_for():
    question = replace(TRUTH, prompt={ES: "a", EN: "b"}, feedback={EN: "c"})
    written = write([question], language=EN)
    assert "b{TRUE####c}" in written.data.decode()
    assert [loss.values["languages"] for loss in written.losses] == ["es"]


def test_no_questions_are_no_words():
    assert write([]).data == b""
