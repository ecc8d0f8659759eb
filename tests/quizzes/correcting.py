"""Questions with another key than before, and what a review shows of it."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any

from lms.content.asking import Question
from lms.content.questions.contents import Accepted, Interval, Ordering, Statement
from lms.content.questions.weighing import Marking
from tests.factories.questions import (
    CATEGORIES,
    CLOZE,
    MATCHING,
    NUMERICAL,
    ORDERING,
    SHORT,
    WRONG,
    choices,
    told,
)
from tests.quizzes.reading import Page

LABEL = "Clave corregida el"

_categories = {
    item: category
    for item, _, category in (each.partition("=") for each in WRONG["categorising"])
}
CORRECTED: dict[str, Any] = {
    "single": choices("a"),
    "multiple": choices("b", "d"),
    "truefalse": Statement(
        answer=True, if_true=told("Sí la exige."), if_false=told("Solo en guerra.")
    ),
    "matching": replace(MATCHING, marking=Marking.ALL),
    "ordering": Ordering(items=ORDERING.items[::-1]),
    "short": replace(
        SHORT, answers=(*SHORT.answers, Accepted(text="nadie", feedback=told("Eso.")))
    ),
    "numerical": replace(
        NUMERICAL, answers=(Interval(value=Decimal(1500), feedback=told("Tan lejos.")),)
    ),
    "cloze": replace(
        CLOZE,
        gaps=(
            replace(
                CLOZE.gaps[0],
                content=replace(
                    CLOZE.gaps[0].content, answers=(Interval(value=Decimal(1949)),)
                ),
                feedback=told("El 12 de agosto."),
            ),
            *CLOZE.gaps[1:],
        ),
    ),
    "categorising": replace(
        CATEGORIES,
        items=tuple(
            replace(item, category=_categories[item.id]) for item in CATEGORIES.items
        ),
    ),
}
"""Another key for each kind that has one: by it, what was wrong is right."""

GIVEN: dict[str, tuple[str, ...]] = {
    **WRONG,
    "matching": (
        "lemkin=nadie",
        "convencion=convencion",
        "ruanda=ruanda",
        "estatuto=convencion",
    ),
}


def corrected(question: Question, content: Any = None) -> Question:
    """The same question with another key, and another explanation."""
    return replace(
        question,
        content=content or CORRECTED[question.kind],
        feedback=told("Explicación corregida."),
    )


def blocks(page: Page) -> dict[str, str]:
    """What stands in each part with a corrected key, by question."""
    found = re.findall(
        r'<section class="corrected" id="c-([^"]+)">(.*?)</section>',
        page.html,
        re.DOTALL,
    )
    return {
        id_: " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
        for id_, html in found
    }
