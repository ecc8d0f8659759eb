"""Drawings: what stays, what goes, what is refused."""

import pytest

from lms.content.pictures import find_figure, size_of
from lms.content.svg import ATTRIBUTES, ELEMENTS, DrawingRefused, read_drawing
from lms.kernel.language import Language
from tests.content.packages import FIGURE
from tests.foundation.xss import XSS, elements

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">{}</svg>'


def shown(inside: str) -> str:
    return read_drawing(SVG.format(inside).encode()).html(label="A", prefix="f1-")


def problems(inside: str) -> list[str]:
    drawing = read_drawing(SVG.format(inside).encode())
    return [problem.message % problem.values for problem in drawing.problems]


def test_a_good_drawing_stays_and_is_labelled() -> None:
    assert shown('<text x="1" font-size="16">a &lt; b</text>') == (
        '<svg viewBox="0 0 400 100" role="img" aria-label="A">'
        '<text x="1" font-size="16">a &lt; b</text></svg>'
    )
    assert read_drawing(FIGURE.encode()).problems == []


def test_ids_of_markers_are_made_their_own() -> None:
    assert (
        shown(
            '<defs><marker id="m"/></defs><path d="M0 0" marker-end="url(#m)"/>'
        ).count("f1-m")
        == 2
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onclick="alert(1)"/>',
        '<path style="fill:red"/>',
        '<path class="x"/>',
        '<path fill="red"/>',
        '<path fill="var(--other)"/>',
        '<path fill="url(https://e.org/#x)"/>',
        '<path marker-end="url(https://e.org/#x)"/>',
        '<a href="https://e.org"><path/></a>',
        '<use href="#x"/>',
        '<image href="x"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<path id="x"/>',
        '<animate attributeName="x"/>',
        "<svg/>",
        '<text font-size="9">x</text>',
        '<g xmlns:x="urn:x"><x:script/></g>',
        '<path d="javascript:alert(1)"/>',
        '<path transform="url(#x)"/>',
    ],
)
def test_what_is_not_on_the_lists_is_told_and_left_out(inside: str) -> None:
    assert len(problems(inside)) == 1
    html = shown(inside)
    for bad in ("script", "onclick", "style", "class", "red", "e.org", "href", "<a"):
        assert bad not in html


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<html/>",
        b"\xff\xfe<\x00s\x00",
        b"<!DOCTYPE svg><svg/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>',
        b"<?xml-stylesheet href='x'?><svg/>",
        b"<svg>&nbsp;</svg>",
        b"x" * 600_000,
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingRefused):
        read_drawing(data)


def test_deep_nesting_is_cut() -> None:
    deep = SVG.format("<g>" * 30_000 + "</g>" * 30_000).encode()
    assert read_drawing(deep).html(label="", prefix="").count("<g>") <= 20


@pytest.mark.parametrize("attack", XSS)
def test_no_attack_survives_in_a_drawing(attack: str) -> None:
    try:
        html = shown(attack)
    except DrawingRefused:
        return
    found = elements(html)
    assert found.tags <= {name.lower() for name in ELEMENTS}
    allowed = {name.lower() for name in ATTRIBUTES} | {"role", "aria-label"}
    assert {name for _, name, _ in found.found} <= allowed


def test_figures_are_found_in_the_language_then_for_all_then_in_the_source() -> None:
    paths = ["m/figures/a.es.svg", "m/figures/a.pt.svg", "m/figures/b.png"]
    es, pt, en = Language
    found = [
        find_figure(paths, "m", name, language, es)
        for name, language in [("a", pt), ("a", en), ("b", en), ("c", es)]
    ]
    assert [one and (one.path[10:], one.language) for one in found] == [
        ("a.pt.svg", pt),
        ("a.es.svg", es),
        ("b.png", None),
        None,
    ]


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x07\0\0\0\x05" + b"\0" * 9
    jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x05\0\x07" + b"\0" * 9
    lossy = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + b"\x07\0\x05\0" + b"\0" * 4
    large = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x06\0\0\x04\0\0" + b"\0" * 4
    less = b"RIFF\0\0\0\0WEBPVP8L" + b"\0" * 4 + b"\x2f\x06\0\x01\0" + b"\0" * 9
    for data in (png, jpeg, lossy, large, less):
        assert size_of(data) == (7, 5)
    assert size_of(b"GIF89a") is size_of(b"") is size_of(b"\xff\xd8\xff") is None
