"""The end of an attempt, cut off at every statement: nothing of it, or all."""

import signal
import subprocess
import sys
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa

from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.quizzes.models import Attempt
from tests.bench.databases import empty_database
from tests.bench.server import ROOT
from tests.bench.site import Site
from tests.factories.attempts import RIGHT, begin, publish_quiz, save, singles
from tests.factories.quizzes import make_learner

pytestmark = pytest.mark.slow


@pytest.fixture
def site(database, tmp_path):
    with empty_database(database, tmp_path, "ends") as url:
        made = Site(url, tmp_path)
        made.command("db", "upgrade")
        yield made


@pytest.fixture
def ana(site):
    """Somebody who has one of two answers in a quiz that one of two passes."""
    app = site.app()
    with app.app_context():
        publish_quiz(*singles("uno", "dos"), pass_mark=50, time_limit=40)
        learner = make_learner()
        begin(learner)
        save(learner, uno=RIGHT)
        app.extensions["lms"].db.session.remove()
        app.extensions["lms"].db.engine.dispose()
    return learner


def act_and_die(site, when, act, *words):
    """Return whether the act came to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.durability.dying", str(when), act, *words],
        cwd=ROOT,
        env=site.env("development"),
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode == 0


def stands(site):
    """Return the attempt, its answers and what is completed, as they are kept."""
    app = site.app()
    with app.app_context():
        db = app.extensions["lms"].db
        attempt = db.session.execute(
            db.text(
                "SELECT state, points_num, points_den, submitted_at IS NULL,"
                " marked_at IS NULL FROM lms_attempt"
            )
        ).all()
        answers = db.session.scalar(db.text("SELECT count(*) FROM lms_answer"))
        done = db.session.scalar(db.text("SELECT count(*) FROM lms_completion"))
        db.session.remove()
        db.engine.dispose()
    return [tuple(row) for row in attempt], answers, done


OPEN = ([("started", None, None, 1, 1)], 1, 0)
ENDED = ([("marked", 1, 1, 0, 0)], 1, 1)
HANDED_IN = ([("marked", 2, 1, 0, 0)], 2, 1)


def moments():
    """Yield the commit, then every statement from the first on."""
    yield "commit"
    yield from count(1)


def test_handing_in_cut_off_at_any_statement_leaves_the_attempt_open(site, ana):
    words = (str(ana.enrolment_id), str(ana.release_id), "dos", "b")
    for when in moments():
        # After the commit the record is still sealed: who dies then has handed in.
        if act_and_die(site, when, "submit", *words) or stands(site) == HANDED_IN:
            break
        assert stands(site) == OPEN
    assert when > 8  # it was really cut off on the way
    assert stands(site) == HANDED_IN


def test_a_sweep_cut_off_at_any_statement_leaves_the_attempt_open(site, ana):
    app = site.app()
    with app.app_context():
        with atomic():
            past = now() - timedelta(hours=1)
            session.execute(sa.update(Attempt).values(due_at=past))
        app.extensions["lms"].db.engine.dispose()
    for when in moments():
        # Who died may still hold the attempt for a moment: then it is left alone.
        act_and_die(site, when, "sweep")
        if stands(site) != OPEN:
            break
    assert when > 8
    assert stands(site) == ENDED
