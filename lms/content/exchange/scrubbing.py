"""Cleans HTML from strangers until only what Markdown can say is left of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from lms.content.exchange.arranging import arranged
from lms.content.exchange.carried import Loss
from lms.content.exchange.escaping import without_controls
from lms.content.exchange.html_tree import PROGRAMS, html_tree
from lms.kernel.language import N_

MAX_LENGTH = 500_000

Place = Callable[[str], str]
"""Where the picture with an address is to be found now; empty if nowhere."""

_WEB = re.compile(r"https?://\S", re.IGNORECASE)
_LINK = re.compile(r"(?:https?:|mailto:|(?![@$])[^:]*$|[^/?#:@$]*[/?#])", re.IGNORECASE)
_FORMULAS = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"))
_NAMES = {
    "b": "strong",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "listing": "pre",
    "xmp": "pre",
}


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_KEPT = _words(
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code strong em a img table tr "
    "td th div"
)
_AS_PARAGRAPHS = _words(
    "address article aside caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hgroup legend main nav section summary"
)
_LOOKS = _words("big blink center del font ins mark s small strike u ruby")
_SILENT = PROGRAMS | _words("template noscript head title link meta base")
_MEDIA = _words("iframe video audio object embed applet canvas svg")
_CONTROLS = _words("input select textarea button datalist output")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_MESSAGES = {
    "too-long": N_("El texto es demasiado largo, y se dejó fuera."),
    "too-deep": N_("El HTML es demasiado enredado: quedaron solo las palabras."),
    "scripts": N_("Se quitaron programas o estilos que el texto llevaba dentro."),
    "looks": N_("Se perdieron colores, tamaños u otros adornos del texto."),
    "media": N_("Un vídeo, audio u otro contenido incrustado no se pudo traer."),
    "controls": N_("Se quitaron campos de formulario que había en el texto."),
    "formula": N_("Una fórmula quedó como texto, tal como estaba escrita."),
    "raised": N_("Un texto en superíndice o subíndice quedó como texto normal."),
    "link": N_("Un enlace que solo vale en el otro sistema quedó como texto."),
    "outside-picture": N_("Una imagen de otro sitio de internet quedó como enlace."),
    "missing-picture": N_("Falta la imagen «%(name)s»."),
    "flattened": N_("Párrafos, listas o tablas quedaron en una sola línea."),
    "table": N_("Una tabla con celdas unidas o tablas dentro quedó simplificada."),
}


@dataclass(slots=True)
class Scrubbed:
    """A text taken apart: only elements that Markdown knows, in their right places."""

    root: BeautifulSoup
    losses: dict[str, Loss] = field(default_factory=dict)

    def lost(self, code: str, **values: object) -> None:
        """Write down something that was left behind, once."""
        self.losses.setdefault(
            f"{code} {values}", Loss(code=code, message=_MESSAGES[code], values=values)
        )


def scrub(html: str, *, inline: bool, place: Place | None) -> Scrubbed:
    """Take some HTML apart and clean it."""
    root = html_tree(html if len(html) <= MAX_LENGTH else "")
    scrubbed = Scrubbed(root)
    if len(html) > MAX_LENGTH:
        scrubbed.lost("too-long")
    elif root.is_tangled:
        scrubbed.lost("too-deep")
        scrubbed.root = html_tree("")
        scrubbed.root.append(root.get_text(" "))
    _strip(scrubbed)
    for tag in _tags(scrubbed.root):
        _mind_looks(scrubbed, tag)
        _replace(scrubbed, tag, place)
    for tag in _tags(scrubbed.root):
        _simplify(tag)
    for code in arranged(scrubbed.root, inline=inline):
        scrubbed.lost(code)
    if _has_formula(scrubbed.root.get_text()):
        scrubbed.lost("formula")
    return scrubbed


def _has_formula(words: str) -> bool:
    """Does something stand between two signs for formulas?"""
    return any(
        (at := words.find(start)) >= 0 and words.rfind(end) > at + len(start)
        for start, end in _FORMULAS
    )


def _tags(root: BeautifulSoup) -> Iterator[Tag]:
    """Every element that is still part of the text when its turn comes."""
    for tag in root.find_all(True):
        if isinstance(tag, Tag) and tag.parent is not None and not tag.decomposed:
            yield tag


def _strip(scrubbed: Scrubbed) -> None:
    """Leave out comments and the like, and signs that steer machines."""
    for string in list(scrubbed.root.descendants):
        if isinstance(string, PreformattedString):
            string.extract()
        elif isinstance(string, NavigableString):
            clean = without_controls(string)
            if clean != string or type(string) is not NavigableString:
                string.replace_with(NavigableString(clean))


def _mind_looks(scrubbed: Scrubbed, tag: Tag) -> None:
    style = str(tag.get("style", ""))
    if tag.name in ("td", "th", "img"):
        # How a column is aligned is kept; how large a picture is, is up to the page.
        style = ""
    if style.strip() or tag.name in _LOOKS or tag.has_attr("color"):
        scrubbed.lost("looks")


def _replace(scrubbed: Scrubbed, tag: Tag, place: Place | None) -> None:
    if tag.name in _SILENT or tag.name in _CONTROLS:
        if tag.name in PROGRAMS | _CONTROLS:
            scrubbed.lost("scripts" if tag.name in PROGRAMS else "controls")
        tag.decompose()
    elif tag.name in _MEDIA:
        scrubbed.lost("media")
        _link_instead(scrubbed, tag, _source_of(tag))
    elif tag.name == "img":
        _picture(scrubbed, tag, place)
    elif tag.name in _RULES:
        _RULES[tag.name](scrubbed, tag)


def _source_of(tag: Tag) -> str:
    inside = tag.find("source")
    tags = [tag, *([inside] if isinstance(inside, Tag) else [])]
    names = ("src", "data")
    found = [str(one.get(name)) for one in tags for name in names if one.get(name)]
    return next(filter(_WEB.match, found), "")


def _link_instead(scrubbed: Scrubbed, tag: Tag, address: str, words: str = "") -> None:
    if not address:
        tag.decompose()
        return
    link = scrubbed.root.new_tag("a", attrs={"href": address})
    link.string = words or address
    tag.replace_with(link)


def _raise(scrubbed: Scrubbed, tag: Tag) -> None:
    words = tag.get_text().strip()
    table = _RAISED if tag.name == "sup" else _LOWERED
    if words and all(ord(sign) in table for sign in words):
        tag.replace_with(NavigableString(words.translate(table)))
        return
    if words:
        scrubbed.lost("raised")
    tag.unwrap()


def _picture(scrubbed: Scrubbed, tag: Tag, place: Place | None) -> None:
    source = str(tag.get("src", "")).strip()
    alt = " ".join(without_controls(str(tag.get("alt", ""))).split())
    found = place(source) if place else source
    title = str(tag.get("title", ""))
    tag.attrs = {"src": without_controls(found), "alt": alt}
    if title.strip():
        tag.attrs["title"] = " ".join(without_controls(title).split())
    if _WEB.match(found):
        scrubbed.lost("outside-picture")
        _link_instead(scrubbed, tag, found, alt)
    elif not found:
        name = source.partition("?")[0].rpartition("/")[2]
        scrubbed.lost("missing-picture", name=name[:100])
        tag.replace_with(NavigableString(alt))


def _link(scrubbed: Scrubbed, tag: Tag) -> None:
    address = without_controls(str(tag.get("href", ""))).strip()
    if address and _LINK.match(address) and tag.find_parent("a") is None:
        return
    if address:
        scrubbed.lost("link")
    tag.unwrap()


def _formula(scrubbed: Scrubbed, tag: Tag) -> None:
    scrubbed.lost("formula")
    tag.replace_with(NavigableString(" ".join(tag.get_text().split())))


_RULES: Mapping[str, Callable[[Scrubbed, Tag], None]] = {
    "a": _link,
    "math": _formula,
    "sub": _raise,
    "sup": _raise,
}


def _simplify(tag: Tag) -> None:
    """Call the same thing by one name; what has no name of ours leaves its inside."""
    tag.name = _NAMES.get(tag.name, tag.name)
    if tag.name in _AS_PARAGRAPHS:
        tag.name = "div"
    elif tag.name not in _KEPT:
        tag.unwrap()
