"""Runs the rules of marking of an item on an answer, to see what they give.

Rules can be written in many ways that mean the same, so they are not compared with
patterns: they are followed. Only what is calculated is known here; chance, time,
figures and whatever a maker added of their own are not understood.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cached_property

from lms.content.exchange.qti.declared import ZERO, Variable
from lms.content.exchange.qti.dialect import identifier
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.qti.operators import OPERATORS
from lms.content.exchange.qti.values import NUMERIC, Given, atom_of, single
from lms.content.exchange.xml import Element

SCORE = "SCORE"
MAXSCORE = "MAXSCORE"
STATUS = "completionStatus"
Answers = Mapping[str, Given]
"""What is answered, by the identifier of the response; what is missing is empty."""

_MAX_BITS = 600


class TooLong(Exception):
    """The rules of one file take more steps than anybody would write."""


class Budget:
    """How many steps may still be taken."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def spend(self, steps: int = 1) -> None:
        """Take steps; raises ``TooLong`` when none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise TooLong


class _Exit(Exception):
    """``exitResponse``: no rule after this one is followed."""


class Machine:
    """The rules of an item, ready to be run.

    ``renamed`` says which response the rules mean by another name.
    Raises ``NotUnderstood`` at once for a rule that no run could follow.
    """

    def __init__(
        self,
        rules: Iterable[Element],
        responses: Mapping[str, Variable],
        outcomes: Mapping[str, Variable],
        budget: Budget,
        renamed: Mapping[str, str],
    ) -> None:
        self.rules = tuple(rules)
        self.responses = responses
        self.outcomes = outcomes
        self.budget = budget
        self._renamed = renamed
        for rule in self.rules:
            for element in rule.every():
                if element.tag not in _KNOWN:
                    raise NotUnderstood(element.tag, element.line)

    def run(self, answers: Answers) -> dict[str, Given]:
        """The outcomes that an answer leads to.

        Raises ``NotUnderstood`` and ``TooLong``.
        """
        # These are there without being declared.
        outcomes: dict[str, Given] = {SCORE: single(ZERO), STATUS: single("unknown")}
        outcomes |= {
            name: variable.default or _nothing(variable)
            for name, variable in self.outcomes.items()
        }
        with suppress(_Exit):
            _Run(self, answers, outcomes).follow(self.rules)
        return outcomes

    def score(self, outcomes: Mapping[str, Given]) -> Fraction:
        """The points among outcomes; raises ``NotUnderstood`` if nobody counts any."""
        value = outcomes.get(self._score_name)
        if value is None:
            return ZERO
        if isinstance(value.only, Fraction):
            return value.only
        return Fraction(value.only is True)

    def named(self, name: str) -> str:
        """The response that a rule means."""
        return self._renamed.get(name, name)

    def constants(self, *tags: str) -> Iterable[Element]:
        """The elements of some names anywhere in the rules."""
        for rule in self.rules:
            yield from (element for element in rule.every() if element.tag in tags)

    @cached_property
    def _score_name(self) -> str:
        written = {
            identifier(rule)
            for rule in self.constants("setOutcomeValue", "lookupOutcomeValue")
        }
        if SCORE in self.outcomes or SCORE in written:
            return SCORE
        numeric = [
            name
            for name, variable in self.outcomes.items()
            if variable.base in NUMERIC and name != MAXSCORE and name in written
        ]
        if len(numeric) == 1:
            return numeric[0]
        raise NotUnderstood(SCORE)


class _Run:
    """One run of the rules on one answer."""

    def __init__(
        self, machine: Machine, answers: Answers, outcomes: dict[str, Given]
    ) -> None:
        self.machine = machine
        self.answers = answers
        self.outcomes = outcomes

    def follow(self, rules: Iterable[Element]) -> None:
        for rule in rules:
            self.machine.budget.spend()
            action = _RULES.get(rule.tag)
            if action is None:
                raise NotUnderstood(rule.tag, rule.line)
            action(self, rule)

    def value(self, element: Element) -> Given:
        """What an expression gives."""
        self.machine.budget.spend()
        if reading := _READINGS.get(element.tag):
            return reading(self, element)
        operands = [self.value(child) for child in element.children]
        operator = OPERATORS.get(element.tag)
        if operator is None:
            raise NotUnderstood(element.tag, element.line)
        try:
            return self._checked(operator(element, operands), element)
        except (IndexError, ValueError) as failure:  # too few operands
            raise NotUnderstood(element.tag, element.line) from failure

    def _checked(self, value: Given, element: Element) -> Given:
        for atom in value.atoms if value else ():
            self.machine.budget.spend()
            if isinstance(atom, Fraction):
                bits = atom.numerator.bit_length() + atom.denominator.bit_length()
                if bits > _MAX_BITS:
                    raise NotUnderstood(element.tag, element.line)
        return value

    def choose(self, rule: Element) -> None:
        """``responseCondition``: the first branch whose condition is met."""
        for branch in rule.children:
            if branch.tag == "responseElse":
                return self.follow(branch.children)
            if not branch.children:
                raise NotUnderstood(branch.tag, branch.line)
            met = self.value(branch.children[0])
            if met is not None and met.only is True:
                return self.follow(branch.children[1:])
        return None

    def put(self, rule: Element) -> None:
        """``setOutcomeValue``."""
        if len(rule.children) != 1:
            raise NotUnderstood(rule.tag, rule.line)
        self.outcomes[identifier(rule)] = self.value(rule.children[0])

    def look_up(self, rule: Element) -> None:
        """``lookupOutcomeValue``: what a table has for a number."""
        variable = self.machine.outcomes.get(identifier(rule))
        if variable is None or not variable.lookup or len(rule.children) != 1:
            raise NotUnderstood(rule.tag, rule.line)
        value = self.value(rule.children[0])
        key = value.only if value else ZERO
        self.outcomes[variable.identifier] = variable.lookup.get(
            key, variable.lookup_default
        )

    def leave(self, rule: Element) -> None:
        """``exitResponse``."""
        raise _Exit

    def into(self, rule: Element) -> None:
        """``responseProcessingFragment``: rules kept together."""
        self.follow(rule.children)

    def variable(self, element: Element) -> Given:
        """``variable``: what was answered, or an outcome as it is by now."""
        name = self.machine.named(identifier(element))
        if name in self.outcomes:
            return self.outcomes[name]
        if name in self.machine.responses:
            return self.answers.get(name)
        raise NotUnderstood(f"variable {name}"[:60], element.line)

    def correct(self, element: Element) -> Given:
        """``correct``: what was declared as right."""
        return self._declared(element).correct

    def default(self, element: Element) -> Given:
        """``default``: what a variable has at the beginning."""
        name = identifier(element)
        if name in self.machine.outcomes:
            return self.machine.outcomes[name].default
        return self._declared(element).default

    def mapped(self, element: Element) -> Given:
        """``mapResponse``: what the answer is worth by its table."""
        variable = self._declared(element)
        if variable.mapping is None:
            raise NotUnderstood(element.tag, element.line)
        self.machine.budget.spend(len(variable.mapping.entries))
        given = self.answers.get(variable.identifier)
        return single(variable.mapping.worth(given))

    def constant(self, element: Element) -> Given:
        """``baseValue``: what is written."""
        base = element.attributes.get("baseType", "string")
        words = element.words
        return single(atom_of(words, base)) if words.strip() else None

    def _declared(self, element: Element) -> Variable:
        name = self.machine.named(identifier(element))
        variable = self.machine.responses.get(name)
        if variable is None:
            raise NotUnderstood(f"variable {name}"[:60], element.line)
        return variable


_RULES: Mapping[str, Callable[[_Run, Element], None]] = {
    "responseCondition": _Run.choose,
    "setOutcomeValue": _Run.put,
    "lookupOutcomeValue": _Run.look_up,
    "exitResponse": _Run.leave,
    "responseProcessingFragment": _Run.into,
}
_READINGS: Mapping[str, Callable[[_Run, Element], Given]] = {
    "variable": _Run.variable,
    "correct": _Run.correct,
    "default": _Run.default,
    "mapResponse": _Run.mapped,
    "baseValue": _Run.constant,
}
_BRANCHES = {"responseIf", "responseElseIf", "responseElse"}
_KNOWN = {*_RULES, *_READINGS, *_BRANCHES, *OPERATORS}


def _nothing(variable: Variable) -> Given:
    """Numbers that nobody set are 0."""
    numeric = variable.base in NUMERIC and variable.cardinality == "single"
    return single(ZERO) if numeric else None
