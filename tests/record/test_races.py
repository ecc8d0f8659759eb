"""Many decide at the same moment: one chain without gaps, and nobody waits for ever."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lms.application import create_app
from lms.foundation.database import session
from lms.foundation.migrating import upgrade
from lms.foundation.work import atomic
from lms.record import queries, services
from lms.record.chain import Finding
from lms.record.models import Entry
from tests.conftest import settings
from tests.factories.record import leave_entries

ROOT = Path(__file__).parents[2]
MANY, UNITS = 12, 4
PROCESSES = 4


def assert_one_chain(entries):
    places = session.scalars(select(Entry.place).order_by(Entry.place)).all()
    assert places == list(range(1, entries + 1))
    assert queries.check_chain() == Finding(queries.find_head())


def together(act):
    """Let many threads do the same at once, and wait for all of them."""
    gate = threading.Barrier(MANY)
    failures = []

    def run():
        gate.wait()
        try:
            act()
        except Exception as failure:
            failures.append(failure)

    crowd = [threading.Thread(target=run) for _ in range(MANY)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert failures == []


def test_decisions_at_the_same_moment_make_one_chain_without_gaps(app):
    def decide():
        for n in range(UNITS):
            with app.app_context(), atomic():
                services.note(act="test.done", by_id=None, details={"n": n})

    together(decide)
    with app.app_context():
        assert_one_chain(MANY * UNITS)


def test_sealing_the_same_entries_at_once_seals_each_once(app):
    with app.app_context():
        leave_entries(30)
    sealed = []

    def seal():
        with app.app_context():
            sealed.append(services.seal())

    together(seal)
    assert sum(sealed) == 30
    with app.app_context():
        assert_one_chain(30)


def test_a_chain_is_checked_while_it_grows(app):
    found = []

    def decide_and_check():
        with app.app_context():
            with atomic():
                services.note(act="test.done", by_id=None)
            found.append(queries.check_chain())

    together(decide_and_check)
    assert [each.fault for each in found] == [None] * MANY


@pytest.mark.slow
def test_processes_make_one_chain_too(new_database, tmp_path):
    url = new_database("record")
    app = create_app(settings(url, tmp_path))
    with app.app_context():
        upgrade()
        app.extensions["lms"].db.engine.dispose()
    command = [sys.executable, "-m", "tests.record.noting", url, str(tmp_path)]
    crowd = [
        subprocess.Popen([*command, str(n), "10"], cwd=ROOT) for n in range(PROCESSES)
    ]
    assert [process.wait() for process in crowd] == [0] * PROCESSES
    with app.app_context():
        services.seal()
        assert_one_chain(PROCESSES * 20)
        by_each = select(func.count(Entry.id)).group_by(Entry.about)
        assert session.scalars(by_each).all() == [20] * PROCESSES
        app.extensions["lms"].db.session.remove()
        app.extensions["lms"].db.engine.dispose()
