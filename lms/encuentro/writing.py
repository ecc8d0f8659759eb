"""Words on their way into a conversation: made safe once, quoted as Markdown."""

import re
from dataclasses import dataclass

from lms.foundation.markup import post_html
from lms.kernel.language import Language

QUOTED_AT_MOST = 1_000
"""Characters of a post that a quotation repeats."""


_SIGNS = re.compile(r"([\\`*_\[\]<>~])")


@dataclass(frozen=True, slots=True)
class Written:
    """A text as somebody wrote it, with the safe HTML made from it."""

    body: str
    html: str
    language: Language


def written(body: str, language: Language) -> Written:
    """Make a text safe to show. This takes its time: do it before the unit of work."""
    return Written(body, post_html(body), language)


def quotation(body: str, name: str) -> str:
    """Quote a post in Markdown, with the name of who said it.

    What the post itself quoted is left out, for quotations of quotations only grow.
    """
    lines = [line for line in body.splitlines() if not line.lstrip().startswith(">")]
    words = "\n".join(lines).strip()
    if len(words) > QUOTED_AT_MOST:
        words = words[:QUOTED_AT_MOST].rsplit(maxsplit=1)[0] + " …"
    told = f"**{_plain(name)}:** {words}"
    return "\n".join(f"> {line}".rstrip() for line in told.splitlines()) + "\n\n"


def _plain(name: str) -> str:
    """A name on one line, in which no sign is taken for a mark."""
    return _SIGNS.sub(r"\\\1", " ".join(name.split()))
