"""One application with everything said of it, and the scoring sheet."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.admission import desk_words, policy, words
from lms.admission.errors import FileNotFound
from lms.admission.forms.desk import ReviewForm, query_of, read_filters, review_form
from lms.admission.queries import desk as queries
from lms.admission.queries.reviewing import Given, Whole, get_file, get_whole
from lms.admission.services import scoring
from lms.admission.views.apply_files import send
from lms.enrolment.rules import FormQuestion, QuestionKind
from lms.foundation.i18n import _, country_name
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import Board, admit, bp
from .listing import call

_ONE = "/<int(max=2147483647):application_id>/"


@bp.get(_ONE)
def show_application(edition_id: int, application_id: int) -> ResponseReturnValue:
    """Show one application to those who read and score."""
    board = admit(edition_id, policy.may_review)
    whole = get_whole(edition_id, application_id, board.selection.rules.criteria)
    mine = whole.by(board.member.id)
    known = {f"points-{id_}": str(n) for id_, n in mine.points.items()} if mine else {}
    form = _form_class(board).of_request(note=mine.note if mine else "", **known)
    return _page(board, whole, form)


@bp.post(_ONE)
def save_review(edition_id: int, application_id: int) -> ResponseReturnValue:
    """Keep what a reviewer gives; go on to the next application, if asked to."""
    board = admit(edition_id, policy.may_review)
    whole = get_whole(edition_id, application_id, board.selection.rules.criteria)
    form = _form_class(board).of_request()
    if not form.validate():
        return _page(board, whole, form, 422)
    with atomic():
        scoring.save_review(
            edition_id=edition_id,
            application_id=application_id,
            reviewer_id=board.member.id,
            points=form.points,
            note=form.note.data,
        )
    tell("done", _("Su puntaje quedó guardado."))
    after = _around(board, application_id)[1] if "next" in request.form else None
    address = _at(board, after or application_id)
    return redirect(address, 303)


@bp.get("/<int(max=2147483647):application_id>/files/<int(max=2147483647):file_id>/")
def download_file(
    edition_id: int, application_id: int, file_id: int
) -> ResponseReturnValue:
    """Give a file of an application to those who may know who applied."""
    board = admit(edition_id, policy.may_review)
    if board.blind:
        raise FileNotFound
    return send(get_file(edition_id, application_id, file_id))


def _form_class(board: Board) -> type[ReviewForm]:
    criteria = board.selection.rules.criteria
    labels = {one.id: words.spoken(one.label) for one in criteria}
    found: type[ReviewForm] = review_form(criteria, labels)
    return found


def _at(board: Board, application_id: int) -> str:
    query = query_of(request.args)
    address = board.at("show_application", application_id=application_id)
    return f"{address}?{query}" if query else address


def _around(board: Board, application_id: int) -> tuple[int | None, int | None]:
    """The applications before and after one, in the table it was reached from."""
    filters = read_filters(request.args, blind=board.blind)
    ids = queries.list_ids(board.selection, filters)
    if application_id not in ids:
        return None, None
    place = ids.index(application_id)
    before = ids[place - 1] if place else None
    return before, ids[place + 1] if place + 1 < len(ids) else None


def visible_reviews(board: Board, whole: Whole) -> list[Given]:
    """In blind mode nobody reads the others before they said what they think."""
    mine = whole.by(board.member.id)
    if board.blind and mine is None:
        return []
    return whole.reviews


def _page(
    board: Board, whole: Whole, form: ReviewForm, status: int = 200
) -> ResponseReturnValue:
    before, after = _around(board, whole.application.id)
    query = query_of(request.args)
    desk = board.at("show_desk")
    return render_template(
        "lms/admission/desk/one.html",
        board=board,
        whole=whole,
        name=call(whole.application.id, None if board.blind else whole.name),
        form=form if board.selection.rules.criteria else None,
        reviews=visible_reviews(board, whole),
        mine=whole.by(board.member.id),
        answers=_answers(board, whole),
        before=_at(board, before) if before else None,
        after=_at(board, after) if after else None,
        here_url=_at(board, whole.application.id),
        desk_url=f"{desk}?{query}" if query else desk,
        words=desk_words,
        names=words,
        country_name=country_name,
        file_url=lambda file: board.at(
            "download_file", application_id=whole.application.id, file_id=file.id
        ),
    ), status


def _answers(board: Board, whole: Whole) -> list[dict[str, Any]]:
    """The questions of the edition with what was answered."""
    given = whole.application.answers
    return [
        {
            "label": words.spoken(question.label),
            "said": _said(question, given.get(question.id)),
            "files": [file for file in whole.files if file.question_id == question.id],
            "is_file": question.kind is QuestionKind.FILE,
        }
        for question in board.selection.rules.questions
    ]


def _said(question: FormQuestion, given: Any) -> str:
    if question.kind is QuestionKind.CHOICE:
        for choice in question.choices:
            if choice.id == given:
                return words.spoken(choice.label)
    return "" if given is None else str(given)
