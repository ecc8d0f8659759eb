"""Which kinds of question can be asked: ours, and those that other packages add."""

from functools import cache
from importlib.metadata import entry_points

from .categorising import Categorising
from .choice import SingleChoice
from .cloze import GapText
from .essay import EssayText, ReflectionText
from .face import AnswerKind
from .likert import LikertScale
from .matching import MatchingPairs
from .multiple import MultipleChoice
from .numerical import Number
from .ordering import OrderedList
from .short import ShortAnswer
from .truefalse import TrueFalse

GROUP = "lms.question_kinds"


@cache
def answer_kinds() -> dict[str, AnswerKind]:
    """Every kind of question by name."""
    ours: list[AnswerKind] = [
        SingleChoice(),
        MultipleChoice(),
        TrueFalse(),
        MatchingPairs(),
        OrderedList(),
        ShortAnswer(),
        Number(),
        GapText(),
        Categorising(),
        EssayText(),
        ReflectionText(),
        LikertScale(),
    ]
    added = [entry.load() for entry in entry_points(group=GROUP)]
    return {kind.name: kind for kind in (*ours, *added)}
