"""Codes of invitations: easy to read aloud and to type, too many to guess. Pure."""

import hashlib
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that look like others: no I, L, O, U."""

_LENGTH = 12
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a new code in groups of four: 60 random bits."""
    return grouped("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)))


def grouped(code: str) -> str:
    """Return a code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def cleaned(typed: str) -> str:
    """Return the code that somebody meant, or "" where it cannot be one."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())
    bare = bare.translate(_ALIKE)
    is_code = len(bare) == _LENGTH and all(letter in _LETTERS for letter in bare)
    return bare if is_code else ""


def digest_of(code: str) -> str:
    """Return what is kept of a code: enough to know it again, not to tell it."""
    return hashlib.sha256(f"invitation:{cleaned(code)}".encode()).hexdigest()
