"""What the form of a quiz sends, and what its fields say.

For each question: ``q-<id>``, what is chosen or written (absent or empty for nothing);
or, where a question has parts, a field ``q-<id>.<part>`` for each of them. Beside it
``w-<id>``, the answer that the page showed, as a JSON list, and ``v-<id>``, the version
of that answer. A question takes part if any of them is there. ``written-in`` is the
language of the page, in which its numbers were typed.
"""

import json
import re

from werkzeug.datastructures import MultiDict

from lms.content.asking import Question
from lms.content.names import is_slug
from lms.foundation.i18n import current_language
from lms.kernel.language import LANGUAGES, Language

from .errors import AnswerNotOffered, FormUnreadable
from .kinds.face import Value
from .kinds.parts import SIGN
from .marking import kind_of
from .services import Given

_NUMBER = re.compile(r"[0-9]{1,9}")
MOST = 5_000
"""The most questions that a form speaks of; no quiz has nearly as many."""
LONGEST = 200_000
"""The most characters that what a page showed may take as JSON."""

Fields = MultiDict[str, str]


def attempt_number(fields: Fields, name: str = "attempt") -> int:
    """Return the attempt the form belongs to; raises ``FormUnreadable``."""
    return _number(fields.get(name, ""))


def written_in(fields: Fields) -> Language:
    """Return the language of the page that the form stood on; else the one spoken."""
    language = fields.get("written-in", "")
    return Language(language) if language in LANGUAGES else current_language()


def given_answers(fields: Fields) -> list[Given]:
    """Return what the form says of each question.

    Raises ``FormUnreadable``, or ``AnswerNotOffered`` for a name that is no question's.
    """
    sent: dict[str, list[str]] = {}
    for name in fields:
        if name.startswith(("q-", "v-", "w-")):
            id_, dot, part = name[2:].partition(".")
            if dot and (name[0] != "q" or not is_slug(part)):
                raise AnswerNotOffered
            values = sent.setdefault(id_, [])
            if len(sent) > MOST:
                raise AnswerNotOffered
            if name[0] == "q":
                start = f"{part}{SIGN}" if dot else ""
                values += (start + value for value in fields.getlist(name) if value)
    if not all(map(is_slug, sent)):
        raise AnswerNotOffered
    return [_given(fields, id_, tuple(values)) for id_, values in sent.items()]


def fields_of(question: Question, value: Value) -> dict[str, list[str]]:
    """Return what the fields of a question say of an answer, in the language spoken.

    By name; the fields of parts that were not answered are there, and say nothing.
    """
    shown = kind_of(question).shown(question, value, current_language())
    start = f"q-{question.id}"
    return {
        (f"{start}.{part}" if part else start): list(values)
        for part, values in shown.items()
    }


def as_shown(value: Value) -> str:
    """Write an answer for the field ``w-<id>``."""
    return json.dumps(value, ensure_ascii=False)


def place_asked(fields: Fields) -> tuple[int, str]:
    """Return the page that a button leads to, counting from 0, and perhaps a question.

    ``go`` is written ``3`` or ``3:question-id``. Raises ``FormUnreadable``.
    """
    number, _, id_ = fields.get("go", "").partition(":")
    return _number(number), id_ if is_slug(id_) else ""


def question_named(fields: Fields) -> str:
    """Return the id of the question whose own button was pressed, or nothing."""
    id_ = fields.get("at", "")
    return id_ if is_slug(id_) else ""


def _given(fields: Fields, id_: str, values: tuple[str, ...]) -> Given:
    version, shown = fields.get(f"v-{id_}"), fields.get(f"w-{id_}")
    return Given(
        question_id=id_,
        values=values,
        version=None if version is None else _number(version),
        shown=None if shown is None else _shown(shown),
    )


def _shown(words: str) -> Value:
    try:
        value = json.loads(words) if len(words) <= LONGEST else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise FormUnreadable
    return tuple(value)


def _number(words: str) -> int:
    if not _NUMBER.fullmatch(words):
        raise FormUnreadable
    return int(words)
