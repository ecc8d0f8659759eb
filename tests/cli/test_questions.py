"""Commands about questions: converting needs nothing, importing is all or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms.catalogue import exchanging
from lms.content.reader import read_package
from tests.content.packages import files
from tests.factories.courses import make_course

ROOT = Path(__file__).parents[2]
GIFT = """\
::Uno:: ¿Es así?{T####Porque sí.}

Solo un texto.

::Dos:: ¿Canción?{=sí#bien ~no#mal}
"""
FAULTY = "Una{T}\n\nOtra{=a"


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["lms", "questions", *map(str, words)])


@pytest.fixture
def gift(tmp_path):
    path = tmp_path / "preguntas.gift"
    path.write_text(GIFT, "utf-8")
    return path


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "prueba"
    for name, data in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


# Converting


def test_json_is_one_object_with_the_losses_in_it_and_nothing_else(run, gift):
    result = run("convert", gift, "--from", "gift", "--to", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [one["id"] for one in data["questions"]] == ["uno", "dos"]
    assert data["losses"] == [
        {
            "code": "gift-description",
            "message": "Es un texto sin respuestas, no una pregunta; se dejó fuera.",
            "question": "Solo un texto.",
            "line": 3,
        }
    ]


def test_other_formats_come_out_bare_and_the_losses_beside(run, gift):
    result = run("convert", gift, "--from", "gift", "--to", "gift")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "// [id:uno]\n::Uno::¿Es así?{TRUE####Porque sí.}\n"
    )
    assert result.stderr == (
        "preguntas.gift:3: Solo un texto.: "
        "Es un texto sin respuestas, no una pregunta; se dejó fuera.\n"
    )


def test_what_is_converted_there_and_back_is_the_same(run, gift, tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.gift"
    assert run("convert", gift, "--to", "json", "--output", first).stdout == ""
    run("convert", first, "--to", "gift", "--output", second)
    again = json.loads(run("convert", second, "--to", "json").stdout)
    assert again["questions"] == json.loads(first.read_bytes())["questions"]
    assert again["losses"] == []


def test_the_language_of_the_words_can_be_said(run, gift):
    result = run("convert", gift, "--to", "json", "--language", "pt")
    questions = json.loads(result.stdout)["questions"]
    assert questions[0]["prompt"] == {"pt": "¿Es así?"}


def test_a_picture_beside_the_file_is_found_and_missed_in_the_new_one(run, tmp_path):
    (tmp_path / "mapa.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    path = tmp_path / "q.gift"
    path.write_text("[markdown]![Mapa](mapa.png) ![X](../x.png){T}", "utf-8")
    data = json.loads(run("convert", path, "--to", "json").stdout)
    assert data["questions"][0]["prompt"]["es"].startswith(
        "![Mapa](questions/mapa.png)"
    )
    assert [loss["code"] for loss in data["losses"]] == [
        "missing-picture",
        "json-picture",
        "json-picture",
    ]


def test_a_faulty_file_ends_the_command_with_line_and_reason(run, tmp_path):
    path = tmp_path / "mal.gift"
    path.write_text(FAULTY, "utf-8")
    result = run("convert", path, "--to", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("mal.gift:3: La llave «{»")


def test_a_file_of_no_known_name_needs_its_format(run, tmp_path):
    path = tmp_path / "preguntas.doc"
    path.write_text(GIFT, "utf-8")
    assert run("convert", path, "--to", "json").exit_code == 1
    assert run("convert", path, "--from", "gift", "--to", "json").exit_code == 0


def test_converting_needs_no_database(gift, tmp_path):
    env = {
        "PATH": os.environ["PATH"],
        "LMS_ENV": "development",
        "LMS_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    words = ["questions", "convert", str(gift), "--from", "gift", "--to", "json"]
    result = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "lms", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        check=True,
    )
    assert len(json.loads(result.stdout)["questions"]) == 2
    assert result.stderr == b""


# Into courses, and out of them


def test_questions_come_into_a_published_course(run, app, gift):
    with app.app_context():
        make_course(questions=1)
    result = run("import", gift, "--into", "curso/cuestionario")
    assert (result.exit_code, result.stdout) == (
        0,
        "2 preguntas importadas en curso, versión 2.\n",
    )
    assert "preguntas.gift:3: " in result.stderr
    with app.app_context():
        found = exchanging.take_questions("curso", "cuestionario").questions
    assert [one.id for one in found] == ["q-1", "uno", "dos"]


def test_questions_come_into_the_bank_of_a_published_course(run, app, gift):
    with app.app_context():
        make_course()
    assert run("import", gift, "--into", "curso").exit_code == 0
    result = run("export", "curso", "--to", "gift")
    assert result.stdout.count("// [id:") == 2
    result = run("export", "curso/cuestionario", "--to", "json", "--language", "en")
    assert len(json.loads(result.stdout)["questions"]) == 10


def test_a_dry_run_changes_nothing(run, app, gift, course):
    with app.app_context():
        make_course()
    before = files()
    for target in ("curso", "curso/cuestionario", course, course / "preguntas"):
        result = run("import", gift, "--into", target, "--dry-run")
        assert result.stdout == "Se importarían 2 preguntas.\n"
    with app.app_context():
        assert exchanging.take_questions("curso", None).questions == ()
    assert {path: (course / path).read_bytes() for path in before} == before


def test_questions_come_into_a_course_in_a_folder_without_a_database(run, gift, course):
    result = run("import", gift, "--into", course / "preguntas")
    assert result.exit_code == 0
    quiz = read_package(course).modules[0].activities[1].content
    assert [one.id for one in quiz.questions][2:] == ["uno", "dos"]
    assert run("import", gift, "--into", course).exit_code == 0
    assert [one.id for one in read_package(course).bank] == ["uno-2", "dos-2"]
    result = run("export", course / "preguntas", "--to", "gift")
    assert result.stdout.count("// [id:") == 4


@pytest.mark.parametrize(
    "target", ["otro", "curso/nada", "curso/leccion-1", "curso/leccion-1/x"]
)
def test_a_course_or_a_quiz_that_is_not_there_is_an_error(run, app, gift, target):
    with app.app_context():
        make_course()
    for words in (
        ("import", gift, "--into", target),
        ("export", target, "--to", "gift"),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr


def test_a_quiz_that_a_folder_has_not_is_an_error_that_names_those_it_has(
    run, gift, course
):
    result = run("import", gift, "--into", course / "nada")
    assert result.exit_code == 1
    assert "preguntas" in result.stderr


def test_nothing_is_imported_of_a_file_that_would_spoil_the_course(
    run, gift, course, tmp_path
):
    path = tmp_path / "mal.json"
    said = {"id": "q", "kind": "single", "prompt": {"es": "a"}, "choices": []}
    path.write_text(json.dumps({"questions": [said]}), "utf-8")
    result = run("import", path, "--into", course)
    assert result.exit_code == 1
    assert "questions.yaml:" in result.stderr
    assert not (course / "questions.yaml").exists()


def test_a_file_without_questions_is_not_imported(run, course, tmp_path):
    path = tmp_path / "nada.gift"
    path.write_text("Solo un texto.", "utf-8")
    assert run("import", path, "--into", course).exit_code == 1
