"""Lists of states as the W3C has them (Bitstring Status List 1.0). Pure."""

import base64
import gzip
from collections.abc import Iterable

from .signing import Json, NotSigned

SIZE = 131_072
"""Bits in one list: the least that hides which certificate somebody asks about."""

_MOST = SIZE // 8 * 64


def place_of(certificate_id: int) -> tuple[int, int]:
    """Return the list a certificate is in, and its bit there."""
    return divmod(certificate_id, SIZE)


def encoded(bits: Iterable[int]) -> str:
    """Return a list in which these bits are set, the first one leftmost."""
    whole = bytearray(SIZE // 8)
    for bit in bits:
        whole[bit // 8] |= 0x80 >> bit % 8
    packed = gzip.compress(bytes(whole), 9, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def is_set(encoded_list: str, bit: int) -> bool:
    """Tell whether a bit is set in an encoded list; raises ``NotSigned``."""
    if not encoded_list.startswith("u"):
        raise NotSigned("not a list of states")
    text = encoded_list[1:]
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        whole = gzip.decompress(packed) if len(packed) < _MOST else b""
    except (ValueError, OSError, EOFError) as refused:
        raise NotSigned("not a list of states") from refused
    if not 0 <= bit < len(whole) * 8:
        raise NotSigned("not in this list of states")
    return bool(whole[bit // 8] & 0x80 >> bit % 8)


def find_place(document: Json) -> tuple[str, int] | None:
    """Return the address of the list a credential is in, and its bit there."""
    status = document.get("credentialStatus")
    if not isinstance(status, dict):
        return None
    address, bit = status.get("statusListCredential"), status.get("statusListIndex")
    if not isinstance(address, str) or not str(bit).isascii():
        return None
    return (address, int(str(bit))) if str(bit).isdigit() else None
