"""Writes questions about what belongs to what, and about the right order of things."""

from lms.content.exchange.moodle.writing.page import Page
from lms.content.exchange.moodle.writing.sheet import Told
from lms.content.questions.contents import Categories, Matching, Ordering
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_, Text

_NOTHING: Text = {}


def matching(page: Page) -> None:
    """Pairs, and right sides that belong to none."""
    content = page.question.content
    assert isinstance(content, Matching)
    pairs = [(pair.left, pair.right) for pair in content.pairs]
    extras = [(_NOTHING, extra.text) for extra in content.extras]
    _match(page, [*pairs, *extras], content.marking, shuffle=content.shuffle)


def categorising(page: Page) -> None:
    """Things and their categories, as pairs; Moodle has nothing nearer."""
    content = page.question.content
    assert isinstance(content, Categories)
    page.notes.lose(
        "categorising",
        N_("Moodle no clasifica en categorías: va como una pregunta de emparejar."),
    )
    if any(item.feedback for item in content.items):
        page.notes.lose(
            "item-feedback", N_("Lo que se explica de cada cosa quedó fuera.")
        )
    names = {category.id: category.text for category in content.categories}
    used = {item.category for item in content.items}
    pairs = [(item.text, names.get(item.category, {})) for item in content.items]
    extras = [(_NOTHING, text) for id_, text in names.items() if id_ not in used]
    _match(page, [*pairs, *extras], content.marking, shuffle=content.shuffle)


def ordering(page: Page) -> None:
    """Things in their right order."""
    content = page.question.content
    assert isinstance(content, Ordering)
    everything = content.marking is Marking.ALL
    page.sheet.leaf("layouttype", "VERTICAL")
    page.sheet.leaf("selecttype", "ALL")
    page.sheet.leaf("selectcount", len(content.items))
    page.sheet.leaf(
        "gradingtype", "ALL_OR_NOTHING" if everything else "LONGEST_ORDERED_SUBSET"
    )
    page.sheet.leaf("showgrading", "SHOW")
    page.sheet.leaf("numberingstyle", "none")
    page.verdicts()
    for number, item in enumerate(content.items, 1):
        told = page.wording.told(item.text, inline=True)
        page.sheet.told("answer", told, fraction=f"{number}.0000000")


def _match(
    page: Page, pairs: list[tuple[Text, Text]], marking: Marking, *, shuffle: bool
) -> None:
    if marking is Marking.ALL:
        page.notes.lose(
            "marking-all",
            N_("En Moodle cada pareja correcta da su parte; aquí era todo o nada."),
        )
    page.sheet.flag("shuffleanswers", shuffle)
    page.verdicts()
    for left, right in pairs:
        with page.sheet.inside("subquestion", format="html"):
            page.sheet.text(page.wording.told(left, inline=True))
            answer = page.wording.plainly(right)
            page.sheet.words("answer", Told(answer.html).html)
