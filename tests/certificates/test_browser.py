"""Certificates in a real browser: verified without a network, and how pages look."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.looks]

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def visit(app, chromium: Browser, certificate) -> Iterator[object]:
    """Open a page of the site, as somebody; every complaint of the browser fails."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # The little picture of the tab may be asked for when the network is cut off.
        if "favicon" not in message.location.get("url", ""):
            said.append(f"{message.text} {message.location}")

    with serving(app) as address:
        context = chromium.new_context(locale="es")

        def visit(path: str, subject: str = "") -> Page:
            if subject:
                signer = app.session_interface.get_signing_serializer(app)
                context.add_cookies(
                    [
                        {
                            "name": app.config["SESSION_COOKIE_NAME"],
                            "value": signer.dumps({"as": subject}),
                            "url": address,
                        }
                    ]
                )
            page = context.new_page()
            page.on("console", hear)
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(f"{address}{path}")
            return page

        yield visit
        context.close()
    assert said == []


def choose(page: Page, body: bytes, name: str) -> None:
    page.set_input_files(
        "#file", {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    )
    page.locator("[data-verify] button").click()


@pytest.mark.parametrize("kind", ["pdf", "json", "jwt"])
def test_a_file_is_verified_without_a_network(visit, browse, certificate, kind):
    body = browse("ana").get(f"/me/certificates/{certificate.id}.{kind}").data
    page = visit("/verify/file/")
    page.context.set_offline(True)
    choose(page, body, f"a.{kind}")
    outcome = page.locator("[data-outcome]")
    expect(outcome).to_contain_text("Auténtico")
    expect(outcome).to_contain_text("Ana Pérez")
    page.context.set_offline(False)


def test_a_changed_file_is_found_out_without_a_network(visit, certificate):
    badge = json.loads(certificate.credential)
    badge["credentialSubject"]["achievement"]["name"] = "Diploma"
    page = visit("/verify/file/")
    page.context.set_offline(True)
    outcome = page.locator("[data-outcome]")
    choose(page, json.dumps(badge).encode(), "a.json")
    expect(outcome).to_contain_text("No es auténtico")
    header, payload, signature = certificate.token.split(".")
    other = "A" if payload[40] != "A" else "B"
    forged = f"{header}.{payload[:40]}{other}{payload[41:]}.{signature}"
    choose(page, b"\x00\x01", "a.pdf")
    expect(outcome).to_contain_text("no lleva una credencial")
    choose(page, forged.encode(), "a.jwt")
    expect(outcome).not_to_contain_text("Auténtico")
    choose(page, certificate.credential.encode(), "a.json")
    expect(outcome).to_contain_text("Auténtico")
    page.context.set_offline(False)


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_clean_and_no_wider_than_the_screen(visit, certificate, width):
    holder = ("/me/certificates/",)
    public = ("/verify/", "/verify/file/", f"/verify/{certificate.code}/")
    desk = (
        "/secretariat/certificates/",
        f"/secretariat/certificates/{certificate.id}/",
        f"/secretariat/editions/{certificate.edition_id}/certificates/",
    )
    for who, paths in (("", public), ("ana", holder), ("world:secretariat", desk)):
        for path in paths:
            page = visit(path, who)
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found = Axe().run(
                    page, options={"runOnly": {"type": "tag", "values": STANDARD}}
                )
                assert [each["id"] for each in found.response["violations"]] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.close()
