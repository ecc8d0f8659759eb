"""The marking desk: the queue of answers, one of them, telling all marks at once."""

from textwrap import shorten

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.content.names import is_slug
from lms.foundation.i18n import _, day_and_hour, ngettext
from lms.foundation.work import atomic
from lms.quizzes import policy, services
from lms.quizzes.pages.outcome import decimal
from lms.quizzes.queries import get_questions, waiting
from lms.quizzes.queries import queue as queues
from lms.quizzes.queries.queue import PAGE, TO_DO, Queue, QueueLine, Show
from lms.quizzes.rounds import Stage
from lms.quizzes.services.marking_by_hand import give_mark
from lms.quizzes.sheet import get_sheet
from lms.web.paging import Page, page_number
from lms.web.site import tell

from .answer import Board, answer_page, open_board, sent_board
from .blueprint import desk as pages
from .hidden import code_of
from .staff import Desk, get_desk


@pages.get("/marking/")
def list_waiting(course_id: str, activity_id: str) -> ResponseReturnValue:
    """List the answers that people mark, those first that nobody has marked."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    return _queue_page(desk)


@pages.post("/marking/tell")
def tell_marks(course_id: str, activity_id: str) -> ResponseReturnValue:
    """Tell the marks of a quiz to all learners of an edition."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    counts = queues.count(_queue(desk))
    if any(counts[show] for show in TO_DO) and request.form.get("sure") != "1":
        return _queue_page(desk, unsure=True), 422
    with atomic():
        told = services.release_marks(
            edition_id=desk.edition_id, activity_id=activity_id, by_id=desk.member.id
        )
    tell("done", _told(told))
    return redirect(desk.here("list_waiting"), 303)


@pages.get("/marking/<code>/<question_id>/")
def show_answer(
    course_id: str, activity_id: str, code: str, question_id: str
) -> ResponseReturnValue:
    """Show one answer, to mark it or to see how it was marked."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    show = request.args.get("show", "")
    return answer_page(open_board(desk, code, question_id, show))


@pages.post("/marking/<code>/<question_id>/")
def mark_answer(
    course_id: str, activity_id: str, code: str, question_id: str
) -> ResponseReturnValue:
    """Save what a marker thinks of an answer, and go to the next one."""
    desk = get_desk(course_id, activity_id, policy.may_mark)
    board = sent_board(desk, code, question_id, request.form)
    if not board.form.validate():
        return answer_page(board), 422
    if board.form.preview.data:
        return answer_page(board)
    with atomic():
        marked = give_mark(marking=board.marking, judgement=board.form.judgement)
    if marked.clash:
        return answer_page(board.again()), 409
    tell("done", _saved(marked.stage))
    return redirect(_onward(board), 303)


def _saved(stage: Stage) -> str:
    if stage is Stage.WAITS:
        return _("La nota quedó guardada. Falta la de una segunda persona.")
    if stage is Stage.DIFFER:
        return _(
            "La nota quedó guardada y difiere de la primera: hay que acordar la nota "
            "final. Está en «Por acordar»."
        )
    return _("La nota quedó guardada.")


def _told(attempts: int) -> str:
    return ngettext(
        "Las notas quedaron comunicadas: %(num)s intento tiene su resultado.",
        "Las notas quedaron comunicadas: %(num)s intentos tienen su resultado.",
        attempts,
    )


def _onward(board: Board) -> str:
    """Where a marker goes after an answer: the next of the same list, or the queue."""
    if board.show not in TO_DO or request.form.get("go") == "queue":
        return board.queue_address
    answer, desk = board.answer, board.desk
    found = queues.find_next(
        _queue(desk), board.show, answer.attempt_id, answer.question.id
    )
    return _address(desk, *found, board.show) if found else board.queue_address


def _queue(desk: Desk) -> Queue:
    asked = request.values.get("question", "")
    return queues.get_queue(
        edition_id=desk.edition_id,
        activity_id=desk.activity_id,
        viewer_id=desk.member.id,
        question_id=asked if is_slug(asked) else "",
    )


def _show(asked: str | None) -> Show:
    return Show(asked) if asked in tuple(Show) else Show.WAITING


def _address(desk: Desk, attempt_id: int, question_id: str, show: Show) -> str:
    return desk.here(
        "show_answer",
        code=code_of(attempt_id),
        question_id=question_id,
        show=None if show is Show.WAITING else show,
    )


def _queue_page(desk: Desk, *, unsure: bool = False) -> str:
    queue, show = _queue(desk), _show(request.args.get("show"))
    counts = queues.count(queue)
    number = page_number(request.args.get("page"), counts[show], PAGE)
    lines = queues.list_answers(queue, show, number)
    released_at = waiting.find_released_at(desk.edition_id, desk.activity_id)
    zone = desk.member.time_zone

    def at(shown: Show, page: int = 1) -> str:
        return desk.here(
            "list_waiting",
            show=None if shown is Show.WAITING else shown,
            question=queue.question_id or None,
            page=page if page > 1 else None,
        )

    return render_template(
        "lms/quizzes/desk/queue.html",
        desk=desk,
        queue=queue,
        show=show,
        counts=counts,
        page=Page(items=lines, number=number, total=counts[show], size=PAGE),
        page_url=lambda n: at(show, n),
        show_url=at,
        line_url=lambda line: _address(desk, line.attempt_id, line.question_id, show),
        name_of=lambda line: line.learner or code_of(line.attempt_id).upper(),
        titles=_titles(desk, queue),
        mark_of=lambda line: _mark(desk, line),
        when=lambda moment: day_and_hour(moment, zone),
        waiting=sum(counts[each] for each in TO_DO),
        released=day_and_hour(released_at, zone) if released_at else None,
        unsure=unsure,
    )


def _titles(desk: Desk, queue: Queue) -> dict[str, str]:
    """What the questions are called: by their author, or as they begin."""
    titles: dict[str, str] = {}
    for release_id, (ids, _rule) in queue.asked.items():
        sheet = get_sheet(release_id, desk.activity_id)
        for id_ in ids:
            printed = sheet.questions[id_]
            words = shorten(printed.prompt.html.striptags(), 80, placeholder="…")
            titles.setdefault(id_, printed.question.name or words)
    return titles


def _mark(desk: Desk, line: QueueLine) -> str:
    assert line.mark is not None  # asked for settled answers alone
    questions = get_questions(line.release_id, desk.activity_id)
    worth = questions[line.question_id].points
    return _("%(points)s de %(worth)s", points=decimal(line.mark * worth), worth=worth)
