"""What is at hand while one question is written."""

from dataclasses import dataclass
from fractions import Fraction

from lms.content.asking import Question
from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.moodle.writing.sheet import Sheet, Told
from lms.content.exchange.moodle.writing.wording import Wording
from lms.content.exchange.weights import is_common, is_kept, percent_of
from lms.kernel.language import N_, Text


@dataclass(frozen=True, slots=True)
class Page:
    """A question, the sheet it goes on, its words, and what is lost of it."""

    question: Question
    sheet: Sheet
    wording: Wording
    notes: Notes

    def percent(self, share: Fraction) -> str:
        """A share of the mark as it is written; Moodle knows some of them only."""
        percent = percent_of(share)
        if not (is_common(share) and is_kept(share)):
            self.notes.lose(
                "uncommon-weight",
                N_(
                    "Moodle no ofrece el peso %(percent)s %%: al importar, elija que "
                    "use el más cercano."
                ),
                percent=percent,
            )
        return percent

    def told(self, tag: str, text: Text, **attributes: str) -> None:
        """An element with a text that may have paragraphs."""
        self.sheet.told(tag, self.wording.told(text), **attributes)

    def answer(self, share: str, told: Told, feedback: Text) -> None:
        """An answer as HTML, and what is told to who gives it."""
        with self.sheet.inside("answer", fraction=share, format="html"):
            self.sheet.text(told)
            self.told("feedback", feedback)

    def plain_answer(
        self, share: str, words: str, feedback: Text, *, tolerance: str = ""
    ) -> None:
        """An answer that is typed, and what is told to who types it."""
        with self.sheet.inside("answer", fraction=share, format="moodle_auto_format"):
            self.sheet.leaf("text", words)
            self.told("feedback", feedback)
            if tolerance:
                self.sheet.leaf("tolerance", tolerance)

    def verdicts(self) -> None:
        """What is told to those whose answer was right, partly right, or wrong."""
        self.told("correctfeedback", self.question.when_right)
        self.told("partiallycorrectfeedback", self.question.when_partly)
        self.told("incorrectfeedback", self.question.when_wrong)
