"""Questions of every kind, and quizzes of them, at random: all that can be written."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from lms.content.asking import (
    Band,
    ByHand,
    Difficulty,
    Draw,
    Expiry,
    Grade,
    Layout,
    Question,
    Quiz,
    Review,
    Rules,
    Section,
    Use,
    When,
)
from lms.content.questions import contents
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language
from tests.content.chance import slugs, texts, titles, words

Some = st.SearchStrategy[Any]

maybe_text = texts(words, least=0)
weights = st.fractions(-1, 1, max_denominator=1000) | st.just(Fraction(1))
decimals = st.decimals(
    Decimal("-1e12"), Decimal("1e12"), allow_nan=False, places=6
) | st.builds(Decimal, st.integers(-(10**20), 10**20))
labelled = st.builds(contents.Labelled, id=slugs, text=texts(words))


def some(of: Some, most: int = 3) -> Some:
    """A few of these, or none."""
    return st.lists(of, max_size=most).map(tuple)


def choices(markings: Some) -> Some:
    """A list of choices."""
    choice = st.builds(
        contents.Choice,
        id=slugs,
        text=texts(words),
        correct=st.booleans(),
        weight=st.none() | weights,
        feedback=maybe_text,
    )
    return st.builds(
        contents.Choices,
        choices=some(choice),
        marking=markings,
        shuffle=st.booleans(),
    )


accepted = st.builds(
    contents.Accepted,
    text=titles,
    weight=weights,
    language=st.none() | st.sampled_from(Language),
    feedback=maybe_text,
)
short = st.builds(
    contents.ShortText,
    answers=some(accepted),
    case=st.booleans(),
    accents=st.booleans(),
)
interval = st.builds(
    contents.Interval,
    value=st.none() | decimals,
    tolerance=decimals | st.just(Decimal(0)),
    least=st.none() | decimals,
    most=st.none() | decimals,
    weight=weights,
    feedback=maybe_text,
)
numerical = st.builds(
    contents.Numerical,
    answers=some(interval),
    units=some(st.builds(contents.Unit, name=titles, factor=decimals)),
    unit_needed=st.booleans(),
)
single, multiple = choices(st.just(Marking.PENALTY)), choices(st.sampled_from(Marking))


def gap(kind: str) -> Some:
    """A gap of one kind."""
    return st.builds(
        contents.Gap,
        id=slugs,
        kind=st.just(kind),
        content=CONTENTS[kind],
        points=st.integers(1, 100),
        look=st.sampled_from(contents.GapLook),
        feedback=maybe_text,
    )


criterion = st.builds(
    contents.Criterion,
    id=slugs,
    text=texts(words),
    levels=some(
        st.builds(
            contents.Level, id=slugs, text=texts(words), points=st.integers(0, 100)
        )
    ),
)
CONTENTS: Mapping[str, Some] = {
    "single": single,
    "multiple": multiple,
    "truefalse": st.builds(
        contents.Statement,
        answer=st.booleans(),
        if_true=maybe_text,
        if_false=maybe_text,
    ),
    "matching": st.builds(
        contents.Matching,
        pairs=some(
            st.builds(contents.Pair, id=slugs, left=texts(words), right=texts(words))
        ),
        extras=some(labelled),
        marking=st.sampled_from(Marking),
        shuffle=st.booleans(),
    ),
    "ordering": st.builds(
        contents.Ordering, items=some(labelled), marking=st.sampled_from(Marking)
    ),
    "short": short,
    "numerical": numerical,
    "cloze": st.deferred(
        lambda: st.builds(
            contents.Cloze,
            gaps=some(
                st.sampled_from(["single", "multiple", "short", "numerical"]).flatmap(
                    gap
                ),
                most=2,
            ),
        )
    ),
    "categorising": st.builds(
        contents.Categories,
        categories=some(labelled),
        items=some(
            st.builds(
                contents.Sorted,
                id=slugs,
                text=texts(words),
                category=slugs,
                feedback=maybe_text,
            )
        ),
        marking=st.sampled_from(Marking),
        shuffle=st.booleans(),
    ),
    "essay": st.builds(
        contents.Essay,
        rubric=some(criterion, most=2),
        least_words=st.integers(0, 900),
        most_words=st.none() | st.integers(1, 900),
        lines=st.integers(1, 60),
        guidance=maybe_text,
        template=maybe_text,
    ),
    "reflection": st.builds(
        contents.Reflection, least_words=st.integers(0, 900), lines=st.integers(1, 60)
    ),
    "likert": st.builds(contents.Likert, scale=some(labelled)),
}


def question_of(kind: str) -> Some:
    """Any question of one kind."""
    return st.builds(
        Question,
        id=slugs,
        kind=st.just(kind),
        prompt=texts(words),
        content=CONTENTS[kind],
        points=st.integers(1, 100),
        name=st.just("") | titles,
        category=st.just("") | titles,
        tags=some(titles, most=2),
        outcome=st.none() | slugs,
        difficulty=st.none() | st.sampled_from(Difficulty),
        feedback=maybe_text,
        when_right=maybe_text,
        when_partly=maybe_text,
        when_wrong=maybe_text,
        sources=some(slugs, most=2),
    )


questions = st.sampled_from(sorted(CONTENTS)).flatmap(question_of)
items = st.one_of(
    questions,
    st.builds(Use, question_id=slugs),
    st.builds(
        Draw,
        count=st.integers(1, 200),
        tags=some(titles, most=2),
        outcome=st.none() | slugs,
        difficulty=st.none() | st.sampled_from(Difficulty),
    ),
    st.builds(Section, title=texts(words), intro=maybe_text),
)
whens = st.sampled_from(When)
rules = st.builds(
    Rules,
    time_limit=st.none() | st.integers(1, 600),
    grace=st.integers(0, 600),
    on_expiry=st.sampled_from(Expiry),
    attempts=st.none() | st.integers(1, 20),
    wait=st.integers(0, 600),
    grade=st.sampled_from(Grade),
    layout=st.sampled_from(Layout),
    forward_only=st.booleans(),
    shuffle=st.booleans(),
    review=st.builds(Review, score=whens, answers=whens, feedback=whens),
    by_hand=st.builds(
        ByHand, anonymous=st.booleans(), second=st.booleans(), together=st.booleans()
    ),
)
bands = st.builds(Band, least=st.integers(0, 100), feedback=texts(words))
quizzes = st.builds(
    Quiz,
    title=texts(words),
    intro=maybe_text,
    pass_mark=st.integers(0, 100),
    items=some(items),
    rules=rules,
    bands=some(bands, most=2),
)
