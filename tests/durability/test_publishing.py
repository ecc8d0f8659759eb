"""A release is there whole, or not at all."""

import shutil
import signal
import subprocess
import sys
from itertools import count

import pytest

from lms.catalogue.packages import digest_of
from lms.catalogue.queries import get_files, list_cards
from lms.content.folder import read_folder
from tests.bench.databases import empty_database
from tests.bench.server import ROOT
from tests.bench.site import COURSE, Site

pytestmark = pytest.mark.slow


@pytest.fixture
def site(database, tmp_path):
    """A site whose tables are there, and no course yet."""
    with empty_database(database, tmp_path, "publishing") as url:
        made = Site(url, tmp_path)
        made.command("db", "upgrade")
        yield made


@pytest.fixture
def folder(tmp_path):
    """A course folder of one's own, to be changed."""
    return shutil.copytree(ROOT / "courses" / COURSE, tmp_path / COURSE)


def publish_and_die(site, when, folder):
    """Return whether the publication came to its end."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.durability.dying", str(when)),
            *("publish", str(folder)),
        ],
        cwd=ROOT,
        env=site.env("development"),
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode == 0


def releases(site):
    """Every release with what it says, each checked to be whole."""
    app = site.app()
    with app.app_context():
        db = app.extensions["lms"].db
        rows = db.session.execute(
            db.text("SELECT id, number, digest FROM lms_release ORDER BY number")
        ).all()
        for row in rows:
            assert digest_of(get_files(row.id)) == row.digest
        files = db.session.scalar(
            db.text(
                "SELECT count(*) FROM lms_release_file WHERE release_id NOT IN"
                " (SELECT id FROM lms_release)"
            )
        )
        offered = [(card.course_id, card.number) for card in list_cards()]
        editions = db.session.scalar(db.text("SELECT count(*) FROM lms_edition"))
        db.session.remove()
        db.engine.dispose()
    assert files == 0
    assert editions == len(offered)
    return [row.number for row in rows], offered


def test_a_first_release_cut_off_at_any_statement_leaves_nothing(site, folder):
    for when in count(1):
        if publish_and_die(site, when, folder):
            break
        assert releases(site) == ([], [])
    assert when > 5  # it was really cut off on the way
    assert releases(site) == ([1], [(COURSE, 1)])


def test_nothing_is_there_before_it_is_saved(site, folder):
    assert not publish_and_die(site, "commit", folder)
    assert releases(site) == ([], [])


def test_a_second_release_cut_off_leaves_the_first_one_alone(site, folder):
    assert publish_and_die(site, "never", folder)
    file = folder / "glossary.yaml"
    file.write_text(file.read_text("utf-8") + "# otra versión\n", encoding="utf-8")
    for when in ("commit", *range(1, 20, 3)):
        if publish_and_die(site, when, folder):
            break
        assert releases(site) == ([1], [(COURSE, 1)])
    assert publish_and_die(site, "never", folder)
    assert releases(site) == ([1, 2], [(COURSE, 2)])
    assert len(read_folder(folder)) > 0
