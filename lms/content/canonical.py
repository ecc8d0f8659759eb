"""The canonical form of what the writer writes: YAML and Markdown, always the same."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from lms.content.numbers import Number
from lms.kernel.language import Text

Plain = Mapping[str, "Plain"] | Sequence["Plain"] | str | int | float | bool
Draft = Mapping[str, Plain] | bytes
"""A file about to be written: data for YAML, or its bytes."""


class _Dumper(yaml.SafeDumper):
    """Spanish, Portuguese and English as they are; long texts readable."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _words(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    style = "|" if "\n" in words and _fits_a_block(words) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)


def _fits_a_block(words: str) -> bool:
    lines = words.split("\n")
    return not words[0].isspace() and all(line == line.rstrip() for line in lines)


def _number(dumper: yaml.SafeDumper, number: Number) -> yaml.ScalarNode:
    # With the type a reader would guess, so that it is written without quotes.
    resolve: Any = dumper.resolve
    words = str(number)
    return dumper.represent_scalar(
        resolve(yaml.ScalarNode, words, (True, False)), words
    )


_Dumper.add_representer(str, _words)
_Dumper.add_representer(Number, _number)


def yaml_bytes(data: Mapping[str, Plain]) -> bytes:
    """One YAML file in canonical form."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88
    )
    return text.encode()


def file_bytes(draft: Draft) -> bytes:
    """The bytes of a file about to be written."""
    return draft if isinstance(draft, bytes) else yaml_bytes(draft)


def plain_text(text: Text) -> dict[str, Plain]:
    """A text per language as data."""
    return {str(language): words for language, words in text.items()}


def plain_number(number: float) -> int | float:
    """A number without needless decimals."""
    return int(number) if number == int(number) else number
