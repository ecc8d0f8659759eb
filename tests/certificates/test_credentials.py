"""Credentials and papers: signed, complete, verifiable without the site."""

import json
import re
import stat
import zlib
from dataclasses import replace

import pytest

from lms.certificates import (
    credentials,
    keys,
    printing,
    proofs,
    queries,
    services,
    signing,
)
from lms.certificates.errors import KeyExposed, KeyMissing
from lms.certificates.proofs import Reason, State, Unproven
from lms.foundation.database import now
from lms.foundation.work import atomic
from lms.kernel.language import Language
from tests.factories import certificates as factory
from tests.factories.courses import make_course


@pytest.fixture
def made(inside):
    make_course("curso")
    factory.make_key()
    return factory.make_certificate("Ana Pérez")


def issuer() -> signing.Json:
    """The profile of the issuer, as a verifier would have kept it."""
    return json.loads(json.dumps(credentials.profile(queries.list_keys())))


def lists() -> signing.Json:
    bits, _ended = queries.list_not_valid(0)
    active = queries.find_active_key()
    plain = credentials.list_of_states(0, bits, active.valid_from)
    return credentials.sign(plain, keys.load(active.public), now())


def verified(body: bytes, known: signing.Json) -> proofs.Proven:
    return proofs.verify(proofs.find(body), known)


def refused(body: bytes, known: signing.Json) -> Reason:
    with pytest.raises(Unproven) as caught:
        verified(body, known)
    return caught.value.reason


def test_a_credential_is_an_open_badge_that_says_what_was_issued(made):
    badge = json.loads(made.credential)
    assert badge["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["id"] == f"http://localhost/verify/{made.code}/"
    assert badge["issuer"]["id"] == "http://localhost/credentials/issuer.json"
    subject = badge["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    assert subject["identifier"] == [
        {
            "type": "IdentityObject",
            "identityType": "name",
            "hashed": False,
            "identityHash": "Ana Pérez",
        }
    ]
    achievement = subject["achievement"]
    assert achievement["achievementType"] == "CertificateOfCompletion"
    assert achievement["name"] == "Certificado de finalización: Curso de prueba"
    assert badge["credentialStatus"]["statusListIndex"] == str(made.id)
    assert "@" not in made.credential.replace('"@context"', "")
    assert made.credential == signing.canonical(badge).decode()


def test_json_token_and_paper_prove_the_same(made):
    paper = printing.to_pdf(made, Language.ES)
    told = verified(made.credential.encode(), issuer())
    assert told.name == "Ana Pérez"
    assert told.state is State.UNKNOWN
    assert verified(made.token.encode(), issuer()) == told
    assert verified(paper, issuer()) == told


def test_no_byte_of_a_credential_can_change(made):
    body, known = made.credential.encode(), issuer()
    for at in range(len(body)):
        changed = body[:at] + bytes([body[at] ^ 2]) + body[at + 1 :]
        refused(changed, known)


def test_a_paper_with_another_credential_in_it_is_refused(made):
    paper = printing.to_pdf(made, Language.ES)
    forged = made.credential.replace("Ana Pérez", "Eva Pérez").encode()
    as_stream = b"stream\n" + forged + b"\nendstream"
    assert refused(b"%PDF-1.7\n" + as_stream, issuer()) is Reason.BROKEN
    assert refused(paper + as_stream, issuer()) is Reason.NOTHING


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7", b"{}", b"{", b"a.b.c", b"\xff\xd8", b"[" * 9000, b"1"]
)
def test_a_file_without_a_credential_proves_nothing(made, body):
    reasons = {Reason.NOTHING, Reason.ISSUER}
    assert refused(body, issuer()) in reasons


def test_what_an_old_key_signed_stays_verifiable(made):
    old = queries.find_active_key().public
    new = factory.make_key()
    assert new != old
    known = issuer()
    assert len(known["verificationMethod"]) == 2
    assert verified(made.credential.encode(), known).name == "Ana Pérez"
    assert verified(made.token.encode(), known).name == "Ana Pérez"
    (keys.folder() / f"{old}.pem").unlink()
    later = factory.make_certificate("Luz Ríos")
    assert new in later.credential and old not in later.credential
    assert verified(later.credential.encode(), known).name == "Luz Ríos"


def test_a_retired_key_signs_nothing_any_more(made):
    pair = keys.load(queries.find_active_key().public)
    factory.make_key()
    late = "2999-01-01T00:00:00Z"
    plain = credentials.badge(made)
    method = credentials.method_of(pair.public)
    forged = signing.sign(plain, private=pair.private, method=method, at=late)
    assert refused(signing.canonical(forged), issuer()) is Reason.TIME
    early = signing.sign(
        plain, private=pair.private, method=method, at="1999-01-01T00:00:00Z"
    )
    assert refused(signing.canonical(early), issuer()) is Reason.TIME


def test_another_issuer_or_a_key_it_does_not_have_is_told(made):
    body = made.credential.encode()
    assert refused(body, {**issuer(), "id": "https://otro.example/"}) is Reason.ISSUER
    assert refused(body, {**issuer(), "verificationMethod": []}) is Reason.KEY
    assert refused(body, {}) is Reason.ISSUER


def test_the_list_of_states_tells_what_no_longer_holds(made):
    found = proofs.find(made.credential.encode())
    assert proofs.verify(found, issuer(), lists()).state is State.VALID
    other = factory.make_certificate("Luz Ríos")
    factory.revoke(other)
    again = factory.reissue(made, "Ana Pérez Soto")
    assert proofs.verify(found, issuer(), lists()).state is State.REVOKED
    for one, state in ((other, State.REVOKED), (again, State.VALID)):
        asked = proofs.find(one.credential.encode())
        assert proofs.verify(asked, issuer(), lists()).state is state


def test_a_changed_list_of_states_is_refused(made):
    found, changed = proofs.find(made.credential.encode()), lists()
    changed["credentialSubject"] = {**changed["credentialSubject"], "encodedList": "u"}
    with pytest.raises(Unproven):
        proofs.verify(found, issuer(), changed)
    elsewhere = credentials.list_of_states(1, [], now())
    pair = keys.load(queries.find_active_key().public)
    signed = credentials.sign(elsewhere, pair, now())
    assert proofs.verify(found, issuer(), signed).state is State.UNKNOWN


def test_without_a_key_certificates_wait_for_their_signature(inside):
    make_course("curso")
    made = factory.make_certificate()
    assert made.credential is None
    assert printing.to_pdf(made, Language.ES).startswith(b"%PDF")
    factory.make_key()
    with atomic():
        assert services.sign_waiting() == 1
        assert services.sign_waiting() == 0
    assert verified(made.credential.encode(), issuer()).name == "Ana Pérez"
    assert verified(made.token.encode(), issuer()).name == "Ana Pérez"


def test_keys_are_readable_by_their_owner_alone(made):
    public = queries.find_active_key().public
    file = keys.folder() / f"{public}.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.folder().stat().st_mode) == 0o700
    file.chmod(0o644)
    with pytest.raises(KeyExposed) as told:
        keys.load(public)
    assert str(file) in str(told.value)
    file.unlink()
    with pytest.raises(KeyMissing):
        keys.load(public)


# Papers


def streams(paper: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            found.append(match[1])
    return found


@pytest.mark.parametrize("language", list(Language))
def test_a_paper_is_accessible_and_the_same_every_time(made, language):
    paper = printing.to_pdf(made, language)
    assert paper == printing.to_pdf(made, language)
    (about,) = [text for text in streams(paper) if b"xpacket" in text]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in about
    assert b"<pdfaid:part>3</pdfaid:part>" in about
    assert b"Ana P\xc3\xa9rez" in about
    assert b"/Marked true" in paper
    assert b"/EmbeddedFile" in paper


def test_papers_of_three_languages_differ(made):
    assert len({printing.to_pdf(made, language) for language in Language}) == 3


@pytest.mark.parametrize(
    "name",
    [
        '"; panic("x") #panic() $a$ *b* _c_ \\ @d <e> //',
        "#sys.inputs",
        "W" * 120,
        "María de los Ángeles Fernández-Etcheverry y Martínez de la Concepción " * 1,
        "Nguyễn Thị Ánh",
        "محمد علي",
        "李明 🙂",
        "\u200b",
    ],
)
def test_no_name_is_code_and_every_name_fits_on_one_page(made, name):
    with atomic():
        made.name = name
    paper = printing.to_pdf(made, Language.ES)
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1


def test_the_words_of_a_paper_are_its_certificates(made):
    told = printing._told(made)
    assert told["name"] == "Ana Pérez"
    assert told["address"] == f"http://localhost/verify/{made.code}/"
    assert told["code"].replace("-", "") == made.code
    assert told["facts"].startswith("1 hora · ")


def test_a_token_that_does_not_say_when_it_was_made_is_refused(made):
    found = proofs.find(made.token.encode())
    with pytest.raises(Unproven):
        proofs.verify(replace(found, made_at=""), issuer())
