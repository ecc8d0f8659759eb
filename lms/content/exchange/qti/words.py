"""The texts of an item as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lms.content.exchange.markup import from_html, literal
from lms.content.exchange.qti.cleaning import Cleaner, with_blanks
from lms.content.exchange.qti.notes import Notes
from lms.content.exchange.qti.pictures import Pictures
from lms.content.exchange.xml import Element
from lms.content.questions.gaps import place_of

_FIRST, _LAST = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_FIRST}([a-z0-9-]+){_LAST}")
_BRACES = re.compile(r"([{}])\\?(?=\1)")


class Words:
    """Makes texts of elements; what cannot be kept is written down."""

    def __init__(self, notes: Notes, pictures: Pictures) -> None:
        self._notes = notes
        self._places: dict[int, str] = {}
        self._cleaner = Cleaner(notes, pictures, self._places)

    def place(self, element: Element, gap: str) -> None:
        """A gap will stand where an element is."""
        self._places[id(element)] = f"{_FIRST}{gap}{_LAST}"

    def block(self, element: Element) -> str:
        """A text that may have paragraphs, lists and tables."""
        return self._markdown(element, inline=False)

    def told(self, element: Element) -> str:
        """A text of feedback, under its title if it has one."""
        title = self.plain(element.attributes.get("title", "").strip())
        head = f"**{title}**" if title else ""
        return "\n\n".join(filter(None, (head, self.block(element))))

    def inline(self, element: Element) -> str:
        """A text without paragraphs: an answer that is offered."""
        return self._markdown(element, inline=True)

    def prompt(self, element: Element) -> str:
        """A text in which gaps stand at their places."""
        words = self.block(element)
        if not self._places:
            return words
        words = _BRACES.sub(lambda found: f"{found[1]} ", words)
        return _TOKEN.sub(lambda found: place_of(found[1]), words)

    def plain(self, words: str) -> str:
        """Words that have no marks at all."""
        return literal(words)

    def for_scorers(self, root: Element) -> str:
        """What is told to those who mark, and not to learners."""
        told = [
            self.block(rubric)
            for rubric in hidden_rubrics(root)
            if "scorer" in rubric.attributes.get("view", "").split()
        ]
        return "\n\n".join(filter(None, told))

    def _markdown(self, element: Element, *, inline: bool) -> str:
        html = self._cleaner.cleaned(element).inner()
        converted = from_html(html, inline=inline)
        self._notes.add(replace(loss, line=element.line) for loss in converted.losses)
        return with_blanks(converted.words)


def hidden_rubrics(root: Element) -> Iterator[Element]:
    """The texts that are for those who mark or teach, and not for learners."""
    for element in root.every():
        views = element.attributes.get("view", "").split()
        if element.tag == "rubricBlock" and "candidate" not in views:
            yield element
