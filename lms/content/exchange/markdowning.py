"""Writes cleaned HTML as our Markdown: ``-`` for lists, ``*`` for emphasis."""

import re
import unicodedata
from collections.abc import Callable

from bs4.element import NavigableString, Tag
from markdownify import ASTERISK, BACKSLASH, MarkdownConverter

from lms.content.exchange.arranging import ALIGN, BLOCKS, OTHER, SPEAKS, TIGHT
from lms.content.exchange.escaping import (
    destination,
    escaped,
    escaped_inside,
    escaped_label,
    escaped_start,
)

Parents = set[str]

# Control signs, which cleaned words do not have, mark places while the work goes on.
_OPENS, _CLOSES, _CELL, _ROW = "\x02", "\x03", "\x1e", "\x1f"
_OPENING = re.compile(rf"(.)((?:{_OPENS}\*{{1,2}})+)(.)")
_CLOSING = re.compile(rf"(.)((?:\*{{1,2}}{_CLOSES})+)(.)")
_SPEAKS = re.compile(r"[\w+#.-]{1,30}", re.ASCII)
_SIDES = {"left": ":--", "center": ":-:", "right": "--:"}
_SIDE = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)


class Markdowner(MarkdownConverter):
    """Writes the tree that ``scrub`` leaves; anything else it may write wrongly."""

    # The library's types know only a part of it.
    process_tag: Callable[..., str]

    def __init__(self, *, inline: bool) -> None:
        super().__init__(
            bullets="-",
            newline_style=BACKSLASH,
            strong_em_symbol=ASTERISK,
            autolinks=False,
        )
        self._inline = inline

    def markdown(self, root: Tag) -> str:
        """The whole text."""
        words: str = self.process_tag(root, parent_tags=set())
        words = _OPENING.sub(_minded_opening, words)
        words = _CLOSING.sub(_minded_closing, words)
        words = words.replace(_OPENS, "").replace(_CLOSES, "")
        return words.strip(" \t\r\n")

    def process_text(self, el: NavigableString, parent_tags: Parents) -> str:
        """Escape words; at the start of a line also what is special there."""
        if "pre" in parent_tags or "code" in parent_tags:
            return ""
        close = self._inline or "_inline" in parent_tags
        words = re.sub(r"[ \t\r\n]*[\r\n][ \t\r\n]*", " " if close else "\n", el)
        words = re.sub(r"[ \t]+", " ", words)
        starts, ends = _begins_line(el), _ends_line(el)
        words = words.lstrip() if starts else words
        words = words.rstrip() if ends else words
        words = escaped(words, bracketed="a" in parent_tags)
        if close:
            return words
        first, *rest = words.split("\n")
        first = escaped_start(first) if starts and _is_block(el.parent) else first
        return "\n".join((first, *map(escaped_start, rest)))

    def convert_strong(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """Weight."""
        return _marked("**", text)

    def convert_em(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """Emphasis."""
        return _marked("*", text)

    def convert_code(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """Words as a machine reads them, between as many ticks as are needed."""
        words = re.sub(r"[\r\n]+", " ", el.get_text())
        if not words.strip():
            return " " if words else ""
        longest = max(map(len, re.findall(r"`+", words)), default=0)
        both = words[0] == words[-1] == " "
        room = " " if both or "`" in (words[0], words[-1]) else ""
        ticks = "`" * (longest + 1)
        return f"{ticks}{room}{words}{room}{ticks}"

    def convert_a(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A link."""
        lead, words, trail = _parted(text)
        if not words:
            return text
        return f"{lead}[{escaped_inside(words)}]({_target(el, 'href')}){trail}"

    def convert_img(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A picture."""
        return f"![{escaped_label(str(el.get('alt', '')))}]({_target(el, 'src')})"

    def convert_hr(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A line across."""
        return "\n\n---\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A paragraph."""
        return f"\n\n{text.strip()}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """Somebody else's words."""
        lines = text.strip("\n").split("\n")
        quoted = "\n".join(f"> {line}" if line else ">" for line in lines)
        return f"{_apart(el)}{quoted}{_apart(el)}"

    def convert_pre(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A block of code, between as many ticks as are needed."""
        words = el.get_text().replace("\r\n", "\n").replace("\r", "\n")
        words = words if words.endswith("\n") else f"{words}\n"
        speaks = str(el.get(SPEAKS, ""))
        speaks = speaks if _SPEAKS.fullmatch(speaks) else ""
        longest = max(map(len, re.findall(r"`+", words)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{_apart(el)}{fence}{speaks}\n{words}{fence}{_apart(el)}"

    def convert_list(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A list; items of paragraphs stand apart."""
        return f"{_apart(el)}{text.strip()}{_apart(el)}"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """An item, its further lines under its first."""
        bullet = f"{_bullet(el)} "
        room = " " * len(bullet)
        lines = text.strip("\n").split("\n")
        words = "\n".join(f"{room}{line}" if line else "" for line in lines)
        return f"{bullet}{words[len(room) :]}" + (
            "\n" if el.has_attr(TIGHT) else "\n\n"
        )

    def convert_td(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A cell, on one line."""
        words = re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))
        return f"{words}{_CELL}"

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A row."""
        return f"{text}{_ROW}"

    def convert_table(self, el: Tag, text: str, parent_tags: Parents) -> str:
        """A table, whose first row is its head."""
        rows = [row.split(_CELL)[:-1] for row in text.split(_ROW)[:-1]]
        first = el.find("tr")
        cells = first.find_all(["td", "th"]) if isinstance(first, Tag) else []
        lines = [rows[0], [_side(cell) for cell in cells], *rows[1:]]
        told = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"{_apart(el)}{told}{_apart(el)}"


def _marked(mark: str, text: str) -> str:
    lead, words, trail = _parted(text)
    if not words:
        return text
    return f"{lead}{_OPENS}{mark}{words}{mark}{_CLOSES}{trail}"


def _parted(text: str) -> tuple[str, str, str]:
    """The space before some words, the words, the space after them."""
    words = text.strip()
    if not words:
        return text, "", ""
    at = text.index(words)
    return text[:at], words, text[at + len(words) :]


def _target(el: Tag, name: str) -> str:
    title = str(el.get("title", "")).strip()
    title = " ".join(title.replace("\\", "\\\\").replace('"', '\\"').split())
    said = f' "{title}"' if title else ""
    return destination(str(el.get(name, ""))) + said


def _bullet(el: Tag) -> str:
    parent = el.parent
    if parent is None or parent.name == "ul":
        return "*" if parent is not None and parent.has_attr(OTHER) else "-"
    start = str(parent.get("start", "1"))
    first = int(start) if start.isascii() and start.isdigit() else 1
    number = first + next(n for n, item in enumerate(parent.contents) if item is el)
    return f"{min(number, 999_999_999)}{')' if parent.has_attr(OTHER) else '.'}"


def _apart(el: Tag) -> str:
    """What stands between a block and its neighbours."""
    close = el.parent is not None and el.parent.has_attr(TIGHT)
    return "\n" if close else "\n\n"


def _side(cell: Tag) -> str:
    found = _SIDE.search(str(cell.get("style", "")))
    side = found[1] if found else str(cell.get(ALIGN, ""))
    return _SIDES.get(side.lower(), "---")


def _is_block(tag: Tag | None) -> bool:
    return tag is None or tag.name in BLOCKS or tag.name == "[document]"


def _begins_line(el: NavigableString) -> bool:
    before = el.previous_sibling
    if before is None:
        return _is_block(el.parent)
    return isinstance(before, Tag) and (before.name == "br" or _is_block(before))


def _ends_line(el: NavigableString) -> bool:
    after = el.next_sibling
    if after is None:
        return _is_block(el.parent)
    return isinstance(after, Tag) and (after.name == "br" or _is_block(after))


def _minded_opening(found: re.Match[str]) -> str:
    """A letter before emphasis that begins with a sign would undo it."""
    before, marks, after = found.groups()
    if _is_sign(after) and _is_letter(before):
        before = f"&#{ord(before)};"
    return f"{before}{marks}{after}"


def _minded_closing(found: re.Match[str]) -> str:
    before, marks, after = found.groups()
    if _is_sign(before) and _is_letter(after):
        after = f"&#{ord(after)};"
    return f"{before}{marks}{after}"


def _is_sign(sign: str) -> bool:
    # Signs for private use stand for gaps, which are written in braces in the end.
    return unicodedata.category(sign)[0] in "PS" or unicodedata.category(sign) == "Co"


def _is_letter(sign: str) -> bool:
    return not (sign.isspace() or _is_sign(sign) or sign in (_OPENS, _CLOSES))
