"""Understands the few words that are accepted as an answer."""

import html
import re
import unicodedata

from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.items import split, weighed
from lms.content.exchange.gift.parting import Parted, with_format
from lms.content.exchange.gift.signs import show
from lms.content.exchange.gift.texts import Words
from lms.content.questions.contents import Accepted, ShortText
from lms.content.questions.fitting import ANYTHING, Pieces, pieces
from lms.kernel.language import N_

_TAG = re.compile(r"<[^<>]*>")


def short(
    body: str, question: Parted, words: Words, losses: Losses
) -> tuple[str, object]:
    """The texts that are accepted.

    GIFT does not say whether capitals and accents matter: they do not.

    Raises ``Unreadable``.
    """
    found: list[Accepted] = []
    seen: dict[Pieces, Accepted] = {}
    for item in weighed(split(body, "=", question, losses)):
        answer = Accepted(
            text=_plain(item.words),
            weight=item.share,
            feedback=words.text(item.feedback, question.format),
        )
        key = pieces(answer.text, ShortText(answers=()))
        before = seen.get(key) or seen.get(ANYTHING)
        if answer.text and before is None:
            found.append(answer)
            seen[key] = answer
        elif before is None or _is_news(answer, before):
            _leave(answer, item.line, losses)
    if not any(answer.weight == 1 for answer in found):
        raise Unreadable(
            "gift-no-full-mark",
            N_("Ninguna respuesta da la nota completa, así que no se puede acertar."),
        )
    return "short", ShortText(answers=tuple(found))


def _plain(hidden: str) -> str:
    format_, hidden = with_format(hidden, "")
    words = show(hidden)
    if format_ == "html":
        words = html.unescape(_TAG.sub(" ", words))
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _is_news(answer: Accepted, before: Accepted) -> bool:
    """Would it have counted for more, or said more, than what already accepts it?"""
    return answer.weight > before.weight or (
        bool(answer.feedback) and answer.feedback != before.feedback
    )


def _leave(answer: Accepted, line: int, losses: Losses) -> None:
    if answer.text:
        losses.add(
            "gift-hidden-answer",
            N_(
                "Se dejó fuera «%(text)s», que ya está aceptado: las mayúsculas y los "
                "acentos no cuentan."
            ),
            line,
            text=answer.text[:60],
        )
    else:
        losses.add(
            "gift-no-answer", N_("Una respuesta está vacía y se dejó fuera."), line
        )
