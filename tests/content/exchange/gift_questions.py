"""Questions at random, none of them more than GIFT can hold."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from hypothesis import assume
from hypothesis import strategies as st

from lms.content.asking import Question
from lms.content.exchange.gift.choosing import is_penalty
from lms.content.exchange.gift.plain import to_markdown
from lms.content.exchange.gift.texts import is_html
from lms.content.exchange.naming import letters
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Essay,
    Interval,
    Labelled,
    Matching,
    Numerical,
    Pair,
    ShortText,
    Statement,
)
from lms.content.questions.fitting import pieces
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language, Text

PIECES = (
    *"aeñ ¿1.,!*_`~#=:{}()[]<>&;%@$^|+-\\/'\"",
    *("**", "__", "->", "//", "::", "####", "%50%", "[html]", "T", "{", "}", " = "),
    *("\\n", "\\=", "&amp;", "&nbsp;", "<b>", "</p>", "palabra", "1. ", "- ", "> "),
)
LEFT = re.compile(r"!\[|\[\[|\[@|&lt;|:::|<https?:")
"""What our texts may have and GIFT has no place for, or writes in another way."""
SHARES = [
    Fraction(*share)
    for share in ((1, 2), (1, 3), (2, 3), (1, 4), (1, 6), (1, 7), (5, 6), (-1, 3))
]


def joined(pieces, most=12):
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map("".join)


lines = joined(PIECES).map(lambda words: " ".join(words.split())).filter(bool)
phrases = lines.filter(lambda words: not LEFT.search(words))
prose = (
    st.lists(st.one_of(phrases, st.sampled_from(["", "- uno", "| a |", "2. dos"])))
    .map(lambda parts: "\n".join(parts).strip())
    .filter(lambda words: words and not LEFT.search(words))
)


def told(words) -> st.SearchStrategy[Text]:
    return words.map(lambda found: {Language.ES: found})


maybe = st.one_of(st.just({}), told(prose))


@st.composite
def singles(draw):
    count = draw(st.integers(2, 5))
    best = draw(st.integers(0, count - 1))
    return "single", Choices(
        choices=tuple(
            Choice(
                id=id_,
                text=draw(told(phrases)),
                correct=number == best,
                weight=None
                if number == best
                else draw(st.none() | st.sampled_from(SHARES)),
                feedback=draw(maybe),
            )
            for number, id_ in enumerate(islice(letters(), count))
        )
    )


@st.composite
def multiples(draw):
    if draw(st.booleans()):
        right = draw(st.lists(st.booleans(), min_size=2, max_size=6).filter(any))
        weights = [None] * len(right)
        marking = Marking.PENALTY
    else:
        shares = draw(
            st.lists(
                st.sampled_from([*SHARES, Fraction(1), Fraction(0)]),
                min_size=2,
                max_size=6,
            )
        )
        assume(sum(max(share, 0) for share in shares) >= 1 and not is_penalty(shares))
        right = [share > 0 for share in shares]
        weights = [None if share in (0, 1) else share for share in shares]
        marking = Marking.WEIGHTS
    found = tuple(
        Choice(
            id=id_,
            text=draw(told(phrases)),
            correct=correct,
            weight=weight,
            feedback=draw(maybe),
        )
        for id_, correct, weight in zip(letters(), right, weights, strict=False)
    )
    return "multiple", Choices(choices=found, marking=marking)


@st.composite
def truths(draw):
    return "truefalse", Statement(
        answer=draw(st.booleans()), if_true=draw(maybe), if_false=draw(maybe)
    )


@st.composite
def shorts(draw):
    texts = draw(
        st.lists(
            lines.filter(lambda words: words.strip("*")),
            min_size=1,
            max_size=4,
            unique_by=lambda words: pieces(words, ShortText(answers=())),
        )
    )
    assume(not all("->" in text for text in texts))
    weights = [Fraction(1), *(draw(st.sampled_from(SHARES)) for _ in texts[1:])]
    return "short", ShortText(
        answers=tuple(
            Accepted(text=text, weight=weight, feedback=draw(maybe))
            for text, weight in zip(texts, weights, strict=True)
        )
    )


@st.composite
def numericals(draw):
    found = []
    for number in range(draw(st.integers(1, 3))):
        at = Decimal(number * 1000) + draw(
            st.decimals(-100, 100, places=draw(st.integers(0, 4)))
        )
        width = draw(st.decimals(0, 100, places=2))
        weight = Fraction(1) if not found else draw(st.sampled_from(SHARES))
        if draw(st.booleans()):
            one = Interval(value=at, tolerance=width, weight=weight)
        else:
            one = Interval(least=at, most=at + width, weight=weight)
        found.append(one)
    if draw(st.booleans()):
        found.append(Interval(weight=Fraction(0), feedback=draw(told(prose))))
    return "numerical", Numerical(answers=tuple(found))


@st.composite
def matchings(draw):
    rights = draw(
        st.lists(
            lines.filter(lambda words: not is_html(words) and "[html]" not in words),
            min_size=2,
            max_size=5,
            unique=True,
        )
    )
    texts = [{Language.ES: to_markdown(right, inline=True)} for right in rights]
    count = draw(st.integers(2, len(texts)))
    ids = list(islice(letters(), len(texts)))
    lefts = told(phrases.filter(lambda words: "->" not in words))
    return "matching", Matching(
        pairs=tuple(
            Pair(id=id_, left=draw(lefts), right=text)
            for id_, text in zip(ids[:count], texts, strict=False)
        ),
        extras=tuple(
            Labelled(id=id_, text=text)
            for id_, text in zip(ids[count:], texts[count:], strict=True)
        ),
    )


essays = st.just(("essay", Essay()))
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
names = joined("aZñ 1.:{}~#=\\]['/", most=20).map(lambda words: " ".join(words.split()))
labels = joined("abñ 1:#]{}", most=8).map(lambda words: " ".join(words.split()))
categories = st.lists(
    labels.filter(bool).filter(lambda words: not words.startswith("$")), max_size=3
).map("/".join)


@st.composite
def questions(draw):
    kind, content = draw(
        st.one_of(
            singles(),
            multiples(),
            truths(),
            shorts(),
            numericals(),
            matchings(),
            essays,
        )
    )
    return Question(
        id=draw(slugs),
        kind=kind,
        name=draw(st.one_of(st.just(""), names)),
        category=draw(categories),
        tags=tuple(draw(st.lists(labels.filter(bool), max_size=2, unique=True))),
        prompt=draw(told(prose)),
        content=content,
        feedback=draw(maybe),
    )


banks = st.lists(questions(), max_size=3, unique_by=lambda question: question.id)
