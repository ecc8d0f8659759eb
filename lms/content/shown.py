"""How a picture is shown in a page: a drawing in it, a photograph beside it."""

from html import escape

from lms.content.pictures import size_of
from lms.content.svg import DrawingRefused, read_drawing
from lms.kernel.language import Language


def shown(
    path: str,
    data: bytes,
    *,
    alt: str,
    url: str,
    prefix: str,
    language: Language | None = None,
) -> str:
    """The HTML of a picture; nothing if it is a drawing that cannot be trusted.

    ``prefix`` goes before the ids inside a drawing, and ``language`` is that of its
    words where it is not the page's.
    """
    if path.endswith(".svg"):
        return _drawing(data, alt, prefix, language)
    size = size_of(data)
    room = f' width="{size[0]}" height="{size[1]}"' if size else ""
    return f'<img loading="lazy" src="{escape(url)}" alt="{escape(alt)}"{room}>'


def _drawing(data: bytes, alt: str, prefix: str, language: Language | None) -> str:
    try:
        drawing = read_drawing(data)
    except DrawingRefused:
        return ""
    return drawing.html(label=alt, prefix=prefix, language=language or "")
