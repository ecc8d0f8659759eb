"""The own questions of an edition's application."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from lms.enrolment import services
from lms.enrolment.errors import NoSuchEdition
from lms.enrolment.forms.questions import QuestionForm, values_of
from lms.enrolment.rules import FormQuestion
from lms.enrolment.words import QUESTION_KINDS
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.web.site import tell

from .blueprint import ONE, bp
from .frame import Desk, get_desk, page

QUESTION = f"{ONE}/form/<question_id>"


@bp.get(f"{ONE}/form/")
def list_questions(edition_id: int) -> ResponseReturnValue:
    """List the own questions of the form, in their order."""
    desk = get_desk(edition_id)
    return page(
        "questions",
        desk,
        questions=services.rules_of(desk.edition).questions,
        kind_word=lambda kind: _(QUESTION_KINDS[kind]),
        verdict=services.may_change_form(desk.edition),
    )


@bp.get(f"{ONE}/form/new")
def show_new_question(edition_id: int) -> ResponseReturnValue:
    """Show what a new question has to say."""
    desk = get_desk(edition_id)
    return _page(desk, QuestionForm.of_request(**values_of(None)), None)


@bp.post(f"{ONE}/form/new")
def add_question(edition_id: int) -> ResponseReturnValue:
    """Add a question to the form."""
    return _save(get_desk(edition_id), None)


@bp.get(f"{QUESTION}/")
def show_question(edition_id: int, question_id: str) -> ResponseReturnValue:
    """Show a question, to change it."""
    desk = get_desk(edition_id)
    known = _known(desk, question_id)
    return _page(desk, QuestionForm.of_request(**values_of(known)), known)


@bp.post(f"{QUESTION}/")
def save_question(edition_id: int, question_id: str) -> ResponseReturnValue:
    """Change a question."""
    desk = get_desk(edition_id)
    return _save(desk, _known(desk, question_id))


@bp.post(f"{QUESTION}/move")
def move_question(edition_id: int, question_id: str) -> ResponseReturnValue:
    """Move a question up or down."""
    desk = get_desk(edition_id)
    with atomic():
        services.move_question(
            edition_id=edition_id,
            question_id=question_id,
            places=-1 if request.form.get("to") == "up" else 1,
            by_id=desk.member.id,
        )
    return redirect(desk.at("list_questions", _anchor=question_id), 303)


@bp.post(f"{QUESTION}/remove")
def remove_question(edition_id: int, question_id: str) -> ResponseReturnValue:
    """Take a question out of the form."""
    desk = get_desk(edition_id)
    with atomic():
        services.remove_question(
            edition_id=edition_id, question_id=question_id, by_id=desk.member.id
        )
    tell("done", _("La pregunta quedó quitada del formulario."))
    return redirect(desk.at("list_questions"), 303)


def _known(desk: Desk, question_id: str) -> FormQuestion:
    for question in services.rules_of(desk.edition).questions:
        if question.id == question_id:
            return question
    raise NoSuchEdition


def _save(desk: Desk, known: FormQuestion | None) -> ResponseReturnValue:
    form = QuestionForm.of_request()
    if not form.validate():
        return _page(desk, form, known, 422)
    with atomic():
        services.put_question(
            edition_id=desk.edition.id,
            question=form.question(known),
            by_id=desk.member.id,
        )
    tell("done", _("La pregunta quedó guardada."))
    return redirect(desk.at("list_questions"), 303)


def _page(
    desk: Desk, form: QuestionForm, known: FormQuestion | None, status: int = 200
) -> ResponseReturnValue:
    verdict = services.may_change_form(desk.edition)
    return page("question", desk, status, form=form, known=known, verdict=verdict)
