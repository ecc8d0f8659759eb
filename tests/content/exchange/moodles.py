"""Files of Moodle XML for the tests, written as people and programs write them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lms.content.asking import Question
from lms.content.exchange.carried import Carried, Written
from lms.content.exchange.moodle import read, write
from lms.content.questions.contents import Choice, Choices, Matching, Pair, Statement
from lms.content.questions.weighing import Marking
from lms.kernel.language import Language

FOLDER = Path(__file__).parent
SAMPLES = sorted((FOLDER / "moodle_samples").glob("*.xml"))
"""What we write of each kind, and beside each, as YAML, of which questions."""
EXPORTS = sorted((FOLDER / "moodle_exports").glob("*.xml"))
"""What others wrote, and beside each, as YAML, what should come of it."""
ES, PT, EN = Language.ES, Language.PT, Language.EN
SINGLE = Choices(
    choices=(
        Choice(id="a", text={ES: "Sí"}, correct=True),
        Choice(id="b", text={ES: "No", EN: "No!"}, feedback={ES: "Lea."}),
    )
)
STATEMENT = Statement(answer=True)


def quiz(*questions: str) -> bytes:
    """A whole file."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    return (head + "\n".join(questions) + "\n</quiz>\n").encode()


def asked(type_: str, inside: str, *, text: str = "<p>¿Quién?</p>") -> str:
    """A question with what all have."""
    return f"""<question type="{type_}">
  <name><text>Origen</text></name>
  <questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>
  {inside}
</question>"""


def answer(fraction: str, words: str, feedback: str = "", format_: str = "html") -> str:
    """An answer as Moodle exports it."""
    return (
        f'<answer fraction="{fraction}" format="{format_}"><text><![CDATA[{words}]]>'
        f'</text><feedback format="html"><text><![CDATA[{feedback}]]></text></feedback>'
        "</answer>"
    )


def carried(*questions: str) -> Carried:
    """What comes of some questions."""
    return read(quiz(*questions), language=ES, files=None)


def only(*questions: str) -> tuple[Question, list[str]]:
    """The one question, and the codes of what was lost."""
    found = carried(*questions)
    (question,) = found.questions
    return question, [loss.code for loss in found.losses]


def refused(*questions: str) -> tuple[str, int, str]:
    """Why nothing came of a file: the code, the line and the words of one loss."""
    found = carried(*questions)
    assert found.questions == ()
    (loss,) = found.losses
    return loss.code, loss.line, loss.words


def made(kind: str, content: object, **more: object) -> Question:
    """A question of ours on its way out."""
    given = {"prompt": {ES: "¿Qué?"}, **more}
    return Question(id="q1", kind=kind, content=content, **given)  # type: ignore[arg-type]


def sent(
    *questions: Question, files: Mapping[str, bytes] | None = None
) -> tuple[Written, list[str]]:
    """The file, and the codes of what was lost."""
    written = write(questions, language=ES, source=ES, files=files or {})
    assert all(loss.words and loss.question for loss in written.losses)
    return written, [loss.code for loss in written.losses]


def back(written: Written) -> Sequence[Question]:
    """What comes back from a file, which must be everything that is in it."""
    found = read(written.data, language=ES, files=None)
    assert found.losses == ()
    return found.questions


def pairs(*sides: tuple[str, str], marking: Marking = Marking.PARTIAL) -> Matching:
    """Pairs that are called a, b …"""
    return Matching(
        pairs=tuple(
            Pair(id=id_, left={ES: left}, right={ES: right})
            for id_, (left, right) in zip("abcd", sides, strict=False)
        ),
        marking=marking,
    )
