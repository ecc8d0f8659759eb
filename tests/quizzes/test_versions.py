"""Each question has a version: a new number when what it says changed."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from lms.catalogue.publishing import publish
from lms.content.asking import Difficulty, Question
from lms.content.questions.contents import Statement
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from lms.quizzes.models import QuestionVersion
from lms.quizzes.queries.versions import list_versions, version_of, versions_in
from lms.quizzes.services.versioning import record_versions
from lms.quizzes.versions import changed, digest_of
from tests.content.questions_at_random import questions
from tests.factories.courses import course_files
from tests.factories.quizzes import make_quiz, paper

PLAIN = Question(
    id="q",
    kind="truefalse",
    prompt={Language.ES: "¿Siempre?", Language.PT: "Sempre?"},
    content=Statement(answer=True),
)
OTHER = {
    "id": "r",
    "prompt": {Language.ES: "¿Nunca?"},
    "content": Statement(answer=False),
    "points": 2,
    "name": "Un título",
    "category": "law",
    "tags": ("a",),
    "outcome": "saber",
    "difficulty": Difficulty.HARD,
    "feedback": {Language.ES: "Porque sí."},
    "when_right": {Language.ES: "Bien."},
    "when_partly": {Language.ES: "Casi."},
    "when_wrong": {Language.ES: "Mal."},
    "sources": ("x",),
}


@pytest.mark.parametrize("field", OTHER)
def test_whatever_an_author_changes_makes_another_version(field):
    assert digest_of(replace(PLAIN, **{field: OTHER[field]})) != digest_of(PLAIN)


def test_the_order_in_which_languages_were_typed_makes_no_difference():
    turned = dict(reversed(PLAIN.prompt.items()))
    assert digest_of(replace(PLAIN, prompt=turned)) == digest_of(PLAIN)


@given(questions, questions)
def test_no_other_question_has_the_digest_of_one(one, two):
    assert digest_of(one) == digest_of(replace(one))
    assert one == two or digest_of(one) != digest_of(two)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")),
)
def test_what_changed_is_what_is_new_or_says_something_else(before, after):
    found = changed(before, after)
    assert found.items() <= after.items()
    assert before | found == before | after
    assert changed(before | found, after) == {}


# Through releases


def publish_paper(body: str) -> int:
    return make_quiz(body=body).id


FIRST = paper()
SECOND = FIRST.replace("¿Siempre?", "¿Siempre y en todo lugar?")
THIRD = SECOND.replace("¿Cuál *obra*?", "¿Cuál de ellas?")


def test_a_release_numbers_anew_only_what_it_changed(inside):
    first, second, third = map(publish_paper, (FIRST, SECOND, THIRD))
    assert versions_in(first) == {"uno": 1, "dos": 1, "tres": 1}
    assert versions_in(second) == {"uno": 1, "dos": 1, "tres": 2}
    assert versions_in(third) == {"uno": 2, "dos": 1, "tres": 2}
    assert version_of(first, "tres") == 1
    assert version_of(third, "tres") == 2
    assert version_of(third, "cuatro") is None
    assert session.scalar(select(func.count()).select_from(QuestionVersion)) == 5


def test_going_back_to_earlier_words_is_a_version_of_its_own(inside):
    first, second = publish_paper(FIRST), publish_paper(SECOND)
    third = publish_paper(FIRST)
    assert [versions_in(r)["tres"] for r in (first, second, third)] == [1, 2, 3]
    lines = list_versions("curso", "tres")
    assert [(line.number, line.release) for line in lines] == [(3, 3), (2, 2), (1, 1)]
    assert lines[0].digest == lines[2].digest != lines[1].digest


def test_a_question_that_comes_back_as_it_was_is_the_same_version(inside):
    without = FIRST[: FIRST.index("- id: tres")]
    publish_paper(FIRST)
    gone = publish_paper(without)
    back = publish_paper(FIRST)
    assert version_of(gone, "tres") == version_of(back, "tres") == 1


def test_a_question_that_moves_to_the_bank_is_the_same_version(inside):
    publish_paper(FIRST)
    start = FIRST.index("- id: tres")
    files = course_files("curso", lessons=1)
    files["01-modulo/08-cuestionario.yaml"] = (FIRST[:start] + "- use: tres\n").encode()
    files["references.yaml"] = (
        "references:\n- id: convencion-1948\n  text: {es: Convención}\n"
    ).encode()
    files["questions.yaml"] = ("questions:\n" + FIRST[start:]).encode()
    with atomic():
        release, _ = publish(files)
    assert versions_in(release.id) == {"uno": 1, "dos": 1, "tres": 1}


def test_courses_have_versions_of_their_own(inside):
    publish_paper(FIRST)
    other = make_quiz("otro", SECOND)
    assert versions_in(other.id) == {"uno": 1, "dos": 1, "tres": 1}


def test_releases_from_before_there_were_versions_are_caught_up(inside):
    first, second = publish_paper(FIRST), publish_paper(SECOND)
    with atomic():
        session.execute(delete(QuestionVersion))
    assert version_of(first, "tres") is None
    third = publish_paper(THIRD)
    assert versions_in(first) == {"uno": 1, "dos": 1, "tres": 1}
    assert versions_in(second) == {"uno": 1, "dos": 1, "tres": 2}
    assert versions_in(third) == {"uno": 2, "dos": 1, "tres": 2}


def test_recording_again_changes_nothing(inside):
    publish_paper(FIRST)
    publish_paper(SECOND)
    with atomic():
        assert record_versions(course_id="curso") == 0


def test_a_publication_that_fails_leaves_neither_versions_nor_memories(inside):
    class Refused(Exception):
        pass

    publish_paper(FIRST)
    with pytest.raises(Refused), atomic():
        failed = publish_paper(SECOND)
        raise Refused
    later = publish_paper(THIRD)
    assert versions_in(later) == {"uno": 2, "dos": 1, "tres": 2}
    assert failed == later or version_of(failed, "uno") is None
    assert list_versions("curso", "tres")[0].release_id == later


@pytest.mark.slow
def test_two_publications_at_once_number_each_version_once(app):
    with app.app_context():
        publish_paper(FIRST)
    gate = threading.Barrier(2)

    def publishing(body: str) -> None:
        gate.wait()
        with app.app_context():
            publish_paper(body)

    acts = [threading.Thread(target=publishing, args=(b,)) for b in (SECOND, THIRD)]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    with app.app_context():
        newest = list_versions("curso", "tres")
        assert [line.number for line in newest] == [2, 1]
        assert list_versions("curso", "uno")[0].number in (2, 3)
