"""Putting carried questions into a course: all of them, or none."""

import pytest

from lms.content.asking import Question
from lms.content.exchange.carried import Carried
from lms.content.exchange.picturing import shown
from lms.content.exchange.placing import NoSuchQuiz, place, take
from lms.content.findings import PackageFaulty
from lms.content.questions.contents import Statement
from lms.content.reader import read_files
from lms.kernel.language import Language
from tests.content.exchange.gifts import read
from tests.content.packages import files

ES = Language.ES
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\1\0" * 2 + b"\x08\6\0\0\0"


def carried(*ids, prompt="¿Es así?", pictures=None):
    return Carried(
        questions=tuple(
            Question(
                id=id_,
                kind="truefalse",
                prompt={ES: prompt},
                content=Statement(answer=True),
                feedback={ES: "Porque sí."},
            )
            for id_ in ids
        ),
        files=pictures or {},
    )


def package(**changes):
    return read_files(files(**changes))


def test_questions_go_behind_those_of_a_quiz_and_nothing_else_changes():
    before = files()
    placed = place(read_files(before), "preguntas", carried("q-tres"))
    after = read_files(placed.files)
    quiz = after.modules[0].activities[1].content
    assert [one.id for one in quiz.questions] == ["q-una", "q-dos", "q-tres"]
    changed = {path for path in before if before[path] != placed.files[path]}
    assert changed == {"01-uno/02-preguntas.yaml"}
    assert set(placed.files) == set(before)


def test_questions_go_into_the_bank_which_there_may_not_have_been_before():
    placed = place(package(), None, carried("q-tres", "q-cuatro"))
    after = read_files(placed.files)
    assert [one.id for one in after.bank] == ["q-tres", "q-cuatro"]
    placed = place(after, None, carried("q-cinco"))
    assert [one.id for one in read_files(placed.files).bank][2:] == ["q-cinco"]


def test_an_id_of_any_question_of_the_course_is_not_given_again():
    first = read_files(place(package(), None, carried("q-uno")).files)
    placed = place(first, "preguntas", carried("q-una", "q-uno", "q-nueva"))
    assert [one.id for one in placed.questions] == ["q-una-2", "q-uno-2", "q-nueva"]
    assert placed.renamed == {"q-una": "q-una-2", "q-uno": "q-uno-2"}


def test_what_was_carried_in_can_be_taken_out_again():
    new = carried("q-tres", prompt="![Mapa](questions/mapa.png)")
    pictures = {"questions/mapa.png": PNG}
    new = Carried(questions=new.questions, files=pictures)
    course = read_files(place(package(), "preguntas", new).files)
    taken = take(course, "preguntas")
    assert taken.questions[2:] == new.questions
    assert (taken.files, taken.source) == (pictures, ES)
    assert take(course, None).questions == ()


def test_a_picture_whose_name_is_taken_gets_another_and_is_shown_under_it():
    words = "![Mapa](questions/mapa.png)"
    first = place(
        package(),
        None,
        carried("a", prompt=words, pictures={"questions/mapa.png": PNG}),
    )
    other = {"questions/mapa.png": PNG + b"otra"}
    second = place(
        read_files(first.files), None, carried("b", prompt=words, pictures=other)
    )
    assert shown(second.questions) == ("questions/mapa-2.png",)
    assert second.files["questions/mapa.png"] == PNG
    assert second.files["questions/mapa-2.png"] == PNG + b"otra"
    same = place(
        read_files(second.files), None, carried("c", prompt=words, pictures=other)
    )
    assert shown(same.questions) == ("questions/mapa-2.png",)
    assert set(same.files) == set(second.files)


def test_a_picture_always_lies_among_those_of_questions():
    words = "![Mapa](course.png)"
    placed = place(
        package(), None, carried("a", prompt=words, pictures={"course.png": PNG})
    )
    assert shown(placed.questions) == ("questions/course.png",)


def test_a_course_that_would_have_errors_is_left_alone():
    faulty = carried("q-tres", prompt="[[no-existe]]")
    with pytest.raises(PackageFaulty) as caught:
        place(package(), "preguntas", faulty)
    assert [one.code for one in caught.value.findings] == ["unknown-term"]


@pytest.mark.parametrize("quiz_id", ["leer", "otra"])
def test_a_quiz_that_is_not_there_is_refused_with_those_that_are(quiz_id):
    for act in (
        lambda: place(package(), quiz_id, carried("q")),
        lambda: take(package(), quiz_id),
    ):
        with pytest.raises(NoSuchQuiz) as caught:
            act()
        assert caught.value.known == ("preguntas",)


def test_a_gift_file_comes_into_a_course_without_errors():
    words = (
        "$CATEGORY: paz\n\n::Origen:: ¿[Dónde] y 5*3 _así_ [[x]] [y](z)?"
        "{=aquí [a] ~allá#no ~%33.333%*cerca*####Porque sí.}\n\n"
        "Q{=1. uno -> - a =# b -> > c}\n\nQ{#3:2}\n\nQ{=a* =b}\n\nQ{}\n\nQ{T}"
    )
    placed = place(package(), "preguntas", read(words))
    assert len(placed.questions) == 6
