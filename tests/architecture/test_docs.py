"""What the code offers is written down, and what is written down is there."""

import ast
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import click
import pytest

import config
import lms
from lms.application import SETTINGS
from lms.extension import DEFAULTS
from lms.kernel.events import Event

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SETTINGS_PAGE = DOCS / "configuration.md"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LIVING = [
    page
    for page in PAGES
    if page.parent.name != "decisions" and page.name != "CHANGELOG.md"
]
CODE = re.compile(r"`([^`]+)`")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def table(title: str) -> list[list[list[str]]]:
    """The rows of the table under a heading: the code names in each cell."""
    text = SETTINGS_PAGE.read_text("utf-8")
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [[CODE.findall(cell) for cell in row.strip("|").split("|")] for row in rows]


def first_column(title: str) -> list[str]:
    return [name for row in table(title) for name in row[0]]


def constants(path: Path, pattern: str) -> set[str]:
    """Every text of a module's code that looks like a name of this kind."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(pattern, node.value)
    }


MODULES = sorted((ROOT / "lms").rglob("*.py"))


# Environment variables


def names_asked_of_an_environment(path: Path) -> set[str]:
    """Names given to ``env.get``, ``environ.get``, ``in env`` and functions of env."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            about = " ".join(ast.unparse(part) for part in (node.func, *node.args[:1]))
            if re.search(r"\benv(iron)?\b", about):
                found |= {n.value for n in node.args if isinstance(n, ast.Constant)}
        elif isinstance(node, ast.Compare) and "env" in map(
            ast.unparse, node.comparators
        ):
            found |= {node.left.value} if isinstance(node.left, ast.Constant) else set()
    return {name for name in found if isinstance(name, str) and name.isupper()}


def test_every_environment_variable_is_described_and_no_other():
    asked = set(config.KNOWN)
    for path in (ROOT / "config.py", ROOT / "wsgi.py", *MODULES):
        asked |= names_asked_of_an_environment(path)
    assert set(config.KNOWN) < asked
    assert sorted(first_column("Environment variables")) == sorted(asked)


# Configuration keys


def test_every_configuration_key_is_described_and_no_other():
    keys = set(DEFAULTS) | {"REDIS_URL"}
    for path in (ROOT / "config.py", *MODULES):
        keys |= constants(path, r"LMS_[A-Z_]+")
    for page in (ROOT / "templates").rglob("*.*"):
        keys |= set(re.findall(r"config\.(LMS_[A-Z_]+)", page.read_text("utf-8")))
    keys -= {"LMS_ENV"}  # read from the environment only
    assert sorted(first_column("Configuration keys")) == sorted(keys)


def test_the_stand_alone_site_sets_no_key_of_ours_that_a_host_cannot():
    ours = {name for name in SETTINGS if name.startswith("LMS_")}
    assert ours <= set(DEFAULTS)


@pytest.mark.parametrize(
    "name", [n for n, v in DEFAULTS.items() if v and v is not True]
)
def test_the_default_of_a_key_is_told_as_it_is(name):
    told = SETTINGS_PAGE.read_text("utf-8").partition("\n## Configuration keys\n")[2]
    line = next(x for x in told.splitlines() if x.startswith(f"| `{name}` | "))
    if name != "LMS_CONTENT_POLICY":  # told in words
        assert line.rsplit("|", 2)[1].strip(" `") == str(DEFAULTS[name])


# Commands


def commands(group: click.Command, path: tuple[str, ...]) -> dict[str, list[str]]:
    """Every command below a group, with its arguments and options in order."""
    if not isinstance(group, click.Group):
        return {
            " ".join(path): [
                p.human_readable_name if isinstance(p, click.Argument) else p.opts[0]
                for p in group.params
            ]
        }
    found = {}
    for name, command in group.commands.items():
        found |= commands(command, (*path, name))
    return found


def test_every_command_is_described_with_its_arguments_and_options(app):
    real = commands(app.cli.commands["lms"], ("flask", "lms"))
    told = {row[0][0]: row[2] for row in table("Commands")}
    assert {name: sorted(params) for name, params in told.items()} == {
        name: sorted(params) for name, params in real.items()
    }


# Events and extension points


def every_event() -> dict[str, list[str]]:
    for module in walk_packages(lms.__path__, "lms."):
        if module.name.rpartition(".")[2] == "events":
            import_module(module.name)
    # A class with slots is made twice; only the second one is in its module.
    return {
        f"{kind.__module__}.{kind.__name__}": [field.name for field in fields(kind)]
        for kind in Event.__subclasses__()
        if getattr(import_module(kind.__module__), kind.__name__, None) is kind
        and kind.__module__.startswith("lms.")
    }


def test_every_event_is_described_with_its_fields_in_order():
    told = {row[0][0]: row[1] for row in table("Events")}
    assert told == every_event()


def test_every_extension_point_is_described_and_no_other():
    groups = set()
    for path in MODULES:
        if "entry_points(" in path.read_text("utf-8"):
            groups |= constants(path, r"lms\.[a-z_]+")
    assert sorted(first_column("Extension points")) == sorted(groups)
    guide = (DOCS / "mounting.md").read_text("utf-8")
    assert all(f'entry-points."{group}"' in guide for group in groups)


# What any page names


@pytest.mark.parametrize("page", LIVING, ids=named)
def test_a_page_names_only_settings_and_commands_that_exist(page, app):
    text = page.read_text("utf-8")
    known = set(first_column("Configuration keys")) | set(config.KNOWN)
    assert set(re.findall(r"\bLMS_[A-Z_]*[A-Z]\b", text)) - known == set()
    real = commands(app.cli.commands["lms"], ("flask", "lms"))
    starts = {tuple(name.split()[: n + 1]) for name in real for n in range(4)}
    for words in re.findall(r"flask (?:--app \w+ )?(lms(?: [a-z]+)+)", text):
        path = ("flask", *words.split())
        assert any(path[:n] in starts for n in (3, 4)), words


@pytest.mark.parametrize("page", LIVING, ids=named)
def test_a_page_names_only_files_and_modules_that_exist(page):
    text = FENCE.sub("", page.read_text("utf-8"))
    top = r"(?:lms|templates|static|tests|tools|courses|migrations|docs|requirements)"
    paths = {p.rstrip("/.") for p in re.findall(rf"`({top}/[\w./-]*)`", text)}
    assert {path for path in paths if not is_here(path)} == set()
    for dotted in set(re.findall(r"`(lms(?:\.\w+)+)", text)):
        if dotted not in first_column("Extension points"):
            assert is_there(dotted), dotted


def is_here(path: str) -> bool:
    """Whether a path is one of the repository, or the name of a template."""
    return (ROOT / path).exists() or (ROOT / "templates" / path).exists()


def is_there(dotted: str) -> bool:
    """Whether a dotted name is a module or something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:end])
        if path.with_suffix(".py").exists() or (path / "__init__.py").exists():
            thing = import_module(".".join(parts[:end]))
            for name in parts[end:]:
                if not hasattr(thing, name):
                    return False
                thing = getattr(thing, name)
            return True
    return False


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and most others make them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_of_a_page_leads_somewhere(page):
    text = CODE.sub("", FENCE.sub("", page.read_text("utf-8")))
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_make_target_a_page_names_exists(page):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    real = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    told = set(
        re.findall(
            r"(?:`|^)(?:[A-Z]+=\S+ )?make ([a-z]+)", page.read_text("utf-8"), re.M
        )
    )
    assert told <= real


def test_decisions_are_numbered_and_say_the_same_four_things():
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {page.name[:4]} – "), page.name
        heads = re.findall(r"^## (.+)$", text, re.M)
        assert heads == ["Context", "Decision", "Consequences", "Alternatives"]
        assert text.count("\n") <= 60, page.name
