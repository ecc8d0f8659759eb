"""What the record says of certificates: the words of each act."""

from lms.kernel.language import N_
from lms.record.words import describe

WORDS = {
    "certificate.issued": N_("%(by)s emitió un certificado a %(member)s"),
    "certificate.replaced": N_("%(by)s emitió de nuevo el certificado de %(member)s"),
    "certificate.revoked": N_("%(by)s revocó un certificado de %(member)s"),
    "key.made": N_("%(by)s creó una clave para firmar certificados"),
}


def tell_record() -> None:
    """Give the record its words for what happens here."""
    for act, sentence in WORDS.items():
        describe(act, sentence)
