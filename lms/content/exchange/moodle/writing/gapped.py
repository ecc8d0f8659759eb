"""Writes questions whose text has gaps: small questions embedded in it."""

import re
from collections.abc import Mapping
from html import escape

from lms.content.exchange.moodle.reading.embedded import FORMS, MULTIPLE, Form
from lms.content.exchange.moodle.writing.choosing import (
    mind_marking,
    shares,
    single_shares,
)
from lms.content.exchange.moodle.writing.entering import expressible, mind_strictness
from lms.content.exchange.moodle.writing.page import Page
from lms.content.exchange.moodle.writing.sheet import Told
from lms.content.questions.contents import (
    Choices,
    Cloze,
    Gap,
    GapLook,
    Numerical,
    ShortText,
)
from lms.content.questions.gaps import GAP
from lms.kernel.language import N_, Language, Text

_FIRST, _LAST = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_FIRST}([a-z0-9-]+){_LAST}")
_TOKENS = str.maketrans("", "", _FIRST + _LAST)
_SPECIAL = re.compile(r"[}~]|(?<!&)#")
_LOOKALIKE = re.compile(r"\{(?=[0-9]*:[A-Z_]+:)")
_UNSURE = re.compile(r"[=%\s]|<br|</?p>|&nbsp;")
_PARAGRAPH = re.compile(
    r"<p>((?:(?!</?(?:p|ul|ol|pre|table|blockquote)\b|<hr).)*)</p>", re.S
)
_INNER = ("strong", "em", "a", "code")

Alternative = tuple[str, str, Text]
"""What a share looks like, the words as HTML, the feedback."""


def prompt(page: Page) -> Told:
    """The text with its small questions."""
    content = page.question.content
    assert isinstance(content, Cloze)
    gaps = {gap.id: _embedded(page, gap) for gap in content.gaps}
    html = _TOKEN.sub(lambda found: gaps.get(found[1], ""), _text(page))
    return page.wording.with_pictures(html)


def cloze(page: Page) -> None:
    """Nothing more; but Moodle's points are always those of the gaps together."""
    content = page.question.content
    assert isinstance(content, Cloze)
    points = sum(gap.points for gap in content.gaps)
    if points != page.question.points:
        page.notes.lose(
            "cloze-points",
            N_("Vale %(had)s puntos; en Moodle vale la suma de sus huecos, %(now)s."),
            had=page.question.points,
            now=points,
        )


def _text(page: Page) -> str:
    """The text in all languages, as far as they have the gaps at the same places."""
    prompt = page.question.prompt
    languages = page.wording.languages(prompt)
    apart = {
        language: _LOOKALIKE.sub("&#123;", _html(page, prompt[language]))
        for language in languages
    }
    if len(apart) > 1:
        woven = _woven(page, apart)
        if woven:
            return woven
        own = page.wording.preferred(languages)
        others = [language for language in languages if language is not own]
        page.wording.lose_languages(own, others)
        apart = {own: apart[own]}
    return page.wording.together(apart)


def _html(page: Page, words: str) -> str:
    return page.wording.html(GAP.sub(f"{_FIRST}\\1{_LAST}", words.translate(_TOKENS)))


def _woven(page: Page, apart: Mapping[Language, str]) -> str:
    """Stretches in all languages between the gaps that they share; or nothing.

    This is for texts of one paragraph whose gaps follow each other in the same order.
    """
    inside = {language: _PARAGRAPH.fullmatch(html) for language, html in apart.items()}
    pieces = {
        language: _TOKEN.split(found[1]) for language, found in inside.items() if found
    }
    orders = {tuple(split[1::2]) for split in pieces.values()}
    if len(pieces) < len(apart) or len(orders) > 1:
        return ""
    words = [piece for split in pieces.values() for piece in split[::2]]
    if not all(map(_is_whole, words)):
        return ""
    (order,) = orders
    stretches = [
        {language: split[at] for language, split in pieces.items()}
        for at in range(0, 2 * len(order) + 1, 2)
    ]
    # Words that are the same in all languages need no mark, if others have one.
    unmarked = [len(set(stretch.values())) == 1 for stretch in stretches]
    unmarked[0] = unmarked[0] and not all(unmarked)
    told = [
        next(iter(stretch.values())) if alike else page.wording.together(stretch)
        for stretch, alike in zip(stretches, unmarked, strict=True)
    ]
    gaps = (f"{_FIRST}{id_}{_LAST}" for id_ in order)
    return f"<p>{told[0]}{''.join(map(str.__add__, gaps, told[1:]))}</p>"


def _is_whole(html: str) -> bool:
    return all(
        len(re.findall(rf"<{tag}\b", html)) == html.count(f"</{tag}>") for tag in _INNER
    )


def _embedded(page: Page, gap: Gap) -> str:
    if gap.feedback:
        page.notes.lose(
            "gap-feedback", N_("Lo que se explica de un hueco entero quedó fuera.")
        )
    name, alternatives = _parts(page, gap)
    told = "~".join(_alternative(page, *one) for one in alternatives)
    return f"{{{gap.points}:{name}:{told}}}"


def _parts(page: Page, gap: Gap) -> tuple[str, list[Alternative]]:
    content = gap.content
    if isinstance(content, ShortText):
        mind_strictness(page, content)
        return _name(Form(kind=gap.kind, case=content.case)), [
            (page.percent(one.weight), escape(one.text, quote=False), one.feedback)
            for one in content.answers
        ]
    if isinstance(content, Numerical):
        return _name(Form(kind=gap.kind)), _numbers(page, content)
    mind_marking(page, content)
    worth = shares(content) if gap.kind == MULTIPLE else single_shares(content)
    return _name(Form(kind=gap.kind, look=_look(page, gap), shuffle=content.shuffle)), [
        (page.percent(share), _choice(page, choice.text), choice.feedback)
        for choice, share in zip(content.choices, worth, strict=True)
    ]


def _numbers(page: Page, content: Numerical) -> list[Alternative]:
    if content.units:
        page.notes.lose(
            "gap-units",
            N_("Las unidades de un hueco quedaron fuera: Moodle no las da."),
        )
    return [
        (
            page.percent(interval.weight),
            value if tolerance == "0" else f"{value}:{tolerance}",
            interval.feedback,
        )
        for interval, (value, tolerance) in expressible(page, content)
    ]


def _look(page: Page, gap: Gap) -> GapLook:
    assert isinstance(gap.content, Choices)
    if gap.kind != MULTIPLE or gap.look is not GapLook.SELECT:
        return gap.look
    page.notes.lose(
        "gap-look",
        N_(
            "Un hueco con varias respuestas se ve en Moodle como una lista de casillas."
        ),
    )
    return GapLook.LIST


def _choice(page: Page, text: Text) -> str:
    apart = {
        language: page.wording.html(text[language], inline=True)
        for language in page.wording.languages(text)
    }
    return page.wording.together(apart)


def _alternative(page: Page, percent: str, words: str, feedback: Text) -> str:
    share = {"100": "=", "0": ""}.get(percent, f"%{percent}%")
    if not share and _UNSURE.match(words):
        share = "%0%"
    apart = {
        language: page.wording.html(feedback[language])
        for language in page.wording.languages(feedback)
    }
    told = page.wording.together(apart)
    return f"{share}{_safe(words)}" + (f"#{_safe(told)}" if told else "")


def _safe(html: str) -> str:
    # These, before a sign that ends something, would keep Moodle from seeing it.
    html = re.sub(r"&amp;$", "&#38;", html.replace("\\", "&#92;"))
    return _SPECIAL.sub(r"\\\g<0>", html)


def _name(form: Form) -> str:
    return next(name for name, known in FORMS.items() if known == form)
