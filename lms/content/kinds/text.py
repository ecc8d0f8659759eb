"""Activities that are a text: one Markdown file per language, side by side."""

from dataclasses import dataclass

from lms.content.canonical import Draft
from lms.content.checks.desk import Desk
from lms.content.checks.texts import mind_texts
from lms.content.schema import Activity, Content, TextActivity
from lms.content.shelf import Shelf
from lms.kernel.language import LANGUAGES, N_, Language, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class TextKind:
    """A lesson, a discussion or an exercise."""

    name: str

    def parse(self, shelf: Shelf, stem: str) -> TextActivity | None:
        """Read the file of each language that is there; one is enough."""
        title: Text = {}
        body: Text = {}
        for language in LANGUAGES:
            if shelf.has(path := text_path(stem, language)):
                _read_into(title, body, language, shelf, path)
        if not any(shelf.has(text_path(stem, language)) for language in LANGUAGES):
            shelf.notes.about(text_path(stem, LANGUAGES[0])).error(
                "missing-file", N_("Falta este archivo.")
            )
        return TextActivity(title=title, body=body) if title else None

    def check(self, activity: Activity, stem: str, desk: Desk) -> None:
        """Mind what the text says, in each language."""
        content = activity.content
        if isinstance(content, TextActivity) and content.title:
            paths = {language: text_path(stem, language) for language in LANGUAGES}
            mind_texts(content, paths, desk)

    def dump(self, content: Content, stem: str) -> dict[str, Draft]:
        """One file for each language that has a title."""
        assert isinstance(content, TextActivity)
        return {
            text_path(stem, language): _page(title, content.body.get(language, ""))
            for language, title in content.title.items()
        }


def text_path(stem: str, language: Language) -> str:
    """The file of a text in one language."""
    return f"{stem}.{language}.md"


def body_starts(text: str) -> int:
    """How many lines come before the body: the title and empty ones."""
    lines = text.split("\n")
    start = 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def _read_into(
    title: Text, body: Text, language: Language, shelf: Shelf, path: str
) -> None:
    text = shelf.text(path)
    if text is None:
        return
    first, _, _ = text.partition("\n")
    words = first[2:].strip() if first.startswith("# ") else ""
    if not words:
        shelf.notes.about(path).error(
            "no-title",
            N_("La primera línea tiene que ser el título: «# Título»."),
            line=1,
        )
        return
    start = body_starts(text)
    shelf.notes.stands(path, ("body",), start + 1)
    shelf.notes.stands(path, (), 1)
    title[language] = words
    body[language] = "\n".join(text.split("\n")[start:]).rstrip()


def _page(title: str, body: str) -> bytes:
    head = f"# {' '.join(title.split())}\n"
    words = body.replace("\r\n", "\n").strip("\n").rstrip()
    return (f"{head}\n{words}\n" if words else head).encode()
