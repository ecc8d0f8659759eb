"""Plain words as Markdown that reads the same, and back again.

Since all the words are known here, only what really means something is escaped, and
what was read is written back as it was.
"""

import re

from lms.content.exchange.escaping import escaped_start

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}]|$)", re.M)
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,40};)")
_ANGLE = re.compile(r"<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@]{1,64}@)")
_BRACKETS = re.compile(r"\]\s?[(\[:]|\[\[|\[@")
_ANY = re.compile(r"[\\&<`*_\[]")
_TICKS = re.compile(r"`+")
_STARS = re.compile(r"\*+")
_LINES = re.compile(r"_+")
_RUN = re.compile(r"\*+|_+|`+")

_STARRED = re.compile(r"\*(?=\s|$)|[*_](?=[*_\s]*$)|`{3}")


def to_markdown(words: str, *, inline: bool) -> str:
    """Escape whatever Markdown would take for more than words.

    Lines stay lines. ``inline`` is for words without paragraphs, such as an answer.
    """
    words = _inline("\n".join(line.strip() for line in words.strip().split("\n")))
    if "\n" not in words:
        return words if inline else _at_start(words)
    if inline:
        return re.sub(r"\n+", "\\\\\n", words)
    paragraphs = _BLANK.split(words)
    return "\n\n".join(
        "\\\n".join(map(_at_start, paragraph.split("\n"))) for paragraph in paragraphs
    )


def from_markdown(words: str, *, inline: bool) -> str | None:
    """The plain words that ``to_markdown`` would make into these, if there are any."""
    bare = _ESCAPED.sub(r"\1", words.replace("\\\n", "\n"))
    return bare if to_markdown(bare, inline=inline) == words else None


def _inline(words: str) -> str:
    if not _ANY.search(words):
        return words
    words = _BACKSLASH.sub(r"\\\\", words)
    words = _ENTITY.sub(r"\\&", words)
    words = _ANGLE.sub(r"\\<", words)
    if _BRACKETS.search(words):
        words = words.replace("[", "\\[").replace("](", "\\](")
    if len(_TICKS.findall(words)) > 1:
        words = words.replace("`", "\\`")
    words = _runs(words, _STARS)
    return _runs(words, _LINES)


def _runs(words: str, pattern: re.Pattern[str]) -> str:
    """Escape stars or low lines that could stand around emphasis; one alone cannot."""
    found = [run for run in pattern.finditer(words) if _flanks(words, run)]
    if len(found) < 2:
        return words
    pieces, last = [], 0
    for run in found:
        pieces += [words[last : run.start()], *(f"\\{sign}" for sign in run[0])]
        last = run.end()
    return "".join((*pieces, words[last:]))


def _flanks(words: str, run: re.Match[str]) -> bool:
    before = words[run.start() - 1 : run.start()] or " "
    after = words[run.end() : run.end() + 1] or " "
    if run[0][0] == "_" and before.isalnum() and after.isalnum():
        return False
    # At the end of a line there will be a backslash.
    return not (before.isspace() and after.isspace() and after != "\n")


def _at_start(line: str) -> str:
    if not _STARRED.match(line):
        return escaped_start(line)
    # The whole run: what is left of it would stand beside a sign then.
    run = _RUN.match(line)
    end = run.end() if run else 0
    return "".join(f"\\{sign}" for sign in line[:end]) + line[end:]
