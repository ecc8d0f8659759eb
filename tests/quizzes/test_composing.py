"""Which questions an attempt asks."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.asking import (
    Difficulty,
    Draw,
    Layout,
    Question,
    Quiz,
    Rules,
    Section,
    Use,
    fits,
)
from lms.kernel.language import Language
from lms.quizzes.composing import Part, compose, depends_on_chance, pages, questions_of

TAGS = ("ley", "caso", "historia")


def question(id_, *tags, difficulty=None):
    return Question(
        id=id_,
        kind="truefalse",
        prompt={},
        content=None,
        tags=tags,
        difficulty=difficulty,
    )


def section(title):
    return Section(title={Language.ES: title})


def quiz(*items, shuffle=False):
    return Quiz(title={}, pass_mark=70, items=items, rules=Rules(shuffle=shuffle))


def bank_of(*questions):
    return {q.id: q for q in questions}


def ids(parts):
    return [q.id for q in questions_of(parts)]


BANK = bank_of(*(question(f"b-{n}", TAGS[n % 3]) for n in range(30)))

questions_in_bank = st.lists(
    st.builds(
        lambda n, tags, hard: question(
            f"b-{n}", *tags, difficulty=Difficulty.HARD if hard else None
        ),
        st.integers(0, 40),
        st.lists(st.sampled_from(TAGS), unique=True),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda q: q.id,
)
draws = st.builds(
    lambda count, tags, hard: Draw(
        count=count,
        tags=tuple(tags),
        difficulty=Difficulty.HARD if hard else None,
    ),
    st.integers(1, 4),
    st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
    st.booleans(),
)
items = st.lists(
    draws
    | st.integers(0, 40).map(lambda n: Use(question_id=f"b-{n}"))
    | st.just(section("Parte")),
    max_size=8,
    unique_by=lambda item: item.question_id if isinstance(item, Use) else id(item),
)
own = st.lists(st.integers(0, 9), max_size=3, unique=True).map(
    lambda numbers: [question(f"own-{n}") for n in numbers]
)
seeds = st.integers(0, 2**48 - 1)


def test_without_draws_and_shuffling_everything_stands_where_the_author_put_it():
    parts = compose(
        quiz(
            question("uno"),
            Use(question_id="b-3"),
            section("Segunda"),
            question("dos"),
        ),
        BANK,
        7,
    )
    assert [(p.section and p.section.title[Language.ES]) for p in parts] == [
        None,
        "Segunda",
    ]
    assert [[q.id for q in p.questions] for p in parts] == [["uno", "b-3"], ["dos"]]


def test_the_same_seed_is_the_same_paper_for_ever():
    fixed = quiz(question("uno"), Draw(count=3, tags=("ley",)), shuffle=True)
    assert ids(compose(fixed, BANK, 12345)) == ["b-18", "b-3", "uno", "b-6"]


def test_seeds_make_different_papers_and_use_the_whole_bank():
    drawn = quiz(Draw(count=5))
    papers = [tuple(ids(compose(drawn, BANK, seed))) for seed in range(300)]
    assert len(set(papers)) > 290
    often = Counter(id_ for paper in papers for id_ in paper)
    assert set(often) == set(BANK)
    # Each of 30 is drawn 50 times of 300 on the average; far from it would be a fault.
    assert 20 < min(often.values()) <= max(often.values()) < 85


def test_what_is_asked_anyway_is_never_drawn():
    both = quiz(Draw(count=9, tags=("ley",)), Use(question_id="b-0"))
    found = ids(compose(both, BANK, 5))
    assert found[-1] == "b-0"
    assert len(found) == len(set(found)) == 10


def test_two_draws_from_one_well_share_it():
    found = ids(compose(quiz(Draw(count=5), Draw(count=5)), BANK, 5))
    assert len(set(found)) == 10


def test_an_earlier_draw_gives_way_where_a_later_one_has_no_other_choice():
    small = bank_of(question("a", "ley"), question("b", "ley", "caso"))
    greedy = quiz(Draw(count=1, tags=("ley",)), Draw(count=1, tags=("caso",)))
    for seed in range(50):
        assert ids(compose(greedy, small, seed)) == ["a", "b"]


def test_a_well_that_is_too_small_gives_what_it_has():
    small = bank_of(question("a", "ley"))
    assert ids(compose(quiz(Draw(count=3, tags=("ley",))), small, 1)) == ["a"]
    assert ids(compose(quiz(Draw(count=3, tags=("caso",))), small, 1)) == []
    assert ids(compose(quiz(Use(question_id="gone")), small, 1)) == []


def test_questions_are_shuffled_inside_their_section_only():
    names = [f"q{n}" for n in range(6)]
    shuffled = quiz(
        *map(question, names[:3]), section("B"), *map(question, names[3:]), shuffle=True
    )
    orders = set()
    for seed in range(60):
        first, second = compose(shuffled, {}, seed)
        assert {q.id for q in first.questions} == set(names[:3])
        assert {q.id for q in second.questions} == set(names[3:])
        orders.add(tuple(q.id for q in first.questions))
    assert len(orders) == 6


@given(questions_in_bank, own, items, st.booleans(), seeds)
def test_a_paper_has_no_doubles_and_only_what_the_quiz_may_ask(
    bank, own, items, shuffle, seed
):
    known = bank_of(*bank)
    made = quiz(*own, *items, shuffle=shuffle)
    parts = compose(made, known, seed)
    found = ids(parts)
    assert len(found) == len(set(found))
    assert set(found) <= {q.id for q in made.all_questions(known)}
    assert parts == compose(made, known, seed)
    fixed = {q.id for q in own} | {
        item.question_id
        for item in items
        if isinstance(item, Use) and item.question_id in known
    }
    assert fixed <= set(found)
    drawn = [known[id_] for id_ in found if id_ not in fixed]
    assert len(drawn) <= sum(i.count for i in items if isinstance(i, Draw))
    if not depends_on_chance(made):
        assert found == [q.id for q in made.all_questions(known)]


@given(questions_in_bank, st.lists(draws, min_size=1, max_size=3), seeds)
def test_no_paper_is_shorter_than_another_of_the_same_quiz(bank, draws, seed):
    known = bank_of(*bank)
    made = quiz(*draws)
    assert len(ids(compose(made, known, seed))) == len(ids(compose(made, known, 0)))


@given(questions_in_bank, draws, seeds)
def test_a_draw_takes_what_fits_it_and_as_many_as_there_are(bank, draw, seed):
    known = bank_of(*bank)
    fitting = [q for q in bank if fits(q, draw)]
    found = questions_of(compose(quiz(draw), known, seed))
    assert all(fits(q, draw) for q in found)
    assert len(found) == min(draw.count, len(fitting))


# Pages


def shape(found):
    return [
        [
            (
                part.section.title[Language.ES] if part.section else "",
                [q.id for q in part.questions],
            )
            for part in page
        ]
        for page in found
    ]


PARTS = (
    Part(None, (question("a"), question("b"))),
    Part(section("Vacía"), ()),
    Part(section("B"), (question("c"),)),
)


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (Layout.ALL, [[("", ["a", "b"]), ("Vacía", []), ("B", ["c"])]]),
        (Layout.SECTION, [[("", ["a", "b"])], [("Vacía", []), ("B", ["c"])]]),
        (Layout.ONE, [[("", ["a"])], [("", ["b"])], [("Vacía", []), ("B", ["c"])]]),
    ],
)
def test_pages_follow_the_layout(layout, expected):
    assert shape(pages(PARTS, layout)) == expected


@pytest.mark.parametrize("layout", Layout)
def test_there_is_always_a_page(layout):
    last = Part(section("Al final"), ())
    assert len(pages((), layout)) == 1
    assert len(pages((last,), layout)) == 1
    assert pages((*PARTS, last), layout)[-1][-1] == last


@given(questions_in_bank, own, items, seeds, st.sampled_from(Layout))
def test_pages_ask_everything_once_and_in_order(bank, own, items, seed, layout):
    parts = compose(quiz(*own, *items), bank_of(*bank), seed)
    found = pages(parts, layout)
    assert [id_ for page in found for id_ in ids(page)] == ids(parts)
    if layout is Layout.ONE:
        assert all(len(ids(page)) == 1 for page in found) or not ids(parts)
