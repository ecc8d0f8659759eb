"""Coming in with a code: typed, or in the address of an invitation."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.admission.codes import cleaned, grouped
from lms.admission.forms.seats import CodeForm
from lms.admission.queries.inviting import get_invited
from lms.admission.services import inviting as services
from lms.catalogue import queries as catalogue
from lms.enrolment.states import STANDING
from lms.foundation import throttle
from lms.foundation.i18n import _, current_language
from lms.foundation.work import atomic
from lms.kernel.language import pick
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.people.roles import Viewer
from lms.web.site import tell

from .blueprint import bp, title_of

PER_PERSON = "20/15minutes"
PER_NETWORK = "100/15minutes"
"""How often codes may be tried: a class of people shares one network."""


@bp.get("/join/")
def show_code() -> ResponseReturnValue:
    """Ask for the code of an invitation."""
    authorize(may_take_part)
    return render_template("lms/admission/seats/code.html", form=CodeForm())


@bp.post("/join/")
def type_code() -> ResponseReturnValue:
    """Go on to the invitation whose code was typed."""
    authorize(may_take_part)
    form = CodeForm.of_request()
    code = cleaned(form.code.data or "")
    if form.validate() and not code:
        form.code.errors = [_("No es un código completo: son doce letras y números.")]
    if form.errors or not code:
        return render_template("lms/admission/seats/code.html", form=form), 422
    return redirect(url_for(".show_invitation", code=grouped(code)), 303)


@bp.get("/join/<code>/")
def show_invitation(code: str) -> ResponseReturnValue:
    """Show what an invitation is to."""
    _count(authorize(may_take_part))
    invited = get_invited(code)
    package = catalogue.get_card(invited.course_id).package
    course = pick(package.title, current_language(), package.source)
    return render_template(
        "lms/admission/seats/join.html",
        invited=invited,
        course=course,
        title=title_of(invited.title, course.words),
        join_url=url_for(".join", code=code),
    )


@bp.post("/join/<code>/")
def join(code: str) -> ResponseReturnValue:
    """Come in with a code."""
    member = authorize(may_take_part)
    _count(member)
    course_id = get_invited(code).course_id
    with atomic():
        enrolment = services.join_by_code(code=code, member_id=member.id)
    if enrolment.state in STANDING:
        tell("done", _("Ya está en el curso."))
    else:
        tell("done", _("Tiene un lugar. El curso se abre cuando la edición empiece."))
    return redirect(url_for("lms.learning.show_course", course_id=course_id), 303)


def _count(member: Viewer) -> None:
    """Count a try with a code; raises ``TooMany``."""
    throttle.hit(PER_PERSON, "invitation", str(member.id))
    network = throttle.network_of(request.remote_addr)
    throttle.hit(PER_NETWORK, "invitation", network)
