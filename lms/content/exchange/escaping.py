"""Signs that mean something in Markdown, escaped so that they read as they are.

Only what could really mean something is escaped: authors go on working with the text.
"""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|\s*$)")
_STAR = re.compile(r"(?<!\s)\*|\*(?!\s)")
_LINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ANGLE = re.compile(r"<(?!\s)")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_BRACES = re.compile(r"(?<=\{)\{|(?<=\})\}")
_BLOCK = re.compile(
    r"(?P<heading>\#{1,6}(?=\s))"
    r"|(?P<quote>>)"
    r"|(?P<bullet>[-+*](?=\s|$))"
    r"|[0-9]{1,9}(?P<number>[.)](?=\s|$))"
    r"|(?P<fence>~{3}|:{3})"
    r"|(?P<rule>[-=](?=[-=\s]*$))"
    r"|(?P<table>[|:-](?=[|:\s-]*$))"
)


def without_controls(words: str) -> str:
    """The words without signs that only steer a machine."""
    return _CONTROLS.sub("", words)


def escaped(words: str, *, bracketed: bool = False) -> str:
    """Plain words, anywhere in a paragraph, or ``bracketed`` as in a link."""
    words = _BACKSLASH.sub(r"\\\\", words)
    words = words.replace("`", "\\`").replace("[", "\\[")
    words = words.replace("]", "\\]") if bracketed else words.replace("](", "\\](")
    words = _STAR.sub(r"\\*", words)
    words = _LINE.sub(r"\\_", words)
    words = _ANGLE.sub(r"\\<", words)
    words = _ENTITY.sub(r"\\&", words)
    return _BRACES.sub(lambda found: f"\\{found[0]}", words)


def escaped_label(words: str) -> str:
    """Plain words as they may stand between the brackets of a picture."""
    return escaped_inside(escaped(words, bracketed=True))


def escaped_inside(markdown: str) -> str:
    """Markdown as it may stand between brackets, where «@» would begin a citation."""
    return f"\\{markdown}" if markdown.startswith("@") else markdown


def escaped_start(line: str) -> str:
    """Escaped words that begin a line, where they might begin a list or the like."""
    found = _BLOCK.match(line)
    if not found:
        return line
    at = found.start(found.lastgroup or 0)
    return f"{line[:at]}\\{line[at:]}"


def destination(address: str) -> str:
    """An address as it may stand in the parentheses of a link."""
    address = "".join(without_controls(address).split("\n")).strip()
    for sign, code in ((" ", "%20"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
        address = address.replace(sign, code)
    address = re.sub(r"([()])", r"\\\1", address)
    return _ENTITY.sub(r"\\&", address.replace("{{", "%7B%7B"))


def literal(words: str, *, inline: bool = False) -> str:
    """Plain text, with its line ends and empty lines, as Markdown that reads the same.

    ``inline`` is for words that are shown without paragraphs, such as an answer.
    """
    lines = [" ".join(line.split()) for line in without_controls(words).split("\n")]
    if inline:
        return escaped(" ".join(line for line in lines if line))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(escaped_start(escaped(line)))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)
