"""The built wheel, in an environment that has never seen the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.mounting.foreign.site import KINDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
OWN = (
    "conftest.py",
    "factories",
    "mounting/conftest.py",
    "mounting/foreign",
    "mounting/test_learning_there.py",
    "mounting/test_origin.py",
    "mounting/test_untouched.py",
)


def run(*words: object, **more: object) -> str:
    """Run a command; what it says, if it succeeds."""
    done = subprocess.run(
        [str(word) for word in words],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **more,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that the repository stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("lms", "templates", "static", "courses", "migrations"):
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    flags = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    run(*pip, "wheel", source, *flags)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """A folder with the host in it, and an environment with the wheel.

    The libraries are borrowed from this environment by a path file, which brings
    what lies in its folder and nothing that was installed for editing.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", asked).strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    libraries = sysconfig.get_path("purelib")
    (packages / "borrowed.pth").write_text(f"{libraries}\n", "utf-8")
    for name in OWN:
        source, target = ROOT / "tests" / name, folder / "tests" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    (folder / "pytest.ini").write_text(
        "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n"
        "pythonpath = .\nfilterwarnings = error\n"
        "markers =\n    slow: as in the house itself\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def python(elsewhere):
    """Run a command of the other environment, in the other folder."""

    def python(*words: object, **environ: str) -> str:
        kept = {k: v for k, v in os.environ.items() if k.startswith(("TEST_", "PATH"))}
        return run(
            elsewhere / "venv" / "bin" / "python",
            *words,
            cwd=elsewhere,
            env={**kept, "LANG": "es_AR.UTF-8", **environ},
        )

    return python


def test_the_lms_of_the_other_environment_is_the_one_from_the_wheel(python, elsewhere):
    said = python("-c", "import lms.extension as e; print(e.__file__); print(e.ROOT)")
    module, root = map(Path, said.split())
    assert module.is_relative_to(elsewhere / "venv")
    assert root == module.parent / "_bundle"


def test_the_wheel_holds_everything_a_site_needs_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "lms/_bundle/templates/lms/layout.html",
        "lms/_bundle/static/lms/base.css",
        "lms/_bundle/courses/fundamentos/course.yaml",
        "lms/_bundle/migrations/env.py",
        "lms/people/states.yaml",
        "lms/accounts/passwords.txt",
        *(
            f"lms/{path.relative_to(ROOT / 'lms')}"
            for path in (ROOT / "lms" / "translations").rglob("*.po")
        ),
    ):
        assert wanted in names
    foreign = {
        name
        for name in names
        if not name.startswith(("lms/", "aula_de_prevencion-"))
        or "__pycache__" in name
        or name.endswith((".pyc", ".sqlite3"))
    }
    assert foreign == set()


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_host_is_set_up_by_its_commands(kind, python, new_database):
    url = new_database(f"wheel-{kind}")
    host = {"HOST_KIND": str(kind), "HOST_DATABASE": url}

    def flask(*words: str) -> str:
        return python(
            "-m", "flask", "--app", "tests.mounting.foreign.wsgi", *words, **host
        )

    flask("create-tables")
    assert "Base de datos actualizada." in flask("lms", "db", "upgrade")
    assert "ya está al día" in flask("lms", "db", "upgrade")
    assert "fundamentos: publicada la versión 1." in flask("lms", "publish")
    assert "fundamentos: sin cambios" in flask("lms", "publish")
    assert "demo" not in flask("lms", "--help").split()

    engine = sa.create_engine(url)
    with engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names())
        version = sa.text("SELECT version_num FROM alembic_version")
        assert connection.scalar(version) == "host-7"
    engine.dispose()
    ours = {name for name in names if name.startswith("lms_")}
    assert names - ours == {"user", "page", "alembic_version"}
    assert "lms_alembic_version" in ours

    ask = (
        "from tests.mounting.foreign.wsgi import app\n"
        "for path in ('/', '/aprender/', '/aprender/courses/fundamentos/'):\n"
        "    page = app.test_client().get(path)\n"
        "    assert page.status_code == 200, path\n"
        "    assert 'Ministerio de Justicia' in page.text, path\n"
    )
    python("-c", ask, **host)


def test_people_of_the_host_learn_there_as_they_do_here(python, database):
    said = python("-m", "pytest", "tests/mounting", "--database", database)
    assert " passed" in said
    assert "failed" not in said
