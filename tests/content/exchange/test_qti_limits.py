"""Whatever is done to a file of QTI, questions come of it or a reason; and soon.

How soon is counted in steps: see ``tests/effort.py``.
"""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.exchange.carried import Carried, ExchangeFaulty
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.packages import Library
from lms.content.exchange.qti.pictures import Package
from lms.content.exchange.qti.reading import read
from lms.content.exchange.qti.values import number
from lms.content.findings import Notes, Severity
from lms.content.questions.registry import question_kinds
from lms.kernel.language import Language
from tests.content.exchange.packing import item, manifest, resource
from tests.content.exchange.samples import SAMPLES
from tests.content.exchange.zips import zipped
from tests.effort import EVEN, growth

pytestmark = pytest.mark.slow

TEXTS = [path.read_text("utf-8") for path in SAMPLES]
TAGS = sorted({tag for text in TEXTS for tag in re.findall(r"<[^<>?!]+>", text)})
VALUES = sorted({each for text in TEXTS for each in re.findall(r'"([^"<>]*)"', text)})
STRANGE = [
    "",
    "0",
    "-1",
    "1e30",
    "99999999",
    "NaN",
    "A A",
    "../..",
    "RESPONSE",
    "{{x}}",
]


def survives(data):
    """Read something; whatever comes of it must be whole."""
    try:
        result = read(data, language=Language.ES)
    except ExchangeFaulty as failure:
        assert failure.losses and all(loss.words for loss in failure.losses)
        return
    assert isinstance(result, Carried)
    assert all(loss.words for loss in result.losses)
    for question in result.questions:
        kind, notes = question_kinds()[question.kind], Notes()
        kind.check(question, notes.about(""), ())
        assert [f for f in notes.findings if f.severity is Severity.ERROR] == []
        assert all(any(text.values()) for _, text in kind.texts(question))
        assert any(question.prompt.values())


@st.composite
def mangled(draw):
    """A sample with some of its tags, values or texts exchanged, doubled or gone."""
    pieces = re.split(r"(<[^<>]+>)", draw(st.sampled_from(TEXTS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(pieces) - 1))
        way = draw(st.sampled_from(("drop", "double", "tag", "value", "words", "move")))
        if way == "drop":
            pieces[at] = ""
        elif way == "double":
            pieces[at] *= 2
        elif way == "tag":
            pieces[at] = draw(st.sampled_from(TAGS))
        elif way == "value":
            new = draw(st.sampled_from(VALUES) | st.sampled_from(STRANGE))
            pieces[at] = re.sub(r'"[^"]*"(?=[^"]*$)', f'"{new}"', pieces[at], count=1)
        elif way == "words" and not pieces[at].startswith("<"):
            pieces[at] = draw(st.text(max_size=20)).replace("<", "").replace("&", "")
        elif way == "move":
            other = draw(st.integers(0, len(pieces) - 1))
            pieces[at], pieces[other] = pieces[other], pieces[at]
    return "".join(pieces)


@st.composite
def replaced(draw):
    """A sample in which a value stands that belongs elsewhere; it stays good XML."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        spots = list(re.finditer(r'(?<==")[^"]*(?=")|(?<=>)[^<>]*\S[^<>]*(?=<)', text))
        spot = draw(st.sampled_from(spots))
        new = draw(st.sampled_from(VALUES) | st.sampled_from(STRANGE))
        text = text[: spot.start()] + new + text[spot.end() :]
    return text


@st.composite
def without(draw):
    """A sample from which some elements are gone with all that is inside."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        names = re.findall(r"<([\w-]+)", text)
        name = draw(st.sampled_from(names or ["x"]))
        whole = re.compile(rf"<{name}\b[^<>]*?/>|<{name}\b.*?</{name}>", re.S)
        found = list(whole.finditer(text))
        if found:
            spot = draw(st.sampled_from(found))
            text = text[: spot.start()] + text[spot.end() :]
    return text


@settings(max_examples=150, deadline=None)
@given(mangled() | replaced() | without())
def test_a_mangled_item_gives_questions_or_a_reason(text):
    survives(text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(replaced() | without(), mangled())
def test_a_package_of_mangled_items_gives_questions_or_a_reason(one, other):
    files = {
        "imsmanifest.xml": manifest(resource("a.xml"), resource("b.xml")),
        "a.xml": one.encode("utf-8", "replace"),
        "b.xml": other.encode("utf-8", "replace"),
    }
    survives(zipped(files))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8),
)
def test_wrong_bytes_give_questions_or_a_reason(text, changes):
    data = bytearray(text.encode())
    for at, byte in changes:
        data[at % len(data)] = byte
    survives(bytes(data))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_reason(data):
    survives(data)


# What would take too long: to try out all that might be answered would never end here


def lost(data):
    """The codes of what was lost; nothing else must have come of it."""
    result = read(data.encode(), language=Language.ES)
    assert result.questions == ()
    return [loss.code for loss in result.losses]


def many_choices(count):
    more = "".join(
        f'<simpleChoice identifier="C{n}">{n}</simpleChoice>' for n in range(count)
    )
    return item("uno").replace("</choiceInteraction>", f"{more}</choiceInteraction>")


def many_rules(count):
    rule = (
        '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
        '<baseValue baseType="float">1</baseValue></sum></setOutcomeValue>'
    )
    template = re.search(r"<responseProcessing [^>]*/>", item("uno"))[0]
    rules = f"<responseProcessing>{rule * count}</responseProcessing>"
    return item("uno").replace(template, rules)


def many_numbers(count):
    values = "".join(f'<mapEntry mapKey="{n}" mappedValue="1"/>' for n in range(count))
    return f"""<assessmentItem identifier="n" title="N">
<responseDeclaration identifier="R" cardinality="single" baseType="float">
<mapping>{values}</mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p>N <textEntryInteraction responseIdentifier="R"/></p></itemBody>
<responseProcessing><setOutcomeValue identifier="SCORE"><mapResponse identifier="R"/>
</setOutcomeValue></responseProcessing></assessmentItem>"""


def many_feedbacks(count):
    one = '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="hide">.'
    more = f"{one}</modalFeedback>" * count
    return item("uno").replace("</assessmentItem>", f"{more}</assessmentItem>")


@pytest.mark.parametrize(
    ("many", "count", "code"),
    [
        (many_choices, 300, "too-many"),
        (many_rules, 40_000, "too-long"),
        (many_numbers, 900, "no-right-answer"),
        (many_feedbacks, 400, "too-many"),
    ],
)
def test_what_is_too_much_to_try_out_is_refused(many, count, code):
    assert lost(many(count)) == [code]


@pytest.mark.parametrize(
    ("many", "count"),
    [
        (many_choices, 300),
        (many_rules, 500),
        (many_numbers, 300),
        (many_feedbacks, 400),
    ],
)
def test_four_times_as_much_is_refused_with_four_times_the_work(many, count):
    assert growth(lambda count: lost(many(count)), count) <= EVEN


def test_a_package_of_too_many_parts_is_refused():
    package = Package({"a.xml": b"<a><b/><b/></a>", "c.xml": b"<a><b/></a>"})
    library = Library(package, _room=4)
    assert library.root("a.xml") is not None
    with pytest.raises(ExchangeFaulty) as failure:
        library.root("c.xml")
    assert failure.value.losses[0].code == "package-too-large"


# Numbers


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1", 1),
        (" -0.50 ", Fraction(-1, 2)),
        ("+.5", Fraction(1, 2)),
        ("2e-1", Fraction(1, 5)),
    ],
)
def test_numbers_are_exact(words, expected):
    assert number(words) == expected


@pytest.mark.parametrize(
    "words", ["", "uno", "1,5", "INF", "1e100", "0x1", "9" * 50, "1 2"]
)
def test_what_is_no_number_is_not_taken_for_one(words):
    with pytest.raises(NotUnderstood):
        number(words)
