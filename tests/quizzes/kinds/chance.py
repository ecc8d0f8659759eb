"""Sound questions of every kind at random, and what people may send to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from lms.content.asking import Question
from lms.content.questions import contents
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from tests.factories.questions import told

Some = st.SearchStrategy[Any]

ids = st.from_regex(r"[a-z]{1,4}(-[0-9])?", fullmatch=True)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))
lines = words.map(str.strip).filter(bool).map(lambda said: said[:30].strip())
typed_numbers = st.from_regex(
    r"[+\-−]?[0-9]{0,4}([., '][0-9]{3}){0,2}([.,][0-9]{0,4})?( ?(km|m|%|KM|S/\.))?",
    fullmatch=True,
)


def several(of: Some, least: int, most: int) -> Some:
    """Some different ones, in any order."""
    return st.lists(of, min_size=least, max_size=most, unique=True)


@st.composite
def choosing(draw: st.DrawFn, kind: str) -> object:
    """Choices of which at least one is right, and at most one of a single."""
    known = draw(several(ids, 2, 7))
    most = 1 if kind == "single" else len(known)
    right = draw(st.sets(st.sampled_from(known), min_size=1, max_size=most))
    weights = st.none() | st.fractions(-1, 1, max_denominator=12)
    return contents.Choices(
        choices=tuple(
            contents.Choice(
                id=id_,
                text=told(id_),
                correct=id_ in right,
                weight=None if id_ in right else draw(weights),
            )
            for id_ in known
        ),
        marking=draw(st.sampled_from(list(Marking)[:4])),
        shuffle=draw(st.booleans()),
    )


@st.composite
def matching(draw: st.DrawFn) -> object:
    """Pairs, some of them with the same right side, and extras."""
    known = draw(several(ids, 2, 7))
    extras = draw(several(ids.map("x-{}".format), 0, 2))
    rights = st.sampled_from(["uno", "dos", "tres", "cuatro"])
    return contents.Matching(
        pairs=tuple(
            contents.Pair(id=id_, left=told(f"¿{id_}?"), right=told(draw(rights)))
            for id_ in known
        ),
        extras=tuple(contents.Labelled(id=id_, text=told(id_)) for id_ in extras),
        marking=draw(st.sampled_from([Marking.PARTIAL, Marking.ALL])),
        shuffle=draw(st.booleans()),
    )


@st.composite
def ordering(draw: st.DrawFn) -> object:
    """Things in order."""
    known = draw(several(ids, 2, 8))
    return contents.Ordering(
        items=tuple(contents.Labelled(id=id_, text=told(id_)) for id_ in known),
        marking=draw(st.sampled_from([Marking.RUN, Marking.ALL])),
    )


@st.composite
def categorising(draw: st.DrawFn) -> object:
    """Things in categories."""
    known = draw(several(ids, 2, 4))
    items = draw(several(ids.map("i-{}".format), 1, 6))
    return contents.Categories(
        categories=tuple(contents.Labelled(id=i, text=told(i)) for i in known),
        items=tuple(
            contents.Sorted(
                id=id_, text=told(id_), category=draw(st.sampled_from(known))
            )
            for id_ in items
        ),
        marking=draw(st.sampled_from([Marking.PARTIAL, Marking.ALL])),
        shuffle=draw(st.booleans()),
    )


weights = st.fractions(-1, 1, max_denominator=12)


@st.composite
def short(draw: st.DrawFn) -> object:
    """Accepted texts, the first of which earns everything; some with stars."""
    right = draw(st.sampled_from(["Ñandú", "gen*cidio", "a\\*b", "1948", "*", "el *"]))
    others = draw(st.lists(st.tuples(lines, weights), max_size=3))
    accepted = [contents.Accepted(text=right)]
    accepted += [contents.Accepted(text=t, weight=w) for t, w in others]
    return contents.ShortText(
        answers=tuple(accepted), case=draw(st.booleans()), accents=draw(st.booleans())
    )


decimals = st.decimals(-10_000, 10_000, places=3, allow_nan=False)


@st.composite
def numerical(draw: st.DrawFn) -> object:
    """Intervals, the first of which earns everything; perhaps with units."""
    value, spread = draw(decimals), abs(draw(decimals))
    first = draw(
        st.sampled_from(
            [
                contents.Interval(value=value, tolerance=spread),
                contents.Interval(value=value),
                contents.Interval(least=value, most=value + spread),
                contents.Interval(least=value),
                contents.Interval(most=value),
                contents.Interval(),
            ]
        )
    )
    rest = st.builds(
        contents.Interval, value=decimals, tolerance=decimals, weight=weights
    )
    units = draw(st.booleans())
    known = (
        contents.Unit(name="m"),
        contents.Unit(name="km", factor=Decimal("0.001")),
        contents.Unit(name="S/.", factor=Decimal("3.7")),
    )
    return contents.Numerical(
        answers=(first, *draw(st.lists(rest, max_size=2))),
        units=known[draw(st.integers(0, 2)) :] if units else (),
        unit_needed=draw(st.booleans()),
    )


@st.composite
def cloze(draw: st.DrawFn) -> object:
    """Gaps of four kinds."""
    inside = {
        "single": choosing("single"),
        "multiple": choosing("multiple"),
        "short": short(),
        "numerical": numerical(),
    }
    gaps = []
    for id_ in draw(several(ids, 1, 4)):
        kind = draw(st.sampled_from(sorted(inside)))
        content: Any = draw(inside[kind])
        points = draw(st.integers(1, 9))
        gaps.append(contents.Gap(id=id_, kind=kind, content=content, points=points))
    return contents.Cloze(gaps=tuple(gaps))


CONTENTS: Mapping[str, Some] = {
    "single": choosing("single"),
    "multiple": choosing("multiple"),
    "truefalse": st.builds(contents.Statement, answer=st.booleans()),
    "matching": matching(),
    "ordering": ordering(),
    "short": short(),
    "numerical": numerical(),
    "cloze": cloze(),
    "categorising": categorising(),
    "essay": st.builds(
        contents.Essay, template=st.sampled_from([{}, told("Hechos:\r\nNorma: ")])
    ),
    "reflection": st.just(contents.Reflection()),
    "likert": several(ids, 2, 5).map(
        lambda known: contents.Likert(
            scale=tuple(contents.Labelled(id=i, text=told(i)) for i in known)
        )
    ),
}
UNMARKED = ("essay", "reflection", "likert")


@st.composite
def questions(draw: st.DrawFn, but: Sequence[str] = ()) -> Question:
    """A sound question of any kind, but some."""
    kind = draw(st.sampled_from(sorted(CONTENTS.keys() - set(but))))
    content = draw(CONTENTS[kind])
    prompt = told(
        " ".join(f"{{{{{gap.id}}}}}" for gap in getattr(content, "gaps", ())) or "x"
    )
    return Question(
        id="q",
        kind=kind,
        prompt=prompt,
        content=content,
        points=draw(st.integers(1, 9)),
    )


def _each(parts: Sequence[str], answers: Sequence[str]) -> Some:
    chosen = st.dictionaries(st.sampled_from(parts), st.sampled_from(answers))
    return chosen.map(lambda given: [f"{part}={id_}" for part, id_ in given.items()])


def _some_of(known: Sequence[str], most: int) -> Some:
    return st.lists(st.sampled_from(known), max_size=most, unique=True)


def _gaps(content: Any) -> Some:
    each = [
        sent(Question(id=g.id, kind=g.kind, prompt={}, content=g.content)).map(
            lambda values, id_=g.id: [f"{id_}={value}" for value in values]
        )
        for g in content.gaps
    ]
    return st.tuples(*each).map(lambda all_: [one for each in all_ for one in each])


def _text(content: Any) -> Some:
    return st.lists(words | st.sampled_from(["a\r\nb ", " Ñandú"]), max_size=1)


SENT: Mapping[str, Callable[[Any], Some]] = {
    "single": lambda c: _some_of([o.id for o in c.choices], 1),
    "multiple": lambda c: _some_of([o.id for o in c.choices], 9),
    "truefalse": lambda c: _some_of(["true", "false"], 1),
    "matching": lambda c: _each(
        [p.id for p in c.pairs],
        [
            p.id
            for n, p in enumerate(c.pairs)
            if p.right not in [q.right for q in c.pairs[:n]]
        ],
    ),
    "ordering": lambda c: _each(
        [i.id for i in c.items], [str(n + 1) for n in range(len(c.items))]
    ),
    "short": _text,
    "numerical": lambda c: st.lists(typed_numbers | words, max_size=1),
    "cloze": _gaps,
    "categorising": lambda c: _each(
        [i.id for i in c.items], [each.id for each in c.categories]
    ),
    "essay": _text,
    "reflection": _text,
    "likert": lambda c: _some_of([s.id for s in c.scale], 1),
}


def sent(question: Question) -> Some:
    """What a page may send to a question, whole or in part."""
    return SENT[question.kind](question.content)


languages = st.none() | st.sampled_from(Language)


@st.composite
def asked(draw: st.DrawFn, but: Sequence[str] = ()) -> tuple[Question, list[str]]:
    """A question, and what somebody sent to it."""
    question = draw(questions(but))
    return question, draw(sent(question))


def turned(question: Question, chance: Any) -> Question:
    """The same question, its parts written in another order."""
    found: dict[str, Any] = {}
    for name in ("choices", "pairs", "extras", "categories", "items", "gaps", "scale"):
        things = list(getattr(question.content, name, ()))
        if things and question.kind != "ordering":
            chance.shuffle(things)
            found[name] = tuple(things)
    return replace(question, content=replace(question.content, **found))  # type: ignore[type-var]
