"""Understands answers to choose from: one that is right, or several."""

from collections.abc import Sequence
from fractions import Fraction

from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.items import Item, split, weighed
from lms.content.exchange.gift.parting import Parted
from lms.content.exchange.gift.texts import Words
from lms.content.exchange.naming import letters
from lms.content.questions.contents import Choice, Choices
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_

_ALL, _NOTHING = Fraction(1), Fraction(0)


def choices(
    body: str, question: Parted, words: Words, losses: Losses
) -> tuple[str, object]:
    """The kind, single or multiple, and its choices.

    As in Moodle an ``=`` means that one answer is chosen, and only ``~`` that several
    are; but where no ``=`` is worth everything, several must have been meant.

    Raises ``Unreadable``.
    """
    items = _told(weighed(split(body, "=~", question, losses)), losses)
    if len(items) < 2:
        raise Unreadable(
            "gift-too-few",
            N_("Tiene menos de dos respuestas con texto, así que no se puede elegir."),
        )
    shares = [item.share for item in items]
    single = any(item.sign == "=" for item in items) and _ALL in shares
    if not single and sum(max(share, _NOTHING) for share in shares) < 1:
        raise Unreadable(
            "gift-no-full-mark",
            N_(
                "Las respuestas correctas no suman la nota completa, así que nadie "
                "podría tenerla."
            ),
        )
    if single:
        return "single", _single(items, question, words)
    return "multiple", _multiple(items, question, words)


def is_penalty(shares: Sequence[Fraction]) -> bool:
    """Does each right answer give its share, and each wrong one take as much?"""
    right = [share for share in shares if share > 0]
    return bool(right) and all(
        abs(share) == Fraction(1, len(right)) for share in shares
    )


def _told(items: Sequence[Item], losses: Losses) -> list[Item]:
    """The answers that say something and begin with a sign."""
    found = []
    for item in items:
        if item.sign and item.words.strip():
            found.append(item)
            continue
        losses.add(
            "gift-no-answer",
            N_("Una respuesta está vacía y se dejó fuera.")
            if item.sign
            else N_("Se dejó fuera lo que había antes de la primera respuesta."),
            item.line,
        )
    return found


def _single(items: Sequence[Item], question: Parted, words: Words) -> Choices:
    best = next(item for item in items if item.share == 1)
    return Choices(
        choices=tuple(
            _choice(id_, item, question, words, correct=item is best)
            for id_, item in zip(letters(), items, strict=False)
        )
    )


def _multiple(items: Sequence[Item], question: Parted, words: Words) -> Choices:
    found = tuple(
        _choice(id_, item, question, words, correct=item.share > 0)
        for id_, item in zip(letters(), items, strict=False)
    )
    if not is_penalty([item.share for item in items]):
        return Choices(choices=found, marking=Marking.WEIGHTS)
    return Choices(choices=tuple(map(_unweighted, found)))


def _choice(
    id_: str, item: Item, question: Parted, words: Words, *, correct: bool
) -> Choice:
    return Choice(
        id=id_,
        text=words.text(item.words, question.format, inline=True),
        correct=correct,
        weight=None if item.share == correct else item.share,
        feedback=words.text(item.feedback, question.format),
    )


def _unweighted(choice: Choice) -> Choice:
    return Choice(
        id=choice.id,
        text=choice.text,
        correct=choice.correct,
        feedback=choice.feedback,
    )
