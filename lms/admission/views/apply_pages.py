"""What the pages of an applicant are made of."""

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, url_for

from lms.admission.answering import field_of
from lms.admission.calls import CallState, why_shut
from lms.admission.drafts import typed_of
from lms.admission.eligibility import sentences
from lms.admission.forms.apply import fields_of, make_form
from lms.admission.queries import applying as queries
from lms.admission.queries.applying import Standing
from lms.admission.queries.waiting import position_of
from lms.admission.services.attaching import FILES_AT_MOST
from lms.enrolment.states import EnrolmentState
from lms.foundation import files
from lms.foundation.database import now
from lms.foundation.i18n import (
    _,
    zone_name,
)
from lms.people.roles import Viewer

from .apply_place import STEP_WORDS, Place, course_title, title_of
from .apply_timeline import timeline
from .apply_told import size, time_left, told


def list_page(member: Viewer, standings: list[Standing], **more: Any) -> str:
    """Show everything somebody applied for."""
    places = [Place(member, standing) for standing in standings]
    return render_template(
        "lms/admission/apply/list.html",
        lines=[(place, title_of(place.standing.edition)) for place in places],
        short=_short,
        **more,
    )


def show_page(place: Place) -> str:
    """Show the call and how the own application stands."""
    standing = place.standing
    application = standing.application
    return render_template(
        "lms/admission/apply/show.html",
        **_around(place),
        shut=why_shut(standing.edition, now()),
        asked=_asked(place),
        short=_short(place),
        timeline=timeline(standing, place.hour) if standing.is_submitted else [],
        next_act=_next_act(place) if standing.is_submitted else None,
        position=_position(standing),
        unmet=sentences(
            standing.rules.eligibility, standing.edition.languages, application.flags
        )
        if application and standing.is_submitted
        else [],
        told=told(place) if standing.is_submitted else [],
        files=place.files,
        size=size,
    )


def _next_act(place: Place) -> tuple[str, str] | None:
    """Return what the applicant is waited for, in words, and the address of it."""
    standing = place.standing
    assert standing.application is not None
    id_ = standing.application.id
    if standing.enrolment_state is EnrolmentState.OFFERED:
        address = url_for("lms.admission_seats.show_offer", application_id=id_)
        return _("Aceptar o dejar el lugar"), address
    asked = standing.endorsement and standing.endorsement.verdict == "asked"
    if asked and standing.is_undecided:
        address = url_for("lms.admission_country.show_question", application_id=id_)
        return _("Responder al punto focal"), address
    return None


def _position(standing: Standing) -> int | None:
    is_waiting = standing.enrolment_state is EnrolmentState.WAITING and standing.is_told
    if not is_waiting or standing.application is None:
        return None
    return position_of(standing.application.enrolment_id or 0)


def step_page(
    place: Place, step: str, faults: Mapping[str, str], status: int = 200
) -> Response:
    """Show a step with what was typed in it."""
    standing = place.standing
    assert standing.application is not None  # the form is open for those who began
    form = make_form(
        step,
        standing.rules,
        queries.get_lists(standing.edition),
        typed_of(standing.application, standing.rules),
        faults,
    )
    page = render_template(
        "lms/admission/apply/step.html",
        **_around(place),
        step=step,
        form=form,
        names=fields_of(step, standing.rules),
        files_of={field_of(q): place.files_of(q.id) for q in standing.rules.questions},
        size=size,
        many=FILES_AT_MOST,
        megabytes=files.at_most() // files.MEGABYTE,
        keep_form="apply",
        keep_action=place.at("keep_draft"),
    )
    return make_response(page, status)


def review_page(place: Place, faults: Mapping[str, str], status: int = 200) -> Response:
    """Show everything once more, with what is missing."""
    missing, said = faults or place.faults(), told(place)
    page = render_template(
        "lms/admission/apply/review.html",
        **_around(place),
        step="review",
        told=said,
        missing=[
            (f"{place.step_url(step)}#{name}", label, missing[name])
            for step, lines in said
            for name, label, _words in lines
            if name in missing
        ],
        refused=status != 200,
        files=place.files,
        size=size,
    )
    return make_response(page, status)


def _around(place: Place) -> dict[str, Any]:
    """What every page of a call says: what it is, until when, where one is in it."""
    edition = place.standing.edition
    closes = edition.call_closes_at
    is_open = place.standing.call is CallState.OPEN
    return {
        "place": place,
        "standing": place.standing,
        "edition": edition,
        "title": title_of(edition),
        "course_title": course_title(edition),
        "step_words": {name: said() for name, said in STEP_WORDS.items()},
        "closes": place.hour(closes) if closes and is_open else "",
        "left": time_left(closes) if closes and is_open else "",
        "zone": zone_name(place.member.time_zone),
        "member": place.member,
        "done": _done(place) if place.may_change else (),
    }


def _done(place: Place) -> list[str]:
    """The steps in which nothing is missing."""
    faults, rules = place.faults(), place.standing.rules
    return [s for s in place.steps if not faults.keys() & {*fields_of(s, rules)}]


def _asked(place: Place) -> list[str]:
    """What an edition asks of those who apply, in sentences."""
    eligibility = place.standing.rules.eligibility
    rules = [
        name
        for name, asked in (
            ("state", eligibility.states),
            ("institution", eligibility.institutions),
            ("language", place.standing.edition.languages),
        )
        if asked
    ]
    return sentences(eligibility, place.standing.edition.languages, rules)


def _short(place: Place) -> tuple[str, str]:
    """Say in two words how an application stands, with the look of its mark."""
    standing = place.standing
    if standing.application is None:
        return "", ""
    if not standing.is_submitted:
        return "waits", _("Borrador")
    if standing.is_withdrawn:
        return "", _("Retirada")
    if standing.has_unsent:
        return "waits", _("Con cambios sin enviar")
    return timeline(standing, place.hour)[-1].badge
