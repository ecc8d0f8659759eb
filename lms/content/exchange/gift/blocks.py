"""Writes the answers of each kind of question, as they stand between the braces."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from lms.content.asking import Question
from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.parting import with_format
from lms.content.exchange.gift.signs import escape
from lms.content.exchange.gift.wording import Wording
from lms.content.exchange.markup import plain, to_html
from lms.content.exchange.weights import is_common, percent_of
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Essay,
    Interval,
    Matching,
    Numerical,
    ShortText,
    Statement,
)
from lms.content.questions.weighing import Marking
from lms.kernel.language import N_, Text

Block = Callable[[Question, Wording, Losses], list[str]]
"""Gives the first line behind the brace and the lines after it."""

_PENALISED = (Marking.PENALTY, Marking.WEIGHTS)


def _choices(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, Choices)
    content = question.content
    single = question.kind == "single"
    if not single and content.marking not in _PENALISED:
        losses.add(
            "gift-marking",
            N_("GIFT no puede decir cómo se califica: cada error restará su parte."),
        )
    _mind_shuffle(content.shuffle, losses)
    shares = _shares(content, single=single)
    lines = [
        _choice(choice, share, words, losses, single=single)
        for choice, share in zip(content.choices, shares, strict=True)
    ]
    if len(lines) < 2 or (single and Fraction(1) not in shares):
        raise Unreadable("gift-unfinished", N_("Le falta una respuesta: quedó fuera."))
    return ["", *lines]


def _shares(content: Choices, *, single: bool) -> list[Fraction]:
    if single or content.marking is Marking.WEIGHTS:
        return [
            Fraction(choice.correct) if choice.weight is None else choice.weight
            for choice in content.choices
        ]
    right = sum(choice.correct for choice in content.choices) or 1
    part = Fraction(1, right)
    return [part if choice.correct else -part for choice in content.choices]


def _choice(
    choice: Choice, share: Fraction, words: Wording, losses: Losses, *, single: bool
) -> str:
    text = words.told(choice.text, inline=True)
    if not words.picked(choice.text):
        raise Unreadable("gift-unfinished", N_("Le falta una respuesta: quedó fuera."))
    best = single and choice.correct and share == 1
    weight = "" if best or share == 0 else _weight(share, losses)
    if not weight and text.startswith("%"):
        weight = _weight(share, losses)
    return f"{'=' if best else '~'}{weight}{text}{_hashed(choice.feedback, words)}"


def _truth(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, Statement)
    content = question.content
    told = [words.told(text) for text in (content.if_true, content.if_false)]
    right, wrong = told if content.answer else reversed(told)
    hashed = f"#{wrong}#{right}" if right else (f"#{wrong}" if wrong else "")
    return [("TRUE" if content.answer else "FALSE") + hashed]


def _short(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, ShortText)
    content = question.content
    if content.case or content.accents:
        losses.add(
            "gift-strict",
            N_("GIFT no puede decir que las mayúsculas o los acentos cuentan."),
        )
    if any(answer.language for answer in content.answers):
        losses.add(
            "gift-answer-language",
            N_("Quedó fuera de qué idioma es cada respuesta aceptada."),
        )
    if all("->" in answer.text for answer in content.answers):
        raise Unreadable(
            "gift-arrow",
            N_("Sus respuestas tienen «->», que en GIFT une parejas: quedó fuera."),
        )
    return ["", *(_accepted(answer, words, losses) for answer in content.answers)]


def _accepted(answer: Accepted, words: Wording, losses: Losses) -> str:
    text = escape(answer.text)
    if with_format(text, "")[0]:
        text = f"[plain]{text}"
    plain = answer.weight == 1 and not text.startswith("%")
    weight = "" if plain else _weight(answer.weight, losses)
    return f"={weight}{text}{_hashed(answer.feedback, words)}"


def _matching(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, Matching)
    content = question.content
    if content.marking is not Marking.PARTIAL:
        losses.add(
            "gift-marking",
            N_("GIFT no puede decir cómo se califica: cada pareja valdrá su parte."),
        )
    _mind_shuffle(content.shuffle, losses)
    pairs = [
        f"={_left(pair.left, words)} -> {_right(pair.right, words, losses)}"
        for pair in content.pairs
    ]
    extras = [f"= -> {_right(each.text, words, losses)}" for each in content.extras]
    return ["", *pairs, *extras]


def _left(text: Text, words: Wording) -> str:
    told = words.told(text, inline=True)
    if "->" not in told:
        return told
    # In Markdown this reads the same, and does not part the pair too early.
    return "[markdown]" + escape(words.picked(text).replace("->", "-\\>"))


def _right(text: Text, words: Wording, losses: Losses) -> str:
    told = words.plain(text)
    if told is None:
        losses.add(
            "gift-right",
            N_("El lado derecho de una pareja perdió su formato: en GIFT no lo lleva."),
        )
        bare = plain(to_html(words.picked(text), inline=True))
        return escape(" ".join(bare.split()))
    return escape(told)


def _numerical(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, Numerical)
    content = question.content
    if content.units:
        losses.add("gift-units", N_("Las unidades quedaron fuera."))
    closed = [
        one for one in content.answers if (one.least is None) == (one.most is None)
    ]
    if len(closed) < len(content.answers):
        losses.add(
            "gift-open-range",
            N_("GIFT no tiene rangos abiertos por un lado: uno quedó fuera."),
        )
    if not any(one.weight == 1 and _digits(one) != "*" for one in closed):
        raise Unreadable("gift-unfinished", N_("Le falta una respuesta: quedó fuera."))
    if len(closed) == 1 and not closed[0].feedback:
        return [f"#{_digits(closed[0])}"]
    return ["#", *(_interval(one, words, losses) for one in closed)]


def _interval(one: Interval, words: Wording, losses: Losses) -> str:
    digits, told = _digits(one), _hashed(one.feedback, words)
    if digits == "*" and one.weight == 0:
        return f"~{told}"
    weight = "" if one.weight == 1 else _weight(one.weight, losses)
    return f"={weight}{digits}{told}"


def _digits(one: Interval) -> str:
    if one.value is not None:
        margin = f":{_number(one.tolerance)}" if one.tolerance else ""
        return _number(one.value) + margin
    if one.least is None or one.most is None:
        return "*"
    return f"{_number(one.least)}..{_number(one.most)}"


def _number(value: Decimal) -> str:
    return format(value, "f")


def _essay(question: Question, words: Wording, losses: Losses) -> list[str]:
    assert isinstance(question.content, Essay)
    essay = question.content
    if essay.rubric:
        losses.add("gift-rubric", N_("La rúbrica quedó fuera."))
    if essay.guidance or essay.template:
        losses.add(
            "gift-guidance",
            N_("Las indicaciones para calificar y la plantilla quedaron fuera."),
        )
    if (essay.least_words, essay.most_words, essay.lines) != (0, None, Essay().lines):
        losses.add("gift-limits", N_("El largo que debe tener el texto quedó fuera."))
    return [""]


def _hashed(feedback: Text, words: Wording) -> str:
    told = words.told(feedback)
    if told.startswith("->"):
        # Without this it would look like one half of a pair.
        told = f"[{words.default}]{told}"
    return f"#{told}" if told else ""


def _weight(share: Fraction, losses: Losses) -> str:
    percent = percent_of(share)
    if not is_common(share):
        losses.add(
            "gift-weight",
            N_("Moodle no admite el peso %(weight)s %% y lo cambiará por uno cercano."),
            weight=percent,
        )
    return f"%{percent}%"


def _mind_shuffle(shuffle: bool, losses: Losses) -> None:
    if not shuffle:
        losses.add(
            "gift-shuffle",
            N_("GIFT no puede decir que las respuestas no se barajan."),
        )


BLOCKS: Mapping[str, Block] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _truth,
    "matching": _matching,
    "short": _short,
    "numerical": _numerical,
    "essay": _essay,
}
"""How each kind that GIFT knows is written."""
