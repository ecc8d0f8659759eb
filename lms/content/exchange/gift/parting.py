"""Takes a passage of GIFT apart into questions: title, words, answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lms.content.exchange.gift.faults import Unreadable
from lms.content.exchange.gift.scanning import Passage, Span
from lms.content.exchange.gift.signs import show
from lms.kernel.language import N_

GAP = "_____"
"""What stands where the answers were, when words follow them."""

_ANSWERS = re.compile(r"\s*(?:$|[=~#]|(?:T|F|TRUE|FALSE)\s*(?:$|#|//))", re.I)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)
_REMARK = re.compile(r"[ \t]*//[^\n]*\n")
_ID = re.compile(r"\[id:((?:\\\]|[^\[\]\n]){1,200})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\[\]\n]){1,200})\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parted:
    """A question in its parts, not yet understood.

    ``answers`` is what stood between the braces, ``None`` where there were none, and
    ``place`` where it begins in ``passage``. ``format`` is that of the words, and of
    all other texts that do not say theirs.
    """

    passage: Passage
    line: int
    title: str
    format: str
    words: str
    answers: str | None
    place: int
    title_only: bool = False
    id: str = ""
    tags: tuple[str, ...] = ()

    def line_at(self, place: int) -> int:
        """The line of a place in the answers."""
        return self.passage.line_at(self.place + place)


def part(passage: Passage) -> list[Parted]:
    """The questions of a passage, mostly one.

    Raises ``Unreadable`` where it cannot be told which answers are which question's.
    """
    after = _end_of_title(passage)
    spans = [span for span in passage.spans if span.start >= after]
    likely = [span for span in spans if _ANSWERS.match(_inside(passage, span))]
    if len(spans) == 1:
        likely = spans
    elif spans and not likely:
        raise Unreadable(
            "gift-no-answers",
            N_(
                "Hay varias llaves y ninguna encierra respuestas que se entiendan: "
                "ponga «\\{» y «\\}» a las que son parte del texto."
            ),
            passage.line_at(spans[0].start),
        )
    cuts = [0, *_cuts(passage, likely), len(passage.text)]
    found = [
        _question(passage, cuts[at], cuts[at + 1], likely[at] if likely else None)
        for at in range(len(cuts) - 1)
    ]
    return [_remembering(found[0], passage.comments), *found[1:]]


def with_format(words: str, default: str) -> tuple[str, str]:
    """The format that words begin with, or the default one, and the words after it."""
    found = _FORMAT.match(words)
    if found is None:
        return default, words
    return found[1].lower(), words[found.end() :]


def _inside(passage: Passage, span: Span) -> str:
    return passage.text[span.start + 1 : span.end - 1]


def _cuts(passage: Passage, spans: list[Span]) -> Iterator[int]:
    """Where a new question begins, for want of a blank line: on the next line."""
    for span, other in pairwise(spans):
        end = passage.text.find("\n", span.end, other.start)
        if end < 0:
            raise Unreadable(
                "gift-two-answers",
                N_(
                    "Esta pregunta tiene dos grupos de respuestas entre llaves; en "
                    "GIFT solo puede haber uno."
                ),
                passage.line_at(other.start),
            )
        yield end


def _end_of_title(passage: Passage) -> int:
    """Where the title ends; braces in it are part of it."""
    text = passage.text
    start = len(text) - len(text.lstrip())
    close = text.find("::", start + 2) if text.startswith("::", start) else -1
    spans = passage.spans
    if close < 0 or (spans and all(span.start < close for span in spans)):
        return 0
    return close + 2


def _question(passage: Passage, start: int, end: int, span: Span | None) -> Parted:
    text = passage.text[start:end]
    first = start + len(text) - len(text.lstrip())
    before = passage.text[first : span.start if span else end]
    title, words = _titled(before)
    after = passage.text[span.end : end] if span else ""
    if after.strip():
        words = words + GAP + after
    format_, words = with_format(words, "moodle")
    answers = _inside(passage, span) if span else None
    place = span.start + 1 if span else end
    if answers and (remark := _REMARK.match(answers)):
        answers, place = answers[remark.end() :], place + remark.end()
    title_only = bool(title) and not words.strip() and span is not None
    return Parted(
        passage=passage,
        line=passage.line_at(first) if text.strip() else passage.line_at(start),
        title=title,
        format=format_,
        words=title if title_only else words,
        answers=answers,
        place=place,
        title_only=title_only,
    )


def id_in(comments: tuple[str, ...]) -> str:
    """The id that Moodle writes into comments, if there is one."""
    found = _ID.search("\n".join(comments))
    return _unbracketed(found[1]) if found else ""


def _remembering(question: Parted, comments: tuple[str, ...]) -> Parted:
    """Add the id and the tags that Moodle writes into comments."""
    tags = filter(None, map(_unbracketed, _TAG.findall("\n".join(comments))))
    return replace(question, id=id_in(comments), tags=tuple(dict.fromkeys(tags)))


def _titled(words: str) -> tuple[str, str]:
    if not words.startswith("::"):
        return "", words
    title, colons, rest = words[2:].partition("::")
    if not colons:
        return "", words[2:]
    rest = _REMARK.sub("", rest, count=1) if _REMARK.match(rest) else rest
    return " ".join(show(title).split()), rest


def _unbracketed(words: str) -> str:
    return " ".join(words.replace("\\]", "]").split())
