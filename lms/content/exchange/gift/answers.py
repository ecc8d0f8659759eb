"""Understands the answers of a question: which kind it is, and what it needs."""

import re
from collections.abc import Callable
from dataclasses import replace

from lms.content.exchange.gift.choosing import choices
from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.items import Item, split, weighed
from lms.content.exchange.gift.matching import matching
from lms.content.exchange.gift.numbers import interval, uncovered
from lms.content.exchange.gift.parting import Parted
from lms.content.exchange.gift.short import short
from lms.content.exchange.gift.signs import show
from lms.content.exchange.gift.texts import Words
from lms.content.questions.contents import Essay, Interval, Numerical, Statement
from lms.kernel.language import N_, Text

_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?://[^\n#]*)?(?:#|$)", re.I)
_PAIR = re.compile(r"[^#]*?(?:#\s*)?->")
_CLOZE = re.compile(r"\s*[0-9]*:[A-Z_]{2,20}:")
_REMARK = re.compile(r"\s//[^\n]*$", re.M)

Understood = tuple[str, object]
"""A kind of question, and its content."""


def understand(
    question: Parted, words: Words, losses: Losses
) -> tuple[str, object, Text]:
    """The kind, the content and what is told to everybody.

    Raises ``Unreadable``.
    """
    answers = question.answers or ""
    body, mark, told = answers.rpartition("####")
    if not mark:
        body, told = answers, ""
    kind, content = _reader_of(body)(body, question, words, losses)
    return kind, content, words.text(told, question.format)


def _reader_of(
    body: str,
) -> Callable[[str, Parted, Words, Losses], Understood]:
    bare = body.strip()
    if not bare:
        return _essay
    if _CLOZE.match(bare):
        raise Unreadable(
            "gift-cloze",
            N_("Los huecos de Moodle («{1:MC:…}») no se leen desde GIFT: use el XML."),
        )
    if bare.startswith("#"):
        return _numerical
    if "~" in bare:
        return choices
    if "=" in bare and all(map(_PAIR.match, bare.split("=")[1:])):
        return matching
    return _truth if _TRUTH.match(bare) else short


def _essay(body: str, question: Parted, words: Words, losses: Losses) -> Understood:
    return "essay", Essay()


def _truth(body: str, question: Parted, words: Words, losses: Losses) -> Understood:
    said, _, rest = body.partition("#")
    wrong, _, right = rest.partition("#")
    answer = said.strip()[:1] in "tT"
    told = [words.text(each, question.format) for each in (right, wrong)]
    if_true, if_false = told if answer else reversed(told)
    return "truefalse", Statement(answer=answer, if_true=if_true, if_false=if_false)


def _numerical(body: str, question: Parted, words: Words, losses: Losses) -> Understood:
    # The sign in front is no feedback: it says that numbers follow.
    items = weighed(split(body.replace("#", " ", 1), "=~", question, losses))
    found = [one for item in items if (one := _interval(item, question, words, losses))]
    # Whatever is told to any other number comes last, wherever it was written.
    found.sort(key=lambda one: one == _any(one))
    if not any(one.weight == 1 and one != _any(one) for one in found):
        raise Unreadable(
            "gift-no-full-mark",
            N_("Ningún número da la nota completa, así que no se puede acertar."),
        )
    return "numerical", Numerical(answers=uncovered(found, question.line, losses))


def _interval(
    item: Item, question: Parted, words: Words, losses: Losses
) -> Interval | None:
    try:
        one = interval(_REMARK.sub("", show(item.words)), item.line, losses)
    except Unreadable as fault:
        if item.share:
            raise
        losses.take([fault.loss])
        return None
    return replace(
        one,
        weight=item.share,
        feedback=words.text(item.feedback, question.format),
    )


def _any(one: Interval) -> Interval:
    """The interval of all other numbers that is worth and says the same."""
    return Interval(weight=one.weight, feedback=one.feedback)
