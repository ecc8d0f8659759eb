"""Checks of draws: is there enough in the bank, whatever chance decides?"""

from collections.abc import Mapping, Sequence

from lms.content.asking import Draw, Question, Quiz, Use, fits
from lms.content.checks.desk import Desk
from lms.content.findings import FileNotes, Place
from lms.content.names import nearest
from lms.kernel.language import N_


def mind_draws(
    quiz: Quiz, bank: Mapping[str, Question], notes: FileNotes, desk: Desk
) -> None:
    """Check every draw of a quiz against the bank and the draws before it."""
    fixed = {item.question_id for item in quiz.items if isinstance(item, Use)}
    before: list[tuple[int, set[str]]] = []
    for number, draw in enumerate(quiz.items):
        if not isinstance(draw, Draw):
            continue
        place: Place = ("questions", number)
        desk.mind_outcome(draw.outcome, notes, (*place, "outcome"))
        pool = {q.id for q in bank.values() if fits(q, draw)} - fixed
        left = _sure(pool, before)
        if _knows_its_tags(draw, bank, notes, place) and left < draw.count:
            _too_few(draw, left, notes, place)
        before.append((draw.count, pool))


def _sure(pool: set[str], before: Sequence[tuple[int, set[str]]]) -> int:
    """How many of a pool are left for certain after the draws before."""
    shared = [(count, taken & pool) for count, taken in before]
    most = sum(min(count, len(taken)) for count, taken in shared)
    return len(pool) - min(most, len(set().union(*(taken for _, taken in shared))))


def _knows_its_tags(
    draw: Draw, bank: Mapping[str, Question], notes: FileNotes, at: Place
) -> bool:
    known = {tag for question in bank.values() for tag in question.tags}
    strange = [tag for tag in draw.tags if tag not in known]
    for tag in strange:
        notes.error(
            "unknown-tag",
            N_(
                "Ninguna pregunta del banco tiene la etiqueta «%(tag)s». "
                "¿Quiso decir «%(meant)s»?"
            )
            if nearest(tag, known)
            else N_("Ninguna pregunta del banco tiene la etiqueta «%(tag)s»."),
            (*at, "tags"),
            tag=tag,
            meant=nearest(tag, known),
        )
    return not strange


def _too_few(draw: Draw, left: int, notes: FileNotes, at: Place) -> None:
    notes.error(
        "too-few-to-draw",
        N_(
            "El sorteo pide %(count)s preguntas y solo es seguro que queden %(left)s, "
            "sin contar las que ya están en el cuestionario; pida menos o añada "
            "preguntas al banco."
        ),
        (*at, "draw"),
        count=draw.count,
        left=left,
    )
