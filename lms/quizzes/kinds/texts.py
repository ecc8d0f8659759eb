"""Answers that are a text: how it is cleaned and counted."""

import unicodedata
from collections.abc import Sequence

from lms.content.questions.fitting import squeezed

from .face import Value

MOST = 20_000
"""The most characters an answer may have."""


def text_of(values: Sequence[str]) -> Value:
    """Return the one text that was sent, cleaned, or nothing.

    Lines end in ``\\n``; signs that only steer a machine are left out, and so is space
    around it; letters are composed (NFC). Raises ``ValueError`` for more than one text,
    and for one that is too long.
    """
    sent = [value for value in values if value]
    if len(sent) > 1 or any(len(value) > 2 * MOST for value in sent):
        raise ValueError("more than one text, or too long")
    text = "".join(filter(_is_written, "\n".join("".join(sent).splitlines())))
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > MOST:
        raise ValueError("too long")
    return (text,) if text else ()


def one_line(values: Sequence[str]) -> Value:
    """Return the one text that was sent as a single line; raises as ``text_of``."""
    return tuple(squeezed(text) for text in text_of(values))


def words_in(text: str) -> int:
    """Count words: runs without space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, run)) for run in text.split())


def _is_written(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
