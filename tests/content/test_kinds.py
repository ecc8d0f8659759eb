"""Kinds of activity and of question: ours, and room for others."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.content.check import check_files
from lms.content.kinds.registry import activity_kinds
from lms.content.questions.registry import question_kinds
from lms.content.reader import read_files
from lms.content.writer import write_files
from lms.kernel.language import SOURCE, Language, Told, pick
from tests.content.packages import MODULE, QUIZ, files

FOREIGN = """
from lms.content.questions.truefalse import TrueFalseKind
from lms.content.kinds.text import TextKind

walk = TextKind(name="walk")
doubt = TrueFalseKind(name="doubt")
"""


@pytest.fixture
def foreign_kinds(tmp_path: Path) -> Iterator[None]:
    """Another installed package that brings a kind of activity and one of question."""
    (tmp_path / "foreign_kinds.py").write_text(FOREIGN)
    info = tmp_path / "foreign-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[lms.activity_kinds]\nwalk = foreign_kinds:walk\n"
        "[lms.question_kinds]\ndoubt = foreign_kinds:doubt\n"
    )
    sys.path.insert(0, str(tmp_path))
    activity_kinds.cache_clear()
    question_kinds.cache_clear()
    yield
    sys.path.remove(str(tmp_path))
    sys.modules.pop("foreign_kinds", None)
    activity_kinds.cache_clear()
    question_kinds.cache_clear()


@pytest.mark.usefixtures("foreign_kinds")
def test_a_kind_of_another_package_is_read_written_and_checked() -> None:
    before = files(
        module=MODULE.replace("kind: lesson", "kind: walk"),
        quiz=QUIZ.replace("kind: truefalse", "kind: doubt"),
    )
    assert check_files(before) == []
    assert write_files(read_files(before)) == before


def test_our_kinds_are_there() -> None:
    assert set(activity_kinds()) >= {"lesson", "discussion", "exercise", "quiz"}
    assert set(question_kinds()) >= {"single", "multiple", "truefalse"}


def test_a_kind_answers_to_its_own_name() -> None:
    for name, kind in {**activity_kinds(), **question_kinds()}.items():
        assert kind.name == name


def test_a_text_is_told_in_the_wanted_language_or_the_nearest() -> None:
    es, pt, en = Language
    assert pick({es: "a", pt: "b"}, pt) == Told("b", pt)
    assert pick({es: "a", pt: "b"}, en) == Told("a", SOURCE)
    assert pick({es: "a", en: "c"}, pt, en) == Told("c", en)
    assert pick({pt: "b"}, en) == Told("b", pt)
    assert pick({es: ""}, en) == Told("", en)
