"""HTML that nobody wrote by hand: too deep, too much of it, and yet its words come."""

import pytest

from lms.content.exchange.html_tree import MAX_DEPTH, MAX_TAGS
from lms.content.exchange.markup import from_html, plain
from lms.content.exchange.scrubbing import MAX_LENGTH

pytestmark = pytest.mark.slow


def codes(html: str, *, inline: bool = False) -> list[str]:
    return [loss.code for loss in from_html(html, inline=inline).losses]


def test_as_deep_as_may_be_keeps_its_looks_and_deeper_only_its_words() -> None:
    # One is the frame in which a text is read.
    deep = "<div>" * (MAX_DEPTH - 2) + "<b>uno</b> dos"
    assert (from_html(deep).words, codes(deep)) == ("**uno** dos", [])
    assert from_html(f"<div>{deep}").words == "uno dos"
    assert codes(f"<div>{deep}") == ["too-deep"]


def test_more_elements_than_anybody_writes_leave_their_words() -> None:
    many = "<b>a</b> " * (MAX_TAGS - 1)
    assert from_html(many).words == " ".join(["**a**"] * (MAX_TAGS - 1))
    more = f"uno<script>b()</script>{many}<!-- c --><style>d</style><i>dos</i>tres"
    assert from_html(more).words == f"uno {'a ' * (MAX_TAGS - 1)} dos tres".replace(
        "  ", " "
    )
    assert codes(more) == ["too-deep"]


def test_more_comments_than_anybody_writes_are_left_out() -> None:
    assert from_html("a<!-- b -->" * MAX_TAGS).words == "a" * MAX_TAGS
    more = from_html("a<!-- b -->" * (MAX_TAGS + 1))
    assert more.words == " ".join("a" * (MAX_TAGS + 1))
    assert [loss.code for loss in more.losses] == ["too-deep"]


def test_what_no_parser_takes_is_left_as_words() -> None:
    found = from_html("<![ [ uno")
    assert found.words == "\\<!\\[ \\[ uno"
    assert [loss.code for loss in found.losses] == ["too-deep"]


@pytest.mark.parametrize("tag", ["b", "i"])
def test_emphasis_that_goes_on_and_on_is_one(tag: str) -> None:
    mark, many = {"b": "**", "i": "*"}[tag], MAX_TAGS - 1
    html = f"<{tag}>a</{tag}>" * many
    # To move what was joined already once more for each of them would not end.
    assert from_html(html).words == f"{mark}{'a' * many}{mark}"


def test_a_table_of_a_few_cells_that_are_very_wide_becomes_words() -> None:
    wide = "<tr>" + "<td colspan='50'>a</td>" * 200 + "</tr>"
    html = f"<table>{wide}<tr><td>b</td></tr></table>"
    found = from_html(html)
    assert found.words == "a" * 200 + "b"
    assert [loss.code for loss in found.losses] == ["table"]


@pytest.mark.parametrize("start", ["\\(", "\\[", "$$", "<", "&", "[", "*", "`"])
def test_signs_that_begin_something_and_never_end_it_are_words(start: str) -> None:
    many = start * (MAX_LENGTH // len(start))
    assert from_html(many).words
    assert plain(many)
    assert codes(f"{many}!") == ["too-long"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("\\(x\\)", True),
        ("\\[ x\ny \\]", True),
        ("$$x$$", True),
        ("$$$$$", True),
        ("\\)x\\(", False),
        ("\\(\\)", False),
        ("\\(x\\]", False),
        ("$$$$", False),
        ("$x$", False),
    ],
)
def test_what_stands_between_the_signs_of_formulas_is_one(
    words: str, found: bool
) -> None:
    assert codes(words) == ["formula"] * found
