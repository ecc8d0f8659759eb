"""Words at random as they stand in questions, with the pictures they show."""

import struct
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from lms.content.exchange.markup import from_html, literal, to_html
from lms.kernel.language import Language

Some = st.SearchStrategy[Any]

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 3, 2) + b"\x08\2\0\0\0"
JPEG = b"\xff\xd8\xff\xc0\0\x11\x08\0\2\0\3\3\1\x22\0\2\x11\1\3\x11\1"
WEBP = b"RIFF\x1e\0\0\0WEBPVP8L" + b"\x11\0\0\0\x2f\2\x40\0\0" + b"\0" * 10
FILES: Mapping[str, bytes] = {
    "questions/mapa.png": PNG,
    "questions/mapa-2.png": PNG + b"2",
    "questions/foto.jpg": JPEG,
    "questions/foto.jpeg": JPEG,
    "questions/arbol-1.webp": WEBP,
}

_signs = st.characters(
    codec="utf-8",
    exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"],
    exclude_characters="\x85",
)
_special = st.sampled_from(
    [
        *"#-_*`[]()!{}@:|~+=.\\&;<>\"'%$/^1aáñ ",
        *(
            "{{",
            "}}",
            "{1:SA:=x}",
            "{mlang en}",
            "<b>",
            "&amp;",
            "]]>",
            "\n",
            "](",
            "\\(",
        ),
    ]
)
_wild = st.lists(_signs | _special, min_size=1, max_size=25).map("".join)
_picture = st.tuples(_wild, st.sampled_from(sorted(FILES))).map(
    lambda found: f"![{literal(found[0], inline=True)}]({found[1]})"
)
_word = st.sampled_from(["Lemkin", "genocidio", "España", "1948", "*ley*", "**no**"])
_sentence = st.lists(_word | _wild | _picture, min_size=1, max_size=4).map(" ".join)
_frames = st.sampled_from(
    [
        "{}",
        "- {}\n- b",
        "1. {}\n2. b",
        "> {}",
        "| a | b |\n|---|---|\n| {} | c |",
        "```py\n{}\n```",
        "`{}`",
        "[{}](https://e.org/?a=1&b=2)",
        "***{}***",
        "- a\n\n  {}",
    ]
)
_blocks = st.lists(
    st.tuples(_frames, _sentence).map(lambda both: both[0].replace("{}", both[1])),
    min_size=1,
    max_size=3,
).map("\n\n".join)


def settled(words: str, *, inline: bool = False) -> str:
    """Markdown in the one way in which it comes out of HTML."""
    return from_html(to_html(words, inline=inline), inline=inline).words


def _good(words: str) -> bool:
    """Are there words, and nothing in them that looks like a formula?"""
    return bool(words.strip()) and not from_html(to_html(words)).losses


blocks = _blocks.map(settled).filter(_good)
phrases = _sentence.map(lambda words: settled(words, inline=True)).filter(_good)
plains = _wild.map(lambda words: literal(words, inline=True)).filter(_good)
lines = _wild.map(lambda words: " ".join(words.split())).filter(bool)


def texts(of: Some, least: int = 1) -> Some:
    """A text in some languages."""
    return st.dictionaries(st.sampled_from(Language), of, min_size=least, max_size=3)


maybe = texts(blocks, least=0)
