"""A few words: what is the same, and what a star stands for."""

from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.asking import Question
from lms.content.findings import Notes
from lms.content.questions.contents import Accepted, ShortText
from lms.content.questions.registry import question_kinds
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.registry import answer_kinds
from tests.content.chance import titles
from tests.effort import EVEN, growth
from tests.factories.questions import make_question, told

KIND = answer_kinds()["short"]


def asking(*accepted, **rule):
    answers = tuple(
        each if isinstance(each, Accepted) else Accepted(text=each) for each in accepted
    )
    content = ShortText(answers=answers, **rule)
    return Question(id="q", kind="short", prompt=told("¿?"), content=content)


def fits(pattern, text, **rule):
    question = asking(pattern, **rule)
    return marking.mark(question, KIND.read(question, [text])) == 1


def found(*accepted, **rule):
    """What the check of a course says of these accepted texts."""
    notes = Notes()
    question = asking(*accepted, **rule)
    question_kinds()["short"].check(question, notes.about("quiz.yaml"), ())
    return [(one.code, one.line) for one in notes.findings]


DOUBLED, HIDDEN = ("doubled-answer", 0), ("hidden-answer", 0)
ALIKE = [
    ("Ruanda", "  ruanda\t"),
    ("Raphael Lemkin", "RAPHAEL   LEMKIN"),
    ("Convención", "convencion"),
    ("Ñandú", "NANDU"),
    ("ação", "acao"),
    ("lingüística", "linguistica"),
    ("garçon", "GARCON"),
    ("Straße", "strasse"),
    ("d'Ávila", "D’avila"),
    ("Kosovo–Metohija", "kosovo-metohija"),
    ("ﬁn", "fin"),
    ("genocidio", "geno\u00adcidio"),
    ("Ａ", "a"),
]


@pytest.mark.parametrize(("pattern", "text"), ALIKE)
def test_capitals_accents_spaces_and_the_shape_of_signs_do_not_matter(pattern, text):
    assert fits(pattern, text)
    assert fits(text, pattern)


def test_the_author_may_mind_capitals_or_accents():
    assert not fits("Roma", "roma", case=True)
    assert fits("Roma", "Roma", case=True)
    assert not fits("año", "ano", accents=True)
    assert not fits("caça", "caca", accents=True)
    assert fits("año", "AÑO", accents=True)
    assert fits("año", "an\u0303o", accents=True)
    assert not fits("Año", "año", case=True, accents=True)
    assert fits("Año", "Ano", case=True)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_an_author_is_told_of_two_texts_that_marking_takes_for_one(one, other):
    assert found(one, other) == found(other, one) == [DOUBLED]
    assert found(one, "otra cosa", other) == [DOUBLED]


@pytest.mark.parametrize(
    ("accepted", "rule", "findings"),
    [
        (("Roma", "roma"), {"case": True}, []),
        (("Roma", "roma"), {"accents": True}, [DOUBLED]),
        (("año", "ano"), {"accents": True}, []),
        (("año", "an\u0303o"), {"accents": True, "case": True}, [DOUBLED]),
        (("d'Ávila", "d’Ávila"), {"accents": True, "case": True}, [DOUBLED]),
        (("geno*", "geno**"), {}, [DOUBLED]),
        (("geno*", "Génō*"), {}, [DOUBLED]),
        (("a*b*c", "a**b*c"), {}, [DOUBLED]),
        (("geno*", "geno"), {}, []),
        ((r"5\*3", "5*3"), {}, []),
        ((r"\*", "*"), {}, []),
        (("**", "a"), {}, [HIDDEN]),
        (("*", "**"), {}, [DOUBLED]),
        ((r"\*", "a"), {}, []),
        (("* *", "a"), {}, []),
    ],
)
def test_an_author_is_told_what_can_never_count(accepted, rule, findings):
    assert found(*accepted, **rule) == findings


def written_alike(text):
    """The same text as others may write it, and any other."""
    forms = [text.upper(), text.casefold(), f"{text[:1]}\u00ad {text[1:]}"]
    forms += [normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    return st.tuples(st.just(text), st.sampled_from(forms) | titles)


@given(titles.flatmap(written_alike), st.booleans(), st.booleans())
def test_the_check_and_the_marking_call_the_same_texts_the_same(both, case, accents):
    plain = [text.replace("\\", "").replace("*", "") for text in both]
    rule = {"case": case, "accents": accents}
    sent = KIND.read(asking(*plain, **rule), [plain[1]])
    # What cannot be seen is no answer at all.
    if sent and KIND.read(asking("x"), [plain[0]]):
        hit = KIND.hit(asking(*plain, **rule), sent)
        assert (DOUBLED in found(*plain, **rule)) == (hit == 0)


@pytest.mark.parametrize(
    ("pattern", "text", "fit"),
    [
        ("geno*", "genocidio", True),
        ("geno*", "geno", True),
        ("*cidio", "genocidio", True),
        ("*lemkin*", "el señor Lemkin dijo", True),
        ("a*b*c", "abc", True),
        ("a*b*c", "a1b2c", True),
        ("a*b*c", "acb", False),
        ("ab*ba", "aba", False),
        ("ab*ba", "abba", True),
        ("*", "cualquier cosa", True),
        (r"5\*3", "5*3", True),
        (r"5\*3", "5y3", False),
        (r"\**", "*hola", True),
        ("a**b", "ab", True),
        ("a.c", "abc", False),
        ("(a+)+", "(a+)+", True),
        ("el *", "el", False),
        ("el *", "el tribunal", True),
    ],
)
def test_a_star_stands_for_anything_and_nothing_else_is_special(pattern, text, fit):
    assert fits(pattern, text) is fit


def test_no_pattern_takes_long():
    def mark(stars):
        question = asking("*".join("a" * stars) + "b")
        return marking.mark(question, ("a" * 100 * stars,))

    # To share out the signs among the stars in every way that there is would not end.
    assert mark(200) == 0
    assert growth(mark, 50) <= EVEN


def test_the_first_accepted_text_that_fits_counts_with_its_weight():
    half = Accepted(text="*jurista*", weight=Fraction(1, 2))
    loss = Accepted(text="no sé", weight=Fraction(-1))
    question = asking("Lemkin", loss, half, "un jurista polaco")
    texts = ["lemkin", "no se", "un jurista polaco", "otra cosa"]
    assert [marking.mark(question, (text,)) for text in texts] == [
        1,
        0,
        Fraction(1, 2),
        0,
    ]
    assert [KIND.hit(question, (text,)) for text in texts] == [0, 1, 2, None]


def test_readers_are_shown_what_is_meant_for_their_language():
    english = Accepted(text="Rwanda", language=Language.EN)
    spanish = Accepted(text="Ruanda", language=Language.ES)
    question = asking(spanish, english, "RW*", Accepted(text="x", weight=Fraction(0)))
    assert KIND.accepted(question, Language.EN) == ("Rwanda", "RW…")
    assert KIND.accepted(question, Language.ES) == ("Ruanda", "RW…")
    assert KIND.accepted(question, Language.PT) == ("RW…",)
    assert marking.mark(question, ("rwanda",)) == 1


def test_the_key_is_a_text_that_really_earns_the_mark():
    catch = Accepted(text="geno*", weight=Fraction(1, 3))
    assert KIND.key(asking(catch, "genocidio", "lesa*")) == ("lesa",)
    assert KIND.key(asking("*")) == ("a",)
    assert KIND.key(asking(Accepted(text="x", weight=Fraction(-1)))) == ()


def test_texts_are_analysed_as_they_were_compared():
    question = make_question("short")
    responses = KIND.responses(question, ("RAPHAEL  Lemkín",))
    assert [(r.id, r.credit) for r in responses] == [("raphael lemkin", 1)]
    assert KIND.label(question, "", "raphael lemkin") == "raphael lemkin"
    assert [(r.id, r.credit) for r in KIND.responses(question, ())] == [("", 0)]


@pytest.mark.parametrize("sent", [["a", "b"], ["x" * 20_001], ["x" * 1_000_000]])
def test_more_than_a_text_is_refused(sent):
    with pytest.raises(ValueError, match="too long"):
        KIND.read(make_question("short"), sent)


def test_a_text_is_kept_composed_on_one_line_and_without_what_steers_machines():
    sent = [" Lemki\u0301n\x00\x1b \r\n y \t otros "]
    assert KIND.read(make_question("short"), sent) == ("Lemkín y otros",)
    assert KIND.read(make_question("short"), [" \n "]) == ()
