"""XML from strangers: what the tree remembers, and everything that is refused."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange import xml
from lms.content.exchange.carried import ExchangeFaulty
from lms.content.exchange.xml import Element, mended, parse

QTI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def refused(data: bytes) -> tuple[str, int]:
    with pytest.raises(ExchangeFaulty) as caught:
        parse(data)
    (loss,) = caught.value.losses
    assert loss.words
    return loss.code, loss.line


def test_the_tree_keeps_text_tails_attributes_and_lines() -> None:
    root = parse(b'<a x="1">\n<b>one</b>two\n<b/>three</a>')
    first, second = root.all("b")
    assert (root.tag, root.line, root.attributes) == ("a", 1, {"x": "1"})
    assert (first.text, first.tail, first.line) == ("one", "two\n", 2)
    assert (second.text, second.tail, second.line) == ("", "three", 3)
    assert root.words == "\nonetwo\nthree"
    assert root.first("b") is first
    assert root.first("c") is None
    assert [element.tag for element in root.every()] == ["a", "b", "b"]


def test_namespaces_stand_beside_the_names() -> None:
    root = parse(f'<q:item xmlns:q="{QTI}" q:id="7" id="8" xml:lang="es"/>'.encode())
    assert (root.tag, root.space) == ("item", QTI)
    assert root.attributes == {
        f"{{{QTI}}}id": "7",
        "id": "8",
        "{http://www.w3.org/XML/1998/namespace}lang": "es",
    }


def test_cdata_comments_and_instructions_leave_only_their_words() -> None:
    root = parse(b"<a>x<!-- no --><?php no ?><![CDATA[<p>&amp;]]>y</a>")
    assert root.words == "x<p>&amp;y"


def test_the_inside_is_given_as_html() -> None:
    root = parse(b'<a>1 &lt; 2<p title="&quot;">x<br/>y</p>z &amp; z<i/></a>')
    assert root.inner() == ('1 &lt; 2<p title="&quot;">x<br>y</p>z &amp; z<i></i>')
    assert root.outer() == f"<a>{root.inner()}</a>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("iso-8859-1", "latin-1"),
        ("ISO-8859-15", "iso8859-15"),
        ("windows-1252", "cp1252"),
        ("macintosh", "mac-roman"),
        ("cp850", "cp850"),
    ],
)
def test_declared_encodings_are_read(declared: str, encoding: str) -> None:
    words = f'<?xml version="1.0" encoding="{declared}"?>\n<a>¿Qué, señora?</a>'
    assert parse(words.encode(encoding)).text == "¿Qué, señora?"


def test_utf8_is_meant_where_nothing_is_declared() -> None:
    assert parse("<a>ñ</a>".encode()).text == "ñ"
    assert parse("<a>ñ</a>".encode("utf-16")).text == "ñ"


@pytest.mark.parametrize(
    "name", ["utf-7", "punycode", "idna", "rot13", "unicode_escape", "zip", "no", "gbk"]
)
def test_encodings_that_are_strange_or_no_encodings_are_refused(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()
    assert refused(data) == ("unknown-encoding", 1)


def test_bytes_that_are_not_in_the_declared_encoding_are_refused_with_a_line() -> None:
    assert refused("<a>\n\nñ</a>".encode("cp1252")) == ("wrong-encoding", 3)


def test_such_bytes_can_be_mended_and_that_is_told() -> None:
    data, losses = mended("<a>\nespañol “sí”</a>".encode("cp1252"))
    assert [(loss.code, loss.line) for loss in losses] == [("encoding-assumed", 2)]
    assert parse(data).text == "\nespañol “sí”"
    good = "<a>ñ</a>".encode()
    assert mended(good) == (good, ())
    wide = '<?xml version="1.0" encoding="utf-16"?><a>ñ</a>'.encode("utf-16")
    assert mended(wide) == (wide, ())


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "no"])
def test_a_file_that_lies_about_its_encoding_can_be_mended(declared: str) -> None:
    words = f'<?xml version="1.0" encoding="{declared}"?><a>ñ</a>'
    data, _ = mended(words.encode())
    assert parse(data).text == "ñ"


def test_empty_lines_at_the_top_do_no_harm_and_are_counted() -> None:
    assert parse(b'\r\n \n<?xml version="1.0"?>\n<a/>').line == 4
    assert refused(b"\n\n<a>\n<b></a>") == ("broken-xml", 4)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"   \n", 2),
        (b"no xml", 1),
        (b"<a>", 1),
        (b"<a>\n<b>\n</a>", 3),
        (b"<a>\n&nbsp;</a>", 2),
        (b"<a>\n\nR & D</a>", 3),
        (b"<a>1 < 2</a>", 1),
        (b"<a x=1/>", 1),
        (b'<a x="1" x="2"/>', 1),
        (b"<a/>\n<b/>", 2),
        (b"<a/>text", 1),
        (b"<a><![CDATA[x</a>", 1),
        (b"<a>&#0;</a>", 1),
        (b"<a>&#xD800;</a>", 1),
        (b"<a>\0</a>", 1),
        (b"<a>\x0b</a>", 1),
        (b"<q:a/>", 1),
        (b"<a>]]></a>", 1),
        (b'<!-- x --><?xml version="1.0"?><a/>', 1),
    ],
)
def test_what_is_no_xml_is_refused_with_its_line(data: bytes, line: int) -> None:
    assert refused(data) == ("broken-xml", line)


def laughs(count: int) -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, count))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{lines}]><a>&l{count - 1};</a>'.encode()


ATTACKS = {
    "billion laughs": laughs(10),
    "quadratic blowup": (
        b'<!DOCTYPE a [<!ENTITY x "'
        + b"y" * 50_000
        + b'">]><a>'
        + b"&x;" * 50_000
        + b"</a>"
    ),
    "a file of the machine": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    ),
    "a page of the network": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]><a>&x;</a>'
    ),
    "a parameter entity": (
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><a/>'
    ),
    "an outside document type": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>'),
    "a public document type": (
        b'<!DOCTYPE a PUBLIC "-//x//EN" "http://127.0.0.1:1/x.dtd"><a/>'
    ),
    "an empty document type": b"<!DOCTYPE a><a/>",
    "a default attribute": b'<!DOCTYPE a [<!ATTLIST a x CDATA "y">]><a/>',
    "utf-16": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
}


@pytest.mark.parametrize("data", ATTACKS.values(), ids=ATTACKS)
def test_document_types_and_entities_are_refused_before_they_do_anything(
    data: bytes,
) -> None:
    tracemalloc.start()
    code, line = refused(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (code, line) == ("xml-declares", 1)
    assert most < 20 * len(data) + 1_000_000


def test_the_five_signs_of_xml_and_numbers_are_the_only_entities() -> None:
    assert parse(b"<a>&lt;&gt;&amp;&quot;&apos;&#241;&#xF1;</a>").text == "<>&\"'ññ"


def test_deep_nesting_is_refused() -> None:
    deep = xml.MAX_DEPTH
    assert parse(b"<a>" * deep + b"</a>" * deep).tag == "a"
    assert refused(b"<a>\n" * (deep + 1)) == ("xml-too-deep", deep + 1)
    assert refused(b"<a>" * 1_000_000)[0] == "xml-too-deep"


def test_large_files_and_files_of_many_parts_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xml, "MAX_ELEMENTS", 5)
    assert refused(b"<a>" + b"<b/>" * 5 + b"</a>")[0] == "xml-too-large"
    monkeypatch.setattr(xml, "MAX_BYTES", 20)
    assert refused(b"<a>" + b" " * 20 + b"</a>") == ("xml-too-large", 0)


def written(element: Element) -> str:
    return element.outer()


plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20
)


@given(plain, plain, plain)
def test_any_words_come_through_as_they_were(a: str, b: str, c: str) -> None:
    tree = Element("a", 1, "", {"x": a}, b, [Element("b", 1, text=c, tail=a)])
    again = parse(written(tree).encode())
    assert again.attributes["x"].split() == a.split()
    assert (again.text, again.children[0].text, again.children[0].tail) == (b, c, a)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_a_tree_or_are_refused_with_a_reason(data: bytes) -> None:
    for offered in (data, b"<a>" + data + b"</a>"):
        try:
            assert parse(offered).line >= 1
            assert parse(mended(offered)[0]).line >= 1
        except ExchangeFaulty as faulty:
            assert all(loss.words for loss in faulty.losses)
