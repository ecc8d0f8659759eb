"""What the site says, in every language: nothing missing, left over or half done."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from lms.foundation.i18n import LOCALES, TRANSLATIONS, gettext, speaking
from lms.kernel.language import LANGUAGES, SOURCE

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in LANGUAGES if language is not SOURCE]
MARKED = {"_", "gettext", "ngettext", "lazy", "N_", "page_gettext", "page_ngettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%%|%[a-z]|\{\w*\}")
READER = Environment(autoescape=True)
WORD = re.compile(r"[^\W\d_]+")

# A picture of every part, for those who make pages.
NOT_FOR_PEOPLE = ("lms/styleguide.html",)
# Invented people and courses to measure on; the words inside a text, in its language.
OWN_WORDS = (
    "lms/cli/seed.py",
    "lms/cli/load_course.py",
    "lms/content/labels.py",
    "lms/content/exchange/encodings.py",
)

Id = str | tuple[str, ...]


def forms(text: Id) -> tuple[str, ...]:
    """The singular and the plural of a text that counts, or a text alone."""
    return (text,) if isinstance(text, str) else tuple(text)


@cache
def in_the_code() -> dict[str, set[Id]]:
    """Every source text, by the folder it is in, as tools/texts.sh finds them."""
    script = (ROOT / "tools" / "texts.sh").read_text("utf-8")
    keywords = dict(DEFAULT_KEYWORDS)
    keywords |= dict.fromkeys(re.findall(r"--keywords (\w+)", script))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {each["pattern"]: each for each in mappings}
    found = {}
    for folder in ("lms", "templates"):
        rows = extract_from_dir(ROOT / folder, methods, options, keywords)
        found[folder] = {message for _, _, message, _, _ in rows}
    return found


def source_texts() -> set[Id]:
    return in_the_code()["lms"] | in_the_code()["templates"]


@cache
def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "lms.po").open("rb") as file:
        return read_po(file, locale=LOCALES[language])


@cache
def told(language: str) -> dict[Id, Id]:
    """The translation of each source text."""
    return {message.id: message.string for message in catalogue(language) if message.id}


def first(texts: set[Id]) -> set[str]:
    """A catalogue knows a text that counts by its singular."""
    return {forms(text)[0] for text in texts}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_the_texts_of_the_code_and_no_other(language):
    known = first(set(told(language)))
    assert sorted(first(source_texts()) - known) == [], "run tools/texts.sh"
    assert sorted(known - first(source_texts())) == [], "run tools/texts.sh"
    assert not catalogue(language).obsolete


def test_a_text_counts_everywhere_or_nowhere():
    counting = {text[0]: text for text in source_texts() if not isinstance(text, str)}
    for language in OTHERS:
        known = {id_[0]: id_ for id_ in told(language) if not isinstance(id_, str)}
        assert known == counting


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_looked_at(language):
    empty = [id_ for id_, text in told(language).items() if not all(forms(text))]
    assert empty == []
    assert [each.id for each in catalogue(language) if each.fuzzy and each.id] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_places_to_fill(language):
    for id_, text in told(language).items():
        assert len(forms(text)) == len(forms(id_))
        for asked, given in zip(forms(id_), forms(text), strict=True):
            wanted = Counter(PLACEHOLDER.findall(asked))
            assert Counter(PLACEHOLDER.findall(given)) == wanted, id_


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_begins_and_ends_with_the_same_spaces(language):
    for id_, text in told(language).items():
        for asked, given in zip(forms(id_), forms(text), strict=True):
            edge = len(asked) - len(asked.lstrip()), len(asked) - len(asked.rstrip())
            assert edge == (
                len(given) - len(given.lstrip()),
                len(given) - len(given.rstrip()),
            ), id_


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_spanish(language):
    spanish = {form for text in source_texts() for form in forms(text)}
    left = [
        form
        for text in told(language).values()
        for form in forms(text)
        if form in spanish and len(WORD.findall(PLACEHOLDER.sub("", form))) > 3
    ]
    assert left == []


# ---- Nothing is said past the catalogues -------------------------------------


class Shown(HTMLParser):
    """Collects what people see or hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.words.append(data)

    def handle_starttag(self, tag, attrs) -> None:
        heard = ("alt", "aria-label", "placeholder", "title")
        self.words += [value or "" for name, value in attrs if name in heard]


def templates() -> Iterator[tuple[str, str]]:
    folder = ROOT / "templates"
    for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.txt"))):
        name = path.relative_to(folder).as_posix()
        if name not in NOT_FOR_PEOPLE:
            yield name, path.read_text("utf-8")


def bare(source: str) -> str:
    """A template without its expressions; a tag named by one is called x."""
    page, inside = "", False
    for _, kind, value in READER.lex(source):
        if kind in ("variable_begin", "block_begin"):
            inside = kind == "block_begin"
        elif kind == "variable_end":
            page += "x" if page.endswith(("<", "</")) else "0"
        elif kind == "data" and not inside:
            page += value
        inside = inside and kind != "block_end"
    return page


def spoken_by(source: str) -> list[str]:
    shown = Shown()
    shown.feed(bare(source))
    # A macro may hold attributes alone, to stand inside somebody else's tag.
    return [
        words.strip()
        for words in shown.words
        if WORD.search(words) and '="' not in words
    ]


def test_no_template_speaks_past_the_catalogues():
    loose = {name: words for name, text in templates() if (words := spoken_by(text))}
    assert loose == {}


def test_the_reading_of_templates_sees_what_is_written_there():
    source = (
        '<p class="a{{ b }}">{{ _("Sí") }} · 3<b{% if c %} title="Uno"{% endif %}>'
        "</b>Dos {# tres #}</p><{{ tag }}>{{ four }}</{{ tag }}>"
    )
    assert spoken_by(source) == ["Uno", "Dos"]


SPANISH = re.compile(r"[áéíóúñÁÉÍÓÚÑ¿¡«»]|\b(?:el|la|los|las|su|sus|una?|que)\b", re.I)


def reads_as_spanish(text: str, least: int) -> bool:
    return len(WORD.findall(text)) >= least and bool(SPANISH.search(text))


def test_no_expression_of_a_template_speaks_past_the_catalogues():
    loose = []
    for name, text in templates():
        page = READER.parse(text)
        marked = {
            id(word)
            for call in page.find_all(nodes.Call)
            if isinstance(call.node, nodes.Name) and call.node.name in MARKED
            for word in call.find_all(nodes.Const)
        }
        loose += [
            (name, word.value)
            for word in page.find_all(nodes.Const)
            if id(word) not in marked
            and isinstance(word.value, str)
            and reads_as_spanish(word.value, least=1)
        ]
    assert loose == []


def called(node: ast.AST) -> str:
    """The plain name of what a call calls, if it has one."""
    is_plain = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return node.func.id if is_plain else ""


def unmarked(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a module but what explains it and what is translated."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if called(node) in MARKED:
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) else None
        if isinstance(words, str) and id(node) not in passed:
            yield node.lineno, words


@cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted((ROOT / "lms").rglob("*.py"))
    }


def test_no_sentence_of_a_module_goes_past_the_catalogues():
    loose = [
        f"{name}:{line} {text}"
        for name, tree in modules().items()
        if name not in OWN_WORDS
        for line, text in unmarked(tree)
        if reads_as_spanish(text, least=4)
    ]
    assert loose == []


def findings() -> Iterator[tuple[str, str]]:
    """The sentences about courses, which ``N_`` marks for whoever will show them."""
    for name, tree in modules().items():
        if not name.startswith("lms/content/"):
            continue
        for node in ast.walk(tree):
            if called(node) == "N_":
                yield name, ast.literal_eval(node.args[0])


@pytest.mark.parametrize("language", OTHERS)
def test_a_finding_in_a_course_is_told_in_every_language(language):
    found = list(findings())
    assert {name for name, _ in found} >= {
        "lms/content/record.py",
        "lms/content/svg.py",
    }
    with speaking(language):
        for _, message in found:
            values = dict.fromkeys(re.findall(r"%\((\w+)\)", message), 7)
            sentence = gettext(message, **values)
            assert sentence != (message % values if values else message)
            assert "%(" not in sentence
