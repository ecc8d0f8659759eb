"""Puts the words of one paragraph in order: emphasis, line breaks and space."""

from bs4.element import NavigableString, PageElement, Tag

INLINE = ("strong", "em", "a", "code")


def says_something(tag: Tag) -> bool:
    """Is there a word or a picture in it?"""
    return bool(tag.get_text().strip()) or tag.find("img") is not None


def tidy(tag: Tag) -> bool:
    """Put the inside of a paragraph in order; is there anything in it at all?"""
    for inner in reversed(tag.find_all(INLINE)):
        if inner.parent is None:
            continue
        if not says_something(inner) or inner.find_parent(inner.name) is not None:
            inner.unwrap()
            continue
        _let_out(_joined(inner))
    tag.smooth()
    _trim(tag)
    return says_something(tag)


def _joined(tag: Tag) -> Tag:
    """Emphasis that goes straight on is one; gives what is there of it now."""
    while (
        isinstance(after := tag.next_sibling, Tag)
        and after.name == tag.name != "a"
        and tag.name != "code"
    ):
        # What comes after may have been joined from much already, this has not.
        for node in reversed(list(tag.contents)):
            after.insert(0, node)
        tag.decompose()
        tag = after
    return tag


def _let_out(tag: Tag) -> None:
    """Line breaks and space at the edges of emphasis stand outside of it."""
    while tag.contents and _is_empty(tag.contents[0]):
        tag.insert_before(tag.contents[0].extract())
    while tag.contents and _is_empty(tag.contents[-1]):
        tag.insert_after(tag.contents[-1].extract())
    if tag.name == "code" or not tag.contents:
        return
    first = tag.contents[0]
    if isinstance(first, NavigableString) and first != first.lstrip():
        words = first.lstrip()
        tag.insert_before(NavigableString(first[: len(first) - len(words)]))
        first.replace_with(NavigableString(words))
    last = tag.contents[-1]
    if isinstance(last, NavigableString) and last != last.rstrip():
        words = last.rstrip()
        tag.insert_after(NavigableString(last[len(words) :]))
        last.replace_with(NavigableString(words))


def _trim(tag: Tag) -> None:
    for end in (0, -1):
        while tag.contents and _is_empty(tag.contents[end]):
            tag.contents[end].extract()
    _mind_soft_breaks(tag)


def _mind_soft_breaks(tag: Tag) -> None:
    """Where blocks met there is one line break, however many blocks there were."""
    for line_break in tag.find_all("br", attrs={"soft": True}):
        after = line_break.next_sibling
        while after is not None and is_blank(after):
            after = after.next_sibling
        if after is None or _is_break(after):
            line_break.extract()
    tag.smooth()


def is_blank(node: PageElement) -> bool:
    """Is this nothing but space?"""
    return isinstance(node, NavigableString) and not node.strip()


def _is_break(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _is_empty(node: PageElement) -> bool:
    return _is_break(node) or is_blank(node)
