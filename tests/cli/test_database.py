"""Commands on a database that cannot serve them: a sentence, and status 1."""

import pytest

from lms.application import create_app
from tests.conftest import settings


@pytest.mark.parametrize("words", [["publish"], ["expire"], ["deliver"]])
def test_a_command_without_tables_says_how_to_make_them(tmp_path, words):
    app = create_app(settings(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path))
    told = app.test_cli_runner().invoke(args=["lms", *words])
    assert told.exit_code == 1
    assert "flask lms db upgrade" in told.output
    assert "Traceback" not in told.output


def test_a_command_without_a_database_says_where_to_look(tmp_path):
    nowhere = "postgresql+psycopg://postgres@127.0.0.1:1/nowhere?connect_timeout=2"
    app = create_app(settings(nowhere, tmp_path))
    told = app.test_cli_runner().invoke(args=["lms", "publish"])
    assert told.exit_code == 1
    assert "DATABASE_URL" in told.output
    assert "Traceback" not in told.output
