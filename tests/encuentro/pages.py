"""Reading a page as a person does: its words, its forms, its links."""

import html
import re


def words(page: str) -> str:
    """The main part of a page without its marks, on one line."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def typed(page: str, name: str = "body") -> str:
    """What stands in a field of the page's form."""
    area = re.search(
        rf'<textarea[^>]*name="{name}"[^>]*>\r?\n?(.*?)</textarea>', page, re.S
    )
    if area:
        return html.unescape(area[1])
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', field[0]) if field else None
    return html.unescape(value[1]) if value else ""


def posts_of(page: str) -> list[int]:
    """The numbers of the posts on a page."""
    return [int(number) for number in re.findall(r'id="p-(\d+)"', page)]


def links(page: str) -> list[str]:
    """Where a page leads."""
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
