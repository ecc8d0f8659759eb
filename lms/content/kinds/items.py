"""The entries of a quiz in its file: questions, those of the bank, draws, headings."""

from lms.content.asking import Difficulty, Draw, Item, Section, Use
from lms.content.canonical import Plain, plain_text
from lms.content.questions.parts import put_text
from lms.content.questions.whole import plain_question, read_question
from lms.content.record import Record

MAX_DRAWN = 200


def read_item(record: Record) -> Item:
    """Read one entry; without ``use``, ``draw`` and ``section`` it is a question."""
    if record.has("use"):
        item: Item = Use(question_id=record.slug("use"))
    elif record.has("draw"):
        item = Draw(
            count=record.whole("draw", 1, MAX_DRAWN),
            tags=record.lines("tags"),
            outcome=record.optional_slug("outcome"),
            difficulty=record.optional_option("difficulty", Difficulty),
        )
    elif record.has("section"):
        item = _section(record.optional_record("section"))
    else:
        return read_question(record)
    record.close()
    return item


def plain_item(item: Item) -> dict[str, Plain]:
    """The same as data."""
    if isinstance(item, Use):
        return {"use": item.question_id}
    if isinstance(item, Draw):
        return _plain_draw(item)
    if isinstance(item, Section):
        data: dict[str, Plain] = {"title": plain_text(item.title)}
        put_text(data, "intro", item.intro)
        return {"section": data}
    return plain_question(item)


def _section(record: Record | None) -> Section:
    if record is None:
        return Section(title={})
    section = Section(title=record.text("title"), intro=record.optional_text("intro"))
    record.close()
    return section


def _plain_draw(draw: Draw) -> dict[str, Plain]:
    data: dict[str, Plain] = {"draw": draw.count}
    if draw.tags:
        data["tags"] = list(draw.tags)
    if draw.outcome is not None:
        data["outcome"] = draw.outcome
    if draw.difficulty is not None:
        data["difficulty"] = str(draw.difficulty)
    return data
