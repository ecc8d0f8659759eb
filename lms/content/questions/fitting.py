"""Whether a few words are what an accepted text says. Pure.

One place for all who compare: the check of a course, those who read other formats, and
marking. What they call the same is the same.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from lms.content.questions.contents import ShortText

Pieces = tuple[str, ...]
"""What stands between the stars of an accepted text, folded; one piece has no star."""

ANYTHING: Pieces = ("", "")
"""The pieces of ``*`` alone, which accepts every text."""

_SPACE = re.compile(r"\s+")
_STAR = re.compile(r"\\(\*)|\*")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛´`ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)


def squeezed(text: str) -> str:
    """Return a text with one space wherever there is any."""
    return _SPACE.sub(" ", text).strip()


def folded(text: str, *, case: bool = False, accents: bool = False) -> str:
    """Return a text as it is compared with others.

    Unless ``case`` matters, capitals are small. Unless ``accents`` matter, letters lose
    what stands above, below or through them as Unicode decomposes them (NFKD): á is a,
    ñ is n, ç is c. Quotation marks, apostrophes and dashes of every shape are one, and
    what cannot be seen (a soft hyphen) is left out.
    """
    form: Literal["NFC", "NFKD"] = "NFC" if accents else "NFKD"
    text = unicodedata.normalize(form, text.translate(_SIGNS))
    if not case:
        text = unicodedata.normalize(form, text.casefold())
    return "".join(sign for sign in text if _counts(sign, accents))


def pieces(pattern: str, rule: ShortText) -> Pieces:
    """Return an accepted text as it is compared: equal pieces accept the same texts.

    A ``*`` stands for anything, also nothing, and several in a row are one; ``\\*`` is
    the sign itself. ``rule`` says whether capitals and accents matter.
    """
    return _pieces(pattern, rule.case, rule.accents)


def fits(text: str, pattern: str, rule: ShortText) -> bool:
    """Tell whether a text is what an accepted one says.

    The pieces between the stars are looked for from left to right, each one once: no
    pattern takes long, whatever the text.
    """
    wanted = pieces(pattern, rule)
    said = folded(squeezed(text), case=rule.case, accents=rule.accents)
    if len(wanted) == 1:
        return said == wanted[0]
    first, *middle, last = wanted
    if not (said.startswith(first) and said.endswith(last)):
        return False
    at, end = len(first), len(said) - len(last)
    for piece in middle:
        at = said.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return at <= end


def filled(pattern: str, anything: str) -> str:
    """Return an accepted text in plain words, with something in the place of ``*``."""
    return _STAR.sub(lambda found: found[1] or anything, pattern)


# Every answer to a question is compared with the same few patterns.
@lru_cache(maxsize=4_096)
def _pieces(pattern: str, case: bool, accents: bool) -> Pieces:
    first, *others = (
        folded(piece, case=case, accents=accents) for piece in _split(squeezed(pattern))
    )
    if not others:
        return (first,)
    *middle, last = others
    return (first, *filter(None, middle), last)


def _split(pattern: str) -> list[str]:
    """Return what stands between the stars of a pattern, which are not escaped."""
    found, at = [""], 0
    for sign in _STAR.finditer(pattern):
        found[-1] += pattern[at : sign.start()] + (sign[1] or "")
        at = sign.end()
        if not sign[1]:
            found.append("")
    found[-1] += pattern[at:]
    return found


def _counts(sign: str, accents: bool) -> bool:
    if unicodedata.category(sign) == "Cf":
        return False
    return accents or not unicodedata.combining(sign)
