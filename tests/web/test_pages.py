"""What every answer says besides its content."""

import gzip
import re

import pytest

from lms.people.roles import Role
from lms.web.headers import POLICY
from tests.factories.people import make_member


def test_every_page_forbids_inline_code_and_foreign_content(client):
    answer = client.get("/")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_page_made_for_somebody_is_stored_by_no_browser(app, client, sign_in):
    with app.app_context():
        subject = make_member().subject
    sign_in(client, subject)
    for path in ("/", "/courses/", "/me/", "/me/data/", "/courses/none/"):
        kept = client.get(path).headers["Cache-Control"]
        assert kept == "private, no-store", path
    address = re.search(r'href="(/static/[^"]+\.css)"', client.get("/").text)[1]
    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_static_files_carry_their_content_in_the_name_and_last_a_year(client):
    page = client.get("/").text
    address = re.search(r'href="(/static/lms/base\.[0-9a-f]{12}\.css)"', page)[1]
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(answer.data).decode().lstrip().startswith(("/*", ":root"))
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_plain_static_name_works_and_is_asked_for_again(client):
    assert client.get("/static/lms/mark.svg").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["nothing.css", "../config.py", "lms/../../config.py", "lms/"]
)
def test_what_is_no_static_file_is_not_served(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_an_unknown_address_is_answered_in_our_words_with_our_headers(client):
    answer = client.get("/nothing/here", headers={"Accept-Language": "es"})
    assert answer.status_code == 404
    assert "Esta página no existe" in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_wrong_method_is_answered_in_our_words(client):
    answer = client.get("/language")
    assert answer.status_code == 405
    assert "Vuelva al inicio" in answer.text


@pytest.mark.parametrize(
    ("header", "language"),
    [("pt-BR,pt;q=0.9", "pt"), ("en-US", "en"), ("fr", "es"), ("", "es")],
)
def test_the_browser_is_spoken_to_in_its_language(client, header, language):
    answer = client.get("/", headers={"Accept-Language": header})
    assert f'<html lang="{language}"' in answer.text


def test_the_choice_of_language_and_theme_is_remembered(client):
    answer = client.post("/language", data={"language": "en", "next": "/courses/"})
    assert (answer.status_code, answer.location) == (303, "/courses/")
    client.post("/theme", data={"theme": "dark", "next": "/"})
    page = client.get("/", headers={"Accept-Language": "es"}).text
    assert '<html lang="en" data-theme="dark"' in page


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "\\\\e"])
def test_no_choice_leads_to_another_site(client, then):
    for path, data in (
        ("/language", {"language": "pt"}),
        ("/theme", {"theme": "dark"}),
    ):
        assert client.post(path, data={**data, "next": then}).location == "/"


@pytest.mark.parametrize(
    ("path", "data"),
    [("/language", {"language": "xx"}), ("/language", {}), ("/theme", {"theme": "x"})],
)
def test_a_choice_that_is_none_is_refused(client, path, data):
    assert client.post(path, data=data).status_code == 422


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        ({}, False),
        ({Role.INSTRUCTOR: "curso"}, False),
        ({Role.ALUMNI: ""}, True),
        ({Role.FOCAL_POINT: "SV"}, True),
        ({Role.SECRETARIAT: ""}, True),
    ],
)
def test_the_way_to_the_encuentro_is_shown_to_whom_it_is_open(
    app, client, sign_in, roles, shown
):
    with app.app_context():
        subject = make_member(roles=roles).subject
    sign_in(client, subject)
    assert ('href="/encuentro/"' in client.get("/").text) is shown


def test_a_static_file_that_is_not_there_is_missed_in_the_readers_language(client):
    client.get("/", headers={"Accept-Language": "en"})
    answer = client.get("/static/no.css", headers={"Accept-Language": "pt"})
    assert answer.status_code == 404
    assert '<html lang="pt"' in answer.text


def test_a_failure_of_ours_is_a_designed_page_that_tells_nothing(
    app, client, monkeypatch, caplog
):
    def break_down(**_):
        raise RuntimeError("a secret detail")

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "lms.catalogue.list_courses", break_down)
    answer = client.get("/courses/", headers={"Accept-Language": "es"})
    assert answer.status_code == 500
    assert "Algo falló de nuestro lado" in answer.text
    assert "secret" not in answer.text
    assert "a secret detail" in caplog.text
    assert client.get("/").status_code == 200
