"""Takes out of the body of an item what is no plain HTML, and says what was lost."""

import re
from collections.abc import Callable, Mapping

from lms.content.exchange.qti.dialect import words
from lms.content.exchange.qti.feedback import FEEDBACKS
from lms.content.exchange.qti.notes import Notes
from lms.content.exchange.qti.pictures import Pictures
from lms.content.exchange.xml import Element
from lms.kernel.language import N_

PROMPT_ONLY = frozenset(
    (
        *("choiceInteraction", "orderInteraction", "matchInteraction"),
        *("associateInteraction", "extendedTextInteraction"),
    )
)
"""Interactions of whose inside only the prompt is a part of the text around."""
WITH_TEXT = frozenset(("hottextInteraction", "gapMatchInteraction"))
"""Interactions whose inside is a text."""
_BLOCKS = frozenset(
    (
        *("itemBody", "stimulusBody", "contentBody", "prompt", "rubricBlock"),
        *("feedbackBlock", "modalFeedback", "simpleChoice", *PROMPT_ONLY, *WITH_TEXT),
    )
)
_HTML = words(
    "a abbr acronym address article aside b bdi bdo big blockquote br caption cite "
    "code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hr i ins kbd li main mark nav ol p pre q rb rp rt ruby s samp "
    "section small span strike strong sub summary sup table tbody td tfoot th thead "
    "time tr tt u ul var wbr"
)
_KEPT = words("href title colspan rowspan align start type style color")
_SILENT = frozenset(
    (*FEEDBACKS, "gapText", "gapImg", "stylesheet", "simpleMatchSet", "script", "style")
)
_MEDIA = words("audio video iframe embed track source canvas applet")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_BLANK = "\\_\\_\\_\\_"
_EMPTY = "\ue002"
_ASKED = re.compile(rf"(^|[?:.!])\s*{_EMPTY}\s*$")
_TOKENS = str.maketrans("", "", "\ue000\ue001\ue002")


class Cleaner:
    """Makes plain HTML of elements; ``places`` are gaps by the identity of elements."""

    def __init__(
        self, notes: Notes, pictures: Pictures, places: Mapping[int, str]
    ) -> None:
        self._notes = notes
        self._pictures = pictures
        self._places = places
        self._ways: Mapping[str, Callable[[Element], Element | None]] = {
            "rubricBlock": self._rubric,
            "hottext": self._hottext,
            "q": self._quoted,
            "math": self._math,
            "img": self._img,
            "object": self._object,
            "picture": self._picture,
            "textEntryInteraction": self._entry,
            "printedVariable": self._variable,
            "infoControl": self._control,
            "endAttemptInteraction": self._control,
            "include": self._unknown,
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_MEDIA, self._media),
            **dict.fromkeys(PROMPT_ONLY, self._asking),
        }

    def cleaned(self, element: Element) -> Element:
        """What is inside an element as plain HTML, in a ``div``."""
        root = _like(element, "div")
        self._fill(root, element)
        return root

    def _fill(self, into: Element, element: Element) -> None:
        into.text = element.text.translate(_TOKENS)
        for child in element.children:
            clean = self._one(child)
            tail = child.tail.translate(_TOKENS)
            if clean is not None:
                clean.tail = tail
                into.children.append(clean)
            elif into.children:
                into.children[-1].tail += tail
            else:
                into.text += tail

    def _one(self, element: Element) -> Element | None:
        if token := self._places.get(id(element)):
            return self._gap(element, token)
        if element.tag in _SILENT:
            return None
        if way := self._ways.get(element.tag):
            return way(element)
        return self._copied(element)

    def _gap(self, element: Element, token: str) -> Element:
        """A gap; one that is a list of choices stands under its own prompt."""
        if element.tag not in PROMPT_ONLY:
            return _worded(element, token)
        frame, gap = _like(element, "div"), _like(element, "p")
        gap.text = token
        frame.children = [*filter(None, [self._asking(element)]), gap]
        return frame

    def _copied(self, element: Element) -> Element:
        tag = element.tag
        if tag not in _HTML:
            tag = "div" if tag in _BLOCKS else "span"
        copy = _like(element, tag)
        copy.attributes = {
            name: value for name, value in element.attributes.items() if name in _KEPT
        }
        if tag == "a" and not _LINK.match(element.attributes.get("href", "")):
            self._lose_link(copy)
        self._fill(copy, element)
        return copy

    def _lose_link(self, link: Element) -> None:
        if address := link.attributes.pop("href", ""):
            self._notes.lose(
                "link-lost",
                N_("Un enlace llevaba dentro del paquete («%(name)s») y se quitó."),
                link.line,
                name=address[-80:],
            )

    def _rubric(self, element: Element) -> Element | None:
        """What markers read is taken by who asks for it."""
        seen = "candidate" in element.attributes.get("view", "candidate").split()
        return self._copied(element) if seen else None

    def _heading(self, element: Element) -> Element:
        """Questions have no headings: they are set among other things."""
        paragraph = _like(element, "p")
        paragraph.children.append(self._hottext(element))
        return paragraph

    def _hottext(self, element: Element) -> Element:
        """Words that can be chosen stand out."""
        strong = _like(element, "strong")
        self._fill(strong, element)
        return strong

    def _quoted(self, element: Element) -> Element:
        """Quotation marks that a page would have added."""
        span = _like(element, "span")
        span.children = [_worded(element, "“"), self._copied(element)]
        span.children[-1].tail = "”"
        return span

    def _asking(self, element: Element) -> Element | None:
        prompt = element.first("prompt")
        return None if prompt is None else self._copied(prompt)

    def _entry(self, element: Element) -> Element:
        """A field that is no gap leaves a blank where it stands in a sentence."""
        return _worded(element, _EMPTY)

    def _math(self, element: Element) -> Element:
        formula = _formula(element)
        self._notes.lose(
            "formula",
            N_("Una fórmula quedó como texto: «%(words)s». Revísela."),
            element.line,
            words=formula[:120],
        )
        return _worded(element, formula)

    def _img(self, element: Element) -> Element | None:
        alt = element.attributes.get("alt", "")
        address = element.attributes.get("src", "").strip()
        place = address if _WEB.match(address) else ""
        if not place:
            place = self._pictures.place(address, element.line)
        if not place:
            return _worded(element, alt) if alt else None
        image = _like(element, "img")
        image.attributes = {"src": place, "alt": " ".join(alt.split())}
        return image

    def _object(self, element: Element) -> Element | None:
        """A picture in the older way of writing; anything else is lost."""
        kind = element.attributes.get("type", "")
        address = element.attributes.get("data", "")
        if not kind.startswith("image/"):
            return self._media(element)
        image = _like(element, "img")
        alt = element.attributes.get("alt") or element.words
        image.attributes = {"src": address, "alt": alt}
        return self._img(image)

    def _picture(self, element: Element) -> Element | None:
        image = element.first("img")
        return None if image is None else self._img(image)

    def _media(self, element: Element) -> Element | None:
        address = element.attributes.get("src") or element.attributes.get("data", "")
        source = next((e for e in element.every() if e.tag == "source"), None)
        if source is not None and not address:
            address = source.attributes.get("src", "")
        self._notes.lose(
            "media-lost",
            N_("No se importó «%(tag)s» (%(name)s): agréguelo a una lección."),
            element.line,
            tag=element.tag,
            name=address[-80:] or "–",
        )
        return None

    def _variable(self, element: Element) -> None:
        self._notes.lose(
            "variable-lost",
            N_("El texto mostraba un valor calculado («%(name)s»), que no se importó."),
            element.line,
            name=element.attributes.get("identifier", ""),
        )

    def _control(self, element: Element) -> None:
        shown = element.attributes.get("title") or element.words
        self._notes.lose(
            "control-lost",
            N_("No se importó un botón de ayuda o de envío: «%(words)s»."),
            element.line,
            words=" ".join(shown.split())[:200],
        )

    def _unknown(self, element: Element) -> None:
        self._notes.lose(
            "include-lost",
            N_("No se importó una parte que estaba en otro archivo: «%(name)s»."),
            element.line,
            name=element.attributes.get("href", "")[-80:],
        )


def with_blanks(text: str) -> str:
    """Fields that were no gaps as blanks in a sentence, or as nothing on their own."""
    lines = [_ASKED.sub(r"\1", line) for line in text.split("\n")]
    return "\n".join(lines).replace(_EMPTY, _BLANK).strip()


def _formula(element: Element) -> str:
    for inner in element.every():
        encoding = inner.attributes.get("encoding", "").lower()
        if inner.tag == "annotation" and "tex" in encoding:
            return " ".join(inner.words.split())
    alt = element.attributes.get("alttext", "")
    return " ".join((alt or element.words).split())


def _like(element: Element, tag: str) -> Element:
    return Element(tag, element.line)


def _worded(element: Element, text: str) -> Element:
    span = _like(element, "span")
    span.text = text
    return span
