"""The size and manners of the code, kept by test rather than by memory."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import lms
from lms.foundation.database import Base

ROOT = Path(__file__).parents[2]
LMS = ROOT / "lms"
TEMPLATES = ROOT / "templates"
FILES = sorted(
    path for name in ("lms", "tests", "tools") for path in (ROOT / name).rglob("*.py")
)
HOUSE = [path for path in FILES if path.is_relative_to(LMS)]
PAGES = sorted(TEMPLATES.rglob("*.html"))

BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager"}
MAY_COMMIT = {LMS / "foundation" / "work.py"}
FILE_LINES, FUNCTION_LINES, VIEW_LINES, PARAMETERS = 300, 40, 25, 5
ROUTES = {"route", "get", "post", "put", "patch", "delete"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
    return any(isinstance(c, ast.Attribute) and c.attr in ROUTES for c in calls)


# Files and functions


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_short_well_named_and_introduced(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= FILE_LINES
    assert not BANNED_NAMES & {path.stem, path.parent.name}
    assert ast.get_docstring(ast.parse(source)) or not source.strip()


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_file_of_the_house_says_what_lives_in_it(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_function_is_short_and_asks_for_little(path):
    functions = functions_of(path)
    long = [f.name for f in functions if lines(f) >= FUNCTION_LINES]
    greedy = [
        f.name
        for f in functions
        if len([a for a in f.args.args if a.arg not in ("self", "cls")]) > PARAMETERS
    ]
    assert (long, greedy) == ([], [])


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_view_fits_in_one_look(path):
    views = [f for f in functions_of(path) if is_view(f)]
    assert [f.name for f in views if lines(f) > VIEW_LINES] == []


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_only_the_unit_of_work_commits(path):
    assert path in MAY_COMMIT or ".commit(" not in path.read_text("utf-8")


# Tables


@pytest.fixture(scope="module")
def mappers():
    for module in walk_packages(lms.__path__, "lms."):
        if "models" in module.name.split("."):
            import_module(module.name)
    return sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


def test_nothing_is_loaded_behind_the_back_of_a_query(mappers):
    lazy = {
        f"{mapper.class_.__name__}.{relation.key}: {relation.lazy}"
        for mapper in mappers
        for relation in mapper.relationships
        if relation.lazy != "raise"
    }
    assert lazy == set()


def test_every_table_carries_our_prefix(mappers):
    assert mappers
    assert [name for name in Base.metadata.tables if not name.startswith("lms_")] == []


# Pages


def test_every_route_says_what_it_does(app):
    silent = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not inspect.getdoc(inspect.unwrap(app.view_functions[rule.endpoint]))
    }
    assert silent == set()


def test_every_folder_of_templates_has_a_feature_of_its_name():
    features = {path.parent.name for path in LMS.glob("*/__init__.py")}
    folders = {path.name for path in (TEMPLATES / "lms").iterdir() if path.is_dir()}
    mails = {path.name for path in (TEMPLATES / "lms" / "mail").glob("*/")}
    assert (folders | mails) - features - {"mail"} == set()


INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc\s*=)", re.I),
    "handler": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.I),
    "javascript:": re.compile(r"javascript:", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"""\sstyle\s*=\s*["']""", re.I),
}
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_needs_no_exception_from_the_content_security_policy(path):
    plain = JINJA.sub("", path.read_text("utf-8"))
    found = {name for name, pattern in INLINE.items() if pattern.search(plain)}
    if path.is_relative_to(TEMPLATES / "lms" / "mail"):
        # A mail carries its looks with it; no policy of ours reaches it.
        found -= {"style element", "style attribute"}
    assert found == set()


# The repository

MADE_BY_MACHINES = {"instance", "node_modules", "build", "dist", "__pycache__"}
PLACE_ON_ONE_MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:work|home|root|Users)/[\w.]"
    r"|\b(?:file|sqlite):/+(?:work|home|root|Users)/|\b[A-Z]:\\Users"
)


def texts():
    """Yield every text file of the repository with its name, as git would list it."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in MADE_BY_MACHINES or path.is_symlink():
                continue
            if path.is_dir():
                if not path.name.startswith(".") or path.name == ".ci":
                    folders.append(path)
            elif path.stat().st_size < 2_000_000:
                content = path.read_bytes()
                if b"\0" not in content:
                    yield named(path), content.decode("utf-8", "replace")


def test_no_file_knows_the_machine_it_was_written_on():
    found = {
        f"{name}: {place[0]}"
        for name, text in texts()
        if (place := PLACE_ON_ONE_MACHINE.search(text))
    }
    assert found == set()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=named
)
def test_a_lock_names_versions_and_hashes_but_no_address(path):
    line = re.compile(
        r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==[^\s;]+( ; [^\\]+)? \\"
        r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    written = path.read_text("utf-8").splitlines()
    assert [text for text in written if not line.fullmatch(text)] == []
    assert not any("/" in text for text in written)
