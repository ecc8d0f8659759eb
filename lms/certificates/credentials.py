"""The Open Badge of a certificate, the profile of the issuer, the list of states."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import current_app

from lms.foundation.i18n import speaking
from lms.foundation.mail import link
from lms.kernel.language import Language

from . import signing, states, words
from .keys import Pair
from .models import Certificate, SigningKey
from .signing import Json

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
KEYS = "https://w3id.org/security/multikey/v1"

_KINDS = {
    "participation": "Certificate",
    "completion": "CertificateOfCompletion",
    "diploma": "Diploma",
}


def issuer_id() -> str:
    """Return the address that names the issuer for good."""
    return link("lms.certificates.show_issuer")


def address_of(code: str) -> str:
    """Return the address at which anybody verifies a certificate."""
    return link("lms.certificates.show_certificate", code=code)


def method_of(public: str) -> str:
    """Return how a proof names the key it was made with."""
    return f"{issuer_id()}#{public}"


def written(moment: datetime) -> str:
    """Write a moment as credentials do, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def badge(certificate: Certificate) -> Json:
    """Return a certificate as an Open Badge 3.0, not signed yet."""
    with speaking(Language(certificate.language)):
        return _badge(certificate)


def _badge(certificate: Certificate) -> Json:
    place, bit = states.place_of(certificate.id)
    lists = link("lms.certificates.show_states", number=place)
    title = words.grade_name(certificate.grade)
    return {
        "@context": [CREDENTIALS, BADGES],
        "id": address_of(certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{title}: {words.course_title(certificate)}",
        "issuer": {
            "id": issuer_id(),
            "type": ["Profile"],
            "name": current_app.config["LMS_SITE_NAME"],
        },
        "validFrom": written(certificate.issued_at),
        "credentialSubject": _subject(certificate, title),
        "credentialStatus": {
            "id": f"{lists}#{bit}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(bit),
            "statusListCredential": lists,
        },
    }


def _subject(certificate: Certificate, title: str) -> Json:
    course = words.course_title(certificate)
    told = (course, words.edition_title(certificate), words.facts(certificate))
    made = {
        "id": f"{issuer_id()}#{_achievement(certificate)}",
        "type": ["Achievement"],
        "achievementType": _KINDS[certificate.grade],
        "name": f"{title}: {course}",
        "description": " · ".join(part for part in told if part),
        "criteria": {"narrative": words.criteria(certificate.grade)},
        "inLanguage": certificate.language,
    }
    dates = {
        "activityStartDate": _midnight(certificate.starts_on),
        "activityEndDate": _midnight(certificate.ends_on),
    }
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": "name",
                "hashed": False,
                "identityHash": certificate.name,
            }
        ],
        **{name: moment for name, moment in dates.items() if moment},
        "achievement": made,
    }


def _achievement(certificate: Certificate) -> str:
    """Name what was achieved: the same course, edition, hours and grade, one name."""
    parts = (certificate.edition_id, certificate.grade, certificate.hours)
    told = "|".join(str(part) for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def _midnight(value: date | None) -> str | None:
    return f"{value.isoformat()}T00:00:00Z" if value else None


def sign(document: Json, pair: Pair, at: datetime) -> Json:
    """Return a document with the proof of one of our keys."""
    return signing.sign(
        document,
        private=pair.private,
        method=method_of(pair.public),
        at=written(at),
    )


def token(certificate: Certificate, pair: Pair, at: datetime) -> str:
    """Return a certificate as a JWT, for wallets that take no other proof."""
    document = badge(certificate)
    payload = {
        **document,
        "iss": issuer_id(),
        "jti": document["id"],
        "nbf": int(certificate.issued_at.timestamp()),
        "iat": int(at.timestamp()),
    }
    method = method_of(pair.public)
    return signing.sign_token(payload, private=pair.private, method=method)


def profile(keys: Iterable[SigningKey]) -> Json:
    """Return who issues, and with which keys since when: what a verifier keeps."""
    methods = [_method(key) for key in keys]
    return {
        "@context": [CREDENTIALS, BADGES, KEYS],
        "id": issuer_id(),
        "type": ["Profile"],
        "name": current_app.config["LMS_SITE_NAME"],
        "url": link("lms.learning.show_home"),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(key: SigningKey) -> Json:
    """Tell a key; once retired, ``expires`` says until when its proofs were made."""
    told: dict[str, Any] = {
        "id": method_of(key.public),
        "type": "Multikey",
        "controller": issuer_id(),
        "publicKeyMultibase": key.public,
        "validFrom": written(key.valid_from),
    }
    if key.retired_at:
        told["expires"] = written(key.retired_at)
    return told


def list_of_states(number: int, bits: Sequence[int], since: datetime) -> Json:
    """Return a list of states, not signed yet: the bits of what is not valid."""
    address = link("lms.certificates.show_states", number=number)
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": written(since),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": states.encoded(bits),
        },
    }
