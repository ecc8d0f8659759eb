"""How the texts of a course look in HTML."""

import pytest

from lms.content.page import Context, Heading
from lms.content.reader import read_files
from lms.content.rendering import (
    Rendered,
    context_of,
    render_inline,
    render_lesson,
)
from lms.content.schema import Reference, Term
from lms.kernel.language import Language
from tests.content.packages import FIGURE, LESSON, files
from tests.foundation.xss import XSS, elements, scheme

ES, PT, EN = Language
CONTEXT = Context(
    terms={
        "paz": Term(
            id="paz", term={ES: "Paz", PT: "A paz"}, definition={ES: "Lo que *falta*"}
        )
    },
    references={
        "b": Reference(id="b", text={ES: "B"}),
        "a": Reference(id="a", text={ES: "A"}),
    },
    files={
        "m/figures/d.es.svg": FIGURE.encode(),
        "m/figures/f.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x07\0\0\0\x05",
        "m/media/v.mp4": b"",
        "m/media/v.es.vtt": b"",
        "m/media/v.pt.vtt": b"",
    },
    titles={"leer": {ES: "Leer"}},
    folder="m",
    file_url="/f/{}".format,
    activity_url="/a/{}".format,
)


def rendered(body: str, language: Language = ES) -> Rendered:
    return render_lesson(body, language, CONTEXT)


def html(body: str, language: Language = ES) -> str:
    return rendered(body, language).html


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "::: objectives\n- a\n:::",
            '<ul class="able" aria-label="Al terminar podrá">\n<li>a</li>\n</ul>\n',
        ),
        (
            "::: content-note\nskip: leer\n\na\n:::",
            '<aside class="note" role="note" aria-label="Antes de leer">'
            "<strong>Antes de leer</strong>\n<p>a</p>\n"
            '<p><a class="onward-past" href="/a/leer">Pasar a otra actividad: Leer'
            "</a></p>\n</aside>\n",
        ),
        (
            "::: key-idea\na\n:::",
            '<div class="key"><b>Idea clave</b>\n<p>a</p>\n</div>\n',
        ),
        (
            "::: question\na\n:::",
            '<div class="question"><b>Para pensar</b>\n<p>a</p>\n</div>\n',
        ),
        (
            "::: source\na\n:::",
            '<div class="sources"><b>Fuente</b>\n<p>a</p>\n</div>\n',
        ),
        (
            "::: aside\ntitle: Nota\na\n:::",
            '<aside class="aside"><b>Nota</b><p>a</p>\n</aside>\n',
        ),
        (
            "::: definition paz\n:::",
            '<dl class="definition"><dt><a class="term" href="#termino-paz">Paz</a>'
            "</dt><dd><p>Lo que <em>falta</em></p>\n</dd></dl>\n",
        ),
        (
            "::: definition paz\nOtra\n:::",
            '<dl class="definition"><dt><a class="term" href="#termino-paz">Paz</a>'
            "</dt><dd><p>Otra</p>\n</dd></dl>\n",
        ),
        (
            "::: figure f\nalt: Al\ncaption: *C*\ncredit: Yo\n:::",
            '<figure class="figure"><img loading="lazy" src="/f/m/figures/f.png" '
            'alt="Al" width="7" height="5"><figcaption><em>C</em> '
            '<span class="credit">Yo</span></figcaption></figure>\n',
        ),
        (
            "::: video v\ntitle: V\nduration: 1:20\n\na\n:::",
            '<figure class="video"><video controls preload="none" aria-label="V">'
            '<source src="/f/m/media/v.mp4" type="video/mp4">'
            '<track kind="captions" src="/f/m/media/v.es.vtt" srclang="es" '
            'label="Español" default>'
            '<track kind="captions" src="/f/m/media/v.pt.vtt" srclang="pt" '
            'label="Português"></video><figcaption>V '
            '<span class="duration">(1:20)</span><details class="description">'
            "<summary>Transcripción</summary>\n<p>a</p>\n</details></figcaption>"
            "</figure>\n",
        ),
        ("[[paz]]", '<p><a class="term" href="#termino-paz">Paz</a></p>\n'),
        ("[[paz|la paz]]", '<p><a class="term" href="#termino-paz">la paz</a></p>\n'),
        ("[[nada|x]]", "<p>x</p>\n"),
        ("[@a, p. 3]", '<p><a class="cite" href="#fuente-a">[1, p. 3]</a></p>\n'),
        (
            "[x](https://e.org)",
            '<p><a href="https://e.org" rel="noopener noreferrer">x</a></p>\n',
        ),
        ("[x](/me/)", '<p><a href="/me/">x</a></p>\n'),
        ("![x](y.png)", "<p>x</p>\n"),
        (
            "a|b\n-|-:\n1|2",
            '<div class="scroll" tabindex="0" role="region" aria-label="Tabla 1">'
            '<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n<th scope="col" '
            'class="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            '<td class="right">2</td>\n</tr>\n</tbody>\n</table></div>\n',
        ),
    ],
)
def test_each_block_and_mark_has_its_form(body: str, wanted: str) -> None:
    assert html(body) == wanted


def test_a_drawing_stands_in_the_page_with_its_description() -> None:
    body = '::: figure d\nalt: Un "mapa"\ncaption: C\ncredit: Yo\n\nLargo\n:::'
    assert html(body) == (
        '<figure class="figure"><svg viewBox="0 0 400 100" role="img" '
        'aria-label="Un &quot;mapa&quot;"><path d="M0 0L9 9" stroke="var(--ink)">'
        '</path></svg><figcaption>C <span class="credit">Yo</span>'
        '<details class="description"><summary>Descripción de la figura</summary>\n'
        "<p>Largo</p>\n</details></figcaption></figure>\n"
    )
    assert ' lang="es"' in html(body, PT)
    assert "Descrição da figura" in html(body, PT)


def test_words_in_another_language_say_so() -> None:
    assert html("[[paz]]", EN) == (
        '<p><a class="term" href="#termino-paz" lang="es">Paz</a></p>\n'
    )
    assert html("[[paz]]", PT) == (
        '<p><a class="term" href="#termino-paz">A paz</a></p>\n'
    )


def test_sources_are_numbered_as_they_come() -> None:
    result = rendered("[@b] [@a] [@b, 2] [@no] [[paz]]")
    assert result.references_used == ("b", "a")
    assert result.terms_used == ("paz",)
    for words in (">[1]<", ">[2]<", ">[1, 2]<", 'class="missing">[no]<'):
        assert words in result.html


def test_headings_have_ids_of_their_own() -> None:
    result = rendered("## Qué es\n\n### [[paz]] *y*\n\n## Qué es\n\nuno dos")
    assert result.headings == (
        Heading(2, "s-que-es", "Qué es"),
        Heading(3, "s-paz-y", "Paz y"),
        Heading(2, "s-que-es-2", "Qué es"),
    )
    assert '<h2 id="s-que-es-2">Qué es</h2>' in result.html
    assert result.words == 7


def test_an_unclosed_block_still_shows_its_words() -> None:
    assert "<p>a</p>" in html("::: key-idea\na\n\n::: question\nb")


def test_inline_words_have_no_paragraph() -> None:
    assert render_inline("*a* [[paz]]", ES, CONTEXT) == (
        '<em>a</em> <a class="term" href="#termino-paz">Paz</a>'
    )


def test_a_whole_package_gives_the_surroundings() -> None:
    package = read_files(files())
    context = context_of(package, package.modules[0])
    result = render_lesson(LESSON.partition("\n")[2], ES, context)
    assert (result.terms_used, result.references_used) == (("paz",), ("carta",))
    assert "<svg" in result.html and "missing" not in result.html


TAGS = frozenset(
    (
        *("a", "aside", "b", "blockquote", "br", "code", "dd", "details", "div", "dl"),
        *("dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("img", "li", "ol", "p", "path", "pre", "source", "span", "strong", "summary"),
        *("svg", "table", "tbody", "td", "th", "thead", "tr", "track", "ul", "video"),
    )
)


@pytest.mark.parametrize("attack", XSS)
def test_no_attack_survives_in_a_lesson(attack: str) -> None:
    line = " ".join(attack.split("\n"))
    boxed = (
        f"{attack}\n\n::: figure d\nalt: {line}\ncaption: {line}\ncredit: {line}\n\n"
        f"{attack}\n:::\n\n::: video v\ntitle: {line}\nduration: {line}\n:::\n\n"
        f"::: aside\ntitle: {line}\nx\n:::\n\n::: definition {line}\nx\n:::\n\n"
        f"[[{line}]] [[paz|{line}]] [@{line}] [@a, {line}] ## {line}\n"
    )
    found = elements(html(boxed))
    assert found.tags <= TAGS
    assert found.odd == []
    for _, name, value in found.found:
        assert not name.startswith("on") and name not in ("style", "srcdoc")
        if name in ("href", "src"):
            assert scheme(value) in ("", "http", "https", "mailto")


@pytest.mark.parametrize(
    "flood",
    ["[[" * 20_000, "[@" * 20_000, "::: a\n" * 5_000, "> " * 9_000, "[a](" * 9_000],
    ids=lambda flood: flood[:4].strip(),
)
def test_no_flood_fails(flood: str) -> None:
    assert elements(html(flood)).tags <= TAGS
