"""Questions answered by choosing: one answer, several, true or false, a scale."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from lms.content.exchange.moodle.notes import Refused
from lms.content.exchange.moodle.reading.asked import Asked, Found, Option
from lms.content.exchange.moodle.reading.texts import is_yes, said, typed
from lms.content.exchange.naming import letters
from lms.content.questions.contents import (
    Choice,
    Choices,
    Labelled,
    Likert,
    Statement,
)
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

_NUMBERINGS = ("", "abc")
_TRUE = ("true", "verdadero", "verdadeiro", "cierto", "1", "t")
_FALSE = ("false", "falso", "0", "f")
_CLOSE = Fraction(1, 50)


def multichoice(asked: Asked) -> Found:
    """One or several right answers; a choice that is worth nothing is a scale."""
    options = offered(asked)
    single = is_yes(asked.element, "single", default=True)
    if single and _is_scale(asked, options):
        named = zip(letters(), options, strict=False)
        scale = tuple(Labelled(id=id_, text=option.text) for id_, option in named)
        return Found(kind="likert", content=Likert(scale=scale))
    _mind_numbering(asked)
    shuffle = is_yes(asked.element, "shuffleanswers", default=True)
    content = one_right(options) if single else some_right(options)
    return Found(
        kind="single" if single else "multiple",
        content=replace(content, shuffle=shuffle),
    )


def all_or_nothing(asked: Asked) -> Found:
    """Several right answers of which none may be missed."""
    return _ruled(asked, Marking.ALL)


def part_by_part(asked: Asked) -> Found:
    """Several right answers, each of which gives its share."""
    return _ruled(asked, Marking.PARTIAL)


def truefalse(asked: Asked) -> Found:
    """Whether a statement is true; Moodle always names the answers in English."""
    answers = list(asked.element.all("answer"))[:2]
    if len(answers) < 2:
        raise Refused(
            "too-few-answers",
            N_("Faltan las respuestas «true» y «false»."),
            asked.element.line,
        )
    names = [typed(answer).lower() for answer in answers]
    if names[0] in _FALSE or names[1] in _TRUE:
        answers.reverse()
    shares = [asked.share(answer) for answer in answers]
    if shares[0] == shares[1]:
        raise Refused(
            "no-right-answer",
            N_("No dice si lo correcto es «verdadero» o «falso»."),
            asked.element.line,
        )
    told = [asked.texts.block(answer.first("feedback")) for answer in answers]
    return Found(
        kind="truefalse",
        content=Statement(
            answer=shares[0] > shares[1], if_true=told[0], if_false=told[1]
        ),
    )


def offered(asked: Asked) -> list[Option]:
    """The answers of a question that have a text."""
    found = []
    for element in asked.element.all("answer"):
        option = Option(
            share=asked.share(element),
            line=element.line,
            text=asked.texts.inline(element),
            feedback=asked.texts.block(element.first("feedback")),
        )
        if option.text:
            found.append(option)
        else:
            lose_empty(asked, element.line)
    return found


def lose_empty(asked: Asked, line: int) -> None:
    """Tell of an answer without words."""
    asked.notes.lose("empty-answer", N_("Una respuesta vacía quedó fuera."), line)


def one_right(options: Sequence[Option]) -> Choices:
    """Choices of which the first that earns everything is the right one."""
    best = next((option for option in options if option.share == 1), None)
    return _choices(
        options,
        [option is best for option in options],
        [_weight(option.share, option is best) for option in options],
    )


def some_right(options: Sequence[Option]) -> Choices:
    """Choices whose shares are added up, or shares that simply make up everything."""
    shares = _evened([option.share for option in options])
    right = [share > 0 for share in shares]
    part = Fraction(1, max(1, sum(right)))
    if all(
        share == (part if good else -part)
        for share, good in zip(shares, right, strict=True)
    ):
        return _choices(options, right, [None] * len(right))
    weights = [_weight(share, good) for share, good in zip(shares, right, strict=True)]
    content = _choices(options, right, weights)
    return replace(content, marking=Marking.WEIGHTS)


def _ruled(asked: Asked, marking: Marking) -> Found:
    options = offered(asked)
    _mind_numbering(asked)
    right = [option.share > 0 for option in options]
    content = _choices(options, right, [None] * len(right))
    shuffle = is_yes(asked.element, "shuffleanswers", default=True)
    return Found(
        kind="multiple", content=replace(content, marking=marking, shuffle=shuffle)
    )


def _choices(
    options: Sequence[Option], right: Sequence[bool], weights: Sequence[Fraction | None]
) -> Choices:
    return Choices(
        choices=tuple(
            Choice(
                id=id_,
                text=option.text,
                correct=good,
                weight=weight,
                feedback=option.feedback,
            )
            for id_, option, good, weight in zip(
                letters(), options, right, weights, strict=False
            )
        )
    )


def _weight(share: Fraction, correct: bool) -> Fraction | None:
    return None if share == Fraction(correct) else share


def _evened(shares: list[Fraction]) -> list[Fraction]:
    """Shares such as 33, 33 and 33 are thirds, and so are those taken away."""
    gained = [share for share in shares if share > 0]
    if not gained or len(set(gained)) > 1 or abs(sum(gained, Fraction(0)) - 1) > _CLOSE:
        return shares
    part = Fraction(1, len(gained))
    meant = {gained[0]: part, -gained[0]: -part}
    return [meant.get(share, share) for share in shares]


def _is_scale(asked: Asked, options: Sequence[Option]) -> bool:
    return (
        asked.worth == 0
        and len(options) > 1
        and all(option.share == 1 and not option.feedback for option in options)
    )


def _mind_numbering(asked: Asked) -> None:
    numbering = said(asked.element, "answernumbering")
    if numbering not in _NUMBERINGS:
        asked.notes.lose(
            "numbering",
            N_("Las respuestas iban numeradas de otro modo («%(name)s»)."),
            name=numbering[:20],
        )
