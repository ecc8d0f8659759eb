"""Writes questions answered by typing: a few words, or a number and its unit."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from lms.content.exchange.moodle.notes import Refused
from lms.content.exchange.moodle.writing.page import Page
from lms.content.questions.contents import Interval, Numerical, ShortText
from lms.kernel.language import N_

_DIGITS = 200
_ANYTHING = "*"


def short(page: Page) -> None:
    """A few words."""
    content = page.question.content
    assert isinstance(content, ShortText)
    mind_strictness(page, content)
    page.sheet.leaf("usecase", int(content.case))
    for answer in content.answers:
        page.plain_answer(page.percent(answer.weight), answer.text, answer.feedback)


def mind_strictness(page: Page, content: ShortText) -> None:
    """Tell what of the comparing of words is different in Moodle."""
    if not content.accents:
        page.notes.lose(
            "accents",
            N_("Moodle exige las tildes: una respuesta sin ellas no vale allí."),
        )
    if any(answer.language for answer in content.answers):
        page.notes.lose(
            "answer-language",
            N_("Quedó fuera de qué idioma es cada respuesta aceptada."),
        )


def numerical(page: Page) -> None:
    """A number, with its units."""
    content = page.question.content
    assert isinstance(content, Numerical)
    for interval, (value, tolerance) in expressible(page, content):
        share = page.percent(interval.weight)
        page.plain_answer(share, value, interval.feedback, tolerance=tolerance)
    if content.units:
        with page.sheet.inside("units"):
            for unit in content.units:
                with page.sheet.inside("unit"):
                    page.sheet.leaf("multiplier", format(unit.factor, "f"))
                    page.sheet.leaf("unit_name", unit.name)
    page.sheet.leaf("unitgradingtype", int(content.unit_needed))
    page.sheet.leaf("unitpenalty", "1.0000000" if content.unit_needed else "0.1000000")
    page.sheet.leaf("showunits", "0" if content.units else "3")
    page.sheet.leaf("unitsleft", "0")


def expressible(
    page: Page, content: Numerical
) -> Iterator[tuple[Interval, tuple[str, str]]]:
    """The intervals that Moodle can say, each as a value and a tolerance.

    Raises ``Refused`` if none of them earns the whole mark.
    """
    told = [(interval, _told(interval)) for interval in content.answers]
    if any(words is None for _, words in told):
        page.notes.lose(
            "open-range",
            N_("Moodle no tiene rangos abiertos por un lado: uno quedó fuera."),
        )
    kept = [(interval, words) for interval, words in told if words is not None]
    if not any(interval.weight == 1 for interval, _ in kept):
        raise Refused(
            "no-full-mark",
            N_("Sin los rangos abiertos, que Moodle no tiene, no queda qué acertar."),
        )
    yield from kept


def _told(interval: Interval) -> tuple[str, str] | None:
    least, most = interval.least, interval.most
    if interval.value is not None:
        return _plain(interval.value), _plain(interval.tolerance)
    if least is None and most is None:
        return _ANYTHING, "0"
    if least is None or most is None:
        return None
    # A range is its middle, give or take the half of it.
    with localcontext(prec=_DIGITS):
        return _plain((least + most) / 2), _plain((most - least) / 2)


def _plain(number: Decimal) -> str:
    return format(number, "f")
