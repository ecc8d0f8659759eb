"""GIFT, the text format for questions that Moodle made and many tools write."""

from lms.content.exchange.gift.reading import read
from lms.content.exchange.gift.writing import write

__all__ = ["read", "write"]
