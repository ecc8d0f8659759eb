"""Texts with gaps: each gap by itself, and where it stands."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lms.content.asking import Question
from lms.content.questions.contents import Cloze, Gap
from lms.kernel.language import Language
from lms.quizzes import marking
from lms.quizzes.kinds.cloze import gaps_of
from lms.quizzes.kinds.registry import answer_kinds
from tests.factories.questions import KEYS, choices, make_question, told

KIND = answer_kinds()["cloze"]


def test_gaps_are_weighed_by_their_points():
    question = make_question("cloze")
    right = dict(entry.split("=") for entry in KEYS["cloze"])
    shares = {"ano": Fraction(1, 4), "quien": Fraction(1, 2), "obliga": Fraction(1, 4)}
    for id_, share in shares.items():
        assert marking.mark(question, (f"{id_}={right[id_]}",)) == share
    assert marking.mark(question, KEYS["cloze"]) == 1
    assert marking.mark(question, ("ano=1948", "quien=Nadie", "obliga=a")) == (
        Fraction(1, 2)
    )


def test_each_gap_reads_as_its_kind_does():
    question = make_question("cloze")
    sent = ["obliga=b", "quien=  Raphael  Lemkin ", "ano=1.948"]
    kept = ("ano=1948", "quien=Raphael Lemkin", "obliga=b")
    assert KIND.read(question, sent, Language.ES) == kept
    assert KIND.read(question, sent, Language.EN)[0] == "ano=1.948"
    assert KIND.read(question, ["quien=a=b"]) == ("quien=a=b",)


@pytest.mark.parametrize(
    "sent", [["nada=1"], ["ano"], ["obliga=z"], ["obliga=a", "obliga=b"]]
)
def test_what_is_not_offered_is_refused(sent):
    with pytest.raises(ValueError, match=r"not offered|no part|more than one"):
        KIND.read(make_question("cloze"), sent)


def test_a_gap_of_several_choices_has_an_entry_for_each():
    gap = Gap(id="cuales", kind="multiple", content=choices("a", "c"))
    question = replace(make_question("cloze"), content=Cloze(gaps=(gap,)))
    value = KIND.read(question, ["cuales=c", "cuales=a"])
    assert value == ("cuales=a", "cuales=c")
    assert marking.mark(question, value) == 1
    assert KIND.shown(question, value, Language.ES) == {"cuales": ("a", "c")}


def test_gaps_stand_in_the_order_of_the_text_of_each_language():
    question = make_question("cloze")

    def run(*pieces):
        placed = KIND.running(question, pieces)
        return [words or each.gap.id + signs for words, each, signs in placed]

    text = [("Lo de ", ""), ("", "quien"), (": ", ""), ("", "ano"), ("", "obliga")]
    assert run(*text) == ["Lo de ", "quien:", " ", "ano", "obliga"]
    # Named twice, unknown, or left out: every gap can be answered once.
    text = [("", "ano"), ("", "ano"), (" y ", ""), ("", "otro"), ("", "quien")]
    assert run(*text) == ["ano", " y ", "quien", "obliga"]
    assert run() == ["ano", "quien", "obliga"]
    assert run(("", "ano"), (".", "")) == ["ano.", "quien", "obliga"]


def test_choices_keep_a_persons_order_unless_the_author_says_otherwise():
    gap = Gap(id="g", kind="single", content=choices("a"))
    fixed = Gap(id="h", kind="single", content=choices("a", shuffle=False))
    question = Question(
        id="q", kind="cloze", prompt=told("x"), content=Cloze(gaps=(gap, fixed))
    )
    one, two = gaps_of(question)
    orders = set()
    for seed in range(20):
        order = marking.arrange(question, seed)
        orders.add(tuple(own for own, _ in KIND.choices(one, order)))
        assert KIND.choices(two, order) == tuple((c, f"h.{c}") for c in "abcd")
    assert len(orders) > 3
    assert {frozenset(order) for order in orders} == {frozenset("abcd")}


def test_it_is_whole_when_every_gap_is():
    question = make_question("cloze")
    assert KIND.is_complete(question, KEYS["cloze"])
    assert not KIND.is_complete(question, KEYS["cloze"][:2])
    assert not KIND.is_complete(question, ("ano=doce", *KEYS["cloze"][1:]))


def test_each_gap_is_analysed_by_itself():
    question = make_question("cloze")
    responses = KIND.responses(question, ("ano=1949", "obliga=b"))
    assert [(r.part, r.id, r.credit) for r in responses] == [
        ("ano", "1949", 0),
        ("quien", "", 0),
        ("obliga", "b", 0),
    ]
    assert KIND.label(question, "obliga", "b") == told("Respuesta b")
    assert KIND.label(question, "obliga", "") == "obliga"


def test_what_is_told_about_a_gap_has_a_name():
    question = make_question("cloze")
    assert KIND.feedback(question) == {"ano": told("El 9 de diciembre.")}
    assert [option.id for option in KIND.options(question)] == [
        "obliga.a",
        "obliga.b",
        "obliga.c",
    ]
