"""Moodle XML: files that are far too much, and marks of languages nobody meant so."""

import pytest

from lms.content.exchange.carried import Carried
from lms.content.exchange.moodle import read
from lms.content.exchange.moodle.reading.asked import MAX_ANSWERS
from lms.content.exchange.moodle.reading.languages import languages_apart
from lms.kernel.language import Language
from tests.content.exchange.moodles import EN, ES, answer, asked, only, quiz, refused
from tests.effort import EVEN, growth

pytestmark = pytest.mark.slow

TWO = answer("100", "a") + answer("0", "b")
WORD = "<selectoption><text>w</text><group>1</group></selectoption>"
PAIR = "<subquestion><text>l</text><answer><text>r</text></answer></subquestion>"


def in_cloze(text: str) -> str:
    return asked("cloze", "", text=text)


def in_text(text: str) -> str:
    return asked("multichoice", TWO, text=text)


def beside(inside: str) -> str:
    return asked("multichoice", inside + TWO)


# How a question with so much of something is made, and how much there is at first.
LARGE = {
    "questions": (lambda n: "".join([in_text("x")] * n), 20),
    "answers": (lambda n: beside(answer("0", "x") * n), 60),
    "pairs": (lambda n: asked("matching", PAIR * n), 60),
    "hints": (lambda n: beside("<hint><text>h</text></hint>" * n), 100),
    "tags": (
        lambda n: beside("<tags>" + "<tag><text>t</text></tag>" * n + "</tags>"),
        99,
    ),
    "unknown parts": (lambda n: beside("".join(f"<u{i}/>" for i in range(n))), 500),
    "gaps": (lambda n: in_cloze("{1:SA:=x} " * n), 40),
    "open gaps": (lambda n: in_cloze("{1:SA:" * n), 500),
    "escapes": (lambda n: in_cloze("{1:SA:=" + "\\}" * n + "}"), 2_000),
    "slots": (lambda n: asked("gapselect", WORD, text="[[1]] " * n), 40),
    "languages begun": (lambda n: in_text("{mlang es}" * n), 500),
    "Markdown": (
        lambda n: in_text("* a\n" * n).replace('"html"', '"markdown"', 1),
        50,
    ),
    "plain words": (
        lambda n: in_text("a *b* [c\n" * n).replace('"html"', '"plain_text"', 1),
        500,
    ),
}


def found(question: str) -> Carried:
    return read(quiz(question), language=ES, files=None)


@pytest.mark.parametrize("name", LARGE)
def test_four_times_as_much_is_four_times_the_work(name: str) -> None:
    make, size = LARGE[name]
    assert growth(lambda count: found(make(count)), size) <= EVEN


@pytest.mark.parametrize(
    "question",
    [
        asked("shortanswer", answer("100", "x") * (MAX_ANSWERS + 1)),
        asked("matching", PAIR * (MAX_ANSWERS + 1)),
        asked("gapselect", WORD * (MAX_ANSWERS + 1), text="[[1]]"),
        asked("gapselect", WORD * 100, text="[[1]]" * 51),
        in_cloze("{1:NM:" + "~=1" * (MAX_ANSWERS + 1) + "}"),
        in_cloze("{1:SA:=x}" * 5_001),
    ],
)
def test_more_than_anybody_would_read_is_refused(question: str) -> None:
    code, line, words = refused(question)
    assert (code, line > 2) == ("too-many", True)
    assert words.startswith("Hay demasiadas opciones: ")


def test_languages_that_begin_and_never_end_are_words() -> None:
    # To look for the end once more for each of them would take hours.
    many = "{mlang es}" * 49_999
    assert languages_apart(many, ES) == ({ES: many}, ())


@pytest.mark.parametrize(
    ("html", "apart", "strange"),
    [
        ("{mlang es,en}a{mlang} b", {ES: "a b", EN: "a b"}, ()),
        ("{mlang es, es_MX,ES}a{mlang}", {ES: "a"}, ()),
        ("{mlang es}a{mlang}{mlang fr}b{mlang}", {ES: "a"}, ("fr",)),
        ("{ MLang es }a{mlang }{mlang en}b", {ES: "a{mlang en}b"}, ()),
        ("{mlang}a{mlang}", {ES: "{mlang}a{mlang}"}, ()),
        ('a</div><span lang="en" class="multilang">b</span> c', {EN: "ab c"}, ()),
    ],
)
def test_marks_of_languages_are_read_once_each(
    html: str, apart: dict[Language, str], strange: tuple[str, ...]
) -> None:
    assert languages_apart(html, ES) == (apart, strange)


def test_what_no_parser_takes_leaves_its_words_and_that_is_told() -> None:
    question, losses = only(in_text("<![ [ multilang"))
    assert "multilang" in question.prompt[ES]
    assert losses == ["too-deep"]


def test_marks_too_deep_in_one_another_leave_their_words() -> None:
    question, losses = only(in_text('<span lang="es" class="multilang">a' * 70))
    assert question.prompt == {ES: " ".join("a" * 70)}
    assert losses == ["too-deep"]
