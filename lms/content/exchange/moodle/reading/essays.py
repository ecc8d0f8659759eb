"""Questions answered with a longer text."""

from lms.content.exchange.markup import plain
from lms.content.exchange.moodle.reading.asked import Asked, Found
from lms.content.exchange.moodle.reading.languages import languages_apart
from lms.content.exchange.moodle.reading.texts import HTML, PLAIN, raw, said
from lms.content.questions.contents import Essay, Reflection
from lms.content.questions.written import MAX_LINES, MAX_WORDS
from lms.kernel.language import N_, Text

_LINES = 10


def essay(asked: Asked) -> Found:
    """A text that a person marks; one that is worth nothing is a reflection."""
    least = _count(asked, "minwordlimit", MAX_WORDS) or 0
    most = _count(asked, "maxwordlimit", MAX_WORDS)
    lines = max(1, _count(asked, "responsefieldlines", MAX_LINES) or _LINES)
    guidance = asked.texts.block(asked.element.first("graderinfo"))
    template = _template(asked)
    _mind_files(asked)
    if asked.worth == 0 and most is None and not (guidance or template):
        return Found(
            kind="reflection", content=Reflection(least_words=least, lines=lines)
        )
    return Found(
        kind="essay",
        content=Essay(
            least_words=least,
            most_words=most or None,
            lines=lines,
            guidance=guidance,
            template=template,
        ),
    )


def _count(asked: Asked, tag: str, most: int) -> int | None:
    words = said(asked.element, tag)
    if not (words.isascii() and words.isdigit()):
        return None
    number = int(words[:9])
    if number > most:
        asked.notes.lose(
            "too-many",
            N_("«%(tag)s» decía %(had)s; aquí vale %(most)s a lo más."),
            tag=tag,
            had=words[:9],
            most=most,
        )
    return min(number, most)


def _template(asked: Asked) -> Text:
    """What stands in the field at first: words without marks."""
    element = asked.element.first("responsetemplate")
    if element is None or not (words := raw(element)):
        return {}
    if element.attributes.get("format", HTML) == PLAIN:
        return {asked.texts.language: words}
    apart, _ = languages_apart(words, asked.texts.language)
    told = {language: plain(html) for language, html in apart.items()}
    return {language: words for language, words in told.items() if words}


def _mind_files(asked: Asked) -> None:
    format_ = said(asked.element, "responseformat", "editor")
    attachments = said(asked.element, "attachments", "0")
    if attachments != "0" or format_ in ("editorfilepicker", "noinline"):
        asked.notes.lose(
            "attachments",
            N_("En Moodle se podían entregar archivos; aquí se escribe un texto."),
        )
