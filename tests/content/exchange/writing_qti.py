"""Items of QTI for tests, written from what they declare, ask and rule."""

from lms.content.exchange.qti.reading import read
from lms.kernel.language import Language

CORRECT = "match_correct"
MAPPED = "map_response"


def declared(name, *right, kind="identifier", several="single", mapping="", start=""):
    values = "".join(f"<value>{one}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{several}" '
        f'baseType="{kind}">{start}{correct}{mapping}</responseDeclaration>'
    )


def worth(default=0, bounds="", **entries):
    inside = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>'
        for key, value in entries.items()
    )
    return f'<mapping defaultValue="{default}" {bounds}>{inside}</mapping>'


def item(responses, body, rules=CORRECT, *, outcomes=None, after=""):
    if outcomes is None:
        outcomes = '<outcomeDeclaration identifier="SCORE" baseType="float"/>'
    own = rules.startswith("<")
    inside = rules if own else ""
    template = "" if own or not rules else f' template="x/{rules}"'
    processing = (
        f"<responseProcessing{template}>{inside}</responseProcessing>" if rules else ""
    )
    return (
        f'<assessmentItem identifier="uno" title="T">{responses}{outcomes}'
        f"<itemBody>{body}</itemBody>{processing}{after}</assessmentItem>"
    )


def choices(*names, most=1, response="RESPONSE"):
    inside = "".join(
        f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in names
    )
    return (
        f'<choiceInteraction responseIdentifier="{response}" maxChoices="{most}">'
        f"<prompt>Elija.</prompt>{inside}</choiceInteraction>"
    )


def entry(name="RESPONSE"):
    return f'<textEntryInteraction responseIdentifier="{name}"/>'


def sets(*several, response="RESPONSE"):
    inside = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{name}">{words}'
            "</simpleAssociableChoice>"
            for name, words in one
        )
        + "</simpleMatchSet>"
        for one in several
    )
    return (
        f'<matchInteraction responseIdentifier="{response}"><prompt>Una.</prompt>'
        f"{inside}</matchInteraction>"
    )


def put(value, name="SCORE"):
    return (
        f'<setOutcomeValue identifier="{name}"><baseValue baseType="float">{value}'
        "</baseValue></setOutcomeValue>"
    )


def carried(data):
    return read(data.encode(), language=Language.ES)


def codes(data):
    return [loss.code for loss in carried(data).losses]


def only(data):
    (question,) = carried(data).questions
    return question


ONE = declared("RESPONSE", "A")
PAIRS = declared("RESPONSE", "a x", "b y", kind="directedPair", several="multiple")
LEFT, RIGHT = [("a", "A"), ("b", "B")], [("x", "X"), ("y", "Y")]
ESSAY = '<extendedTextInteraction responseIdentifier="RESPONSE" {}/><p>¿Qué?</p>'
TEXT = declared("RESPONSE", kind="string")
ORDER = (
    '<orderInteraction responseIdentifier="RESPONSE"><prompt>Ordene.</prompt>'
    '<simpleChoice identifier="A">a</simpleChoice>'
    '<simpleChoice identifier="B">b</simpleChoice></orderInteraction>'
)
MANY = "".join(f'<mapEntry mapKey="palabra {n}" mappedValue="1"/>' for n in range(250))
