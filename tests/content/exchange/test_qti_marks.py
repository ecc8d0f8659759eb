"""A learner gets here the mark that the rules of the item would have given."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange.naming import slug_of
from lms.content.exchange.qti.declared import variables
from lms.content.exchange.qti.dialect import identifier, uniform
from lms.content.exchange.qti.machine import Budget, Machine
from lms.content.exchange.qti.reading import read
from lms.content.exchange.qti.rules import rules_of
from lms.content.exchange.qti.study import answer
from lms.content.exchange.xml import parse
from lms.kernel.language import Language
from lms.quizzes.kinds.registry import answer_kinds
from tests.content.exchange.samples import SAMPLES

CHANGED = {
    *("marking-differs", "all-or-nothing", "rules-assumed", "open-end", "same-text"),
    *("mixed-case", "two-columns"),
}
"""The losses that say that a mark may be another one here."""
WORDS = ["Paz", "paz", "memoria", "MEMORIA", "olvido", "Kigali", "la kigali", "kiga"]
WORDS += ["Raphael Lemkin", "lemkin", "1*", "1x", "UN", "un", "Así", "asi"]


def kept():
    """Items of one interaction that are marked here as they were."""
    for path in SAMPLES:
        result = read(path.read_bytes(), language=Language.ES)
        if CHANGED & {loss.code for loss in result.losses}:
            continue
        for question in result.questions:
            if question.kind in ANSWERS:
                yield pytest.param(path, question, id=path.stem)


def choice(draw, root, question):
    things = things_in(root)
    most = max([*limits_in(root), 0])
    most = 1 if question.kind == "single" else most or len(things)
    picked = draw(st.lists(st.sampled_from(things), unique=True, max_size=most))
    order = [thing for thing in things if thing in picked]
    return order, tuple(slug_of(thing) for thing in order)


def truth(draw, root, question):
    picked = draw(st.sampled_from([[], ["true"], ["false"]]))
    things = things_in(root)
    short = [thing for one in picked for thing in things if thing[0] == one[0]]
    return short, tuple(picked)


def words(draw, root, question):
    text = draw(st.sampled_from(WORDS) | st.text("abcdeñÉ *\\", min_size=1, max_size=9))
    text = " ".join(text.split()) or "x"
    return [text], (text,)


def amount(draw, root, question):
    places = draw(st.integers(0, 3))
    near = draw(st.sampled_from([0, 3, 50, 100, 152, -200, 1948]))
    steps = draw(st.integers(-20, 20)) if places else draw(st.integers(-120, 120))
    text = (
        str(near + steps) if not places else f"{near + steps / 10**places:.{places}f}"
    )
    return [text], (text,)


def pairs(draw, root, question):
    """Each left side has one right side, or none yet; which side comes first in the
    file is seen by the sets."""
    first, second = sets_in(root)
    content = question.content
    things = getattr(content, "pairs", None) or content.items
    known = {slug_of(name): name for name in (*first, *second)}
    lefts = [known[thing.id] for thing in things]
    rights = second if lefts[0] in first else first
    chosen = {left: draw(st.sampled_from([None, *rights])) for left in lefts}
    atoms = [
        f"{left} {right}" if rights is second else f"{right} {left}"
        for left, right in chosen.items()
        if right
    ]
    ids = right_ids(question, root, rights)
    value = [f"{slug_of(left)}={ids[right]}" for left, right in chosen.items() if right]
    return atoms, tuple(value)


def right_ids(question, root, rights):
    """What a right side is called in an answer: by its first pair, or itself."""
    if question.kind == "categorising":
        return {name: slug_of(name) for name in rights}
    texts = {e.attributes.get("identifier"): e.words for e in root.every()}
    found = {next(iter(x.text.values())): x.id for x in question.content.extras}
    for pair in question.content.pairs:
        found.setdefault(next(iter(pair.right.values())), pair.id)
    return {name: found[texts[name]] for name in rights}


def order(draw, root, question):
    things = draw(st.permutations(things_in(root)))
    places = {thing: number for number, thing in enumerate(things, 1)}
    ids = [one.id for one in question.content.items]
    by_id = {slug_of(thing): thing for thing in things}
    return things, tuple(f"{id_}={places[by_id[id_]]}" for id_ in ids)


ANSWERS = {
    "single": choice,
    "multiple": choice,
    "truefalse": truth,
    "short": words,
    "numerical": amount,
    "matching": pairs,
    "categorising": pairs,
    "ordering": order,
}


def machine_of(path):
    root = uniform(parse(path.read_bytes()))
    responses = variables(root, "responseDeclaration")
    outcomes = variables(root, "outcomeDeclaration")
    rules = rules_of(root.first("responseProcessing"))
    return root, Machine(rules, responses, outcomes, Budget(10**6), {})


def things_in(root):
    tags = ("simpleChoice", "hottext")
    return [identifier(element) for element in root.every() if element.tag in tags]


def sets_in(root):
    sets = [element for element in root.every() if element.tag == "simpleMatchSet"]
    return [[identifier(thing) for thing in one.children] for one in sets]


def limits_in(root):
    for element in root.every():
        if "maxChoices" in element.attributes:
            yield int(element.attributes["maxChoices"])


KEPT = list(kept())


@pytest.mark.parametrize(("path", "question"), KEPT)
@given(data=st.data())
def test_the_mark_is_the_same(path, question, data):
    root, machine = machine_of(path)
    (response,) = machine.responses.values()
    atoms, value = ANSWERS[question.kind](data.draw, root, question)
    if response.base == "integer" and "." in atoms[0]:
        return
    points = machine.score(machine.run({response.identifier: answer(response, atoms)}))
    best = expected_best(root, machine, question)
    expected = min(max(points / best, Fraction(0)), Fraction(1))
    kind = answer_kinds()[question.kind]
    marked = kind.mark(question, kind.read(question, value))
    assert abs(marked - expected) <= Fraction(1, 50)


def expected_best(root, machine, question):
    """The points that the samples give for everything, all of which are whole but
    where thirds were rounded."""
    halves = {"maximo": Fraction(5, 2)}
    return halves.get(root.attributes["identifier"], Fraction(question.points))


def test_every_kind_is_compared_and_most_samples():
    assert {values.values[1].kind for values in KEPT} == set(ANSWERS)
    assert len(KEPT) >= 30
