"""Reads pages of the desk as a browser without scripts would."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser


class Sent(HTMLParser):
    """The fields of one form as they would be sent; ``radios`` tells what it offers."""

    def __init__(self, html: str, mark: str) -> None:
        super().__init__()
        self.mark = mark
        self.fields: dict[str, str] = {}
        self.radios: dict[str, list[str]] = {}
        self.action = ""
        self._inside = False
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form" and self.mark in of.get("action", "") + of.get("class", ""):
            self._inside, self.action = True, of["action"]
        if not self._inside:
            return
        if tag == "textarea":
            self._area = of["name"]
            self.fields[self._area] = ""
        if tag != "input":
            return
        if of.get("type") == "radio":
            self.radios.setdefault(of["name"], []).append(of["value"])
        if of.get("type") not in ("radio", "checkbox") or "checked" in of:
            self.fields[of["name"]] = of.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n").removeprefix("\r\n")


def words(html: str) -> str:
    """The words of the main part of a page, and what is told above it."""
    main = html.partition('<div class="notices"')[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def links(html: str, part: str) -> list[str]:
    """Every address of a page that holds these signs."""
    found = re.findall(r'href="([^"]+)"', html)
    return [unescape(link) for link in found if part in link]


def judging(html: str) -> Sent:
    """The form that marks an answer."""
    return Sent(html, "judge")


def filled(form: Sent, levels: Mapping[str, str], **more: str) -> dict[str, str]:
    """What a form sends once these levels are chosen in it."""
    chosen = {f"level-{criterion}": level for criterion, level in levels.items()}
    return {**form.fields, **chosen, **more}
