"""Ed25519 over canonical JSON: data integrity proofs (``eddsa-jcs-2022``) and JWTs.

Pure: keys come in as values. Nothing is ever fetched, also not what ``@context``
names: the proof covers the JSON as it stands (RFC 8785), not what it expands to.
"""

import base64
import hashlib
import json
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

SUITE = "eddsa-jcs-2022"

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC = b"\xed\x01"
"""The multicodec prefix of an Ed25519 public key."""

Json = dict[str, Any]


class NotSigned(ValueError):
    """A signature is not there, is not of a kind we know, or is not right."""


def to_base58(data: bytes) -> str:
    """Return bytes as base58, in the alphabet of Bitcoin."""
    number, digits = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _DIGITS[rest] + digits
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def from_base58(text: str) -> bytes:
    """Return what ``to_base58`` wrote; raises ``NotSigned`` for anything else."""
    number = 0
    for digit in text:
        value = _DIGITS.find(digit)
        if value < 0 or len(text) > 120:
            raise NotSigned("not base58")
        number = number * 58 + value
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def public_of(private: Ed25519PrivateKey) -> str:
    """Return the public half of a key as a Multikey, ``z6Mk…``."""
    return "z" + to_base58(_PUBLIC + private.public_key().public_bytes_raw())


def read_public(multikey: str) -> Ed25519PublicKey:
    """Read a public key from its Multikey; raises ``NotSigned``."""
    raw = from_base58(multikey[1:]) if multikey.startswith("z") else b""
    if len(raw) != 34 or not raw.startswith(_PUBLIC):
        raise NotSigned("not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(raw[2:])


def canonical(value: Json) -> bytes:
    """Return the one way to write a value as JSON; raises ``NotSigned``."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError, TypeError) as refused:
        raise NotSigned("not canonical JSON") from refused


def sign(document: Json, *, private: Ed25519PrivateKey, method: str, at: str) -> Json:
    """Return the document with a proof by the key that ``method`` names.

    ``at`` is the moment of signing, as ``2026-11-22T10:00:00Z``.
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if "@context" in document:
        proof = {"@context": document["@context"], **proof}
    value = private.sign(hash_of(document, proof))
    return {**document, "proof": {**proof, "proofValue": "z" + to_base58(value)}}


def hash_of(document: Json, proof: Json) -> bytes:
    """Return what is signed: the digest of the proof's options, then the document's."""
    options, plain = (
        hashlib.sha256(canonical(proof)),
        hashlib.sha256(canonical(document)),
    )
    return options.digest() + plain.digest()


def check(signed: Json, public: str) -> None:
    """Make sure that a document was signed by this key; raises ``NotSigned``."""
    proof = signed.get("proof")
    if not isinstance(proof, dict):
        raise NotSigned("no proof")
    known = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    if known != ("DataIntegrityProof", SUITE, "assertionMethod"):
        raise NotSigned("a proof of another kind")
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise NotSigned("no proof value")
    if not _has_same_context(signed, proof):
        raise NotSigned("another context")
    options = {name: told for name, told in proof.items() if name != "proofValue"}
    plain = {name: told for name, told in signed.items() if name != "proof"}
    _verify(public, from_base58(value[1:]), hash_of(plain, options))


def _has_same_context(signed: Json, proof: Json) -> bool:
    """Tell whether the document begins with the contexts that the proof was made in."""
    if "@context" not in proof:
        return True
    told, meant = signed.get("@context"), proof["@context"]
    told = told if isinstance(told, list) else [told]
    meant = meant if isinstance(meant, list) else [meant]
    return told[: len(meant)] == meant


def sign_token(payload: Json, *, private: Ed25519PrivateKey, method: str) -> str:
    """Return a JWT (compact JWS) of the payload."""
    header = {"alg": "EdDSA", "kid": method, "typ": "JWT"}
    signing = f"{_to_base64(canonical(header))}.{_to_base64(canonical(payload))}"
    return f"{signing}.{_to_base64(private.sign(signing.encode()))}"


def read_token(token: str) -> tuple[Json, Json]:
    """Return header and payload of a JWT, not verified; raises ``NotSigned``."""
    parts = token.split(".")
    if len(parts) != 3:
        raise NotSigned("not a token")
    header, payload = (read_json(_from_base64(part)) for part in parts[:2])
    return header, payload


def check_token(token: str, public: str) -> None:
    """Make sure that a JWT was signed by this key; raises ``NotSigned``."""
    header, _payload = read_token(token)
    if header.get("alg") != "EdDSA" or "crit" in header:
        raise NotSigned("a token of another kind")
    signing, _dot, value = token.rpartition(".")
    _verify(public, _from_base64(value), signing.encode())


def read_json(body: bytes) -> Json:
    """Read a JSON object in which no name comes twice; raises ``NotSigned``."""
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as refused:
        raise NotSigned("not JSON") from refused
    if not isinstance(value, dict):
        raise NotSigned("not a JSON object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _verify(public: str, value: bytes, data: bytes) -> None:
    try:
        read_public(public).verify(value, data)
    except InvalidSignature as wrong:
        raise NotSigned("the signature is not right") from wrong


def _to_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64(text: str) -> bytes:
    """Read base64url; raises ``NotSigned`` for what is not its one way of writing."""
    try:
        data = base64.b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4),
            altchars=b"-_",
            validate=True,
        )
    except ValueError as refused:
        raise NotSigned("not base64url") from refused
    if _to_base64(data) != text:
        raise NotSigned("not base64url")
    return data
