"""Whatever is done to a file of Moodle XML, questions come of it or a reason."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange import plain_json
from lms.content.exchange.carried import Carried, ExchangeFaulty
from lms.content.exchange.moodle import read, write
from lms.content.exchange.picturing import shown
from lms.content.findings import Notes, Severity
from lms.content.questions.registry import question_kinds
from tests.content.exchange.moodles import ES, EXPORTS, SAMPLES

TEXTS = [path.read_text("utf-8") for path in (*SAMPLES, *EXPORTS)]
TAGS = sorted({tag for text in TEXTS for tag in re.findall(r"<[^<>?!]+>", text)})
TYPES = sorted(
    {type_ for text in TEXTS for type_ in re.findall(r' type="(.*?)"', text)}
)
VALUES = sorted(
    {
        value
        for text in TEXTS
        for value in re.findall(r'"([^"<>]{1,40})"|>([^<>]{1,40})<', text)
        for value in value
        if value.strip()
    }
)
STRANGE = [
    *(
        "",
        " ",
        "0",
        "-1",
        "100",
        "101",
        "1e30",
        "99999999",
        "NaN",
        "½",
        "٣",
        "-0",
        "1e-9",
    ),
    *("33.33333", "66.67", "1,5", "true", "False", "A A", "../..", "q-1", "*", "\\*"),
    *("{1:SA:=x}", "{1:MC:=a~b}", "{1:NM:=1:", "}", "~", "=", "#", "%50%", "\\", "{"),
    *("{{gap-1}}", "\ue000gap-1\ue001", "[[1]]", "[[9]]", "[@x]", "![](x)", "x](y)"),
    *("{mlang en}a{mlang}", "{mlang fr}", "{mlang}", "{mlang other}", "{mlang es,en}"),
    *(
        '&lt;span lang="pt" class="multilang"&gt;',
        "&lt;/span&gt;",
        "&lt;b&gt;",
        "&#160;",
    ),
    *("&lt;p&gt;", "&lt;table&gt;", "&lt;td&gt;", "&lt;script&gt;", "&lt;!--", "&amp;"),
    *("&lt;img src='@@PLUGINFILE@@/mapa.png'&gt;", "&amp;nbsp;", "$$x$$", "# x", "- x"),
    *("\u200b", "\u2028", "\ufffe", "\x85", "\x01", "a\nb", "\t", "Ã¡", "1. ", "```"),
]
COUNTS = st.integers(1, 4)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A good file with some tags, values or texts exchanged, doubled or gone."""
    pieces = re.split(r"(<[^<>]+>)", draw(st.sampled_from(TEXTS)))
    values = st.sampled_from(VALUES) | st.sampled_from(STRANGE)
    for _ in range(draw(COUNTS)):
        at = draw(st.integers(0, len(pieces) - 1))
        way = draw(st.sampled_from(("drop", "double", "tag", "value", "words", "move")))
        if way == "drop":
            pieces[at] = ""
        elif way == "double":
            pieces[at] *= 2
        elif way == "tag":
            pieces[at] = draw(st.sampled_from(TAGS))
        elif way == "value":
            before, *inside = pieces[at].split('"', 2)
            pieces[at] = '"'.join((before, draw(values), *inside[1:]))
        elif way == "words" and not pieces[at].startswith("<"):
            pieces[at] = draw(st.text(max_size=20) | values)
        elif way == "move":
            other = draw(st.integers(0, len(pieces) - 1))
            pieces[at], pieces[other] = pieces[other], pieces[at]
    return "".join(pieces)


@st.composite
def replaced(draw: st.DrawFn) -> str:
    """A good file in which values stand that belong elsewhere; it stays good XML."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(COUNTS)):
        spots = list(re.finditer(r'(?<==")[^"]*(?=")|(?<=>)[^<>]*(?=</)', text))
        spot = draw(st.sampled_from(spots))
        new = draw(
            st.sampled_from(STRANGE) | st.sampled_from(VALUES) | st.sampled_from(TYPES)
        )
        both = spot[0] + new if draw(st.booleans()) else new
        text = text[: spot.start()] + both + text[spot.end() :]
    return text


@st.composite
def inserted(draw: st.DrawFn) -> str:
    """A good file with signs that mean something in the midst of its texts."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(COUNTS)):
        spots = list(
            re.finditer(r"(?<=<text>)(<!\[CDATA\[)?.+?(?=\]\]>|</text>)", text)
        )
        if not spots:
            break
        spot = draw(st.sampled_from(spots))
        start = spot.start() + len(spot[1] or "")
        at = draw(st.integers(start, spot.end()))
        new = draw(st.sampled_from(STRANGE) | st.sampled_from(VALUES))
        if spot[1]:
            new = new.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        text = text[:at] + new + text[at:]
    return text


@st.composite
def without(draw: st.DrawFn) -> str:
    """A good file from which some elements are gone, with what is inside, or moved."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(COUNTS)):
        name = draw(st.sampled_from(re.findall(r"<([\w-]+)", text) or ["x"]))
        whole = re.compile(rf"<{name}\b[^<>]*?/>|<{name}\b.*?</{name}>", re.S)
        if found := list(whole.finditer(text)):
            spot = draw(st.sampled_from(found))
            text = text[: spot.start()] + text[spot.end() :]
            if draw(st.booleans()):
                after = [tag.end() for tag in re.finditer(r"</?\w[^<>]*>", text)]
                at = draw(st.sampled_from(after or [0]))
                text = text[:at] + spot[0] + text[at:]
    return text


@st.composite
def cut(draw: st.DrawFn) -> bytes:
    """A good file some bytes of which are others, or gone, or that simply ends."""
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "cp1252", "utf-16")))
    data = bytearray(draw(st.sampled_from(TEXTS)).encode(encoding, "ignore"))
    for _ in range(draw(COUNTS)):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        way = draw(st.sampled_from(("byte", "gone", "end", "beginning")))
        if way == "byte":
            data[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif way == "gone":
            del data[at : at + draw(st.integers(1, 60))]
        elif way == "end":
            del data[at:]
        else:
            del data[: min(at, 400)]
    return bytes(data)


def survives(data: bytes) -> None:
    """Read something; what comes of it must be whole, and stay what it is."""
    try:
        found = read(data, language=ES, files=None)
    except ExchangeFaulty as failure:
        assert failure.losses
        assert all(loss.words and loss.line > 0 for loss in failure.losses)
        return
    assert isinstance(found, Carried)
    assert found.questions or found.losses
    assert all(loss.words and loss.line > 0 for loss in found.losses if loss.question)
    assert all(loss.words for loss in found.losses)
    assert set(shown(found.questions)) <= set(found.files)
    for question in found.questions:
        kind, notes = question_kinds()[question.kind], Notes()
        kind.check(question, notes.about(""), ())
        assert [f for f in notes.findings if f.severity is Severity.ERROR] == []
        assert any(question.prompt.values())
    comes_back(found)


def comes_back(found: Carried) -> None:
    """What was read can be kept, and be written, and nothing is lost in silence."""
    kept = plain_json.write(found.questions, language=ES, source=ES, files={})
    assert plain_json.read(kept.data, language=ES, files=None).questions == (
        found.questions
    )
    written = write(found.questions, language=ES, source=ES, files=found.files)
    again = read(written.data, language=ES, files=None)
    told = {loss.question for loss in (*written.losses, *again.losses)}
    after = {question.id: question for question in again.questions}
    for question in found.questions:
        assert after.get(question.id) == question or question.id in told


@given(mangled() | replaced() | inserted() | without())
def test_a_mangled_file_gives_questions_or_a_reason(text: str) -> None:
    survives(text.encode("utf-8", "replace"))


@given(cut() | st.binary(max_size=200))
def test_wrong_bytes_give_questions_or_a_reason(data: bytes) -> None:
    survives(data)
