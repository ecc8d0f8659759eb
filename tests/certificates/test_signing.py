"""Signatures: the published examples of the suite, and every byte that could change."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from lms.certificates import codes, signing, states
from lms.certificates.signing import NotSigned

# The example of W3C, Data Integrity EdDSA Cryptosuites 1.0, for eddsa-jcs-2022.
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/examples/v2",
]
ALUMNI = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:example:abcdefgh",
        "alumniOf": "The School of Examples",
    },
}
VALUE = (
    "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogt"
    "uTsijJKh4"
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OWN = signing.public_of(KEY)


def signed() -> dict[str, object]:
    private = Ed25519PrivateKey.from_private_bytes(signing.from_base58(SECRET)[2:])
    assert signing.public_of(private) == PUBLIC
    return signing.sign(
        ALUMNI, private=private, method=METHOD, at="2023-02-24T23:36:38Z"
    )


def test_we_sign_as_the_published_example_does():
    assert signed()["proof"] == {
        "@context": CONTEXT,
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": VALUE,
    }
    signing.check(signed(), PUBLIC)


def test_no_byte_of_a_signed_document_can_change():
    body = signing.canonical(signed())
    for at in range(len(body)):
        changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        with pytest.raises(NotSigned):
            signing.check(signing.read_json(changed), PUBLIC)


def test_no_letter_of_a_token_can_change():
    token = signing.sign_token({"name": "Ana Pérez"}, private=KEY, method="m")
    signing.check_token(token, OWN)
    assert signing.read_token(token)[1] == {"name": "Ana Pérez"}
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        with pytest.raises(NotSigned):
            signing.check_token(token[:at] + other + token[at + 1 :], OWN)


def test_another_key_does_not_verify():
    with pytest.raises(NotSigned):
        signing.check(signed(), OWN)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Ed25519Signature2020"},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"proofPurpose": "authentication"},
        {"proofValue": 7},
        {"proofValue": "u" + VALUE[1:]},
        {"proofValue": "z0OIl"},
        {"@context": ["https://other.example/"]},
    ],
)
def test_a_proof_of_another_kind_is_refused(change):
    document = signed()
    document["proof"] = {**document["proof"], **change}
    with pytest.raises(NotSigned):
        signing.check(document, PUBLIC)


@pytest.mark.parametrize(
    "token",
    ["", "a.b", "a.b.c", "....", "e30.e30.", "eyJhbGciOiJub25lIn0.e30.", "é.é.é"],
)
def test_what_is_no_token_is_refused(token):
    with pytest.raises(NotSigned):
        signing.check_token(token, OWN)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"a":1,"a":2}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_json_object_is_refused(body):
    with pytest.raises(NotSigned):
        signing.read_json(body)


@pytest.mark.parametrize("name", ["", "z", "6Mk", "z6Mk", "z" + "1" * 200, PUBLIC[:-1]])
def test_what_is_no_key_is_refused(name):
    with pytest.raises(NotSigned):
        signing.read_public(name)


@given(some.binary(max_size=60))
def test_base58_gives_back_what_it_was_given(data):
    assert signing.from_base58(signing.to_base58(data)) == data


@given(some.sets(some.integers(0, states.SIZE - 1), max_size=20))
def test_a_list_of_states_has_exactly_the_bits_it_was_given(bits):
    packed = states.encoded(bits)
    assert len(packed) < 1_000
    asked = bits | {0, 1, 7, 8, states.SIZE - 1}
    assert {bit for bit in asked if states.is_set(packed, bit)} == bits


def test_the_first_bit_is_the_leftmost_one():
    packed = states.encoded([0])
    assert states.is_set(packed, 0)
    assert not states.is_set(packed, 7)


@pytest.mark.parametrize("packed", ["", "u", "uAAAA", "zAAAA", "uH4sI", "é"])
def test_what_is_no_list_of_states_is_refused(packed):
    with pytest.raises(NotSigned):
        states.is_set(packed, 3)


def test_codes_are_long_and_of_letters_that_nobody_mixes_up():
    made = {codes.new_code() for _ in range(200)}
    assert len(made) == 200
    assert {len(code) for code in made} == {20}
    assert not set("".join(made)) & set("01OILU")
    code = min(made)
    assert codes.meant(f" {codes.shown(code).lower()} ") == code
    assert codes.meant(code + "A") == codes.meant(code[1:]) == codes.meant("") == ""


def test_what_is_signed_is_json_that_others_read():
    assert json.loads(signing.canonical({"é": ["\u2028", 1, True]})) == {
        "é": ["\u2028", 1, True]
    }
