"""Writes questions answered by choosing: one answer, several, a truth, a scale."""

from fractions import Fraction

from lms.content.exchange.moodle.writing.page import Page
from lms.content.questions.contents import Choices, Likert, Statement
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

_PLAIN = (Marking.PENALTY, Marking.WEIGHTS)


def single(page: Page) -> None:
    """One right answer."""
    content = page.question.content
    assert isinstance(content, Choices)
    _multichoice(page, content, single_shares(content), single=True)


def multiple(page: Page) -> None:
    """Several right answers."""
    content = page.question.content
    assert isinstance(content, Choices)
    mind_marking(page, content)
    _multichoice(page, content, shares(content), single=False)


def truefalse(page: Page) -> None:
    """Whether a statement is true."""
    content = page.question.content
    assert isinstance(content, Statement)
    right, wrong = "100", "0"
    page.plain_answer(right if content.answer else wrong, "true", content.if_true)
    page.plain_answer(wrong if content.answer else right, "false", content.if_false)


def likert(page: Page) -> None:
    """A scale: choices that are all right, and worth nothing."""
    content = page.question.content
    assert isinstance(content, Likert)
    page.notes.lose(
        "likert",
        N_(
            "En Moodle la escala es una pregunta de opción que vale 0 puntos y en la "
            "que todo cuenta como correcto."
        ),
    )
    page.sheet.flag("single", True)
    page.sheet.flag("shuffleanswers", False)
    page.sheet.leaf("answernumbering", "none")
    page.verdicts()
    for step in content.scale:
        page.answer("100", page.wording.told(step.text, inline=True), {})


def single_shares(content: Choices) -> list[Fraction]:
    """What each choice is worth where only one is chosen."""
    return [
        Fraction(choice.correct) if choice.weight is None else choice.weight
        for choice in content.choices
    ]


def shares(content: Choices) -> list[Fraction]:
    """What each choice adds to the mark where several are chosen."""
    if content.marking is Marking.WEIGHTS:
        return single_shares(content)
    part = Fraction(1, max(1, sum(choice.correct for choice in content.choices)))
    wrong = Fraction(1) if content.marking is Marking.ALL else part
    return [part if choice.correct else -wrong for choice in content.choices]


def mind_marking(page: Page, content: Choices) -> None:
    """Tell of a rule of marking that Moodle does not have."""
    if content.marking not in _PLAIN:
        page.notes.lose(
            "marking",
            N_(
                "Moodle suma lo que vale cada respuesta elegida y no tiene la regla "
                "«%(marking)s»: cada error quita %(part)s."
            ),
            marking=str(content.marking),
            part="toda la nota" if content.marking is Marking.ALL else "su parte",
        )


def _multichoice(
    page: Page, content: Choices, worth: list[Fraction], *, single: bool
) -> None:
    page.sheet.flag("single", single)
    page.sheet.flag("shuffleanswers", content.shuffle)
    page.sheet.leaf("answernumbering", "abc")
    page.sheet.leaf("showstandardinstruction", "0")
    page.verdicts()
    for choice, share in zip(content.choices, worth, strict=True):
        told = page.wording.told(choice.text, inline=True)
        page.answer(page.percent(share), told, choice.feedback)
