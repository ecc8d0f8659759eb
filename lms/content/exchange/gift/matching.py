"""Understands what belongs to what."""

from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.items import Item, split
from lms.content.exchange.gift.parting import Parted
from lms.content.exchange.gift.texts import Words
from lms.content.exchange.naming import letters
from lms.content.questions.contents import Labelled, Matching, Pair
from lms.kernel.language import N_, Text


def matching(
    body: str, question: Parted, words: Words, losses: Losses
) -> tuple[str, object]:
    """The pairs, and what belongs to none: ``= -> words``.

    Raises ``Unreadable``.
    """
    sides = [
        _sides(item, question, words, losses)
        for item in split(body, "=", question, losses)
        if _begins(item, losses)
    ]
    ids = letters()
    pairs = tuple(
        Pair(id=next(ids), left=left, right=right)
        for left, right in sides
        if left and right
    )
    extras: list[Labelled] = []
    known = [pair.right for pair in pairs]
    for left, right in sides:
        if right and not left and right not in known:
            known.append(right)
            extras.append(Labelled(id=next(ids), text=right))
    if len(pairs) < 2 or len({tuple(right.values()) for right in known}) < 2:
        raise Unreadable(
            "gift-too-few",
            N_("Tiene menos de dos parejas distintas, así que no hay qué relacionar."),
        )
    return "matching", Matching(pairs=pairs, extras=tuple(extras))


def _begins(item: Item, losses: Losses) -> bool:
    if not item.sign:
        losses.add(
            "gift-no-answer",
            N_("Se dejó fuera lo que había antes de la primera respuesta."),
            item.line,
        )
    return bool(item.sign)


def _sides(
    item: Item, question: Parted, words: Words, losses: Losses
) -> tuple[Text, Text]:
    left, _, right = item.words.partition("->")
    sides = (
        words.text(left, question.format, inline=True),
        # Moodle knows no formats on this side.
        words.text(right, "moodle", inline=True),
    )
    if not sides[1]:
        losses.add(
            "gift-no-answer",
            N_("Una pareja no tiene lado derecho y se dejó fuera."),
            item.line,
        )
    return sides
