"""Reads a quiz page as a browser without scripts would: forms, fields, words."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass
class Button:
    """A button: what it sends besides the form, and where it leads, if elsewhere."""

    name: str
    value: str
    to: str
    text: str = ""


class Page(HTMLParser):
    """The fields of a form as they would be sent, its buttons, and the visible text."""

    def __init__(self, html: str, form: str = "quiz") -> None:
        super().__init__()
        self.html = html
        self.form = form
        self.action = ""
        self.buttons: list[Button] = []
        self.fields: list[tuple[str, str]] = []
        self.orders: dict[str, list[str]] = {}
        self.checked: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[str] = []
        self.foreign: list[str] = []
        self._inside = False
        self._button: Button | None = None
        self._area: str | None = None
        self._text: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._text).split())

    def answering(self, **chosen: tuple[str, ...]) -> list[tuple[str, str]]:
        """The form with these answers chosen instead of what is ticked."""
        kept = [
            (name, value)
            for name, value in self.fields
            if not name.startswith("q-") or name[2:] not in chosen
        ]
        return kept + [
            (f"q-{id_}", value) for id_, values in chosen.items() for value in values
        ]

    def pressing(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        """Return where the button of this text leads, and what it sends."""
        button = next(each for each in self.buttons if text in each.text)
        own = [(button.name, button.value)] if button.name else []
        return button.to or self.action, [*self.fields, *own]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if "id" in of:
            (self.twice if of["id"] in self.ids else self.ids).add(of["id"] or "")
        if tag == "a" and of.get("href"):
            self.links.append(of["href"] or "")
        if of.get("lang") and tag != "html" and tag != "button":
            self.foreign.append(of["lang"] or "")
        if tag == "form":
            self._inside = of.get("id") == self.form
            self.action = of.get("action") or "" if self._inside else self.action
        if tag == "button" and (self._inside or of.get("form") == self.form):
            self._button = Button(
                of.get("name") or "", of.get("value") or "", of.get("formaction") or ""
            )
            self.buttons.append(self._button)
        if tag == "textarea" and self._inside:
            self._area = ""
            self.fields.append((of.get("name") or "", ""))
        if tag == "input" and self._inside:
            self._input(of)

    def _input(self, of: dict[str, str | None]) -> None:
        name, value = of.get("name") or "", of.get("value") or ""
        if of.get("type") in ("radio", "checkbox"):
            self.orders.setdefault(name[2:], []).append(value)
            if "checked" not in of:
                return
            self.checked.setdefault(name[2:], []).append(value)
        self.fields.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "button":
            self._button = None
        if tag == "textarea" and self._area is not None:
            name, _ = self.fields.pop()
            # A browser drops the line break right after the opening tag.
            self.fields.append((name, self._area.removeprefix("\n")))
            self._area = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._button:
            self._button.text += data
        if self._area is not None:
            self._area += data
