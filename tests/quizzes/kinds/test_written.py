"""Longer texts: an essay that a person marks, a reflection that nobody does."""

from dataclasses import replace

import pytest

from lms.content.questions.contents import Essay, Reflection
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.registry import answer_kinds
from lms.quizzes.kinds.texts import words_in
from tests.factories.questions import ANSWERS, make_question

ESSAY, REFLECTION = answer_kinds()["essay"], answer_kinds()["reflection"]


def essay(**content):
    return replace(make_question("essay"), content=Essay(**content))


def test_an_essay_is_worth_its_points_and_marked_by_nobody_here():
    question = make_question("essay", points=4)
    assert ESSAY.by_hand and not ESSAY.unmarked
    assert marking.worth([question]) == 4
    assert marking.mark_all([question], ANSWERS) == {}
    assert marking.by_hand([question, make_question("short")]) == (question,)
    assert ESSAY.mark(question, ANSWERS["essay"]) == 0


def test_the_template_alone_is_no_answer_in_any_language():
    question = make_question("essay")
    for language in Language:
        (words,) = ESSAY.shown(question, (), language)[""]
        assert words == question.content.template[language]
        sent = words.replace("\n", "\r\n") + "  "
        assert ESSAY.read(question, [sent], language) == ()
    assert ESSAY.read(question, ["Hechos:\r\n\r\nNorma: la Convención"]) == (
        "Hechos:\n\nNorma: la Convención",
    )


def test_without_a_template_the_field_is_empty():
    assert ESSAY.shown(essay(), (), Language.ES) == {"": ()}
    assert ESSAY.shown(essay(), ("Sí",), Language.ES) == {"": ("Sí",)}


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("uno dos", False),
        ("uno dos tres", True),
        ("a b c d e", True),
        ("a " * 6, False),
    ],
)
def test_it_is_whole_with_as_many_words_as_were_asked_for(text, is_whole):
    question = essay(least_words=3, most_words=5)
    value = ESSAY.read(question, [text])
    assert ESSAY.is_complete(question, value) is is_whole


def test_without_limits_any_word_will_do():
    assert ESSAY.is_complete(essay(), ("Sí",))
    assert not ESSAY.is_complete(essay(), ("…",))
    assert not ESSAY.is_complete(essay(), ())


def test_words_are_counted_as_people_do():
    assert words_in("  La Convención (1948) – aún\n\nvigente.  ") == 5
    assert words_in("") == words_in("— …") == 0


def test_a_reflection_is_worth_nothing_and_whole_when_written():
    question = replace(make_question("reflection"), content=Reflection(least_words=2))
    assert REFLECTION.unmarked and not REFLECTION.by_hand
    assert marking.worth([question]) == 0
    assert REFLECTION.is_complete(question, ("Yo avisaría",))
    assert not REFLECTION.is_complete(question, ("Avisaría",))


def test_texts_are_not_told_apart():
    question = make_question("essay")
    for value, id_ in ((("Una cosa",), "text"), ((), "")):
        (response,) = ESSAY.responses(question, value)
        assert (response.id, response.credit) == (id_, None)


def test_a_text_keeps_its_lines_and_has_an_end():
    assert ESSAY.read(essay(), ["uno\r\n\r\n\tdos\r"]) == ("uno\n\n\tdos",)
    assert len(ESSAY.read(essay(), ["x" * 20_000])[0]) == 20_000
    with pytest.raises(ValueError, match="too long"):
        ESSAY.read(essay(), ["x" * 20_001])


def test_the_rubric_is_printed_and_what_is_for_markers_is_not():
    names = ESSAY.words(make_question("essay"))
    assert set(names) == {
        f"{criterion}{level}"
        for criterion in ("norma", "caso")
        for level in ("", ".no", ".algo", ".si")
    }
