"""What happens to certificates."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateIssued(Event):
    """Somebody was given a certificate; ``replaces_id`` names the one it replaces."""

    certificate_id: int
    member_id: int
    edition_id: int
    grade: str
    replaces_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateRevoked(Event):
    """A certificate is no longer valid."""

    certificate_id: int
    member_id: int
    reason: str
