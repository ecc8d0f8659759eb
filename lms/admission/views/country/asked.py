"""What a focal point asked, before the applicant who is to answer it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.admission.forms.country import AnswerForm
from lms.admission.queries import speaking as queries
from lms.admission.services import endorsing as services
from lms.admission.words import spoken
from lms.foundation.i18n import _
from lms.foundation.work import atomic
from lms.people import policy
from lms.people.access import authorize
from lms.web.site import tell

from .blueprint import ID, bp

PAGE = f"/me/applications/<{ID}:application_id>/question/"


@bp.get(PAGE)
def show_question(application_id: int) -> ResponseReturnValue:
    """Show what the focal point asked, to answer it."""
    member = authorize(policy.may_take_part)
    asked = queries.get_question(application_id, member.id)
    return _question_page(asked, AnswerForm())


@bp.post(PAGE)
def answer_question(application_id: int) -> ResponseReturnValue:
    """Send the answer to the focal point."""
    member = authorize(policy.may_take_part)
    asked = queries.get_question(application_id, member.id)
    form = AnswerForm.of_request()
    if not form.validate():
        return _question_page(asked, form), 422
    with atomic():
        services.answer_question(
            application_id=application_id,
            member_id=member.id,
            answer=form.answer.data,
        )
    tell("done", _("Enviamos su respuesta al punto focal."))
    address = url_for(".show_question", application_id=application_id)
    return redirect(address, 303)


def _question_page(asked: queries.Question, form: AnswerForm) -> str:
    return render_template(
        "lms/admission/country/question.html",
        asked=asked,
        form=form,
        title=spoken(asked.edition_title),
    )
