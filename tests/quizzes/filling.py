"""Fills in the fields of every kind of question, and tells what they are called."""

from flask.testing import FlaskClient

from tests.factories.quizzes import ADDRESS
from tests.quizzes.reading import Page

FILLED: dict[str, str | tuple[str, ...]] = {
    "single": "b",
    "multiple": ("a", "c"),
    "truefalse": "false",
    "matching__lemkin": "lemkin",
    "matching__convencion": "convencion",
    "matching__ruanda": "ruanda",
    "matching__estatuto": "convencion",
    "ordering__libro": "1",
    "ordering__convencion": "2",
    "ordering__ruanda": "3",
    "ordering__roma": "4",
    "short": "Raphael Lemkin",
    "numerical": "1,5 km",
    "cloze__ano": "1.948",
    "cloze__quien": "Lemkin",
    "cloze__obliga": "a",
    "categorising__traslado": "genocidio",
    "categorising__tortura": "lesa",
    "categorising__robo": "ninguna",
    "essay": "Los hechos caen bajo la Convención.",
    "reflection": "Avisaría a la red.",
    "likert": "algo",
}
"""A right answer to one of each kind, as it is filled in."""

Attributes = list[tuple[str, str | None]]


class Sheet(Page):
    """A quiz page; ``names`` says what a screen reader calls each field."""

    def __init__(self, html: str) -> None:
        self.names: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._label = self._select = ""
        super().__init__(html)

    def filling(self, **said: str | tuple[str, ...]) -> list[tuple[str, str]]:
        """The form with this in some fields: ``question``, or ``question__part``."""
        named = {f"q-{name.replace('__', '.')}": value for name, value in said.items()}
        ticked = {f"q-{id_}" for id_ in self.orders}
        assert set(named) <= ticked | {name for name, _ in self.fields}
        kept = [(name, value) for name, value in self.fields if name not in named]
        return kept + [
            (name, each)
            for name, value in named.items()
            for each in ((value,) if isinstance(value, str) else value)
        ]

    @property
    def said(self) -> dict[str, str]:
        """What the fields of questions say; of several ticked boxes the last by name.

        In what order they stand follows from the number of the enrolment.
        """
        told = sorted(self.fields)
        return {name: value for name, value in told if name.startswith("q-")}

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        of = {name: value or "" for name, value in attrs}
        if tag == "label":
            self._label = of.get("for", "")
        elif tag == "select":
            self._select = of["name"]
            self.fields.append((self._select, ""))
        elif tag == "option" and "selected" in of:
            self.fields[-1] = (self._select, of.get("value", ""))
        if tag in ("select", "textarea") or of.get("type") == "text":
            label = of.get("aria-label") or self._labels.get(of["id"], "")
            self.names[of["name"]] = label

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "label":
            self._label = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._label:
            self._labels[self._label] = self._labels.get(self._label, "") + data


def show(browser: FlaskClient) -> Sheet:
    """Open the quiz."""
    answer = browser.get(ADDRESS)
    assert answer.status_code == 200
    return Sheet(answer.text)
