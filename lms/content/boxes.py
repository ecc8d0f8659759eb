"""How the blocks of a text look in HTML: how each opens, and how it closes."""

from collections.abc import Callable, Mapping
from html import escape

from lms.content.blocks import Block
from lms.content.labels import Labels
from lms.content.page import Page
from lms.content.pictures import captions_path, find_figure, video_path
from lms.content.shown import shown
from lms.kernel.language import Language, pick

Inline = Callable[[str], str]
"""Renders words with emphasis, terms and citations."""

NAMES = {Language.ES: "Español", Language.PT: "Português", Language.EN: "English"}


def opening(block: Block, page: Page, inline: Inline) -> str:
    """The HTML before the words of a block."""
    if block.name == "figure":
        return _figure(block, page, inline)
    if block.name == "video":
        return _video(block, page, inline)
    if block.name == "definition":
        return _definition(block, page, inline)
    if block.name == "content-note":
        label = escape(page.labels.before_reading)
        return (
            f'<aside class="note" role="note" aria-label="{label}">'
            f"<strong>{label}</strong>\n"
        )
    if block.name == "aside":
        title = block.options.get("title", "")
        return '<aside class="aside">' + (f"<b>{inline(title)}</b>" if title else "")
    if block.name in _LABELLED:
        css, label_of = _LABELLED[block.name]
        return f'<div class="{css}"><b>{escape(label_of(page.labels))}</b>\n'
    return ""


def closing(block: Block, page: Page) -> str:
    """The HTML after the words of a block."""
    if block.name == "content-note":
        return f"{_skip(block, page)}</aside>\n"
    if block.name in ("figure", "video"):
        end = "</figcaption></figure>\n"
        return end if block.empty else f"</details>{end}"
    return _ENDS.get(block.name, "")


_LABELLED: Mapping[str, tuple[str, Callable[[Labels], str]]] = {
    "key-idea": ("key", lambda labels: labels.key_idea),
    "question": ("question", lambda labels: labels.question),
    "source": ("sources", lambda labels: labels.source),
}
_ENDS = {
    "key-idea": "</div>\n",
    "question": "</div>\n",
    "source": "</div>\n",
    "aside": "</aside>\n",
    "definition": "</dd></dl>\n",
}


def _skip(block: Block, page: Page) -> str:
    activity = block.options.get("skip", "")
    url = page.context.activity_url(activity) if activity else ""
    if not url:
        return ""
    title = pick(
        page.context.titles.get(activity, {}), page.language, page.context.source
    )
    words = page.labels.skip + (f": {title.words}" if title.words else "")
    return f'<p><a class="onward-past" href="{escape(url)}">{escape(words)}</a></p>\n'


def _definition(block: Block, page: Page, inline: Inline) -> str:
    term = page.context.terms.get(block.argument)
    if term is None:
        return f'<dl class="definition"><dt>{escape(block.argument)}</dt><dd>'
    page.met(term.id)
    name = pick(term.term, page.language, page.context.source)
    said = pick(term.definition, page.language, page.context.source)
    lang = "" if name.language is page.language else f' lang="{name.language}"'
    words = f"<p{lang}>{inline(said.words)}</p>\n" if block.empty else ""
    href = f"#termino-{escape(term.id)}"
    return (
        f'<dl class="definition"><dt{lang}><a class="term" href="{href}">'
        f"{escape(name.words)}</a></dt><dd>{words}"
    )


def _figure(block: Block, page: Page, inline: Inline) -> str:
    caption, credit = block.options.get("caption", ""), block.options.get("credit", "")
    words = [inline(caption)] if caption else []
    if credit:
        words.append(f'<span class="credit">{inline(credit)}</span>')
    return (
        f'<figure class="figure">{_picture(block, page)}'
        f"<figcaption>{' '.join(words)}{_folded(block, page.labels.description)}"
    )


def _picture(block: Block, page: Page) -> str:
    context, alt, prefix = page.context, block.options.get("alt", ""), page.add_figure()
    found = find_figure(
        context.files, context.folder, block.argument, page.language, context.source
    )
    if found is None:
        return f'<p class="missing">{escape(alt)}</p>'
    other = found.language not in (None, page.language)
    return (
        shown(
            found.path,
            context.files[found.path],
            alt=alt,
            url=context.file_url(found.path),
            prefix=prefix,
            language=found.language if other else None,
        )
        or f'<p class="missing">{escape(alt)}</p>'
    )


def _video(block: Block, page: Page, inline: Inline) -> str:
    title, long = block.options.get("title", ""), block.options.get("duration", "")
    caption = inline(title) + (
        f' <span class="duration">({escape(long)})</span>' if long else ""
    )
    return (
        f'<figure class="video">{_player(block, page)}'
        f"<figcaption>{caption}{_folded(block, page.labels.transcript)}"
    )


def _player(block: Block, page: Page) -> str:
    context = page.context
    path = video_path(context.folder, block.argument)
    if path not in context.files:
        return ""
    label = escape(block.options.get("title", "") or page.labels.video)
    tracks = []
    for language in Language:
        captions = captions_path(context.folder, block.argument, language)
        if captions in context.files:
            chosen = " default" if language is page.language else ""
            tracks.append(
                f'<track kind="captions" src="{escape(context.file_url(captions))}" '
                f'srclang="{language}" label="{NAMES[language]}"{chosen}>'
            )
    return (
        f'<video controls preload="none" aria-label="{label}">'
        f'<source src="{escape(context.file_url(path))}" type="video/mp4">'
        f"{''.join(tracks)}</video>"
    )


def _folded(block: Block, label: str) -> str:
    if block.empty:
        return ""
    return f'<details class="description"><summary>{escape(label)}</summary>\n'
