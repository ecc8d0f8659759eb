"""Questions of QTI through every other format and back: what is lost is said."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from lms.content.check import check_files
from lms.content.exchange.picturing import shown
from lms.content.exchange.placing import place
from lms.content.exchange.registry import FORMATS, format_of
from lms.content.findings import Notes, Severity
from lms.content.questions.gaps import GAP
from lms.content.questions.registry import question_kinds
from lms.content.questions.whole import plain_question
from lms.content.reader import read_files
from lms.kernel.language import Language
from tests.content.exchange.packing import PNG, item
from tests.content.exchange.samples import SAMPLES
from tests.content.exchange.zips import zipped
from tests.content.packages import files as course_files

WRITTEN = [format.name for format in FORMATS.values() if format.write]
WAY = ["json", *(name for name in WRITTEN if name != "json"), "json"]
"""One format after the other; the last writes what the one before it read."""

# What may explain that an aspect of a question is another one afterwards, by the codes
# of losses. A format that is not named here must say something at least.
TOLD = {
    "gift": {
        "points": {"gift-points"},
        "marking": {"gift-marking"},
        "shuffle": {"gift-shuffle"},
        "case": {"gift-strict"},
        "accents": {"gift-strict"},
        "when_right": {"gift-when"},
        "when_partly": {"gift-when"},
        "when_wrong": {"gift-when"},
        "guidance": {"gift-guidance"},
        "template": {"gift-guidance"},
        "lines": {"gift-limits"},
        "tags": {"gift-tag"},
        "difficulty": {"gift-desk"},
        "choices": {"gift-weight"},
        "answers": {"gift-weight", "gift-open-range", "gift-arrow"},
        "extras": {"gift-right"},
    },
    "moodlexml": {
        "accents": {"accents"},
        "marking": {"marking", "marking-all"},
        "choices": {"marking"},
        "kind": {"categorising", "reflection"},
        "pairs": {"categorising"},
        "items": {"categorising"},
        "categories": {"categorising"},
        "lines": {"reflection"},
        "answers": {"open-range"},
        "gaps": {"marking", "cloze-points"},
        "points": {"cloze-points", "reflection"},
    },
}
MARKS = "2 &lt; 3 *a* {b} {{c}} = #1 ~ [[paz]] [@d] [e](f) ::: `g` &lt;i&gt; \\ h_j_"
"""Signs that mean something somewhere, and nothing here."""


def packed():
    """The samples as one package, and some items with pictures and metadata."""
    files = {
        path.name: re.sub('xml:lang="(en|pt)', 'xml:lang="es', path.read_text("utf-8"))
        for path in SAMPLES
    }
    shows = '<p><img src="img/mapa.png" alt="Un mapa"/></p>'
    files["x1.xml"] = item("con-mapa", "¿Dónde?", title="Con mapa", body=shows)
    files["x2.xml"] = item("marcas", MARKS, title="Marcas", first=MARKS)
    files["img/mapa.png"] = PNG
    return zipped(files)


def read(name, data, files=None):
    return FORMATS[name].read(data, language=Language.ES, files=files or {})


def meaning(question):
    """What a question says, without the ids of its parts, which nobody reads, and with
    each interval of numbers by its ends."""
    data = plain_question(question)
    content = question.content
    categories = {one.id: one.text for one in getattr(content, "categories", ())}
    gaps = [gap.id for gap in getattr(content, "gaps", ())]
    data["prompt"] = {
        language: GAP.sub(lambda found: f"⟨{gaps.index(found[1])}⟩", words)
        for language, words in data["prompt"].items()
    } if gaps else data["prompt"]  # fmt: skip
    for part in data.get("items", ()):
        if "category" in part:
            part["category"] = categories[part["category"]]
    return {"id": question.id, **_bare(data)}


def _bare(data):
    if isinstance(data, list):
        return [_bare(part) for part in data]
    if not isinstance(data, dict):
        return data
    bare = {name: _bare(part) for name, part in data.items() if name != "id"}
    if "value" in bare:
        value = Decimal(bare.pop("value"))
        tolerance = Decimal(bare.pop("tolerance", 0))
        bare |= {"least": value - tolerance, "most": value + tolerance}
    elif "least" in bare and "most" in bare:
        bare |= {key: Decimal(bare[key]) for key in ("least", "most")}
    return bare


def changed(before, after):
    """The aspects in which two questions differ."""
    one, other = meaning(before), meaning(after)
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}


def step(name, questions, files):
    """Through one format: what came out, and all that was said about each question."""
    written = FORMATS[name].write(
        questions, language=Language.ES, source=Language.ES, files=files
    )
    result = read(name, written.data, files)
    told = {}
    for loss in (*written.losses, *result.losses):
        told.setdefault(loss.question, set()).add(loss.code)
    return result, told


def unexplained(name, before, result, told):
    """What is another thing now, or gone, without anybody having said so."""
    after = {question.id: question for question in result.questions}
    for question in before:
        codes = told.get(question.id, set())
        if question.id not in after:
            if not codes:
                yield question.id, "gone"
            continue
        for aspect in changed(question, after[question.id]):
            known = TOLD[name].get(aspect, set()) if name in TOLD else codes
            said = codes & known
            if not said:
                yield question.id, aspect


@pytest.fixture(scope="module")
def carried():
    return read("qti", packed())


def test_the_package_has_questions_of_most_kinds(carried):
    assert len(carried.questions) >= 50
    assert len({question.kind for question in carried.questions}) == 11
    assert carried.files == {"questions/mapa.png": PNG}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_a_format_changes_it_tells(name, carried):
    result, told = step(name, carried.questions, carried.files)
    assert list(unexplained(name, carried.questions, result, told)) == []


def test_json_changes_nothing_and_carries_no_pictures(carried):
    result, told = step("json", carried.questions, carried.files)
    assert result.questions == carried.questions
    assert told == {"con-mapa": {"json-picture"}}


def test_nothing_is_lost_in_silence_on_the_whole_way(carried):
    questions, files, said = carried.questions, carried.files, set()
    for name in WAY:
        result, told = step(name, questions, files)
        assert list(unexplained(name, questions, result, told)) == []
        said.update(told)
        questions = result.questions
    there = {question.id: question for question in questions}
    for question in carried.questions:
        same = question.id in there and not changed(question, there[question.id])
        assert same or question.id in said


def test_a_course_takes_all_of_them_without_a_fault(carried):
    package = read_files(course_files())
    placed = place(package, None, carried)
    assert len(placed.questions) == len(carried.questions)
    # That some explain nothing is all that is to be said.
    assert {one.code for one in check_files(placed.files)} == {"missing-feedback"}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_format_gives_back_whole_questions(name, carried):
    result, _ = step(name, carried.questions, carried.files)
    for question in result.questions:
        kind, notes = question_kinds()[question.kind], Notes()
        kind.check(question, notes.about(""), ())
        assert [f for f in notes.findings if f.severity is Severity.ERROR] == []
    assert set(shown(result.questions)) <= set(carried.files)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_once_is_not_changed_by_writing_it_again(name, carried):
    once, _ = step(name, carried.questions, carried.files)
    twice, _ = step(name, once.questions, carried.files)
    assert [meaning(one) for one in twice.questions] == [
        meaning(one) for one in once.questions
    ]


def test_qti_only_comes_in():
    assert FORMATS["qti"].write is None
    for name in ("preguntas.zip", "Item.QTI", "uno.qti.xml"):
        assert format_of(name) is FORMATS["qti"]


def test_weights_survive_wherever_they_are_known(carried):
    (question,) = (one for one in carried.questions if one.id == "pesos")
    for name in WRITTEN:
        result, _ = step(name, [question], {})
        weights = [choice.weight for choice in result.questions[0].content.choices]
        assert Fraction(1, 3) in weights
