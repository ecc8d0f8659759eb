"""Questions at random of which Moodle XML can hold everything."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from lms.content.asking import Difficulty, Question
from lms.content.exchange.naming import letters
from lms.content.questions import contents
from lms.content.questions.fitting import pieces
from lms.content.questions.numerical import bounds
from lms.content.questions.prose import placed_gaps
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language, Text
from tests.content.chance import slugs
from tests.content.exchange.moodle_words import (
    Some,
    _good,
    blocks,
    lines,
    maybe,
    phrases,
    plains,
    settled,
    texts,
)

_offered = [100, 90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 10, 5, 0]
common = st.sampled_from(
    [Fraction(part, 100) for part in _offered]
    + [Fraction(1, 3), Fraction(2, 3), Fraction(1, 6), Fraction(5, 6), Fraction(1, 7)]
    + [Fraction(1, 8), Fraction(1, 9)]
)


def _named(kind: Any, things: list[dict[str, Any]]) -> tuple[Any, ...]:
    ids = islice(letters(), len(things))
    return tuple(kind(id=id_, **thing) for id_, thing in zip(ids, things, strict=True))


@st.composite
def one_right(draw: st.DrawFn, of: Some = phrases) -> contents.Choices:
    """Choices of which one is right; others may earn a part."""
    things = draw(
        st.lists(
            st.fixed_dictionaries({"text": texts(of), "feedback": maybe}),
            min_size=2,
            max_size=4,
        )
    )
    right = draw(st.integers(0, len(things) - 1))
    for at, thing in enumerate(things):
        weight = draw(st.none() | common.map(lambda share: share * -1) | common)
        thing["correct"] = at == right
        hidden = weight in (None, 0) or at == right or (weight == 1 and at < right)
        thing["weight"] = None if hidden else weight
    choices = _named(contents.Choice, things)
    return contents.Choices(choices=choices, shuffle=draw(st.booleans()))


@st.composite
def some_right(draw: st.DrawFn, of: Some = phrases) -> contents.Choices:
    """Choices of which several are right, by penalty or by weights."""
    things = draw(
        st.lists(
            st.fixed_dictionaries({"text": texts(of), "feedback": maybe}),
            min_size=2,
            max_size=5,
        )
    )
    shuffle = draw(st.booleans())
    if draw(st.booleans()):
        right = draw(st.integers(1, len(things)))
        for at, thing in enumerate(things):
            thing["correct"] = at < right
        choices = _named(contents.Choice, things)
        return contents.Choices(choices=choices, shuffle=shuffle)
    shares = [draw(common), *(draw(common | common.map(lambda s: -s)) for _ in things)]
    shares = [*shares[1 : len(things)], Fraction(1)]
    if all(abs(share) == 1 for share in shares):
        shares[0] = Fraction(1, 2)
    for thing, share in zip(things, shares, strict=True):
        thing["correct"] = share > 0
        thing["weight"] = None if share == Fraction(share > 0) else share
    return contents.Choices(
        choices=_named(contents.Choice, things),
        marking=Marking.WEIGHTS,
        shuffle=shuffle,
    )


truths = st.builds(
    contents.Statement, answer=st.booleans(), if_true=maybe, if_false=maybe
)


@st.composite
def matchings(draw: st.DrawFn) -> contents.Matching:
    """Pairs and extras that differ from every right side."""
    rights = draw(st.lists(texts(plains), min_size=3, max_size=5).filter(_differ))
    count = draw(st.integers(2, len(rights)))
    ids = letters()
    return contents.Matching(
        pairs=tuple(
            contents.Pair(id=next(ids), left=draw(texts(phrases)), right=right)
            for right in rights[:count]
        ),
        extras=tuple(
            contents.Labelled(id=next(ids), text=right) for right in rights[count:]
        ),
        shuffle=draw(st.booleans()),
    )


def _differ(found: list[Text]) -> bool:
    return all(text not in found[:at] for at, text in enumerate(found))


orderings = st.builds(
    lambda found, marking: contents.Ordering(
        items=_named(contents.Labelled, [{"text": text} for text in found]),
        marking=marking,
    ),
    st.lists(texts(phrases), min_size=2, max_size=4).filter(_differ),
    st.sampled_from([Marking.RUN, Marking.ALL]),
)


@st.composite
def shorts(draw: st.DrawFn) -> contents.ShortText:
    """What is accepted, one that earns everything before the others."""
    case = draw(st.booleans())
    rule = contents.ShortText(answers=(), case=case, accents=True)
    found: dict[str, contents.Accepted] = {}
    for words in draw(st.lists(lines.filter(lambda w: set(w) != {"*"}), min_size=1)):
        weight = draw(common) if found else Fraction(1)
        found.setdefault(
            pieces(words, rule),
            contents.Accepted(text=words, weight=weight, feedback=draw(maybe)),
        )
    return replace(rule, answers=tuple(found.values())[:4])


decimals = st.decimals(
    Decimal("-1e9"), Decimal("1e9"), allow_nan=False, places=4
) | st.builds(Decimal, st.integers(-(10**30), 10**30))
_any_number = contents.Interval(weight=Fraction(0))


@st.composite
def numbers(draw: st.DrawFn, *, units: bool = True) -> contents.Numerical:
    """Numbers with tolerances, each outside of those before."""
    kept: list[contents.Interval] = []
    for value in draw(st.lists(decimals, min_size=1, max_size=3)):
        interval = contents.Interval(
            value=value,
            tolerance=abs(draw(decimals | st.just(Decimal(0)))),
            weight=draw(common) if kept else Fraction(1),
            feedback=draw(maybe),
        )
        low, high = bounds(interval)
        assert low is not None and high is not None
        inside = ((bounds(one)[0], bounds(one)[1]) for one in kept)
        if not any(least <= low and high <= most for least, most in inside):  # type: ignore[operator]
            kept.append(interval)
    if draw(st.booleans()):
        kept.append(replace(_any_number, feedback=draw(maybe)))
    named = draw(st.lists(lines, max_size=2, unique=True)) if units else []
    factors = st.decimals(Decimal("0.001"), Decimal(1000), places=3)
    return contents.Numerical(
        answers=tuple(kept),
        units=tuple(contents.Unit(name=n, factor=draw(factors)) for n in named),
        unit_needed=bool(named) and draw(st.booleans()),
    )


@st.composite
def gap(draw: st.DrawFn, id_: str) -> contents.Gap:
    """A gap of any kind."""
    kind = draw(st.sampled_from(["single", "multiple", "short", "numerical"]))
    looks = list(contents.GapLook)[1:] if kind == "multiple" else contents.GapLook
    chosen = kind in ("single", "multiple")
    content: Mapping[str, Some] = {
        "single": one_right(),
        "multiple": some_right(),
        "short": shorts(),
        "numerical": numbers(units=False),
    }
    return contents.Gap(
        id=id_,
        kind=kind,
        content=draw(content[kind]),
        points=draw(st.integers(1, 9)),
        look=draw(st.sampled_from(looks)) if chosen else contents.GapLook.SELECT,
    )


@st.composite
def clozes(draw: st.DrawFn) -> tuple[Text, contents.Cloze]:
    """A text with gaps: of blocks in one language, or one paragraph in several."""
    ids = [f"gap-{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    gaps = tuple(draw(gap(id_)) for id_ in ids)
    places = [f"\ue000{id_}\ue001" for id_ in ids]
    if draw(st.booleans()):
        joint = draw(st.sampled_from([" ", "\n\n", "", "**"]))
        pieces = [draw(blocks | phrases)]
        for place in places:
            pieces += [place, draw(phrases)]
        languages = [draw(st.sampled_from(Language))]
        prompt = {languages[0]: joint.join(pieces)}
    else:
        prompt = {}
        for language in draw(
            st.lists(st.sampled_from(Language), min_size=2, unique=True)
        ):
            pieces = ["Lemkin", draw(plains)]
            for place in places:
                pieces += [place, draw(plains | phrases | st.just(" "))]
            prompt[language] = " ".join(pieces).replace("\n", " ")
    prompt = {language: settled(words) for language, words in prompt.items()}
    assume(all(map(_good, prompt.values())))
    prompt = {language: _with_gaps(words) for language, words in prompt.items()}
    assume(all(placed_gaps(words) == tuple(ids) for words in prompt.values()))
    return prompt, contents.Cloze(gaps=gaps)


def _with_gaps(words: str) -> str:
    return words.replace("\ue000", "{{").replace("\ue001", "}}")


def essays(language: Language) -> Some:
    """A longer text, with what stands in the field in the usual language."""
    template = st.lists(lines, max_size=3).map("\n".join)
    return st.builds(
        contents.Essay,
        least_words=st.integers(0, 400),
        most_words=st.none() | st.integers(400, 900),
        lines=st.integers(1, 60),
        guidance=maybe,
        template=template.map(lambda words: {language: words} if words else {}),
    )


def contents_of(language: Language) -> Mapping[str, Some]:
    """What each kind needs besides its prompt."""
    return {
        "single": one_right(),
        "multiple": some_right(),
        "truefalse": truths,
        "matching": matchings(),
        "ordering": orderings,
        "short": shorts(),
        "numerical": numbers(),
        "essay": essays(language),
    }


SAYS = ("single", "multiple", "matching", "ordering")
"""The kinds in which Moodle tells right from wrong answers."""


@st.composite
def questions(draw: st.DrawFn, language: Language) -> tuple[Question, ...]:
    """A few questions with ids of their own."""
    ids = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    return tuple(draw(question(language, id_)) for id_ in ids)


@st.composite
def question(draw: st.DrawFn, language: Language, id_: str) -> Question:
    """One question of any kind."""
    known = contents_of(language)
    kind = draw(st.sampled_from([*known, "cloze"]))
    if kind == "cloze":
        prompt, content = draw(clozes())
        points = sum(one.points for one in content.gaps)
    else:
        prompt, content = draw(texts(blocks)), draw(known[kind])
        points = draw(st.integers(1, 100))
    told = {key: draw(maybe) for key in ("when_right", "when_partly", "when_wrong")}
    return Question(
        id=id_,
        kind=kind,
        prompt=prompt,
        content=content,
        points=points,
        name=draw(st.just("") | lines.filter(lambda name: name != id_)),
        category=draw(st.sampled_from(["", "derecho", "derecho/tratados", "top/a"])),
        tags=tuple(draw(st.lists(lines, max_size=2, unique=True))),
        difficulty=draw(st.none() | st.sampled_from(Difficulty)),
        feedback=draw(maybe),
        **(told if kind in SAYS else {}),
    )
