"""Names for attempts that tell nobody whose they are, nor which came first. Pure.

A code is the attempt's number through a permutation that only this site knows: four
rounds of a Feistel network over 32 bits (M. Luby and C. Rackoff, "How to construct
pseudorandom permutations from pseudorandom functions", SIAM J. Comput. 17 (1988)
373–386). So a code stays the same, two attempts never share one, and no table keeps
them; it hides, it does not protect: who may open what is asked of the policy.
"""

import re
from hashlib import blake2b

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
_SHAPE = re.compile(f"[{_SIGNS}]{{3}}-[{_SIGNS}]{{4}}")
_ROUNDS = 4
_HALF = 0xFFFF


def hide(number: int, secret: str) -> str:
    """Return the code of a number from 0 to 2³²−1, as ``7kq-2m4f``."""
    left, right = number >> 16, number & _HALF
    for turn in range(_ROUNDS):
        left, right = right, left ^ _mixed(turn, right, secret)
    mixed = left << 16 | right
    signs = "".join(_SIGNS[mixed >> shift & 31] for shift in range(30, -1, -5))
    return f"{signs[:3]}-{signs[3:]}"


def reveal(code: str, secret: str) -> int | None:
    """Return the number behind a code; ``None`` for what is no code."""
    if not _SHAPE.fullmatch(code):
        return None
    mixed = 0
    for sign in code.replace("-", ""):
        mixed = mixed << 5 | _SIGNS.index(sign)
    if mixed >> 32:
        return None
    left, right = mixed >> 16, mixed & _HALF
    for turn in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(turn, left, secret), left
    return left << 16 | right


def _mixed(turn: int, half: int, secret: str) -> int:
    words = f"{turn}:{half}:{secret}".encode()
    return int.from_bytes(blake2b(words, digest_size=2, person=b"lms attempt").digest())
