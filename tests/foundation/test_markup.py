"""What people write in conversations, made safe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.foundation.markup import (
    ATTRIBUTES,
    MAX_LENGTH,
    SCHEMES,
    TAGS,
    clean_html,
    plain_text,
    post_html,
)
from tests.foundation.xss import XSS, elements, scheme

LINK = '<a rel="nofollow noopener noreferrer ugc" href='


def assert_harmless(html: str) -> None:
    """Only tags, attributes and schemes of the list are left."""
    found = elements(html)
    assert found.tags <= TAGS
    assert found.odd == []
    for tag, name, value in found.found:
        assert (tag, name) == ("a", "rel") or name in ATTRIBUTES.get(tag, ())
        if name == "href":
            assert scheme(value) in SCHEMES


def test_the_collection_is_large_and_has_no_doubles() -> None:
    assert len(XSS) == len(set(XSS)) >= 60


@pytest.mark.parametrize("attack", XSS)
def test_no_attack_survives_in_a_post(attack: str) -> None:
    assert_harmless(post_html(attack))
    assert_harmless(post_html(f"hola {attack} adiós"))


@pytest.mark.parametrize("attack", XSS)
def test_no_attack_survives_as_html_either(attack: str) -> None:
    assert_harmless(clean_html(attack))


@given(st.text(alphabet="<>&\"'()[]*_`~#!:/-\n ajx\x00\u202e=|;", max_size=80))
@settings(deadline=None)
def test_no_mixture_of_signs_does_harm(words: str) -> None:
    assert_harmless(post_html(words))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <s>c</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("`a<b`", "<p><code>a&lt;b</code></p>\n"),
        ("```py\na<b\n```", "<pre><code>a&lt;b\n</code></pre>\n"),
        ("# a", "<h3>a</h3>\n"),
        ("###### a", "<h6>a</h6>\n"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"),
        ("[a](https://e.org)", f'<p>{LINK}"https://e.org">a</a></p>\n'),
        ("[a](mailto:a@e.org)", f'<p>{LINK}"mailto:a@e.org">a</a></p>\n'),
        ("[a](/me/)", "<p>[a](/me/)</p>\n"),
        (
            "(vea https://e.org/a_b_c?x=1&y=2).",
            f'<p>(vea {LINK}"https://e.org/a_b_c?x=1&amp;y=2">'
            "https://e.org/a_b_c?x=1&amp;y=2</a>).</p>\n",
        ),
        ("`https://e.org`", "<p><code>https://e.org</code></p>\n"),
        ("a\x00b\r\nc", "<p>ab\nc</p>\n"),
        ("\u200fשלום\u202c ok", "<p>\u200fשלום\u202c ok</p>\n"),
        ("", ""),
    ],
)
def test_a_post_is_shown_as_it_was_meant(written: str, shown: str) -> None:
    assert post_html(written) == shown


def test_a_link_inside_a_link_is_not_made() -> None:
    html = post_html("[https://a.org](https://b.org)")
    assert html == f'<p>{LINK}"https://b.org">https://a.org</a></p>\n'


@pytest.mark.slow
@pytest.mark.parametrize(
    "flood",
    [
        "[" * 50_000,
        ">" * 10_000,
        "> " * 10_000,
        "*a " * 50_000,
        "[a](" * 30_000,
        "![" * 30_000,
        "`a``b" * 20_000,
        "_a" * 50_000,
        "<a " * 30_000,
        "&" * 50_000,
        "- " * 10_000,
        "# a\n" * 20_000,
        "https://a.b/ " * 8_000,
        "https://" + "." * 90_000,
        "\\[" * 20_000,
        "x" * 10_000,
        "a b " * 250_000,
        "\n".join("  " * depth + "- a" for depth in range(200)),
        "\ud800",
    ],
    ids=lambda flood: repr(flood[:8]),
)
def test_no_flood_fails_or_never_ends(flood: str) -> None:
    html = post_html(flood)
    assert_harmless(html)
    assert len(html) < 10 * MAX_LENGTH


def test_plain_text_keeps_the_words_only() -> None:
    html = post_html(
        "# Hola\n\nUno *dos*\n\n- tres &amp; cuatro\n- [cinco](https://e.org)"
    )
    assert plain_text(html) == "Hola Uno dos tres & cuatro cinco"
