"""Questions as JSON: the same keys and values as in our YAML, nothing lost.

``{"questions": [{"id": …, "kind": …, …}], "losses": []}``. Numbers with decimals and
shares of a mark are strings, so that every one of them is exact.
"""

import json
import re
from collections.abc import Mapping, Sequence

from lms.content.asking import Question
from lms.content.canonical import Plain
from lms.content.exchange.carried import Carried, Loss, Written
from lms.content.exchange.encodings import decode
from lms.content.exchange.json_tree import Faults, parsed
from lms.content.exchange.picturing import shown
from lms.content.questions.whole import plain_question, read_question
from lms.content.record import Record
from lms.content.tree import Table
from lms.kernel.language import N_, Language

_HIDDEN = re.compile("[\x7f-\x9f\ufeff\ufffd-\uffff]")


def read(
    data: bytes, *, language: Language, files: Mapping[str, bytes] | None
) -> Carried:
    """The questions of a file; each text says its own language.

    Pictures the questions show are carried if they came with the file.
    Raises ``ExchangeFaulty`` with the path of each fault, as in questions[0].prompt.
    """
    decoded = decode(data)
    faults = Faults()
    questions = _questions(parsed(decoded.words), faults)
    faults.complain()
    given = files or {}
    return Carried(
        questions=questions,
        losses=decoded.losses,
        files={path: given[path] for path in shown(questions) if path in given},
    )


def write(
    questions: Sequence[Question],
    *,
    language: Language,
    source: Language,
    files: Mapping[str, bytes],
) -> Written:
    """Write questions in all their languages. Pictures do not fit in."""
    losses = tuple(
        Loss(
            code="json-picture",
            message=N_("El JSON no lleva imágenes: envíe aparte «%(name)s»."),
            values={"name": path},
            question=question.id,
        )
        for question in questions
        for path in shown([question])
    )
    return Written(data=document(questions, ()), losses=losses)


def document(
    questions: Sequence[Question], losses: Sequence[Mapping[str, Plain]]
) -> bytes:
    """One object with questions and losses, as JSON that people can read too."""
    data = {
        "questions": [plain_question(question) for question in questions],
        "losses": list(losses),
    }
    words = json.dumps(data, ensure_ascii=False, indent=2)
    # These would not survive where files are cleaned of signs that nobody sees, or they
    # would be taken for the remains of others.
    hidden = _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", words)
    return f"{hidden}\n".encode()


def _questions(data: object, faults: Faults) -> tuple[Question, ...]:
    if not isinstance(data, dict) or not isinstance(data.get("questions"), list):
        faults.add((), N_("Se esperaba un objeto con la lista «questions»."))
        return ()
    for key in data:
        if key not in ("questions", "losses"):
            faults.add((key,), N_("No se conoce la clave «%(key)s»."), key=key)
    if not isinstance(data.get("losses", []), list):
        faults.add(("losses",), N_("Se esperaba una lista."))
    found = []
    ids: set[str] = set()
    for number, entry in enumerate(data["questions"]):
        question = _question(entry, number, faults)
        if question is None:
            continue
        if question.id in ids:
            faults.add(
                ("questions", number, "id"),
                N_("El identificador «%(id)s» está repetido."),
                id=question.id,
            )
        ids.add(question.id)
        found.append(question)
    return tuple(found)


def _question(entry: object, number: int, faults: Faults) -> Question | None:
    place = ("questions", number)
    node = faults.grown(entry, place)
    if not isinstance(node, Table):
        faults.add(place, N_("Se esperaba una pregunta: un objeto con «id», «kind»…"))
        return None
    before = len(faults.all)
    question = read_question(Record(node, faults.notes, place))
    faults.collect()
    if len(faults.all) > before:
        return None
    faults.mind_types(entry, plain_question(question), place)
    return question
