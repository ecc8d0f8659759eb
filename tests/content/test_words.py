"""How the words of questions look in HTML: paragraphs, pictures, gaps."""

import re

import pytest

from lms.content.page import Context
from lms.content.questions.gaps import Piece, place_of
from lms.content.questions.prose import placed_gaps
from lms.content.rendering import (
    render_gapped,
    render_inline,
    render_lesson,
    render_plain,
    render_words,
)
from lms.content.schema import Reference, Term
from lms.kernel.language import Language
from tests.content.packages import FIGURE
from tests.content.test_rendering import TAGS
from tests.foundation.xss import XSS, elements, scheme

ES, PT, EN = Language
MARKED = FIGURE.replace(
    "<path", '<defs><marker id="m"><path d="M0 0"/></marker></defs><path'
).replace('stroke="', 'marker-end="url(#m)" stroke="')
CONTEXT = Context(
    terms={"paz": Term(id="paz", term={ES: "Paz"}, definition={ES: "x"})},
    references={"a": Reference(id="a", text={ES: "A"})},
    files={
        "questions/map.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x07\0\0\0\x05",
        "questions/el mapa ñ.webp": b"",
        "questions/map.svg": MARKED.encode(),
        "questions/bad.svg": b"<svg",
    },
    file_url="/f/{}".format,
)
IMG = (
    '<img loading="lazy" src="/f/questions/map.png" alt="Un mapa" width="7" height="5">'
)


def words(said: str) -> str:
    return render_words(said, ES, CONTEXT)


@pytest.mark.parametrize(
    ("said", "html"),
    [
        ("", ""),
        ("¿Qué es *esto*?", "¿Qué es <em>esto</em>?"),
        ("a\nb\n", "a\nb"),
        ("Uno\n\nDos", "<p>Uno</p>\n<p>Dos</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
        ("# a", "# a"),
        ("a\n---", "<p>a</p>\n<hr />\n"),
        ("::: key-idea\na\n:::", "::: key-idea\na\n:::"),
        ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
        ("[[paz]]", '<a class="term" href="#termino-paz">Paz</a>'),
        ("[@a, 2]", '<a class="cite" href="#fuente-a">[1, 2]</a>'),
        ("{{a}}", "{{a}}"),
        ("![Un *mapa*](questions/map.png)", IMG),
        ("Uno\n\n![Un mapa](questions/map.png)", f"<p>Uno</p>\n<p>{IMG}</p>\n"),
        (
            '![Un "mapa"](<questions/el mapa ñ.webp>)',
            '<img loading="lazy" src="/f/questions/el mapa ñ.webp" '
            'alt="Un &quot;mapa&quot;">',
        ),
        ("![Un <mapa>](questions/no.png)", "Un &lt;mapa&gt;"),
        ("![Un mapa](https://example.org/map.png)", "Un mapa"),
        ("![Un mapa](questions/bad.svg)", "Un mapa"),
        ("![x](questions/map.png)\n\na|b\n-|-\n1|2", None),
    ],
)
def test_the_words_of_a_question_have_their_form(said: str, html: str | None) -> None:
    if html is None:
        assert words(said).count("<td>") == 2
    else:
        assert words(said) == html


def test_an_answer_is_one_line_with_its_pictures() -> None:
    assert render_inline("- *a*", ES, CONTEXT) == "- <em>a</em>"
    assert render_inline("![Un mapa](questions/map.png)", ES, CONTEXT) == IMG
    assert render_inline("![Un mapa](questions/map.png)", ES, Context()) == "Un mapa"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("*a*  & `<b>`", "a & <b>"),
        ("![Un *mapa*](questions/map.png)", "Un mapa"),
        ("![Un mapa](questions/map.svg)", "Un mapa"),
        ("[[paz]] [@a] [x](/y)", "Paz [1] x"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("", ""),
    ],
)
def test_a_line_has_bare_words_for_where_no_html_may_stand(
    said: str, plain: str
) -> None:
    assert render_plain(said, ES, CONTEXT) == plain


def test_a_lesson_shows_no_loose_picture() -> None:
    html = render_lesson("![Un mapa](questions/map.png)", ES, CONTEXT).html
    assert html == "<p>Un mapa</p>\n"


def test_a_drawing_stands_among_the_words_with_ids_of_its_own() -> None:
    twice = "![Uno](questions/map.svg) ![Dos](questions/map.svg)"
    html = words(twice) + render_inline("![Uno](questions/map.svg)", ES, CONTEXT)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(set(ids)) == 3
    assert ids == re.findall(r'marker-end="url\(#([^)]+)\)"', html)
    assert 'role="img" aria-label="Uno"' in html
    assert words(twice) == words(twice)


def test_a_prompt_comes_apart_at_its_gaps() -> None:
    said = "Fue en {{year}}, en **{{place}}**."
    assert render_gapped(said, ES, CONTEXT) == (
        Piece(words="Fue en "),
        Piece(gap="year"),
        Piece(words=", en <strong>"),
        Piece(gap="place"),
        Piece(words="</strong>."),
    )
    table = "|a|\n|-|\n|{{g}}|"
    html = "".join(
        place_of(one.gap) if one.gap else one.words
        for one in render_gapped(table, ES, CONTEXT)
    )
    assert "<td>{{g}}</td>" in html


HIDDEN = [
    "`{{g}}`",
    "```\n{{g}}\n```",
    "![{{g}}](questions/map.png)",
    "![{{g}}](questions/no.png)",
    '[x](https://example.org "{{g}}")',
    "[x](https://example.org/{{g}})",
    "[{{g}}](https://example.org)",
    "<b title='`{{g}}`'>",
]


@pytest.mark.parametrize("said", HIDDEN)
def test_a_gap_stands_among_words_only(said: str) -> None:
    assert not any(piece.gap for piece in render_gapped(said, ES, CONTEXT))
    assert placed_gaps(said) == ()


def test_no_sign_of_an_author_passes_for_a_gap() -> None:
    term = Term(id="paz", term={ES: "\0g\0 \0"}, definition={})
    pieces = render_gapped("\0g\0 {{h}} \0", ES, CONTEXT)
    assert [piece.gap for piece in pieces if piece.gap] == ["h"]
    tricked = render_gapped("[[paz]] {{h}}", ES, Context(terms={"paz": term}))
    assert [piece.gap for piece in tricked if piece.gap][-1] == "h"
    assert all("<" not in piece.gap for piece in tricked)


@pytest.mark.parametrize("attack", XSS)
def test_no_attack_survives_in_a_question(attack: str) -> None:
    line = " ".join(attack.split("\n"))
    said = (
        f"{attack}\n\n![{line}](questions/map.png)\n\n![{line}](questions/map.svg)\n\n"
        f"![x]({line})\n\n[[paz|{line}]] [@a, {line}] {{{{g}}}}\n\n- {line}\n"
    )
    pieces = render_gapped(said, ES, CONTEXT)
    for html in (
        words(said),
        render_inline(said, ES, CONTEXT),
        "".join(piece.words for piece in pieces),
    ):
        found = elements(html)
        assert found.tags <= TAGS | {"defs", "marker"}
        assert found.odd == []
        for _, name, value in found.found:
            assert not name.startswith("on") and name not in ("style", "srcdoc")
            if name in ("href", "src"):
                assert scheme(value) in ("", "http", "https", "mailto")


@pytest.mark.parametrize(
    "flood",
    ["{{" * 20_000, "{{a}}" * 9_000, "![" * 20_000, "![a](b)" * 9_000, "- " * 9_000],
)
def test_no_flood_of_signs_fails(flood: str) -> None:
    assert elements(words(flood)).tags <= TAGS
    assert render_gapped(flood, ES, CONTEXT)
