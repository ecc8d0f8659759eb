"""What Moodle XML cannot hold of our questions, exactly said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lms.content.asking import Question
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Cloze,
    Criterion,
    Essay,
    Gap,
    GapLook,
    Level,
    Reflection,
    ShortText,
)
from lms.content.questions.weighing import Marking
from tests.content.exchange.moodles import (
    EN,
    ES,
    SINGLE,
    STATEMENT,
    made,
    pairs,
    sent,
)


def several(marking: Marking) -> Choices:
    return Choices(
        marking=marking,
        choices=tuple(
            Choice(id=id_, text={ES: id_}, correct=id_ in "ab") for id_ in "abc"
        ),
    )


def weighing(share: Fraction) -> Choices:
    right, wrong = SINGLE.choices
    return replace(SINGLE, choices=(right, replace(wrong, weight=share)))


def short(*, accents: bool) -> ShortText:
    answers = (Accepted(text="Sí"), Accepted(text="Yes", language=EN))
    return ShortText(answers=answers, accents=accents)


def cloze(points: int = 1, **more: object) -> Cloze:
    gap = Gap(id="gap-1", kind="single", content=SINGLE, points=points)
    return Cloze(gaps=(replace(gap, **more),))  # type: ignore[arg-type]


def gapped(content: Cloze, es: str = "Es {{gap-1}}", en: str = "") -> Question:
    prompt = {ES: es, EN: en} if en else {ES: es}
    points = sum(gap.points for gap in content.gaps)
    return made("cloze", content, prompt=prompt, points=points)


LEVEL = Level(id="l", text={ES: "Sí"}, points=2)
RUBRIC = (Criterion(id="c", text={ES: "Tesis"}, levels=(LEVEL,)),)
SHOUTING = cloze(kind="multiple", content=several(Marking.ALL), look=GapLook.SELECT)


def stated(**more: object) -> Question:
    return made("truefalse", STATEMENT, **more)


LOST: dict[str, tuple[Question, list[str]]] = {
    "nothing": (stated(), []),
    "all or nothing": (made("multiple", several(Marking.ALL)), ["marking"]),
    "part by part": (made("multiple", several(Marking.PARTIAL)), ["marking"]),
    "a penalty": (made("multiple", several(Marking.PENALTY)), []),
    "an odd weight": (made("single", weighing(Fraction(1, 11))), ["uncommon-weight"]),
    "a usual weight": (made("single", weighing(Fraction(-1, 3))), []),
    "verdicts": (stated(when_right={ES: "Bien"}), ["verdicts"]),
    "verdicts with a place": (made("single", SINGLE, when_right={ES: "x"}), []),
    "an outcome, a source": (stated(outcome="x", sources=("s",)), ["desk"]),
    "a tag like ours": (stated(tags=("difficulty:easy",)), ["special-tag"]),
    "marks of lessons": (stated(prompt={ES: "[[x|y]] [@z]"}), ["term", "cite"]),
    "no picture": (stated(prompt={ES: "![](q/x.png)"}), ["missing-picture"]),
    "a long name": (stated(name="x" * 300), ["long-name"]),
    "pairs, all or nothing": (
        made("matching", pairs(("a", "b"), ("c", "d"), marking=Marking.ALL)),
        ["marking-all"],
    ),
    "a right side with looks": (
        made("matching", pairs(("*a*", "*b*"), ("c", "d"))),
        ["looks-hidden"],
    ),
    "a left side with looks": (made("matching", pairs(("*a*", "b"), ("c", "d"))), []),
    "no accents": (
        made("short", short(accents=False)),
        ["accents", "answer-language"],
    ),
    "accents": (made("short", short(accents=True)), ["answer-language"]),
    "a rubric": (made("essay", Essay(rubric=RUBRIC)), ["rubric"]),
    "a template in two languages": (
        made("essay", Essay(template={ES: "Mi", EN: "My"})),
        ["languages-lost"],
    ),
    "a reflection": (made("reflection", Reflection()), ["reflection"]),
    "points of gaps": (replace(gapped(cloze(3)), points=2), ["cloze-points"]),
    "feedback of a gap": (gapped(cloze(feedback={ES: "x"})), ["gap-feedback"]),
    "a gap of several": (gapped(SHOUTING), ["marking", "gap-look"]),
    "gaps in two languages": (gapped(cloze(), en="It {{gap-1}}"), []),
    "gaps among blocks": (
        gapped(cloze(), es="- {{gap-1}}", en="- {{gap-1}}"),
        ["languages-lost"],
    ),
    "gaps inside of emphasis": (
        gapped(cloze(), es="*a {{gap-1}} b*", en="c {{gap-1}}"),
        ["languages-lost"],
    ),
    "a kind of another package": (made("drawing", None), ["question-kind"]),
}


@pytest.mark.parametrize(("asked", "codes"), LOST.values(), ids=LOST)
def test_what_moodle_cannot_hold_is_told(asked: Question, codes: list[str]) -> None:
    assert sent(asked)[1] == codes
