"""HTML from strangers as a tree that grows neither too deep nor too large.

In a deep tree all that looks for what comes next, and in a wide one all that moves
something, costs more for each element than for the one before.
"""

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from bs4.exceptions import ParserRejectedMarkup

MAX_DEPTH = 60
MAX_TAGS = 5_000
"""How many elements, or how many comments, a text may have."""
PROGRAMS = frozenset(("script", "style"))

_FRAME = "<div>%s</div>"
"""Keeps short words from being taken for the name of a file."""


class HtmlTree(BeautifulSoup):
    """A tree of some HTML; where it ``is_tangled`` only its words are of use."""

    is_tangled = False
    _tags = 0

    def handle_starttag(self, name: str, *args: Any, **options: Any) -> Tag | None:
        """Take an element, unless it is one too many."""
        self._tags += 1
        if len(self.tagStack) <= MAX_DEPTH and self._tags <= MAX_TAGS:
            return super().handle_starttag(name, *args, **options)
        self.is_tangled = True
        if name in PROGRAMS:
            # What is inside must not be taken for words.
            return super().handle_starttag(name, *args, **options)
        self.endData()
        return None


def html_tree(html: str) -> HtmlTree:
    """Take some HTML apart, inside of a ``div``; never raises."""
    try:
        tree = HtmlTree(_FRAME % html, "html.parser")
    except ParserRejectedMarkup:
        tree = HtmlTree(_FRAME % "", "html.parser")
        tree.append(html)
        tree.is_tangled = True
    if html.count("<!") + html.count("<?") > MAX_TAGS:
        tree.is_tangled = True
    return tree
