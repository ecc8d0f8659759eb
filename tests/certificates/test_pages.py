"""The pages of certificates for anybody, and for the holder."""

import io
import json

import pytest

from lms.certificates import proofs
from lms.certificates.views.verify import CODES_PER_NETWORK
from tests.factories import certificates as factory

LANGUAGES = ("es", "pt", "en")


# For anybody


def test_anybody_with_the_code_sees_what_was_issued(browse, certificate):
    page = browse().get(f"/verify/{certificate.code}/")
    assert page.status_code == 200
    for told in ("Certificado válido", "Ana Pérez", "Curso de prueba", "1 hora"):
        assert told in page.text
    assert "ana@example.org" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_speaks_three_languages(browse, certificate, language):
    client = browse()
    told = {
        "es": "Certificado válido",
        "pt": "Certificado válido",
        "en": "Valid certificate",
    }
    headers = {"Accept-Language": language}
    page = client.get(f"/verify/{certificate.code}/", headers=headers)
    assert f'<html lang="{language}"' in page.text
    assert told[language] in page.text
    for path in ("/verify/", "/verify/file/"):
        assert client.get(path, headers=headers).status_code == 200


def test_a_code_is_found_however_it_was_typed(browse, certificate):
    client, code = browse(), certificate.code
    typed = f"{code[:5]}-{code[5:10]}-{code[10:15]}-{code[15:]}".lower()
    answer = client.get("/verify/", query_string={"code": f" {typed} "})
    assert answer.headers["Location"] == f"/verify/{code}/"
    assert client.get(f"/verify/{typed}/").headers["Location"] == f"/verify/{code}/"


@pytest.mark.parametrize(
    "code", ["A" * 20, "x", "0" * 20, "%00", "é" * 20, "'--", "<b>"]
)
def test_a_code_that_opens_nothing_gets_a_page_that_helps(browse, world, code):
    page = browse().get(f"/verify/{code}/")
    assert page.status_code == 404
    assert "<b>" not in page.text.replace("<b></b>", "")


def test_typing_what_is_no_code_asks_again(browse, world):
    page = browse().get("/verify/", query_string={"code": '"><script>'})
    assert page.status_code == 404
    assert "Ningún certificado tiene ese código" in page.text
    assert "<script>" not in page.text.split("</head>")[1]


def test_who_tries_many_codes_has_to_wait(browse, world):
    client = browse()
    most = int(CODES_PER_NETWORK.split("/")[0])
    answers = [client.get(f"/verify/{'A' * 20}/").status_code for _ in range(most + 1)]
    assert answers == [404] * most + [429]


def test_a_revoked_certificate_says_so_and_why(browse, made, certificate):
    made(factory.revoke, certificate, "Se emitió por error.")
    page = browse().get(f"/verify/{certificate.code}/")
    assert "Certificado revocado" in page.text
    assert "Se emitió por error." in page.text
    assert "Certificado válido" not in page.text


def test_a_replaced_certificate_leads_to_the_new_one(browse, made, certificate):
    again = made(factory.reissue, certificate, "Ana Pérez Soto")
    page = browse().get(f"/verify/{certificate.code}/")
    assert "Certificado reemplazado" in page.text
    assert f"/verify/{again.code}/" in page.text


def test_a_hidden_name_is_on_no_public_page(browse, made, certificate):
    holder = browse("ana")
    path = f"/me/certificates/{certificate.id}/visibility"
    assert holder.post(path, data={"shows": "0"}).status_code == 303
    page = browse().get(f"/verify/{certificate.code}/")
    assert "Certificado válido" in page.text
    assert "Ana Pérez" not in page.text
    again = made(factory.reissue, certificate, "Ana Pérez Soto")
    old = browse().get(f"/verify/{certificate.code}/")
    assert again.code not in old.text
    assert "Soto" not in browse().get(f"/verify/{again.code}/").text
    path = f"/me/certificates/{again.id}/visibility"
    assert holder.post(path, data={"shows": "1"}).status_code == 303
    assert "Soto" in browse().get(f"/verify/{again.code}/").text


def test_keys_and_states_are_published_for_every_verifier(browse, certificate):
    client = browse()
    issuer = client.get("/credentials/issuer.json")
    states = client.get("/credentials/states/0.json")
    for answer in (issuer, states):
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
    found = proofs.find(certificate.credential.encode())
    told = proofs.verify(found, issuer.json, states.json)
    assert told.state == "valid"
    assert client.get("/credentials/states/1.json").status_code == 404
    assert states.json == client.get("/credentials/states/0.json").json


def test_without_a_key_there_is_no_list_of_states(browse, world):
    assert browse().get("/credentials/states/0.json").status_code == 404
    assert browse().get("/credentials/issuer.json").json["verificationMethod"] == []


def send(client, body: bytes, name: str = "x.json"):
    return client.post("/verify/file/", data={"file": (io.BytesIO(body), name)})


def test_a_file_is_verified_here_where_there_are_no_scripts(browse, made, certificate):
    client = browse()
    page = send(client, certificate.credential.encode())
    assert page.status_code == 200
    assert "Auténtico" in page.text and "Ana Pérez" in page.text
    paper = browse("ana").get(f"/me/certificates/{certificate.id}.pdf").data
    assert "Ana Pérez" in send(client, paper, "x.pdf").text
    assert "Ana Pérez" in send(client, certificate.token.encode()).text
    forged = certificate.credential.replace("Ana", "Eva").encode()
    page = send(client, forged)
    assert page.status_code == 422
    assert "No es auténtico" in page.text and "Eva" not in page.text
    made(factory.revoke, certificate)
    page = send(client, certificate.credential.encode())
    assert "ya no es válido" in page.text


def test_no_file_or_another_one_is_told_plainly(browse, world):
    client = browse()
    assert client.post("/verify/file/", data={}).status_code == 422
    assert send(client, b"").status_code == 422
    assert "no lleva una credencial" in send(client, b"\x00" * 50, "<b>.pdf").text


# For the holder


def test_the_holder_has_a_list_with_the_hours(browse, certificate):
    page = browse("ana").get("/me/certificates/")
    assert page.status_code == 200
    assert "1 hora certificada en total." in page.text
    assert f"/verify/{certificate.code}/" in page.text


def test_hours_of_what_does_not_hold_are_not_counted(browse, made, certificate):
    made(factory.revoke, certificate)
    page = browse("ana").get("/me/certificates/")
    assert "en total" not in page.text
    assert "Se emitió por error." in page.text


def test_who_has_none_is_told_how_to_get_one(browse, world):
    page = browse(world.subject("stranger")).get("/me/certificates/")
    assert "Todavía no tiene certificados" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_holder_downloads_the_paper_in_each_language(browse, certificate, language):
    path = f"/me/certificates/{certificate.id}.pdf"
    answer = browse("ana").get(path, query_string={"language": language})
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert (
        f'{certificate.code}-{language}.pdf"' in answer.headers["Content-Disposition"]
    )


def test_the_holder_downloads_badge_and_token(browse, certificate):
    client = browse("ana")
    badge = client.get(f"/me/certificates/{certificate.id}.json")
    assert json.loads(badge.data) == json.loads(certificate.credential)
    token = client.get(f"/me/certificates/{certificate.id}.jwt")
    assert token.data.decode() == certificate.token


def test_a_credential_that_waits_for_a_key_says_so(browse, world, made):
    waiting = made(factory.make_certificate, "Luz Ríos", subject="luz")
    client = browse("luz")
    assert "Open Badge" not in client.get("/me/certificates/").text
    for kind in ("json", "jwt"):
        answer = client.get(f"/me/certificates/{waiting.id}.{kind}")
        assert answer.status_code == 409
    assert client.get(f"/me/certificates/{waiting.id}.pdf").status_code == 200
