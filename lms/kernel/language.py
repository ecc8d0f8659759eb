"""The languages of the platform, and texts that exist in some of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language the platform speaks."""

    ES = "es"
    PT = "pt"
    EN = "en"


LANGUAGES = tuple(Language)
SOURCE = Language.ES

Text = dict[Language, str]
"""One text in each language it exists in; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words, and the language they are really in."""

    words: str
    language: Language

    def __str__(self) -> str:
        return self.words


def pick(
    text: Mapping[Language, str], wanted: Language, source: Language = SOURCE
) -> Told:
    """Tell a text in the wanted language, else in the source, else as it is there.

    A text without any words is told as an empty one in the wanted language.
    """
    for language in (wanted, source, *text):
        if words := text.get(language):
            return Told(words, language)
    return Told("", wanted)


def N_(message: str) -> str:  # noqa: N802 – the name gettext tools look for
    """Mark a sentence for translation where it is written, not where it is shown."""
    return message
