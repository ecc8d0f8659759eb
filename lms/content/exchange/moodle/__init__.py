"""Moodle XML, the format in which Moodle itself gives and takes questions.

In and out nothing changes of what Moodle has a place for. It has none for the ids of
answers, pairs, things and gaps: these go by their places.
"""

from lms.content.exchange.moodle.reading.reader import read
from lms.content.exchange.moodle.writing.writer import write

__all__ = ["read", "write"]
