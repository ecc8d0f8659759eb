"""Writes questions answered with a longer text."""

from lms.content.exchange.moodle.writing.page import Page
from lms.content.questions.contents import Criterion, Essay, Reflection
from lms.kernel.language import N_, Language, Text


def essay(page: Page) -> None:
    """A text that a person marks. A rubric goes to the markers as a list."""
    content = page.question.content
    assert isinstance(content, Essay)
    guidance = content.guidance
    if content.rubric:
        page.notes.lose(
            "rubric",
            N_(
                "Moodle no lleva la rúbrica en la pregunta: va como una lista en las "
                "indicaciones para quien califica."
            ),
        )
        guidance = _with_rubric(guidance, content.rubric)
    _limits(page, content.least_words, content.most_words, content.lines)
    page.told("graderinfo", guidance)
    template = page.wording.picked(content.template)
    page.sheet.words("responsetemplate", template, format="plain_text")


def reflection(page: Page) -> None:
    """A text for oneself: one that is worth nothing."""
    content = page.question.content
    assert isinstance(content, Reflection)
    page.notes.lose(
        "reflection",
        N_("En Moodle la reflexión es un ensayo que vale 0 puntos."),
    )
    _limits(page, content.least_words, None, content.lines)
    page.told("graderinfo", {})
    page.sheet.words("responsetemplate", "", format="plain_text")


def _limits(page: Page, least: int, most: int | None, lines: int) -> None:
    page.sheet.leaf("responseformat", "plain")
    page.sheet.leaf("responserequired", "1")
    page.sheet.leaf("responsefieldlines", lines)
    page.sheet.leaf("minwordlimit", least or "")
    page.sheet.leaf("maxwordlimit", most or "")
    page.sheet.leaf("attachments", "0")
    page.sheet.leaf("attachmentsrequired", "0")


def _with_rubric(guidance: Text, rubric: tuple[Criterion, ...]) -> Text:
    """The words for markers, with the rubric as a list in each language it is in."""
    languages = dict.fromkeys(
        language for criterion in rubric for language in criterion.text
    )
    told = dict(guidance)
    for language in languages:
        lines = "\n".join(_lines(rubric, language))
        told[language] = "\n\n".join(filter(None, (told.get(language, ""), lines)))
    return told


def _lines(rubric: tuple[Criterion, ...], language: Language) -> list[str]:
    lines = []
    for criterion in rubric:
        lines.append(f"- {_line(criterion.text, language)}")
        for level in criterion.levels:
            lines.append(f"  - {level.points}: {_line(level.text, language)}")
    return lines


def _line(text: Text, language: Language) -> str:
    return " ".join(text.get(language, "–").split())
