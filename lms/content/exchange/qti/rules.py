"""Where the rules of marking of an item come from: itself, a template, or a guess.

The templates are those of the specification, written here by what they do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lms.content.exchange.qti.declared import Variable
from lms.content.exchange.qti.dialect import made
from lms.content.exchange.qti.machine import MAXSCORE, SCORE
from lms.content.exchange.qti.notes import NotUnderstood
from lms.content.exchange.xml import Element

RESPONSE = "RESPONSE"
FEEDBACK = "FEEDBACK"
FEEDBACK_BASIC = "FEEDBACKBASIC"


def rules_of(processing: Element) -> tuple[Element, ...]:
    """The rules an item brings or names; raises ``NotUnderstood`` for a strange name.

    Rules of its own win over a template it names as well.
    """
    if processing.children:
        return tuple(processing.children)
    address = processing.attributes.get("template") or processing.attributes.get(
        "templateLocation", ""
    )
    name = address.strip().rstrip("/").rpartition("/")[2].lower().removesuffix(".xml")
    if name not in TEMPLATES:
        raise NotUnderstood(address[-60:] or processing.tag, processing.line)
    return TEMPLATES[name]


def is_template(processing: Element) -> bool:
    """Whether the rules are only named."""
    return not processing.children


def assumed_rules(responses: Sequence[Variable]) -> tuple[Element, ...]:
    """Rules for an item whose own are missing or not understood: what is declared
    as worth something earns that, what is declared as right earns one point."""
    return tuple(_assumed(responses))


def assumed_name(responses: Iterable[Variable]) -> str:
    """What is assumed, by the names of the templates."""
    names = [
        "map_response" if response.mapping else "match_correct"
        for response in responses
        if response.mapping or response.correct
    ]
    return ", ".join(dict.fromkeys(names))


def _assumed(responses: Sequence[Variable]) -> Iterator[Element]:
    for response in responses:
        name = response.identifier
        score = made("variable", identifier=SCORE)
        if response.mapping:
            more = made("mapResponse", identifier=name)
            yield _put(SCORE, made("sum", score, more))
        elif response.correct:
            more = _number("1")
            yield _condition(_match(name), [_put(SCORE, made("sum", score, more))])


def _put(name: str, value: Element) -> Element:
    return made("setOutcomeValue", value, identifier=name)


def _number(words: str) -> Element:
    value = made("baseValue", baseType="float")
    value.text = words
    return value


def _name(words: str) -> Element:
    value = made("baseValue", baseType="identifier")
    value.text = words
    return value


def _match(name: str = RESPONSE) -> Element:
    return made(
        "match",
        made("variable", identifier=name),
        made("correct", identifier=name),
    )


def _condition(
    met: Element, then: Sequence[Element], otherwise: Sequence[Element] = ()
) -> Element:
    branches = [made("responseIf", met, *then)]
    if otherwise:
        branches.append(made("responseElse", *otherwise))
    return made("responseCondition", *branches)


def _mapped() -> Element:
    return _condition(
        made("isNull", made("variable", identifier=RESPONSE)),
        [_put(SCORE, _number("0"))],
        [_put(SCORE, made("mapResponse", identifier=RESPONSE))],
    )


TEMPLATES: Mapping[str, tuple[Element, ...]] = {
    "match_correct": (
        _condition(_match(), [_put(SCORE, _number("1"))], [_put(SCORE, _number("0"))]),
    ),
    "map_response": (_mapped(),),
    # Points on a picture: no interaction that uses it can be imported.
    "map_response_point": (_put(SCORE, made("mapResponsePoint", identifier=RESPONSE)),),
    "cc2_match": (
        _put(FEEDBACK, made("variable", identifier=RESPONSE)),
        _condition(_match(), [_put(SCORE, _number("1"))], [_put(SCORE, _number("0"))]),
    ),
    "cc2_match_basic": (
        _condition(
            _match(),
            [
                _put(SCORE, made("variable", identifier=MAXSCORE)),
                _put(FEEDBACK_BASIC, _name("correct")),
            ],
            [_put(FEEDBACK_BASIC, _name("incorrect"))],
        ),
    ),
    "cc2_map_response": (
        _mapped(),
        _condition(
            made(
                "equal",
                made("variable", identifier=MAXSCORE),
                made("variable", identifier=SCORE),
            ),
            [_put(FEEDBACK, _name("correct"))],
            [_put(FEEDBACK, _name("incorrect"))],
        ),
    ),
}
"""The rules that the specification gives names to, in small letters."""
