"""A quiz in print: once for everybody in each language, and only what is needed."""

from fractions import Fraction

import pytest

from lms.catalogue.publishing import publish
from lms.content.asking import Band, Draw, Quiz, Section
from lms.content.canonical import yaml_bytes
from lms.content.kinds.quiz import QuizKind
from lms.content.questions.whole import plain_question
from lms.foundation.i18n import speak, speaking
from lms.foundation.work import atomic
from lms.kernel.language import SOURCE, Language
from lms.quizzes.sheet import get_sheet
from tests.factories.attempts import STEM
from tests.factories.courses import course_files
from tests.factories.questions import make_question, one_of_each, told
from tests.factories.quizzes import ACTIVITY

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M0 0h9v9z"/></svg>'
)


@pytest.fixture
def printed(inside):
    """Publish a quiz and print it."""

    def printed(*items, bank=(), files=(), **more):
        quiz = Quiz(title=told("Cuestionario"), pass_mark=70, items=items, **more)
        course = course_files(lessons=1) | dict(files)
        for path, data in QuizKind().dump(quiz, STEM).items():
            course[path] = yaml_bytes(data) if isinstance(data, dict) else data
        if bank:
            questions = {"questions": [plain_question(each) for each in bank]}
            course["questions.yaml"] = yaml_bytes(questions)
        with atomic():
            release, _ = publish(course)
        return lambda: get_sheet(release.id, ACTIVITY)

    with inside.test_request_context("/"):
        yield printed
    speak(SOURCE)


def test_every_question_that_some_attempt_may_ask_is_there_by_its_id(printed):
    bank = [make_question("short", f"b-{n}", tags=("x",)) for n in range(3)]
    own = make_question("single", "own")
    sheet = printed(own, Draw(count=1, tags=("x",)), bank=bank)()
    assert list(sheet.questions) == ["own", "b-0", "b-1", "b-2"]
    assert len(sheet.questions) == 4
    assert sheet.questions["b-2"].question == bank[2]
    with pytest.raises(KeyError):
        sheet.questions["gone"]


def test_a_sheet_is_printed_once_in_each_language_and_keeps_to_it(printed):
    get = printed(make_question("single"), make_question("truefalse"))
    spanish = get()
    with speaking(Language.EN):
        english = get()
        assert english.questions["single"].prompt.html == "¿Cuál <em>obliga</em>? (en)"
        # A question of the other sheet that nobody has seen yet speaks its language.
        choices = spanish.questions["truefalse"].options
        assert [choice.plain for choice in choices.values()] == ["Verdadero", "Falso"]
    assert get() is spanish
    assert get().questions["single"] is spanish.questions["single"]
    assert english is not spanish


def test_the_number_of_a_question_is_filled_in_by_the_page(printed):
    question = printed(make_question("single"))().questions["single"]
    assert "Pregunta 3 de 12" in question.head(3, 12)
    assert "Pregunta 7 de 9" in question.heading(7, 9)
    assert "Pregunta 5" in question.foot(5)
    assert not {"\ue000", "\ue001"} & set(question.head(3, 12) + question.foot(3))


def test_a_text_in_another_language_says_which(printed):
    prompt = {Language.ES: "¿Solo en español?"}
    get = printed(make_question("short", prompt=prompt))
    with speaking(Language.PT):
        question = get().questions["short"]
    assert question.prompt.lang == "es"
    assert '<span lang="es">¿Solo en español?</span>' in question.head(1, 1)


def test_a_prompt_of_several_paragraphs_stands_below_the_legend(printed):
    prompt = told("Lea:\n\n- uno\n- dos\n\n¿Cuál?")
    question = printed(make_question("single", prompt=prompt))().questions["single"]
    legend, _, rest = question.head(1, 1).partition("</legend>")
    assert "<li>" not in legend
    assert '<div class="prompt">' in rest and "<li>uno</li>" in rest
    assert question.prompt.is_block
    plain = printed(make_question("single"))().questions["single"]
    assert not plain.prompt.is_block
    assert "<em>obliga</em>" in plain.head(1, 1).partition("</legend>")[0]


def test_pictures_of_the_package_stand_in_what_is_asked_and_told(printed):
    question = make_question(
        "single",
        prompt=told("Mire ![Un mapa](questions/mapa.svg) y elija."),
        feedback=told("![Otro mapa](questions/mapa.svg)"),
    )
    sheet = printed(question, files={"questions/mapa.svg": DRAWING})()
    asked = sheet.questions["single"]
    assert "<svg" in asked.prompt.html and "Un mapa" in asked.prompt.html
    assert "Otro mapa" in asked.told["all"].html


def test_marks_of_a_lesson_leave_only_their_words(printed):
    prompt = told("¿Qué dice [[termino|el término]]?")
    question = printed(make_question("short", prompt=prompt))().questions["short"]
    assert "<a " not in question.prompt.html
    assert "término" in question.prompt.html


def test_what_an_author_wrote_is_never_markup(printed):
    evil = told("<b onclick=x>¿Sí?</b> \ue000")
    question = make_question("matching", prompt=evil)
    pair = question.content.pairs[0]
    content = type(question.content)(
        pairs=(
            type(pair)(id="a", left=evil, right=evil),
            type(pair)(id="b", left=told("x"), right=told("y")),
        )
    )
    asked = printed(make_question("matching", prompt=evil, content=content))()
    one = asked.questions["matching"]
    assert "<b" not in one.prompt.html + one.words["a"].html + one.head(1, 1)
    assert one.options["a"].plain.startswith("<b onclick=x>")


def test_sections_and_bands_are_printed(printed):
    first = Section(title=told("Uno"), intro=told("Lea *bien*."))
    second = Section(title=told("Dos"))
    bands = (
        Band(least=0, feedback=told("Poco")),
        Band(least=70, feedback=told("Bien")),
    )
    sheet = printed(
        first, make_question("single"), second, make_question("short"), bands=bands
    )()
    assert sheet.section(first).intro.html == "Lea <em>bien</em>."
    assert sheet.section(second).title.html == "Dos"
    assert not sheet.section(second).intro
    told_at = {percent: sheet.band(percent).html for percent in (0, 69, 70, 100)}
    assert told_at == {0: "Poco", 69: "Poco", 70: "Bien", 100: "Bien"}


def test_how_an_answer_turned_out_has_a_name(printed):
    sheet = printed(*one_of_each())()
    half = Fraction(1, 2)
    single, essay = sheet.questions["single"], sheet.questions["essay"]
    likert = sheet.questions["likert"]
    assert [single.verdict(("a",), mark) for mark in (half * 2, half, half * 0)] == [
        "right",
        "partly",
        "wrong",
    ]
    assert single.verdict((), half * 0) == "none"
    assert essay.verdict(("x",), None) == "waits"
    assert likert.verdict(("algo",), None) == "unmarked"
    assert sheet.questions["single"].points(half) == "0,5"


def test_options_are_printed_in_every_way_they_may_look(printed):
    one = printed(make_question("single"))().questions["single"]
    everything = one.reviewed(["a", "b"], ("a",), answers=True, feedback=True)
    assert "Su respuesta: incorrecta" in everything
    assert "Respuesta correcta, no elegida" in everything
    assert "Por qué a." in everything and "Por qué b." in everything
    nothing = one.reviewed(["a", "b"], ("a",), answers=False, feedback=False)
    assert "correcta" not in nothing and "Por qué" not in nothing
    assert "Su respuesta" in nothing
    # What is told about an answer nobody gave would tell which one is right.
    some = one.reviewed(["a", "b"], ("a",), answers=False, feedback=True)
    assert "Por qué a." in some and "Por qué b." not in some
