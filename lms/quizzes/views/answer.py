"""One answer before a marker: what was asked, what was written, what was given."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import render_template
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from lms.content.page import Context
from lms.content.questions.contents import Essay
from lms.content.rendering import render_lesson
from lms.foundation.i18n import current_language, day_and_hour
from lms.foundation.markup import post_html
from lms.kernel.language import pick
from lms.quizzes.errors import AnswerNotFound
from lms.quizzes.kinds.texts import words_in
from lms.quizzes.marking_forms import MarkForm, filled, form_for
from lms.quizzes.pages.outcome import decimal
from lms.quizzes.printed import NO_WORDS, PrintedQuestion, Words
from lms.quizzes.queries import waiting
from lms.quizzes.queries.queue import TO_DO, Show
from lms.quizzes.queries.waiting import AnswerToMark
from lms.quizzes.rounds import (
    GivenMark,
    Judgement,
    Round,
    Stage,
    is_current,
    is_free_to_change,
    joined,
    stage_of,
    stamp_of,
    visible,
)
from lms.quizzes.services.marking_by_hand import Marking
from lms.quizzes.sheet import get_sheet

from .hidden import attempt_of, code_of
from .staff import Desk


@dataclass(frozen=True, kw_only=True)
class Board:
    """What a page needs to show one answer to one marker."""

    desk: Desk
    answer: AnswerToMark
    form: MarkForm
    clash: bool = False

    @property
    def code(self) -> str:
        return code_of(self.answer.attempt_id)

    @property
    def learner(self) -> str | None:
        """The name of who answered, unless the quiz is marked without names."""
        return None if self.answer.rules.anonymous else self.answer.learner

    @property
    def submitted(self) -> str | None:
        """When it was handed in; that too may tell whose it is."""
        if self.answer.rules.anonymous:
            return None
        return self.when(self.answer.submitted_at)

    @property
    def address(self) -> str:
        question_id = self.answer.question.id
        return self.desk.here("mark_answer", code=self.code, question_id=question_id)

    @property
    def show(self) -> Show:
        """The list of the queue that the marker came from."""
        asked = self.form.show.data
        return Show(asked) if asked in tuple(Show) else Show.WAITING

    @property
    def has_next(self) -> bool:
        """Whether a next answer follows: in the lists of what is still to do."""
        return self.show in TO_DO and self.stage is not Stage.SETTLED

    @property
    def queue_address(self) -> str:
        show = None if self.show is Show.WAITING else self.show
        return self.desk.here("list_waiting", show=show)

    @property
    def words(self) -> int:
        """How many words the answer has."""
        return sum(map(words_in, self.answer.value))

    def when(self, moment: datetime) -> str:
        """Write a moment in the marker's time zone."""
        return day_and_hour(moment, self.desk.member.time_zone)

    @property
    def stage(self) -> Stage:
        return stage_of(self.answer.marks, self.desk.member.id)

    @property
    def given(self) -> list[GivenMark]:
        """The marks that this marker may see, in the order of their rounds.

        Where one marker was enough, their mark is told once.
        """
        seen = dict(visible(self.answer.marks, self.desk.member.id))
        said = {name: mark.judgement for name, mark in seen.items()}
        alone = Round.SECOND not in said and Round.FINAL in said
        if alone and said.get(Round.FIRST) == said[Round.FINAL]:
            del seen[Round.FIRST]
        return [seen[name] for name in Round if name in seen]

    @cached_property
    def printed(self) -> PrintedQuestion:
        sheet = get_sheet(self.answer.release_id, self.desk.activity_id)
        return sheet.questions[self.answer.question.id]

    @property
    def guidance(self) -> Words:
        """What the author says to those who mark."""
        content = self.answer.question.content
        text = content.guidance if isinstance(content, Essay) else {}
        told = pick(text, current_language(), self.desk.package.source)
        if not told.words:
            return NO_WORDS
        html = render_lesson(told.words, told.language, Context()).html
        lang = "" if told.language is current_language() else str(told.language)
        return Words(Markup(html), lang)  # noqa: S704 – no HTML of an author's

    @property
    def preview(self) -> Markup | None:
        """The comment as it would be shown, if the marker asked for that."""
        if not self.form.preview.data:
            return None
        return Markup(post_html(self.form.comment.data))  # noqa: S704 – made safe

    @property
    def marking(self) -> Marking:
        """What the form asks for."""
        return Marking(
            edition_id=self.desk.edition_id,
            activity_id=self.desk.activity_id,
            attempt_id=self.answer.attempt_id,
            question_id=self.answer.question.id,
            marker_id=self.desk.member.id,
            stamp=self.form.stamp.data or "",
            reason=self.form.reason.data or "",
        )

    def points(self, judgement: Judgement) -> str:
        """Write a mark as points of the question."""
        return decimal(judgement.mark * self.answer.question.points)

    def level(self, criterion_id: str, judgement: Judgement) -> Words:
        """Name the level that was reached."""
        level_id = judgement.levels.get(criterion_id, "")
        return self.printed.words.get(f"{criterion_id}.{level_id}", NO_WORDS)

    @property
    def unlike(self) -> set[str]:
        """The criteria that two markers judged differently."""
        both = [self.answer.marks.get(r) for r in (Round.FIRST, Round.SECOND)]
        if not all(both):
            return set()
        one, two = (mark.judgement.levels if mark else {} for mark in both)
        return {id_ for id_ in {*one, *two} if one.get(id_) != two.get(id_)}

    def html(self, comment: str) -> Markup:
        """Show a comment."""
        return Markup(post_html(comment))  # noqa: S704 – made safe

    def again(self) -> "Board":
        """The same form before the marks as they are now, after a clash."""
        answer = _read(self.desk, self.code, self.answer.question.id)
        self.form.stamp.data = stamp_of(answer.marks, self.desk.member.id)
        _mind_reason(self.form, answer, self.desk)
        return Board(desk=self.desk, answer=answer, form=self.form, clash=True)


def open_board(desk: Desk, code: str, question_id: str, show: str) -> Board:
    """Return an answer with a form as it stands; raises ``AnswerNotFound``."""
    answer = _read(desk, code, question_id)
    values = _values(answer, desk.member.id)
    stamp = stamp_of(answer.marks, desk.member.id)
    form = _form(desk, answer)(stamp=stamp, show=show, **values)
    _mind_reason(form, answer, desk)
    return Board(desk=desk, answer=answer, form=form)


def sent_board(
    desk: Desk, code: str, question_id: str, fields: MultiDict[str, str]
) -> Board:
    """Return an answer with a form as it was sent; raises ``AnswerNotFound``."""
    answer = _read(desk, code, question_id)
    form = _form(desk, answer)(fields)
    _mind_reason(form, answer, desk)
    return Board(desk=desk, answer=answer, form=form)


def answer_page(board: Board) -> str:
    """Show an answer."""
    return render_template("lms/quizzes/desk/answer.html", desk=board.desk, board=board)


def _read(desk: Desk, code: str, question_id: str) -> AnswerToMark:
    answer = waiting.get_answer(
        edition_id=desk.edition_id,
        activity_id=desk.activity_id,
        attempt_id=attempt_of(code),
        question_id=question_id,
    )
    if answer.learner_id == desk.member.id:
        raise AnswerNotFound
    return answer


def _form(desk: Desk, answer: AnswerToMark) -> type[MarkForm]:
    sheet = get_sheet(answer.release_id, desk.activity_id)
    return form_for(answer.question, sheet.questions[answer.question.id].words)


def _values(answer: AnswerToMark, viewer_id: int) -> dict[str, object]:
    """What a form shows at first: one's own mark, or what two agree on."""
    marks = answer.marks
    stage = stage_of(marks, viewer_id)
    if stage is Stage.SETTLED:
        return filled(answer.question, marks[Round.FINAL].judgement)
    if stage is Stage.WAITS:
        return filled(answer.question, marks[Round.FIRST].judgement)
    if stage is not Stage.DIFFER:
        return {}
    one, two = marks[Round.FIRST].judgement, marks[Round.SECOND].judgement
    both = {k: v for k, v in one.levels.items() if two.levels.get(k) == v}
    shown = Judgement(
        mark=one.mark, levels=both, comment=joined(one.comment, two.comment)
    )
    values = filled(answer.question, shown)
    return {name: value for name, value in values.items() if name != "points"}


def _mind_reason(form: MarkForm, answer: AnswerToMark, desk: Desk) -> None:
    """A mark that counts is changed with a reason, but for one's own untold one.

    Whoever does not know yet that it counts is told that first.
    """
    me, marks = desk.member.id, answer.marks
    form.needs_reason = (
        stage_of(marks, me) is Stage.SETTLED
        and is_current(form.stamp.data or "", marks, me)
        and not is_free_to_change(marks, me, told=answer.is_told)
    )
