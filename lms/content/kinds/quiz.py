"""Activities that are a quiz: one YAML file with all languages in it."""

from dataclasses import dataclass

from lms.content.asking import Band, Quiz
from lms.content.canonical import Draft, Plain, plain_text
from lms.content.checks.desk import Desk
from lms.content.checks.quizzes import mind_quiz
from lms.content.kinds.items import plain_item, read_item
from lms.content.kinds.rules import plain_rules, read_rules
from lms.content.record import Record
from lms.content.schema import Activity, Content
from lms.content.shelf import Shelf


@dataclass(frozen=True, kw_only=True, slots=True)
class QuizKind:
    """Questions that are marked."""

    name: str = "quiz"

    def parse(self, shelf: Shelf, stem: str) -> Quiz | None:
        """Read the file of the quiz."""
        record = shelf.record(quiz_path(stem))
        if record is None:
            return None
        quiz = Quiz(
            title=record.text("title"),
            intro=record.optional_text("intro"),
            pass_mark=record.whole("pass_mark", 0, 100),
            rules=read_rules(record.optional_record("rules")),
            bands=tuple(map(_band, record.records("bands", required=False))),
            items=tuple(map(read_item, record.records("questions"))),
        )
        record.close()
        return quiz

    def check(self, activity: Activity, stem: str, desk: Desk) -> None:
        """Mind the questions and what they say."""
        if isinstance(activity.content, Quiz):
            mind_quiz(activity.content, quiz_path(stem), desk)

    def dump(self, content: Content, stem: str) -> dict[str, Draft]:
        """The file of the quiz."""
        assert isinstance(content, Quiz)
        data: dict[str, Plain] = {"title": plain_text(content.title)}
        if content.intro:
            data["intro"] = plain_text(content.intro)
        data["pass_mark"] = content.pass_mark
        if rules := plain_rules(content.rules):
            data["rules"] = rules
        if content.bands:
            data["bands"] = [_plain_band(band) for band in content.bands]
        data["questions"] = [plain_item(item) for item in content.items]
        return {quiz_path(stem): data}


def quiz_path(stem: str) -> str:
    """The file of a quiz."""
    return f"{stem}.yaml"


def _band(record: Record) -> Band:
    band = Band(least=record.whole("least", 0, 100), feedback=record.text("feedback"))
    record.close()
    return band


def _plain_band(band: Band) -> dict[str, Plain]:
    return {"least": band.least, "feedback": plain_text(band.feedback)}
