"""Single items of QTI 2.1, 2.2 and 3.0, read as the samples beside say."""

import pytest

from lms.content.exchange.carried import ExchangeFaulty
from lms.content.exchange.qti.reading import read
from lms.content.findings import Notes, Severity
from lms.content.questions.registry import question_kinds
from lms.kernel.language import Language
from tests.content.exchange.samples import SAMPLES, as_v3, expected, is_old, outcome
from tests.content.exchange.zips import zipped

MANIFEST = """\
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">
  <organizations/>
  <resources>
    <resource identifier="I" type="imsqti_item_xmlv2p1" href="items/uno.xml">
      <file href="items/uno.xml"/>
    </resource>
  </resources>
</manifest>
"""
ids = [path.stem for path in SAMPLES]
OLD = [path for path in SAMPLES if is_old(path)]


def carried(data, **more):
    return read(data, language=Language.ES, **more)


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_a_sample_becomes_what_is_expected(path):
    assert outcome(carried(path.read_bytes())) == expected(path)


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_a_sample_in_a_package_becomes_the_same(path):
    data = zipped({"imsmanifest.xml": MANIFEST, "items/uno.xml": path.read_bytes()})
    assert outcome(carried(data)) == expected(path)


@pytest.mark.parametrize("path", OLD, ids=[path.stem for path in OLD])
def test_a_sample_said_in_the_words_of_3_0_becomes_the_same(path):
    data = as_v3(path.read_text("utf-8")).encode()
    assert b"<qti-assessment-item" in data
    assert outcome(carried(data)) == expected(path)


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_whatever_is_imported_is_a_whole_question_in_one_language(path):
    for question in carried(path.read_bytes()).questions:
        kind, notes = question_kinds()[question.kind], Notes()
        kind.check(question, notes.about("banco"), ())
        assert [f for f in notes.findings if f.severity is Severity.ERROR] == []
        (language,) = question.prompt
        for _, text in kind.texts(question):
            assert set(text) == {language}


@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_every_loss_is_a_whole_sentence_about_a_question_at_a_line(path):
    result = carried(path.read_bytes())
    names = {question.id for question in result.questions}
    for loss in result.losses:
        assert loss.words.endswith((".", "]+")) and "%" not in loss.words
        assert loss.line > 0
        assert loss.question in names or not names


def test_there_are_samples_enough_in_every_version():
    words = [path.read_text("utf-8") for path in SAMPLES]
    assert len(words) >= 60
    for version in ("imsqti_v2p1", "imsqti_v2p2", "imsqtiasi_v3p0"):
        assert sum(version in each for each in words) >= 10


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "broken-xml", "vac\u00edo"),
        (b"hola", "broken-xml", "XML"),
        (b"<quiz/>", "not-qti", "\u00abquiz\u00bb"),
        (b"<questestinterop/>", "not-qti", "QTI 1"),
        (b"<manifest/>", "not-qti", "zip"),
        (b"<qti-assessment-stimulus/>", "not-qti", "zip"),
        (b"<!DOCTYPE x><assessmentItem/>", "xml-declares", "DOCTYPE"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "xml-declares", "ENTITY"),
        (b"<assessmentItem><itemBody></assessmentItem>", "broken-xml", "etiqueta"),
    ],
)
def test_what_is_no_item_is_refused_with_the_reason(data, code, words):
    with pytest.raises(ExchangeFaulty) as failure:
        carried(data)
    assert failure.value.losses[0].code == code
    assert words in failure.value.losses[0].words


def test_words_without_a_language_are_in_the_one_that_is_asked_for():
    data = (SAMPLES[2]).read_bytes()
    assert b"xml:lang" not in data
    (question,) = read(data, language=Language.PT).questions
    assert set(question.prompt) == {Language.PT}


def test_the_same_bytes_give_the_same_questions():
    for path in SAMPLES[:20]:
        assert carried(path.read_bytes()) == carried(path.read_bytes())
