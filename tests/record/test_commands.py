"""``flask lms record``: sealing, the head to be kept, checking here and in a file."""

import json

import pytest

from lms.application import create_app
from lms.record import queries
from tests.conftest import settings
from tests.factories.record import leave_entries, make_entries, tamper


@pytest.fixture
def run(app):
    """Run a command; return its status and what it said."""
    runner = app.test_cli_runner()

    def run(*words):
        told = runner.invoke(args=["lms", "record", *words])
        assert "Traceback" not in told.output
        return told.exit_code, told.output

    return run


@pytest.fixture
def file(app, secretary, tmp_path):
    """The record as the secretariat downloads it, of three entries."""
    with app.app_context():
        make_entries(3, details={"reason": "Año «1»"})
    path = tmp_path / "record.jsonl"
    path.write_bytes(secretary.get("/secretariat/record/record.jsonl").data)
    return path


def test_an_empty_record_has_a_head_and_holds(run):
    zeros = "0" * 64
    assert run("head") == (0, f"0:{zeros}\n")
    assert run("verify") == (0, f"0 entradas, sin cambios: 0:{zeros}\n")
    assert run("verify", "--since", f"0:{zeros}")[0] == 0


def test_what_waits_is_sealed_and_told(app, run):
    with app.app_context():
        make_entries(1)
        leave_entries(2)
    assert run("verify")[1].startswith("2 entradas esperan su sello\n1 entrada, sin")
    assert run("seal") == (0, "2 entradas selladas\n")
    assert run("seal") == (0, "0 entradas selladas\n")
    assert run("verify")[1].startswith("3 entradas, sin cambios: 3:")


def test_a_head_seals_first_and_is_what_the_record_is_held_against(app, run):
    with app.app_context():
        leave_entries(2)
    status, head = run("head")
    assert (status, head[:2]) == (0, "2:")
    with app.app_context():
        make_entries(1)
    assert run("verify", "--since", head.strip())[0] == 0
    other = head.strip()[:-1] + ("0" if head.strip()[-1] != "0" else "1")
    status, told = run("verify", "--since", head.strip(), "--since", other)
    assert status == 1
    assert "la entrada n.º 2 no es la que se guardó" in told


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE lms_record SET act = 'x' WHERE place = 2", "n.º 2 del registro fue"),
        ("DELETE FROM lms_record WHERE place = 2", "Falta la entrada n.º 2"),
        ("DELETE FROM lms_record WHERE place = 3", "falta desde la entrada n.º 3"),
        ("UPDATE lms_record_head SET place = 2", "no es la que se guardó"),
        ("DELETE FROM lms_record_head", "sobra desde la entrada n.º 1"),
    ],
)
def test_the_first_place_that_does_not_hold_is_named(app, run, statement, told):
    with app.app_context():
        make_entries(3)
        tamper(statement)
    status, said = run("verify")
    assert status == 1
    assert told in said


def test_a_head_that_is_none_is_refused(run):
    status, said = run("verify", "--since", "12")
    assert status == 2
    assert "flask lms record head" in said


def test_a_file_is_checked_without_a_database(file, tmp_path):
    nowhere = "postgresql+psycopg://postgres@127.0.0.1:1/nowhere?connect_timeout=2"
    runner = create_app(settings(nowhere, tmp_path)).test_cli_runner()
    told = runner.invoke(args=["lms", "record", "verify", "--file", str(file)])
    assert (told.exit_code, told.output[:26]) == (0, "3 entradas, sin cambios: 3")


def test_a_file_has_the_head_that_the_site_has(app, run, file):
    with app.app_context():
        head = str(queries.find_head())
    assert run("verify", "--file", str(file), "--since", head) == (
        0,
        f"3 entradas, sin cambios: {head}\n",
    )


FIELDS = ("place", "id", "at", "act", "by", "member", "about", "details", "digest")


@pytest.mark.parametrize("field", FIELDS)
def test_any_change_in_a_file_is_found(run, file, field):
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert sorted(lines[1]) == sorted(FIELDS)
    lines[1][field] = 7
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    status, told = run("verify", "--file", str(file))
    assert status == 1
    assert "n.º 2" in told


def test_a_file_that_ends_early_is_found_by_a_head(app, run, file):
    with app.app_context():
        head = str(queries.find_head())
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    assert run("verify", "--file", str(file))[0] == 0
    status, told = run("verify", "--file", str(file), "--since", head)
    assert status == 1
    assert "falta desde la entrada n.º 3" in told


def test_a_file_that_is_something_else_is_told_by_its_line(run, tmp_path):
    other = tmp_path / "list.csv"
    other.write_text("Lugar;Fecha\n1;2\n", "utf-8")
    status, told = run("verify", "--file", str(other))
    assert status == 1
    assert "La línea 1 del archivo no se entiende" in told


def test_a_file_that_is_not_there_is_told(run, tmp_path):
    assert run("verify", "--file", str(tmp_path / "none"))[0] == 2
