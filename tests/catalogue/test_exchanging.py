"""Questions come into published courses, and go out of them."""

import pytest
from sqlalchemy import func, select

from lms.catalogue import exchanging, queries
from lms.catalogue.errors import (
    FormatOneWay,
    NothingToImport,
    QuizNotFound,
    ReleaseNotFound,
)
from lms.catalogue.events import CoursePublished
from lms.catalogue.models import Release
from lms.content.asking import Question
from lms.content.exchange import registry
from lms.content.exchange.carried import Carried
from lms.content.findings import PackageFaulty
from lms.content.questions.contents import Statement
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from tests.factories.courses import make_course

ES = Language.ES


def carried(*ids, prompt="¿Es así?"):
    return Carried(
        questions=tuple(
            Question(
                id=id_,
                kind="truefalse",
                prompt={ES: prompt},
                content=Statement(answer=True),
            )
            for id_ in ids
        )
    )


def count_releases():
    return session.scalar(select(func.count(Release.id)))


def test_an_import_is_a_new_release_and_the_old_one_stays(inside):
    first = make_course(questions=2)
    before = queries.get_files(first.id)
    heard = []
    inside.extensions["lms"].bus.listen(CoursePublished, heard.append)
    with atomic():
        second = exchanging.import_questions("curso", "cuestionario", carried("q-9"))
    assert (second.number, len(heard)) == (2, 1)
    assert queries.get_files(first.id) == before
    found = exchanging.take_questions("curso", "cuestionario").questions
    assert [question.id for question in found] == ["q-1", "q-2", "q-9"]


def test_an_import_into_the_bank_adds_to_the_newest_release(inside):
    make_course()
    for name in ("a", "a", "b"):
        with atomic():
            exchanging.import_questions("curso", None, carried(name))
    found = exchanging.take_questions("curso", None).questions
    assert [question.id for question in found] == ["a", "a-2", "b"]
    assert count_releases() == 4


def test_a_preview_changes_nothing(inside):
    make_course()
    placed = exchanging.preview_import("curso", "cuestionario", carried("q-1", "q-99"))
    assert placed.renamed == {"q-1": "q-1-2"}
    assert count_releases() == 1


@pytest.mark.parametrize(
    ("course_id", "quiz_id", "questions", "error"),
    [
        ("otro", None, carried("a"), ReleaseNotFound),
        ("curso", "leccion-1", carried("a"), QuizNotFound),
        ("curso", "nada", carried("a"), QuizNotFound),
        ("curso", None, carried(), NothingToImport),
        ("curso", None, carried("a", "b", prompt="[[nada]]"), PackageFaulty),
    ],
)
def test_what_cannot_be_imported_leaves_no_trace(
    inside, course_id, quiz_id, questions, error
):
    make_course()
    with pytest.raises(error), atomic():
        exchanging.import_questions(course_id, quiz_id, questions)
    assert count_releases() == 1


def test_what_was_imported_is_exported(inside):
    make_course(questions=1)
    with atomic():
        exchanging.import_questions("curso", None, carried("q-9"))
    written = exchanging.export_questions("curso", None, "gift", ES)
    assert written.data.decode() == "// [id:q-9]\n¿Es así?{TRUE}\n"
    english = exchanging.export_questions("curso", "cuestionario", "gift", Language.EN)
    assert "Pregunta 1 (en){" in english.data.decode()


@pytest.mark.parametrize("quiz_id", ["leccion-1", "nada"])
def test_there_is_nothing_to_export_where_there_is_no_quiz(inside, quiz_id):
    make_course()
    with pytest.raises(QuizNotFound):
        exchanging.export_questions("curso", quiz_id, "gift", ES)


def test_a_format_that_is_only_read_is_not_written(inside, monkeypatch):
    make_course()
    one_way = registry.Format(
        name="viejo", read=registry.FORMATS["gift"].read, write=None, endings=()
    )
    monkeypatch.setitem(registry.FORMATS, "viejo", one_way)
    with pytest.raises(FormatOneWay):
        exchanging.export_questions("curso", None, "viejo", ES)
