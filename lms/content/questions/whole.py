"""A whole question in and out: what all kinds share, and what its kind needs."""

from lms.content.asking import Difficulty, Question
from lms.content.canonical import Plain, plain_text
from lms.content.names import nearest
from lms.content.questions.parts import put_text
from lms.content.questions.registry import question_kinds
from lms.content.record import Record
from lms.kernel.language import N_

MAX_POINTS = 100


def read_question(record: Record) -> Question:
    """Read one question; what is wrong with it is in the notes."""
    id_, name = record.slug("id"), record.line("kind")
    kind = question_kinds().get(name)
    question = Question(
        id=id_,
        kind=name,
        name=record.optional_line("name") or "",
        category=record.optional_line("category") or "",
        tags=record.lines("tags"),
        outcome=record.optional_slug("outcome"),
        difficulty=record.optional_option("difficulty", Difficulty),
        points=record.whole("points", 1, MAX_POINTS, default=1),
        prompt=record.text("prompt"),
        content=kind.parse(record) if kind else None,
        feedback=record.optional_text("feedback"),
        when_right=record.optional_text("when_right"),
        when_partly=record.optional_text("when_partly"),
        when_wrong=record.optional_text("when_wrong"),
        sources=record.slugs("sources"),
    )
    if kind:
        record.close()
    else:
        _unknown_kind(record, name)
    return question


def plain_question(question: Question) -> dict[str, Plain]:
    """The same as data, in the order it is written; defaults are left out."""
    data: dict[str, Plain] = {"id": question.id, "kind": question.kind}
    if question.name:
        data["name"] = question.name
    if question.category:
        data["category"] = question.category
    if question.tags:
        data["tags"] = list(question.tags)
    if question.outcome is not None:
        data["outcome"] = question.outcome
    if question.difficulty is not None:
        data["difficulty"] = str(question.difficulty)
    if question.points != 1:
        data["points"] = question.points
    data["prompt"] = plain_text(question.prompt)
    data.update(question_kinds()[question.kind].dump(question))
    put_text(data, "feedback", question.feedback)
    put_text(data, "when_right", question.when_right)
    put_text(data, "when_partly", question.when_partly)
    put_text(data, "when_wrong", question.when_wrong)
    if question.sources:
        data["sources"] = list(question.sources)
    return data


def _unknown_kind(record: Record, name: str) -> None:
    known = sorted(question_kinds())
    if name:
        record.notes.error(
            "unknown-question-kind",
            N_(
                "No se conoce el tipo de pregunta «%(name)s». ¿Quiso decir "
                "«%(meant)s»? Los tipos son: %(known)s."
            ),
            (*record.at, "kind"),
            name=name,
            meant=nearest(name, known) or known[0],
            known=", ".join(known),
        )
