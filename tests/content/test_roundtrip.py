"""The law: writing back what was read gives the same bytes."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.findings import PackageFaulty
from lms.content.folder import read_folder
from lms.content.reader import read_files, read_package
from lms.content.schema import CoursePackage, Outcome
from lms.content.writer import write_files, write_package
from lms.kernel.language import Language
from tests.content.packages import files, packages

ROOT = Path(__file__).parents[2]
COURSES = sorted(path.parent for path in ROOT.glob("courses/*/course.yaml"))
SIGNS = [b"", b"\n", b" ", b"#", b"'", b"\r\n", b"a", b"2"]
slowly = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_every_course_here_comes_back_byte_by_byte(folder: Path) -> None:
    assert write_files(read_package(folder)) == read_folder(folder)


@given(packages())
@slowly
def test_a_written_package_is_read_as_the_same(package: CoursePackage) -> None:
    written = write_files(package)
    read = read_files(written)
    assert read == package
    assert write_files(read) == written
    assert write_files(replace(read, sources={})) == written


@given(st.data())
@settings(deadline=None)
def test_whatever_can_be_read_comes_back_byte_by_byte(data: st.DataObject) -> None:
    before = files()
    path = data.draw(st.sampled_from(sorted(before)))
    place = data.draw(st.integers(0, len(before[path])))
    sign = data.draw(st.sampled_from(SIGNS))
    cut = data.draw(st.integers(0, 2))
    before[path] = before[path][:place] + sign + before[path][place + cut :]
    try:
        package = read_files(before)
    except PackageFaulty:
        return
    assert write_files(package) == before


def test_bytes_typed_in_another_way_are_kept() -> None:
    before = files(lesson="\ufeff#   Leer  \r\n\r\n\r\nUno\r\n\r\n\r\n")
    assert write_files(read_files(before)) == before
    assert write_files(replace(read_files(before), sources={})) != before


def test_an_empty_glossary_stays() -> None:
    before = files(lesson="# Leer\n\nUno\n", glossary="terms: []\n")
    assert write_files(read_files(before)) == before


def test_changing_one_value_changes_only_its_file() -> None:
    before = files()
    package = read_files(before)
    changed = replace(
        package, outcomes=(Outcome(id="otro", text={Language.ES: "Otro"}),)
    )
    after = write_files(changed)
    assert {path for path in after if after[path] != before[path]} == {"course.yaml"}
    assert read_files(after) == changed


def test_changing_one_text_changes_only_that_language() -> None:
    before = files(**{"01-uno/01-leer.pt.md": "# Ler\n\nUm\n\n\n"})
    package = read_files(before)
    [module] = package.modules
    lesson, quiz = module.activities
    content = replace(lesson.content, body={**lesson.content.body, Language.ES: "Dos"})
    lesson = replace(lesson, content=content)
    changed = replace(package, modules=(replace(module, activities=(lesson, quiz)),))
    after = write_files(changed)
    assert after.pop("01-uno/01-leer.es.md") == b"# Leer\n\nDos\n"
    before.pop("01-uno/01-leer.es.md")
    assert after == before


def test_texts_are_written_in_the_order_of_the_languages() -> None:
    package = read_files(files())
    title = {Language.EN: "Test", Language.PT: "Teste", Language.ES: "Prueba\nsí\n"}
    changed = replace(package, title=title, languages=tuple(Language))
    text = write_files(changed)["course.yaml"].decode()
    assert "title:\n  es: |\n    Prueba\n    sí\n  pt: Teste\n  en: Test\n" in text


def test_a_folder_is_written_read_and_tidied(tmp_path: Path) -> None:
    package = read_files(files())
    write_package(package, tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("x")
    assert read_package(tmp_path) == package
    write_package(replace(package, modules=()), tmp_path)
    assert "01-uno/module.yaml" not in read_folder(tmp_path)
    assert (tmp_path / ".git" / "HEAD").exists()


def test_a_folder_with_other_things_in_it_is_not_tidied(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Querida amiga")
    write_package(read_files(files()), tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageFaulty):
        read_folder(tmp_path / "nothing")
