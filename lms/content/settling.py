"""Readers of Markdown that many threads may use at once."""

from markdown_it import MarkdownIt


def settled(reader: MarkdownIt) -> MarkdownIt:
    """Return a reader whose rules are put in order once and for all.

    markdown-it does that at the first reading, in full view of other threads: one that
    comes in the middle finds some of the rules missing. After this the reader is only
    looked at; its state while reading is a thing of each call.
    """
    for ruler in (
        reader.core.ruler,
        reader.block.ruler,
        reader.inline.ruler,
        reader.inline.ruler2,
    ):
        ruler.getRules("")
    return reader
