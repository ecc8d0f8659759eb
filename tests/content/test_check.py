"""What an author is told: every fault at once, at its line, in words."""

from pathlib import Path

import pytest

from lms.content.check import check_files, check_package
from lms.content.findings import PackageFaulty, Severity
from lms.content.reader import read_files
from tests.content.packages import (
    COURSE,
    FIGURE,
    GLOSSARY,
    LESSON,
    MODULE,
    QUIZ,
    REFERENCES,
    files,
)


def found(**changes: str | bytes | None) -> list[tuple[str, int, str]]:
    """Code, line and severity of all findings."""
    return [
        (finding.code, finding.line, finding.severity.value)
        for finding in check_files(files(**changes))
    ]


def test_a_faultless_course_has_no_findings() -> None:
    assert check_files(files()) == []


LESSON_FAULTS = [
    ("# Leer\n", [("empty-text", 1, "gap")]),
    ("Leer\n\nUno\n", [("no-title", 1, "error")]),
    ("", [("no-title", 1, "error")]),
    ("# A\n\nx\n\n# B\n", [("second-title", 5, "error")]),
    ("# A\n\n### B\n", [("heading-jump", 3, "gap")]),
    ("# A\n\n::: keyidea\nx\n:::\n", [("unknown-block", 3, "error")]),
    ("# A\n\n::: key-idea\nx\n", [("unclosed-block", 3, "error")]),
    ("# A\n\n::: key-idea\n:::\n", [("empty-block", 3, "error")]),
    ("# A\n\n::: key-idea x\nx\n:::\n", [("bad-argument", 3, "error")]),
    ("# A\n\n::: objectives\nx\n:::\n", [("no-list", 3, "error")]),
    ("# A\n\nx\n:::\n", [("stray-block", 4, "error")]),
    (
        "# A\n\n::: aside\nx\n::: question\ny\n:::\n:::\n",
        [("unclosed-block", 3, "error"), ("stray-block", 8, "error")],
    ),
    ("# A\n\nx\n[[nada]]\n", [("unknown-term", 4, "error")]),
    ("# A\n\n::: definition pax\n:::\n", [("unknown-term", 3, "error")]),
    ("# A\n\nx [@nada]\n", [("dead-reference", 3, "error")]),
    ("# A\n\nx [[paz\n", [("stray-mark", 3, "error")]),
    ("# A\n\n[](https://e.org)\n", [("empty-link", 3, "gap")]),
    ("# A\n\nx\n[y](javascript:z)\n", [("bad-link", 4, "error")]),
    ("# A\n\n[a [[paz]]](https://e.org)\n", [("bad-link", 3, "error")]),
    ("# A\n\n![a](b.png)\n", [("loose-image", 3, "error")]),
    ("# A\n\nx <b>y</b>\n", [("html", 3, "gap")]),
    ("# A\n\n::: content-note\nskip: no\nx\n:::\n", [("unknown-activity", 3, "error")]),
    (
        "# A\n\n::: figure nada\nalt: a\ncaption: a\ncredit: a\n:::\n",
        [("missing-figure", 3, "error")],
    ),
    (
        "# A\n\n::: figure mapa\ntexto\ntitulo: x\n:::\n",
        [
            ("unknown-option", 3, "error"),
            ("strange-option", 3, "error"),
            ("missing-alt", 3, "gap"),
            ("missing-caption", 3, "gap"),
            ("missing-credit", 3, "gap"),
        ],
    ),
    (
        "# A\n\n::: video v\nduration: larga\n:::\n",
        [
            ("bad-duration", 3, "error"),
            ("missing-video", 3, "error"),
            ("missing-transcript", 3, "gap"),
            ("missing-video-title", 3, "gap"),
            ("missing-captions", 3, "gap"),
        ],
    ),
]
UNUSED = {"unused-term", "unused-reference", "unused-file"}


@pytest.mark.parametrize(("lesson", "wanted"), LESSON_FAULTS)
def test_a_fault_in_a_text_is_told_with_its_line(
    lesson: str, wanted: list[tuple[str, int, str]]
) -> None:
    assert [one for one in found(lesson=lesson) if one[0] not in UNUSED] == wanted


YAML_FAULTS = [
    ("course", COURSE.replace("hours: 0.5", "hours: 0.7"), "bad-number", 12),
    ("course", COURSE.replace("hours: 0.5", "hours: nan"), "bad-number", 12),
    ("course", COURSE.replace("hours: 0.5", "hours: 5"), "hours", 12),
    ("course", COURSE.replace("kind: thematic", "kind: tematic"), "unknown-word", 5),
    ("course", COURSE.replace("licence:", "licencia:"), "missing-key", 1),
    ("course", COURSE.replace("id: prueba", "id: Mi Curso"), "bad-slug", 2),
    ("course", COURSE.replace("source: es", "source: pt"), "source-language", 4),
    ("course", COURSE.replace("[es]", "[es, es]"), "duplicate-language", 4),
    ("course", COURSE.replace("[es]", "[es, fr]"), "unknown-word", 4),
    ("course", COURSE.replace("format: 1", "format: 2"), "bad-number", 1),
    ("course", COURSE.replace("- 01-uno", "- 01-dos"), "missing-file", 0),
    ("course", COURSE + "- 01-uno\n", "duplicate-id", 18),
    ("course", COURSE + "extra: 1\n", "unknown-key", 18),
    ("course", COURSE + "id: otro\n", "yaml-duplicate-key", 18),
    ("course", COURSE + " x: [\n", "yaml", 18),
    ("course", "- a\n", "yaml-not-table", 1),
    ("course", "", "yaml-not-table", 1),
    ("course", COURSE + "---\na: 1\n", "yaml-documents", 18),
    ("course", COURSE.replace("thematic", "&a thematic"), "yaml-anchor", 5),
    ("course", COURSE.replace("thematic", "*a"), "yaml-anchor", 5),
    ("course", COURSE.replace("thematic", "!!python/name:os.system x"), "yaml-tag", 5),
    ("course", COURSE + "x: " + "[" * 500 + "]" * 500, "yaml-depth", 18),
    (
        "course",
        COURSE.replace("title: {es: Prueba}", "title: Prueba"),
        "wrong-shape",
        6,
    ),
    ("course", COURSE.encode() + b"# \xff\n", "not-utf8", 18),
    ("course", COURSE + "# \0\n", "nul", 18),
    ("module", MODULE.replace("id: uno", "id: dos"), "folder-name", 17),
    ("module", MODULE.replace("kind: quiz", "kind: quizz"), "unknown-kind", 6),
    ("module", MODULE.replace("02-preguntas", "03-no"), "missing-file", 0),
    ("module", MODULE.replace("id: preguntas", "id: leer"), "duplicate-id", 6),
    ("module", MODULE.replace("minutes: 12", "minutes: 0"), "bad-number", 5),
    ("module", MODULE.replace("minutes: 12", "minuts: 12"), "unknown-key", 5),
    ("quiz", QUIZ.replace(", correct: true", ""), "no-correct-choice", 7),
    (
        "quiz",
        QUIZ.replace("es: No}", "es: No}, correct: true"),
        "many-correct-choices",
        7,
    ),
    ("quiz", QUIZ.replace("id: b,", "id: a,"), "duplicate-id", 9),
    ("quiz", QUIZ.replace("q-dos", "q-una"), "duplicate-id", 12),
    ("quiz", QUIZ.replace("kind: single", "kind: singel"), "unknown-question-kind", 5),
    ("quiz", QUIZ.replace("[carta]", "[karta]"), "dead-reference", 11),
    ("quiz", QUIZ.replace("answer: false", "answer: no"), "unknown-word", 15),
    ("quiz", QUIZ.replace("Es así", "'[[asi]]'"), "unknown-term", 14),
    ("quiz", QUIZ.replace("  feedback: {es: No lo es}\n", ""), "missing-feedback", 12),
    ("quiz", "title: {es: A}\npass_mark: 70\nquestions: []\n", "no-questions", 3),
    ("quiz", QUIZ.replace("mark: 70", "mark: 170"), "bad-number", 2),
    ("glossary", GLOSSARY + GLOSSARY[7:], "duplicate-id", 5),
    ("references", REFERENCES.replace("https://", "javascript:"), "bad-url", 4),
    ("figure", FIGURE.replace("var(--ink)", "red"), "figure", 0),
    ("figure", "<svg", "figure", 0),
    ("01-uno/figures/foto.png", b"no", "bad-picture", 0),
    ("01-uno/figures/otra.svg", FIGURE, "unused-file", 0),
    ("../x", "a", "bad-path", 0),
]


@pytest.mark.parametrize(("name", "data", "code", "line"), YAML_FAULTS)
def test_a_fault_in_a_file_is_told_with_its_line(
    name: str, data: str | bytes, code: str, line: int
) -> None:
    assert (code, line) in [one[:2] for one in found(**{name: data})]


def test_all_faults_are_told_in_one_go() -> None:
    codes = {
        one[0]
        for one in found(
            course=COURSE.replace("kind: thematic", "kind: x"),
            lesson="# A\n\n::: nada\nx\n",
            quiz=QUIZ.replace(", correct: true", ""),
            figure="<svg",
        )
    }
    assert codes == {
        "unknown-word",
        "unknown-block",
        "unclosed-block",
        "no-correct-choice",
        "figure",
    }


def test_missing_translations_are_gaps_and_the_original_is_not() -> None:
    course = COURSE.replace("[es]", "[es, pt]")
    severities = {(code, severity) for code, _, severity in found(course=course)}
    assert severities == {("missing-language", "gap"), ("missing-translation", "gap")}
    course = COURSE.replace("[es]", "[pt]").replace("source: es", "source: pt")
    codes = {(code, severity) for code, _, severity in found(course=course)}
    assert codes == {("missing-source", "error"), ("undeclared-language", "gap")}


def test_what_nobody_uses_is_a_gap() -> None:
    lesson = "# A\n\nx\n"
    quiz = QUIZ.replace("  sources: [carta]\n", "")
    assert found(lesson=lesson, quiz=quiz) == [
        ("unused-file", 0, "gap"),
        ("unused-term", 2, "gap"),
        ("unused-reference", 2, "gap"),
    ]


def test_the_word_that_was_meant_is_suggested() -> None:
    [finding] = check_files(files(lesson=LESSON.replace("[[paz]]", "[[pas]]")))[:1]
    assert finding.words == (
        "«pas» no está en el glosario (glossary.yaml). ¿Quiso decir «paz»?"
    )
    assert finding.place == "01-uno/01-leer.es.md:3"
    course = COURSE.replace("licence:", "license:")
    words = [finding.words for finding in check_files(files(course=course))]
    assert "No se conoce la clave «license». ¿Quiso decir «licence»?" in words


@pytest.mark.parametrize(("name", "data", "code", "line"), YAML_FAULTS)
def test_every_finding_can_be_said(
    name: str, data: str | bytes, code: str, line: int
) -> None:
    for finding in check_files(files(**{name: data})):
        assert "%(" not in finding.words
        assert finding.file


def test_what_cannot_be_read_is_refused_with_all_findings() -> None:
    with pytest.raises(PackageFaulty) as refusal:
        read_files(files(course=COURSE + "extra: 1\n", module=None))
    assert [one.code for one in refusal.value.findings] == [
        "missing-file",
        "unknown-key",
    ]
    assert "course.yaml:18: No se conoce la clave «extra»." in str(refusal.value)


def test_what_is_wrong_but_clear_can_be_read() -> None:
    broken = files(quiz=QUIZ.replace(", correct: true", ""), figure=None)
    assert read_files(broken).id == "prueba"
    assert {one.severity for one in check_files(broken)} == {Severity.ERROR}


def test_an_empty_package_says_what_is_missing() -> None:
    assert [(one.file, one.code) for one in check_files({})] == [
        ("course.yaml", "missing-file")
    ]


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").symlink_to("/etc/hostname")
    [finding] = check_package(tmp_path)
    assert (finding.file, finding.code) == ("course.yaml", "symlink")


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "folder",
    sorted(path.parent for path in ROOT.glob("courses/*/course.yaml")),
    ids=lambda folder: folder.name,
)
def test_every_course_here_is_faultless(folder: Path) -> None:
    errors = [one for one in check_package(folder) if one.severity is Severity.ERROR]
    assert errors == []
