"""Sending an application: everything is looked at again, under a lock."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from lms.admission.answering import Read, field_of, read_all
from lms.admission.drafts import has_unsent, settle, typed_of
from lms.admission.eligibility import Claim, unmet
from lms.admission.errors import AlreadyDecided, ApplicationIncomplete, NotEligible
from lms.admission.events import ApplicationSubmitted
from lms.admission.models import Application, ApplicationFile
from lms.admission.queries import applying as queries
from lms.catalogue import queries as catalogue
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import QuestionKind, Rules, from_plain
from lms.enrolment.states import EnrolmentState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.i18n import _
from lms.foundation.work import emit
from lms.people import queries as people
from lms.record.services import note

from .applying import get_locked, get_open, state_of
from .vouched import ask_again


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What sending an application came to."""

    application_id: int
    revision: int
    is_new: bool
    """Whether anything changed: sending twice does not."""
    asks_again: bool = False
    """Whether somebody had vouched for it, and is asked to look again."""


def faults_of(application: Application, edition: Edition) -> dict[str, str]:
    """Return what is missing or wrong before it can be sent, by the field's name."""
    return _faults(application, from_plain(edition.rules), _read(application, edition))


def submit(*, member_id: int, edition_id: int) -> Sent:
    """Send an application, or the changes of one that was sent.

    Sending the same twice changes nothing. Where somebody had vouched for it, they
    are asked to look again. Raises ``ApplicationNotFound``, ``CallNotOpen``,
    ``AlreadyDecided``, ``ApplicationIncomplete`` or ``NotEligible``. Emits
    ``ApplicationSubmitted``, and what enrolments emit.
    """
    application = get_locked(member_id, edition_id)
    state = state_of(application)
    if _is_sent(application, state):
        return Sent(
            application_id=application.id,
            revision=application.revision,
            is_new=False,
        )
    application, edition, rules = get_open(member_id, edition_id)
    read = _read(application, edition)
    if faults := _faults(application, rules, read):
        raise ApplicationIncomplete(faults)
    application.flags = _flags(rules, edition, read)
    settle(application, rules, read)
    application.consented_at = application.consented_at or now()
    return hand_in(application, edition, rules)


def hand_in(application: Application, edition: Edition, rules: Rules) -> Sent:
    """Let an application count as it is now, and tell those who wait for it."""
    before = state_of(application)
    application.submitted_at = application.changed_at = now()
    application.revision += 1
    session.flush()
    asks_again = ask_again(application, rules, before)
    seat = _enrol(application, edition)
    application.enrolment_id = seat.id
    session.flush()
    _tell(application, seat)
    return Sent(
        application_id=application.id,
        revision=application.revision,
        is_new=True,
        asks_again=asks_again,
    )


def _tell(application: Application, seat: Enrolment) -> None:
    """Write it down, confirm it to who applied, and tell those who wait for it."""
    edition_id, member_id = application.edition_id, application.member_id
    note(
        act="application.submitted",
        by_id=member_id,
        member_id=member_id,
        about=f"edition:{edition_id}",
        details={
            "application": application.id,
            "revision": application.revision,
            "flags": list(application.flags),
        },
    )
    outbox.put(
        "admission.received",
        people.get_viewer(member_id).language,
        {"application_id": application.id, "revision": application.revision},
    )
    emit(
        ApplicationSubmitted(
            application_id=application.id,
            edition_id=edition_id,
            member_id=member_id,
            enrolment_id=seat.id,
            revision=application.revision,
        )
    )


def _is_sent(application: Application, state: EnrolmentState | None) -> bool:
    """Whether there is nothing to send."""
    return (
        application.submitted_at is not None
        and not has_unsent(application)
        and state is not EnrolmentState.WITHDRAWN
    )


def _read(application: Application, edition: Edition) -> dict[str, Read]:
    rules = from_plain(edition.rules)
    typed = typed_of(application, rules)
    return read_all(rules.questions, queries.get_lists(edition), typed)


def _faults(
    application: Application, rules: Rules, read: Mapping[str, Read]
) -> dict[str, str]:
    faults = {name: each.fault for name, each in read.items() if each.fault}
    there = set(
        session.scalars(
            select(ApplicationFile.question_id).where(
                ApplicationFile.application_id == application.id
            )
        )
    )
    for each in rules.questions:
        if each.kind is QuestionKind.FILE and each.required and each.id not in there:
            faults[field_of(each)] = _("Adjunte un archivo.")
    return faults


def _flags(rules: Rules, edition: Edition, read: Mapping[str, Read]) -> list[str]:
    """Return the rules of eligibility not met; raises ``NotEligible`` if strict."""
    claim = Claim(
        state_code=read["state"].value,
        institution_type=read["institution_type"].value,
        language=read["course_language"].value,
    )
    broken = unmet(rules.eligibility, edition.languages, claim)
    if broken and rules.eligibility.strict:
        raise NotEligible([each.sentence for each in broken])
    return [each.rule for each in broken]


def _enrol(application: Application, edition: Edition) -> Enrolment:
    release_id = edition.release_id or catalogue.get_card(edition.course_id).release_id
    seat, is_new = enrolment.begin(
        member_id=application.member_id,
        edition_id=edition.id,
        release_id=release_id,
        state=EnrolmentState.APPLIED,
        by_id=application.member_id,
    )
    if is_new or seat.state == EnrolmentState.APPLIED:
        return seat
    if seat.state not in (EnrolmentState.ENDORSED, EnrolmentState.WITHDRAWN):
        raise AlreadyDecided
    return enrolment.change(
        enrolment_id=seat.id,
        to=EnrolmentState.APPLIED,
        by_id=application.member_id,
        reason=_("La persona envió su solicitud."),
    )
