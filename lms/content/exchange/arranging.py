"""Puts cleaned HTML in order: blocks beside blocks, words inside paragraphs.

Afterwards a paragraph holds no block, a list holds items only, a table rows of cells
with words only; and what is empty is gone. Lists whose items stand close together are
told from those whose items are paragraphs, as Markdown does.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from lms.content.exchange.tidying import INLINE, is_blank, says_something, tidy

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol"))
CELLS = frozenset(("td", "th"))
BLOCKS = (
    HEADINGS
    | LISTS
    | CELLS
    | frozenset(("p", "div", "li", "blockquote", "pre", "table", "tr", "hr"))
)
MAX_SPAN = 50
MAX_CELLS = 10_000

TIGHT, OTHER, REAL, ALIGN, SPEAKS = "tight", "other", "real", "align", "speaks"
"""Attributes for who reads the tree next: an item without paragraphs; a list after
another one; a paragraph that was marked as one; a column's side; a code's language."""


def arranged(root: BeautifulSoup, *, inline: bool) -> set[str]:
    """Put a whole text in order; gives the codes of what was lost on the way."""
    arranger = _Arranger(root)
    arranger.free_blocks()
    if inline:
        arranger.flatten(root, NavigableString("\n"))
    else:
        _fill(root, arranger.blocks(list(root.contents)))
    return arranger.lost


class _Arranger:
    def __init__(self, root: BeautifulSoup) -> None:
        self.root = root
        self.lost: set[str] = set()

    def free_blocks(self) -> None:
        """Blocks inside of emphasis or links come out of it."""
        for tag in self.root.find_all(INLINE):
            if tag.find(list(BLOCKS)):
                self.lost.add("link" if tag.name == "a" else "looks")
                tag.unwrap()

    def blocks(self, nodes: Iterable[PageElement]) -> list[Tag]:
        """Any nodes as blocks; loose words become paragraphs."""
        found: list[Tag] = []
        run: list[PageElement] = []
        for node in nodes:
            if isinstance(node, Tag) and node.name in BLOCKS:
                found += self._paragraph(run)
                run = []
                found += self._block(node)
            else:
                run.append(node)
        found += self._paragraph(run)
        for before, after in pairwise(found):
            if before.name == after.name in LISTS and not before.has_attr(OTHER):
                after[OTHER] = ""
        return found

    def flatten(self, tag: Tag, between: NavigableString | None = None) -> None:
        """Make all that is inside one run of words."""
        nodes = list(self._words_of(list(tag.contents), str(between or " ")))
        _fill(tag, nodes)
        if between is None:
            for line_break in tag.find_all("br"):
                line_break.replace_with(NavigableString(" "))
        tidy(tag)

    def _words_of(
        self, nodes: list[PageElement], between: str
    ) -> Iterator[PageElement]:
        for node in nodes:
            if not (isinstance(node, Tag) and node.name in BLOCKS):
                yield node
                continue
            if node.name not in ("p", "div"):
                self.lost.add("flattened")
            yield self._break(between)
            if node.name == "pre":
                inside, node.name = _code(node), "code"
                yield from inside
            else:
                yield from self._words_of(list(node.contents), between)
            yield self._break(between)

    def _break(self, between: str) -> PageElement:
        if between == "\n":
            return self.root.new_tag("br", attrs={"soft": ""})
        return NavigableString(between)

    def _paragraph(self, run: list[PageElement]) -> list[Tag]:
        paragraph = self.root.new_tag("p")
        _fill(paragraph, run)
        return [paragraph] if tidy(paragraph) else []

    def _block(self, tag: Tag) -> list[Tag]:
        if tag.name == "hr":
            return [tag]
        if tag.name == "pre":
            return _code(tag)
        if tag.name in HEADINGS:
            return self._heading(tag)
        if tag.name in LISTS:
            return self._list(tag)
        if tag.name == "table":
            return self._table(tag)
        if tag.name == "li":
            frame = self.root.new_tag("ul")
            tag.replace_with(frame)
            frame.append(tag)
            return self._list(frame)
        return self._container(tag)

    def _heading(self, tag: Tag) -> list[Tag]:
        """Questions have no headings; their words stand out in a line of their own."""
        self.lost.add("looks")
        self.flatten(tag)
        for strong in tag.find_all("strong"):
            strong.unwrap()
        words = self.root.new_tag("strong")
        _fill(words, list(tag.contents))
        tag.append(words)
        tag.name, tag.attrs = "p", {REAL: ""}
        return [tag] if tidy(tag) else []

    def _container(self, tag: Tag) -> list[Tag]:
        inside = self.blocks(list(tag.contents))
        if tag.name == "blockquote":
            _fill(tag, inside)
            return [tag] if inside else []
        if tag.name == "p":
            for block in inside:
                block[REAL] = ""
        return inside

    def _list(self, tag: Tag) -> list[Tag]:
        items = [
            (
                item,
                [block for block in self.blocks(item.contents) if block.name != "hr"],
            )
            for item in self._items(tag)
        ]
        items = [(item, inside) for item, inside in items if inside]
        loose = _is_loose([inside for _, inside in items])
        for item, inside in items:
            item.attrs = {} if loose else {TIGHT: ""}
            _fill(item, inside)
            if not loose and inside[0].name == "p":
                inside[0].unwrap()
        _fill(tag, [item for item, _ in items])
        return [tag] if items else []

    def _items(self, tag: Tag) -> list[Tag]:
        items: list[Tag] = []
        for node in list(tag.contents):
            if isinstance(node, Tag) and node.name == "li":
                items.append(node)
            elif not is_blank(node):
                # A list straight inside a list belongs to the item before it.
                if not items:
                    items.append(self.root.new_tag("li"))
                items[-1].append(node)
        return items

    def _table(self, tag: Tag) -> list[Tag]:
        rows = [
            row for row in tag.contents if isinstance(row, Tag) and row.name == "tr"
        ]
        above = [node for node in tag.contents if not any(node is row for row in rows)]
        cells = [self._cells(row) for row in rows]
        if [len(row) for row in cells] == [1]:
            return self.blocks([*above, *cells[0][0].contents])
        wide = max(map(len, cells), default=0)
        if wide * len(rows) > MAX_CELLS:
            self.lost.add("table")
            nodes = chain.from_iterable(cell.contents for row in cells for cell in row)
            return self.blocks([*above, *nodes])
        for row, inside in zip(rows, cells, strict=True):
            for cell in inside:
                if cell.find("table"):
                    self.lost.add("table")
                self.flatten(cell)
            inside += [self.root.new_tag("td") for _ in range(wide - len(inside))]
            _fill(row, inside)
        before = self.blocks(above)
        _fill(tag, rows)
        return [*before, tag] if wide and says_something(tag) else before

    def _cells(self, row: Tag) -> list[Tag]:
        cells: list[Tag] = []
        for node in list(row.contents):
            if is_blank(node):
                continue
            if not (isinstance(node, Tag) and node.name in CELLS):
                frame = self.root.new_tag("td")
                frame.append(node)
                node = frame
            cells.append(node)
            columns, lines = _span(node, "colspan"), _span(node, "rowspan")
            if columns > 1 or lines > 1:
                self.lost.add("table")
            cells += [self.root.new_tag("td") for _ in range(columns - 1)]
        return cells


def _fill(tag: Tag, nodes: Iterable[PageElement]) -> None:
    nodes = [node.extract() for node in list(nodes)]
    tag.clear()
    tag.extend(nodes)


def _is_loose(items: list[list[Tag]]) -> bool:
    if any(block.name == "p" for inside in items for block in inside[1:]):
        return True
    marked = any(block.has_attr(REAL) for inside in items for block in inside[:1])
    return marked and (len(items) > 1 or any(len(inside) > 1 for inside in items))


def _code(tag: Tag) -> list[Tag]:
    for line_break in tag.find_all("br"):
        line_break.replace_with(NavigableString("\n"))
    names = [
        name
        for one in (tag, *tag.find_all("code"))
        for name in one.get_attribute_list("class")
        if name and name.startswith("language-")
    ]
    speaks = names[0].removeprefix("language-") if names else ""
    words = tag.get_text()
    tag.clear()
    tag.append(NavigableString(words))
    tag.attrs = {SPEAKS: speaks}
    return [tag] if words.strip() else []


def _span(cell: Tag, name: str) -> int:
    words = str(cell.get(name, "1")).strip()
    return min(int(words), MAX_SPAN) if words.isascii() and words.isdigit() else 1
