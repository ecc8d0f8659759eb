"""The commands about keys and files, and verifying without a site."""

import json

import pytest

from lms.application import create_app
from lms.certificates import keys
from tests.conftest import settings
from tests.factories import certificates as factory


@pytest.fixture
def run(app):
    """Run a command of ours; return its status and what it said."""

    def run(*words: str, site=app) -> tuple[int, str]:
        told = site.test_cli_runner().invoke(args=["lms", *words])
        return told.exit_code, told.output

    return run


@pytest.fixture
def certificate(world, made):
    """A certificate that was issued before there was a key."""
    return made(factory.make_certificate, "Ana Pérez", subject="ana")


def keep(tmp_path, browse, path: str, name: str) -> str:
    file = tmp_path / name
    file.write_bytes(browse("ana").get(path).data)
    return str(file)


def test_the_first_key_signs_what_waited(app, run, certificate, browse):
    status, told = run("keys", "make")
    assert status == 0
    assert "1 certificado firmado" in told
    badge = browse("ana").get(f"/me/certificates/{certificate.id}.json").json
    with app.app_context():
        (file,) = keys.folder().iterdir()
    assert badge["proof"]["verificationMethod"].endswith(f"#{file.stem}")
    assert run("keys", "make")[0] == 1
    assert len(run("keys", "list")[1].splitlines()) == 1


def test_a_rotated_key_leaves_the_old_one_known(run, certificate, browse, tmp_path):
    run("keys", "make")
    file = keep(tmp_path, browse, f"/me/certificates/{certificate.id}.json", "a.json")
    assert run("keys", "rotate")[0] == 0
    first, second = (line.split("\t") for line in run("keys", "list")[1].splitlines())
    assert first[2] == "-" and second[2] != "-"
    assert run("verify", file)[0] == 0


def test_without_an_address_there_is_no_key(run, site, monkeypatch, world):
    monkeypatch.setitem(site.config, "LMS_BASE_URL", "")
    status, told = run("keys", "make")
    assert status == 1
    assert "BASE_URL" in told
    assert run("keys", "list") == (0, "")


@pytest.mark.parametrize("kind", ["pdf", "json", "jwt"])
def test_a_file_is_verified_where_nothing_else_is(
    run, certificate, browse, tmp_path, kind
):
    run("keys", "make")
    path = f"/me/certificates/{certificate.id}.{kind}"
    file = keep(tmp_path, browse, path, f"a.{kind}")
    issuer = keep(tmp_path, browse, "/credentials/issuer.json", "issuer.json")
    states = keep(tmp_path, browse, "/credentials/states/0.json", "states.json")
    nowhere = create_app(settings(f"sqlite:///{tmp_path / 'no.sqlite3'}", tmp_path))
    status, told = run("verify", file, "--issuer", issuer, site=nowhere)
    assert status == 0
    assert "Auténtico" in told and "Ana Pérez" in told
    assert "no se sabe si se revocó" in told
    with_states = ("--issuer", issuer, "--states", states)
    status, told = run("verify", file, *with_states, site=nowhere)
    assert status == 0
    assert "Vigente según la lista de estados." in told


def test_a_revoked_certificate_fails_with_its_list(
    run, certificate, browse, tmp_path, made
):
    run("keys", "make")
    made(factory.revoke, certificate)
    file = keep(tmp_path, browse, f"/me/certificates/{certificate.id}.json", "a.json")
    states = keep(tmp_path, browse, "/credentials/states/0.json", "states.json")
    status, told = run("verify", file, "--states", states)
    assert status == 1
    assert "ya no es válido" in told


def test_what_was_changed_or_is_something_else_fails(
    run, certificate, browse, tmp_path
):
    run("keys", "make")
    path = f"/me/certificates/{certificate.id}.json"
    badge = browse("ana").get(path).json
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "Eva Pérez"
    file = tmp_path / "a.json"
    file.write_text(json.dumps(badge))
    status, told = run("verify", str(file))
    assert status == 1
    assert "No es auténtico" in told and "Eva" not in told
    file.write_bytes(b"\x00\xff")
    assert "no lleva una credencial" in run("verify", str(file))[1]
    good = keep(tmp_path, browse, path, "b.json")
    assert "no es un archivo JSON" in run("verify", good, "--issuer", str(file))[1]
    assert run("verify", str(tmp_path / "none"))[0] == 2
