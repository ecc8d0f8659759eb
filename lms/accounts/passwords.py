"""Passwords: how they are kept, and which are too easy to guess."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
MOST = 200
FILE = Path(__file__).with_name("passwords.txt")

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_hex(16))
"""Checked where there is no account, so that it takes as long as where there is."""

_LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjklñ",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
_RUN = 4
"""Letters in a row of the alphabet or the keyboard from which on they are a pattern."""


def hash_password(password: str) -> str:
    """Return what is kept of a password. Slow on purpose: never inside ``atomic``."""
    return _HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password of which ``kept`` was made.

    Takes the same time when nothing is kept. Slow on purpose: never inside
    ``atomic``.
    """
    try:
        return _HASHER.verify(kept or _NOBODY, password[: MOST + 1]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the password would be kept more safely if it were hashed anew."""
    return _HASHER.check_needs_rehash(kept)


def is_common(password: str) -> bool:
    """Whether the password is one of those that are tried first, or nearly.

    ``Contraseña2024!`` is *contraseña* with what everybody adds to it.
    """
    plain = _plain(password)
    bare = plain.strip("0123456789!¡?¿.,;:-_*+#$%&/()=@ ")
    spoken = _letters(bare.translate(_LOOKS_LIKE))
    tried = {plain, bare, _letters(bare), spoken, _letters(plain)}
    tried |= {_unit(word) for word in tuple(tried)}
    return any(word in _common() or _is_pair(word) for word in tried)


def is_pattern(password: str) -> bool:
    """Whether hardly anything is left once runs and repetitions are taken out."""
    rest = _plain(password)
    kept, start = [], 0
    while start < len(rest):
        length = _run_length(rest, start)
        if length < _RUN:
            kept.append(rest[start])
            length = 1
        start += length
    return len(kept) < _RUN or len(set(rest)) < _RUN


def is_personal(password: str, *own: str) -> bool:
    """Whether it contains a part of one's own name or address."""
    plain = _plain(password)
    spoken = plain.translate(_LOOKS_LIKE)
    parts = {
        part
        for text in own
        for part in _words(_plain(text.partition("@")[0]))
        if len(part) >= _RUN
    }
    return any(part in plain or part in spoken for part in parts)


def _run_length(text: str, start: int) -> int:
    """Return how long a run of one letter, or along a row, goes on from here."""
    longest = 1
    while start + longest < len(text) and text[start + longest] == text[start]:
        longest += 1
    for row in _ROWS:
        for line in (row, row[::-1]):
            at = line.find(text[start])
            length = 0
            while (
                at >= 0
                and start + length < len(text)
                and at + length < len(line)
                and text[start + length] == line[at + length]
            ):
                length += 1
            longest = max(longest, length)
    return longest


def _is_pair(word: str) -> bool:
    """Whether a word is two of the common ones, one after the other."""
    return any(
        word[:cut] in _common() and word[cut:] in _common()
        for cut in range(3, min(len(word), 60) - 2)
    )


def _unit(word: str) -> str:
    """Return what a word repeats (``perroperro`` → ``perro``), or the word."""
    for size in range(3, len(word) // 2 + 1):
        if len(word) % size == 0 and word == word[:size] * (len(word) // size):
            return word[:size]
    return word


def _plain(text: str) -> str:
    """Return a text in small letters and without accents; ñ is a letter of its own."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ñ", "\0")
    bare = unicodedata.normalize("NFD", folded)
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return letters.replace("\0", "ñ")


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _words(text: str) -> list[str]:
    return "".join(mark if mark.isalnum() else " " for mark in text).split()


@cache
def _common() -> frozenset[str]:
    lines = FILE.read_text("utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and line[0] != "#")
