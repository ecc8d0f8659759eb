"""What a site to try things with shows: something on every desk, and only once."""

import pytest
from sqlalchemy import func, select

from lms.admission.models import Application, Endorsement, Review
from lms.certificates.models import SigningKey
from lms.foundation.database import session


def counts(app):
    with app.app_context():
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (Application, Endorsement, Review, SigningKey)
        ]


@pytest.fixture
def keys(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "LMS_KEYS", str(tmp_path / "keys"))
    return tmp_path / "keys"


def prepare(app):
    return app.test_cli_runner().invoke(args=["lms", "prepare", "--demo"])


def test_every_desk_has_something_to_show_and_twice_changes_nothing(app, keys):
    first = prepare(app)
    assert first.exit_code == 0, first.output
    before = counts(app)
    assert before == [8, 8, 2, 1]
    assert prepare(app).exit_code == 0
    assert counts(app) == before
    assert len(list(keys.iterdir())) == 1


def test_the_focal_point_of_the_demo_has_somebody_waiting(app, keys):
    prepare(app)
    with app.app_context():
        waiting = select(Endorsement.verdict).where(Endorsement.state_code == "AR")
        assert session.scalars(waiting).all() == ["waiting"]


def test_production_gets_neither_people_nor_a_key(app, keys, monkeypatch):
    monkeypatch.setitem(app.config, "LMS_DEVELOPMENT", False)
    assert prepare(app).exit_code != 0
    assert counts(app) == [0, 0, 0, 0]
