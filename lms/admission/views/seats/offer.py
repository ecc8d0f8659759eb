"""The page on which somebody takes an offered seat, or leaves it to the next."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.admission.errors import ApplicationNotFound
from lms.admission.queries.waiting import OwnOffer, find_own_offer, position_of
from lms.admission.services import offering
from lms.admission.services.offering import Outcome
from lms.enrolment.queries import get_edition
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now
from lms.foundation.i18n import _, ago, day_and_hour, zone_name
from lms.foundation.work import atomic
from lms.people.access import authorize
from lms.people.policy import may_take_part
from lms.people.roles import Viewer
from lms.web.site import tell

from .blueprint import ID, bp, title_of

OFFER = f"/me/applications/<{ID}:application_id>/offer"


@bp.get(OFFER)
def show_offer(application_id: int) -> ResponseReturnValue:
    """Show somebody the seat that is offered to them, and how long it waits."""
    member, own = _own(application_id)
    edition = get_edition(own.edition_id)
    zone_id = member.time_zone or edition.time_zone
    stands = (
        own.state is EnrolmentState.OFFERED
        and own.answer == ""
        and own.expires_at > now()
    )
    return render_template(
        "lms/admission/seats/offer.html",
        title=title_of(edition.title, edition.slug),
        own=own,
        stands=stands,
        edition=edition,
        until=day_and_hour(own.expires_at, zone_id, "long"),
        zone=zone_name(zone_id),
        left=ago(own.expires_at, now()),
        position=position_of(own.enrolment_id),
        course_url=url_for("lms.learning.show_course", course_id=edition.course_id),
        answer_url=url_for(".answer_offer", application_id=application_id),
    )


@bp.post(OFFER)
def answer_offer(application_id: int) -> ResponseReturnValue:
    """Take the seat, or leave it to the next on the list."""
    member, own = _own(application_id)
    accepts = request.form.get("answer") == "accept"
    answer = offering.accept_offer if accepts else offering.decline_offer
    with atomic():
        outcome = answer(enrolment_id=own.enrolment_id, by_id=member.id)
    _tell(outcome)
    return redirect(url_for(".show_offer", application_id=application_id), 303)


def _own(application_id: int) -> tuple[Viewer, OwnOffer]:
    """Return who asks and the offer for their application.

    Raises ``SignInNeeded``, or ``ApplicationNotFound`` where it is not theirs.
    """
    member = authorize(may_take_part)
    own = find_own_offer(application_id, member.id)
    if own is None:
        raise ApplicationNotFound
    return member, own


def _tell(outcome: Outcome) -> None:
    told = {
        Outcome.ACCEPTED: ("done", _("El lugar es suyo.")),
        Outcome.DECLINED: ("done", _("Dejó el lugar a la persona que sigue.")),
        Outcome.EXPIRED: ("fault", _("El plazo había terminado.")),
        Outcome.TAKEN: ("fault", _("Los lugares ya se ocuparon.")),
    }
    tell(*told[outcome])
