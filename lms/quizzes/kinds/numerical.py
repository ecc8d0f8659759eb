"""Questions answered with a number, with or without a unit."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from lms.content.asking import Question
from lms.content.questions.contents import Interval, Numerical, Unit
from lms.content.questions.fitting import folded
from lms.kernel.language import Language, Text

from . import texts
from .choice import within
from .face import NOTHING, Kind, Response, Shown, Value
from .quantities import Quantity, plain, quantity_of


class Number(Kind):
    """A number is held against intervals; the first that holds it counts.

    Kept as ``quantities`` says: the same in every language.
    """

    name = "numerical"
    asked = "lms/quizzes/kinds/numerical.html"
    reviewed = "lms/quizzes/kinds/numerical_reviewed.html"

    def feedback(self, question: Question) -> Mapping[str, Text]:
        """What is told to those whose answer lies in this interval, by its number."""
        answers = content_of(question).answers
        return {str(n): a.feedback for n, a in enumerate(answers) if a.feedback}

    def read(
        self,
        question: Question,
        values: Sequence[str],
        language: Language | None = None,
    ) -> Value:
        """One line: a number as it is written in the language, or what was typed."""
        return tuple(
            str(quantity_of(text, language) or text) for text in texts.one_line(values)
        )

    def shown(self, question: Question, value: Value, language: Language) -> Shown:
        """The number as it is written in the language."""
        return {"": tuple(_told(text, language) for text in value)}

    def mark(self, question: Question, value: Value) -> Fraction:
        """Give the weight of the first interval that holds the number, at least 0.

        The number is exact, and so are the ends of an interval, which belong to it. A
        unit that the question does not know, or one missing where it is needed, earns
        nothing.
        """
        hit = self.hit(question, value)
        return (
            NOTHING if hit is None else within(content_of(question).answers[hit].weight)
        )

    def hit(self, question: Question, value: Value) -> int | None:
        """Return the number of the first interval that holds the answer, or nothing."""
        amount = self.amount(question, value)
        if amount is None:
            return None
        answers = enumerate(content_of(question).answers)
        return next((n for n, interval in answers if holds(interval, amount)), None)

    def amount(self, question: Question, value: Value) -> Fraction | None:
        """Return the number in the unit of the answer; nothing if it cannot be told."""
        quantity = next(map(quantity_of, value), None)
        content = content_of(question)
        if quantity is None:
            return None
        if not quantity.unit:
            return None if content.unit_needed and content.units else quantity.value
        unit = _unit(quantity.unit, content.units)
        return quantity.value / Fraction(unit.factor) if unit else None

    def is_number(self, value: Value) -> bool:
        """Whether what was typed could be read as a number."""
        return any(map(quantity_of, value))

    def is_digits(self, question: Question) -> bool:
        """Whether digits and a decimal sign are all that anybody needs to type."""
        content = content_of(question)
        ends = [end for a in content.answers for end in (a.value, a.least, a.most)]
        return not content.units and all(end is None or end >= 0 for end in ends)

    def example(self, language: Language) -> str:
        """Say a number with decimals, as it is typed in a language."""
        return Quantity("12.5").told(language)

    def has_unit(self, value: Value) -> bool:
        """Whether a unit was typed, known or not."""
        quantities = map(quantity_of, value)
        return any(quantity.unit for quantity in quantities if quantity)

    def is_complete(self, question: Question, value: Value) -> bool:
        """A number was typed, with a unit that the question knows if it needs one."""
        return self.amount(question, value) is not None

    def key(self, question: Question) -> Value:
        """The number that earns the most, in the unit of the answer."""
        content = content_of(question)
        tries = [(str(_in_own_unit(n, content)),) for n in _candidates(content)]
        best = max(tries, key=lambda value: self.mark(question, value), default=())
        return best if self.mark(question, best) else ()

    def accepted(
        self, question: Question, language: Language
    ) -> tuple[tuple[str, ...], ...]:
        """Return what earns the full mark: each a number, or both ends of a range.

        The unit stands at the last of them.
        """
        content = content_of(question)
        ranges = [_ends(each) for each in content.answers if each.weight >= 1]
        return tuple(
            (
                *(_in_own_unit(end, content).digits(language) for end in ends[:-1]),
                _in_own_unit(ends[-1], content).printed(language),
            )
            for ends in ranges
            if ends
        )

    def printed(self, value: Value, language: Language) -> str:
        """Say an answer for reading."""
        return " ".join(
            quantity.printed(language) if (quantity := quantity_of(text)) else text
            for text in value
        )

    def responses(self, question: Question, value: Value) -> tuple[Response, ...]:
        """The number, in the unit of the answer where it can be told."""
        amount = self.amount(question, value)
        said = "".join(value) if amount is None else plain(amount)
        return (Response(part="", id=said, credit=self.mark(question, value)),)

    def label(self, question: Question, part: str, id_: str) -> Text | str:
        """The number itself."""
        return id_


def holds(interval: Interval, amount: Fraction) -> bool:
    """Whether a number lies in an interval, its ends included."""
    if interval.value is not None:
        away = abs(amount - Fraction(interval.value))
        return away <= abs(Fraction(interval.tolerance))
    least, most = interval.least, interval.most
    return (least is None or amount >= Fraction(least)) and (
        most is None or amount <= Fraction(most)
    )


def content_of(question: Question) -> Numerical:
    """Return what the author wrote: intervals and units."""
    assert isinstance(question.content, Numerical)
    return question.content


def _told(text: str, language: Language) -> str:
    quantity = quantity_of(text)
    return quantity.told(language) if quantity else text


def _unit(typed: str, units: Sequence[Unit]) -> Unit | None:
    """Return the unit that was typed: to the letter, else if only one is like it."""
    exact = [unit for unit in units if unit.name == typed]
    alike = [unit for unit in units if _bare(unit.name) == _bare(typed)]
    found = exact or (alike if len(alike) == 1 else [])
    return found[0] if found and found[0].factor else None


def _bare(unit: str) -> str:
    return folded(unit).replace(" ", "").rstrip(".")


def _in_own_unit(amount: Fraction, content: Numerical) -> Quantity:
    """Return a number in the unit of the answer, or in the first there is."""
    units = [unit for unit in content.units if unit.factor]
    own = next((unit for unit in units if unit.factor == 1), next(iter(units), None))
    if own is None:
        return Quantity(plain(amount))
    return Quantity(plain(amount * Fraction(own.factor)), own.name)


def _ends(interval: Interval) -> tuple[Fraction, ...]:
    """Return the number, or the ends of its range; none where it is open."""
    if interval.value is not None:
        value, spread = Fraction(interval.value), abs(Fraction(interval.tolerance))
        return (value - spread, value + spread) if spread else (value,)
    if interval.least is None or interval.most is None:
        return ()
    return (Fraction(interval.least), Fraction(interval.most))


def _candidates(content: Numerical) -> Iterator[Fraction]:
    """Yield numbers of which one earns the most, the author's own first."""
    for interval in content.answers:
        if interval.value is not None:
            yield Fraction(interval.value)
    for interval in content.answers:
        known = (interval.value, interval.least, interval.most)
        ends = [Fraction(end) for end in known if end is not None]
        yield from (sum(ends, NOTHING) / len(ends), *ends) if ends else ()
        spread = abs(Fraction(interval.tolerance)) + 1
        yield from (end + step for end in ends for step in (spread, -spread))
    yield NOTHING
