"""What people type in an application is kept as it is, and read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.admission.answering import (
    ELSEWHERE,
    LINE_AT_MOST,
    NEEDS_AT_MOST,
    TEXT_AT_MOST,
    Lists,
    Read,
    known_readers,
    read_answer,
    read_file,
    typed_answer,
)
from lms.admission.drafts import TYPED, has_unsent, keep_typed, names_of, typed_of
from lms.admission.models import Application
from lms.enrolment.rules import Choice, FormQuestion, QuestionKind, Rules
from tests.factories.admission import QUESTIONS, said

LISTS = Lists(states=frozenset({"AR", "UY"}), languages=("es", "pt"))
READERS = known_readers(LISTS)
RULES = Rules(questions=QUESTIONS)
LIST = "Elija una opción de la lista."

GOOD = [
    ("state", "AR", "AR"),
    ("state", ELSEWHERE, None),
    ("institution", "  Cancillería \n argentina ", "Cancillería argentina"),
    ("institution", "x" * LINE_AT_MOST, "x" * LINE_AT_MOST),
    ("institution_type", "justice", "justice"),
    ("post", "Analista", "Analista"),
    ("gender", "", ""),
    ("gender", "woman", "woman"),
    ("course_language", "pt", "pt"),
    ("needs", "", ""),
    ("needs", " Subtítulos\r\ny tiempo ", "Subtítulos\ny tiempo"),
    ("consent", "y", True),
]
LONG = "El texto tiene %s caracteres y caben %s: acórtelo."
BAD = [
    ("state", "", "Elija su Estado, o la última opción."),
    ("state", "ZZ", "Elija su Estado, o la última opción."),
    ("institution", "  ", "Escriba dónde trabaja."),
    ("institution", "x" * 201, LONG % (201, 200)),
    ("institution_type", "", LIST),
    ("institution_type", "espionage", LIST),
    ("post", "", "Escriba qué cargo tiene."),
    ("post", "x" * 100_000, LONG % (100_000, 200)),
    ("gender", "nobody", LIST),
    ("course_language", "", LIST),
    ("course_language", "en", LIST),
    ("needs", "x" * 2001, LONG % (2001, NEEDS_AT_MOST)),
    (
        "consent",
        "",
        "Para enviar la solicitud hace falta que autorice el uso de sus datos.",
    ),
    (
        "consent",
        "no",
        "Para enviar la solicitud hace falta que autorice el uso de sus datos.",
    ),
]


@pytest.mark.parametrize(("name", "typed", "value"), GOOD)
def test_what_is_well_typed_has_a_value(name, typed, value):
    assert READERS[name](typed) == Read(value)


@pytest.mark.parametrize(("name", "typed", "fault"), BAD)
def test_what_is_not_says_what_to_do(name, typed, fault):
    assert READERS[name](typed) == Read(fault=fault)


def test_every_known_field_is_tried_both_ways():
    assert {name for name, *_ in GOOD} == {name for name, *_ in BAD} == set(READERS)


def ask(kind, **more):
    choices = (Choice(id="a", label=said("A")), Choice(id="b", label=said("B")))
    choices = choices if kind is QuestionKind.CHOICE else ()
    return FormQuestion(id="q", kind=kind, label=said("¿?"), choices=choices, **more)


@pytest.mark.parametrize(
    ("question", "typed", "read"),
    [
        (ask(QuestionKind.TEXT), " Sí ", Read("Sí")),
        (ask(QuestionKind.TEXT), " ", Read(fault="Responda esta pregunta.")),
        (ask(QuestionKind.TEXT, required=False), " ", Read()),
        (
            ask(QuestionKind.TEXT, least=5),
            "abcd",
            Read(fault="Faltan caracteres: tiene 4 y hacen falta al menos 5."),
        ),
        (ask(QuestionKind.TEXT, most=3), "abcd", Read(fault=LONG % (4, 3))),
        (
            ask(QuestionKind.TEXT),
            "x" * (TEXT_AT_MOST + 1),
            Read(fault=LONG % (TEXT_AT_MOST + 1, TEXT_AT_MOST)),
        ),
        (ask(QuestionKind.CHOICE), "a", Read("a")),
        (ask(QuestionKind.CHOICE), "c", Read(fault=LIST)),
        (ask(QuestionKind.CHOICE, required=False), "", Read()),
        (ask(QuestionKind.NUMBER), " 12 ", Read(12)),
        (ask(QuestionKind.NUMBER), "-3", Read(-3)),
        (
            ask(QuestionKind.NUMBER, least=0),
            "-1",
            Read(fault="El número más bajo posible es 0."),
        ),
        (
            ask(QuestionKind.NUMBER, most=50),
            "51",
            Read(fault="El número más alto posible es 50."),
        ),
        *(
            (
                ask(QuestionKind.NUMBER),
                typed,
                Read(fault="Escriba un número entero, solo con cifras."),
            )
            for typed in ("doce", "1.5", "1e9", "--1", "٣", "²", "9" * 5000, "-")
        ),
    ],
)
def test_an_answer_is_read_by_its_kind(question, typed, read):
    assert read_answer(question, typed) == read


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"%PDF-1.7", Read("application/pdf")),
        (b"", Read(fault="El archivo está vacío: elija otro.")),
        (
            b"%PDF-" + b"x" * 1024**2,
            Read(fault="El archivo es demasiado grande: puede tener hasta 1 MB."),
        ),
        (
            b"MZ\x90\x00",
            Read(
                fault="Ese archivo no se puede recibir. Adjunte un PDF, un documento "
                "DOCX u ODT, una imagen JPG, PNG o WEBP, o un texto."
            ),
        ),
    ],
    ids=["pdf", "empty", "large", "program"],
)
def test_a_file_is_taken_or_it_is_said_why_not(body, read):
    assert read_file(body, 1024**2) == read


_ANY_QUESTION = st.sampled_from(
    [ask(kind, required=needed) for kind in QuestionKind for needed in (True, False)]
)


@given(_ANY_QUESTION, st.text(max_size=50) | st.integers().map(str))
def test_what_was_read_once_is_read_the_same_again(question, typed):
    read = read_answer(question, typed)
    if not read.fault:
        assert read_answer(question, typed_answer(read.value)) == read


NAMES = sorted(names_of(RULES))
SOME = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20))


@given(st.lists(SOME, max_size=5))
def test_whatever_was_typed_last_in_each_field_stands_in_it(steps):
    application = Application(edition_id=1, member_id=1, answers={})
    expected = typed_of(application, RULES)
    for changed in steps:
        keep_typed(application, RULES, changed)
        expected |= changed
    assert typed_of(application, RULES) == expected
    assert has_unsent(application) == any(expected.values())
    assert set(application.answers) <= {TYPED}


def test_typing_back_what_was_sent_leaves_nothing_to_send():
    application = Application(
        edition_id=1, member_id=1, institution="Cancillería", answers={"motivo": "Sí."}
    )
    keep_typed(application, RULES, {"institution": "Otra", "q-motivo": "No."})
    assert has_unsent(application)
    assert application.answers["motivo"] == "Sí."
    keep_typed(application, RULES, {"institution": "Cancillería", "q-motivo": "Sí."})
    assert application.answers == {"motivo": "Sí."}
