"""Verifying a file against the keys of its issuer, without a network. Pure."""

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from . import signing, states
from .signing import Json, NotSigned

MOST = 5 * 1024 * 1024
"""Bytes of a file that is looked at; our own PDFs have a hundredth of it."""

_MOST_UNPACKED = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_EXTRA = ("iss", "jti", "nbf", "iat", "exp", "sub")
"""What a token says besides the credential."""


class Reason(StrEnum):
    """Why a file does not prove anything."""

    NOTHING = "nothing"
    """There is no credential in it, or more than one."""
    BROKEN = "broken"
    """The signature is not right: something in it was changed."""
    ISSUER = "issuer"
    """Another issuer than the one whose keys are known."""
    KEY = "key"
    """A key the issuer does not know."""
    TIME = "time"
    """Signed when the key did not sign yet, or not any more."""


class State(StrEnum):
    """Whether a credential still holds, as far as that can be known here."""

    UNKNOWN = "unknown"
    VALID = "valid"
    REVOKED = "revoked"


class Unproven(Exception):
    """The file proves nothing, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Found:
    """A credential in a file; ``token`` where it is a JWT, which tells when it was made
    in its payload and not in a proof."""

    document: Json
    token: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a genuine credential says."""

    name: str
    title: str
    description: str
    issuer: str
    issued: str
    address: str
    state: State


def find(body: bytes) -> Found:
    """Return the one credential in a PDF, a JSON or a JWT; raises ``Unproven``."""
    try:
        if body.startswith(b"%PDF"):
            return Found(_attached(body))
        text = body.strip()
        if text.startswith(b"{"):
            return Found(signing.read_json(text))
        token = text.decode("ascii")
        _header, payload = signing.read_token(token)
        document = {name: v for name, v in payload.items() if name not in _EXTRA}
        return Found(document, token, _moment(payload.get("iat")))
    except (NotSigned, UnicodeDecodeError) as refused:
        raise Unproven(Reason.NOTHING) from refused


def verify(found: Found, issuer: Json, lists: Json | None = None) -> Proven:
    """Return what a credential says if its issuer signed it; raises ``Unproven``.

    ``issuer`` is the profile with the keys; ``lists`` the signed list of states, where
    there is one at hand.
    """
    _prove(found, issuer)
    state = State.UNKNOWN
    if lists is not None:
        _prove(Found(lists), issuer)
        state = _state(found.document, lists)
    return _told(found.document, state)


def _prove(found: Found, issuer: Json) -> None:
    document, token = found.document, found.token
    if _id(document.get("issuer")) != issuer.get("id") or not issuer.get("id"):
        raise Unproven(Reason.ISSUER)
    try:
        header = signing.read_token(token)[0] if token else {}
        proof = _dict(document.get("proof"))
        method = _method(header.get("kid") or proof.get("verificationMethod"), issuer)
        if token:
            signing.check_token(token, method["publicKeyMultibase"])
        else:
            signing.check(document, method["publicKeyMultibase"])
    except NotSigned as refused:
        raise Unproven(Reason.BROKEN) from refused
    _check_time(found.made_at or proof.get("created"), method)


def _method(name: Any, issuer: Json) -> Json:
    known = issuer.get("verificationMethod")
    for method in known if isinstance(known, list) else []:
        is_meant = isinstance(method, dict) and name and method.get("id") == name
        if is_meant and isinstance(method.get("publicKeyMultibase"), str):
            found: Json = method
            return found
    raise Unproven(Reason.KEY)


def _check_time(moment: Any, method: Json) -> None:
    """Moments are written alike, in UTC, and so compare as they stand."""
    since = method.get("validFrom", "")
    until = method.get("expires", "9")
    told = (since, moment, until)
    if not all(isinstance(each, str) for each in told) or not since <= moment <= until:
        raise Unproven(Reason.TIME)


def _state(document: Json, lists: Json) -> State:
    place = states.find_place(document)
    subject = lists.get("credentialSubject")
    if place is None or not isinstance(subject, dict) or place[0] != lists.get("id"):
        return State.UNKNOWN
    try:
        is_set = states.is_set(str(subject.get("encodedList")), place[1])
    except NotSigned as refused:
        raise Unproven(Reason.BROKEN) from refused
    return State.REVOKED if is_set else State.VALID


def _told(document: Json, state: State) -> Proven:
    """Read what is shown; it was signed, and so is of the shape we write."""
    subject = _dict(document.get("credentialSubject"))
    made = _dict(subject.get("achievement"))
    identifiers = subject.get("identifier")
    named = (
        _dict(identifiers[0]) if isinstance(identifiers, list) and identifiers else {}
    )
    return Proven(
        name=str(named.get("identityHash", "")),
        title=str(made.get("name", "")),
        description=str(made.get("description", "")),
        issuer=str(_dict(document.get("issuer")).get("name", "")),
        issued=str(document.get("validFrom", "")),
        address=str(document.get("id", "")),
        state=state,
    )


def _attached(body: bytes) -> Json:
    """Return the credential attached to a PDF; raises ``Unproven`` for none or two."""
    found = {}
    for match in _STREAM.finditer(body):
        text = _unpacked(match.group(1))
        if b'"OpenBadgeCredential"' in text and text.lstrip().startswith(b"{"):
            found[text] = signing.read_json(text)
    if len(found) != 1:
        raise Unproven(Reason.NOTHING)
    return next(iter(found.values()))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _MOST_UNPACKED)
    except zlib.error:
        return stream


def _moment(seconds: Any) -> str:
    """Write the moment of a token as proofs write theirs; "" where it has none."""
    if not isinstance(seconds, int) or not 0 < seconds < 2**33:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _dict(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _id(issuer: Any) -> Any:
    return issuer.get("id") if isinstance(issuer, dict) else issuer
