"""The signs that mean something to GIFT, and how they are written as plain signs.

``\\~ \\= \\# \\{ \\} \\: \\\\`` stand for the sign itself and ``\\n`` for the end of a
line. While a file is taken apart they are hidden behind signs that no text can have,
so that a plain ``=`` is always one that means something.
"""

import re

SIGNS = "\\~=#{}:"

_HIDDEN = {sign: chr(0xDC00 + number) for number, sign in enumerate((*SIGNS, "\n"))}
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_HIDE = str.maketrans(_HIDDEN)
_ESCAPE = str.maketrans({**{sign: "\\" + sign for sign in SIGNS}, "\n": "\\n"})

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_NUMBERED = re.compile(r"&#(?=[0-9]{1,7};|[xX][0-9a-fA-F]{1,6};)")
_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*"
    r"(?:\s+[A-Za-z_][\w.-]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*\s*/?>"
)


def hide(words: str) -> str:
    """Hide escaped signs, and those that can only be part of HTML.

    Many a file has ``<img src="…">`` and ``&#233;`` without any escapes.
    """
    words = _ESCAPED.sub(
        lambda found: _HIDDEN["\n" if found[1] == "n" else found[1]], words
    )
    words = _NUMBERED.sub("&" + _HIDDEN["#"], words)
    return _TAG.sub(lambda found: _hidden_tag(found[0]), words)


def show(words: str) -> str:
    """Put the hidden signs back, as themselves."""
    return words.translate(_SHOWN)


def escape(words: str) -> str:
    """Write words so that none of their signs means anything, on one line."""
    return words.translate(_ESCAPE)


def _hidden_tag(tag: str) -> str:
    # Line ends stay: they count the lines of the file.
    return "\n".join(line.translate(_HIDE) for line in tag.split("\n"))
