"""Questions whose text has gaps: embedded ones, and words chosen or dragged there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from lms.content.exchange.markup import plain
from lms.content.exchange.moodle.notes import Refused, too_many
from lms.content.exchange.moodle.reading.asked import (
    MAX_ANSWERS,
    Asked,
    Found,
    Option,
)
from lms.content.exchange.moodle.reading.choosing import (
    lose_empty,
    one_right,
    some_right,
)
from lms.content.exchange.moodle.reading.embedded import (
    MULTIPLE,
    NUMBER,
    SHORT,
    Embedded,
    replaced,
)
from lms.content.exchange.moodle.reading.entering import (
    accepting,
    counting,
    interval_of,
    lose_number,
)
from lms.content.exchange.moodle.reading.texts import is_yes, raw, said
from lms.content.exchange.naming import Names, letters
from lms.content.exchange.xml import Element
from lms.content.questions.contents import (
    Accepted,
    Choice,
    Choices,
    Cloze,
    Gap,
    Numerical,
    ShortText,
)
from lms.content.questions.gaps import place_of
from lms.kernel.language import N_, Text

_FIRST, _LAST = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_FIRST}([a-z0-9-]+){_LAST}")
_SLOT = re.compile(r"\[\[([0-9]{1,4})\]\]")
_MOST_POINTS = 100
_MOST_OFFERED = 5_000

Content = Choices | ShortText | Numerical


class _Gaps:
    """Puts gaps into a text one after the other."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []
        self._names = Names(prefix="gap")
        self._offered = 0

    def put(self, gap: Gap, line: int) -> str:
        """Add a gap; gives what stands in its place until the text is made.

        Raises ``Refused`` where all gaps together offer more than anybody would read.
        """
        content = gap.content
        parts = content.choices if isinstance(content, Choices) else content.answers
        self._offered += max(1, len(parts))
        if self._offered > _MOST_OFFERED:
            raise too_many(self._offered, _MOST_OFFERED, line)
        gap = replace(gap, id=self._names.give())
        self.gaps.append(gap)
        return f"{_FIRST}{gap.id}{_LAST}"

    def found(self, asked: Asked, words: str) -> Found:
        """The whole question, its text having what ``put`` gave."""
        element = asked.element.first("questiontext")
        prompt = asked.texts.of(words, element) if element is not None else {}
        if not self.gaps:
            raise Refused("no-gaps", N_("No tiene ningún hueco."), asked.element.line)
        prompt, gaps = _agreeing(asked, prompt, self.gaps)
        # By their places among those that are left.
        names = Names(prefix="gap")
        ids = {gap.id: names.give() for gap in gaps}
        return Found(
            kind="cloze",
            content=Cloze(gaps=tuple(replace(gap, id=ids[gap.id]) for gap in gaps)),
            prompt={
                language: _TOKEN.sub(lambda found: place_of(ids[found[1]]), said)
                for language, said in prompt.items()
            },
            points=min(sum(gap.points for gap in gaps), _MOST_POINTS),
        )


def cloze(asked: Asked) -> Found:
    """A text with small questions embedded in it."""
    gaps = _Gaps()
    element = asked.element.first("questiontext")
    if element is None:
        raise Refused("no-words", N_("No tiene enunciado."), asked.element.line)
    words, broken = replaced(
        raw(element),
        lambda embedded: gaps.put(_gap(asked, element, embedded), element.line),
    )
    for piece in broken:
        asked.notes.lose(
            "broken-gap",
            N_("A un hueco le falta la llave del final: «%(words)s»."),
            element.line,
            words=piece,
        )
    return gaps.found(asked, words)


def gapselect(asked: Asked) -> Found:
    """A text whose gaps are lists of words, several lists where there are groups."""
    return _slotted(asked, list(asked.element.all("selectoption")))


def ddwtos(asked: Asked) -> Found:
    """A text into which words are dragged; here they are chosen from lists."""
    asked.notes.lose(
        "dragging",
        N_("Las palabras que se arrastraban al texto se eligen ahora de una lista."),
    )
    return _slotted(asked, list(asked.element.all("dragbox")))


def _slotted(asked: Asked, elements: Sequence[Element]) -> Found:
    texts = [asked.texts.loose(element) for element in elements]
    groups = [said(element, "group", "1") for element in elements]
    shuffle = is_yes(asked.element, "shuffleanswers", default=False)
    gaps = _Gaps()

    def slot(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        if not 0 <= number < len(texts) or not texts[number]:
            asked.notes.lose(
                "no-such-word",
                N_("El hueco «%(place)s» no tiene su palabra: quedó como texto."),
                place=found[0],
            )
            return found[0]
        words = [
            (text, at == number)
            for at, (text, group) in enumerate(zip(texts, groups, strict=True))
            if text and group == groups[number]
        ]
        content = Choices(
            choices=tuple(
                Choice(id=id_, text=text, correct=right)
                for id_, (text, right) in zip(letters(), words, strict=False)
            ),
            shuffle=shuffle,
        )
        return gaps.put(Gap(id="", kind="single", content=content), asked.element.line)

    element = asked.element.first("questiontext")
    words = raw(element) if element is not None else ""
    return gaps.found(asked, _SLOT.sub(slot, words))


def _agreeing(asked: Asked, prompt: Text, gaps: list[Gap]) -> tuple[Text, list[Gap]]:
    """The text and its gaps, if each language has the same ones; else in one only."""
    placed = {language: _TOKEN.findall(words) for language, words in prompt.items()}
    known = {gap.id for gap in gaps}
    if all(set(ids) == known and len(ids) == len(known) for ids in placed.values()):
        return prompt, gaps
    if not prompt:
        return prompt, gaps
    own = asked.texts.language if asked.texts.language in prompt else next(iter(prompt))
    left = [str(language) for language in prompt if language is not own]
    if left:
        asked.notes.lose(
            "gaps-apart",
            N_(
                "Cada idioma tenía huecos distintos: quedó solo «%(language)s», sin "
                "%(others)s."
            ),
            language=str(own),
            others=", ".join(left),
        )
    return {own: prompt[own]}, [gap for gap in gaps if gap.id in placed[own]]


def _gap(asked: Asked, element: Element, embedded: Embedded) -> Gap:
    form, count = embedded.form, len(embedded.alternatives)
    if count > MAX_ANSWERS:
        raise too_many(count, MAX_ANSWERS, element.line)
    return Gap(
        id="",
        kind=form.kind,
        points=embedded.points,
        look=form.look,
        content=_CONTENTS.get(form.kind, _choices)(asked, element, embedded),
    )


def _short(asked: Asked, element: Element, embedded: Embedded) -> Content:
    answers = [
        Accepted(
            text=words,
            weight=one.share,
            feedback=asked.texts.of(one.feedback, element),
        )
        for one in embedded.alternatives
        if (words := " ".join(plain(one.words).split()))
    ]
    return accepting(answers, asked.notes, case=embedded.form.case)


def _number(asked: Asked, element: Element, embedded: Embedded) -> Content:
    intervals = []
    for one in embedded.alternatives:
        value, _, tolerance = plain(one.words).partition(":")
        feedback = asked.texts.of(one.feedback, element)
        interval = interval_of(value, tolerance.strip(), one.share, feedback)
        if interval is None:
            lose_number(asked.notes, one.words, element.line)
        else:
            intervals.append(interval)
    return Numerical(answers=counting(intervals, asked.notes))


def _choices(asked: Asked, element: Element, embedded: Embedded) -> Content:
    options = []
    for one in embedded.alternatives:
        if text := asked.texts.of(one.words, element, inline=True):
            feedback = asked.texts.of(one.feedback, element)
            options.append(
                Option(share=one.share, line=element.line, text=text, feedback=feedback)
            )
        else:
            lose_empty(asked, element.line)
    several = embedded.form.kind == MULTIPLE
    content = some_right(options) if several else one_right(options)
    return replace(content, shuffle=embedded.form.shuffle)


_CONTENTS: dict[str, Callable[[Asked, Element, Embedded], Content]] = {
    SHORT: _short,
    NUMBER: _number,
}
