"""Codes of certificates: nobody guesses one, and anybody can read one aloud."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 and O, 1, I and L, and U: none is taken for another."""

LENGTH = 20
GROUP = 5

_MEANT = str.maketrans({"-": "", " ": "", "\u2013": "", "\u2010": "", "\u2011": ""})


def new_code() -> str:
    """Return a new code: 98 bits of chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code in groups, as it is printed: ``ABCDE-FGHJK-…``."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def meant(typed: str) -> str:
    """Return the code somebody typed, with or without its groups; "" if it is none."""
    code = typed.strip().translate(_MEANT).upper()
    known = len(code) == LENGTH and all(letter in ALPHABET for letter in code)
    return code if known else ""
