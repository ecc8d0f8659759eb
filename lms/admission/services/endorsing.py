"""What the focal point of a State says of its applications."""

from contextlib import suppress

from lms.admission.errors import (
    AlreadyAnswered,
    ApplicationNotFound,
    EndorsementOver,
    NotYourDecision,
)
from lms.admission.models import Decision
from lms.admission.vouching import COLLECTING, UNSETTLED, Vouch
from lms.enrolment import services as enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation import outbox
from lms.foundation.database import now, session
from lms.foundation.i18n import _
from lms.people import queries as people

from .holding import (
    LEFT_AS,
    clear,
    give_time,
    hold,
    is_collected,
    is_done,
    is_overdue,
    require_open,
    settle,
)


def endorse(*, application_id: int, by_id: int) -> None:
    """Vouch for an applicant; doing it twice changes nothing.

    Raises ``ApplicationNotFound``, ``AlreadyAnswered`` or ``EndorsementOver``.
    """
    held = hold(application_id)
    if is_done(held, Vouch.ENDORSED, by_id):
        return
    require_open(held)
    settle(held, Vouch.ENDORSED, by_id)
    enrolment.change(
        enrolment_id=held.enrolment.id, to=EnrolmentState.ENDORSED, by_id=by_id
    )
    held.write_down("given", by_id)


def decline(*, application_id: int, by_id: int, reason: str) -> None:
    """Not vouch for an applicant, and say why; raises as ``endorse`` does."""
    held = hold(application_id)
    if is_done(held, Vouch.DECLINED, by_id):
        return
    require_open(held)
    settle(held, Vouch.DECLINED, by_id, reason)
    enrolment.change(
        enrolment_id=held.enrolment.id,
        to=EnrolmentState.DECLINED,
        by_id=by_id,
        reason=reason,
    )
    held.write_down("refused", by_id, reason=reason)


def decide_together(
    *, application_ids: list[int], verdict: Vouch, by_id: int, reason: str = ""
) -> int:
    """Endorse or decline several applications; return how many.

    Those that somebody else answered meanwhile, or whose time is up, stay as they are.
    """
    done = 0
    for application_id in sorted(application_ids):
        with suppress(AlreadyAnswered, EndorsementOver):
            if verdict is Vouch.ENDORSED:
                endorse(application_id=application_id, by_id=by_id)
            else:
                decline(application_id=application_id, by_id=by_id, reason=reason)
            done += 1
    return done


def ask_back(*, application_id: int, by_id: int, question: str) -> None:
    """Ask the applicant something before deciding; raises as ``endorse`` does.

    A letter tells them; the time to decide goes on.
    """
    held = hold(application_id)
    require_open(held)
    endorsement = held.endorsement
    endorsement.verdict = Vouch.ASKED
    endorsement.question, endorsement.answer = question, ""
    endorsement.decided_at, endorsement.decided_by_id = now(), by_id
    session.flush()
    held.write_down("asked", by_id)
    applicant = people.get_member(held.application.member_id)
    outbox.put(
        "admission.asked", applicant.language, {"application_id": application_id}
    )


def answer_question(*, application_id: int, member_id: int, answer: str) -> None:
    """Answer what the focal point asked; they have some days more to decide then.

    Raises ``ApplicationNotFound`` for somebody else's, ``AlreadyAnswered`` where no
    question stands, ``EndorsementOver``.
    """
    held = hold(application_id)
    if held.application.member_id != member_id:
        raise ApplicationNotFound
    endorsement = held.endorsement
    if endorsement.verdict == Vouch.ASKED and endorsement.answer == answer:
        return
    require_open(held)
    if endorsement.verdict != Vouch.ASKED or endorsement.answer:
        raise AlreadyAnswered
    endorsement.answer, endorsement.decided_at = answer, now()
    give_time(endorsement)
    session.flush()
    held.write_down("answered", member_id)


def take_back(*, application_id: int, by_id: int) -> None:
    """Take back one's own decision while the edition collects them.

    The application waits again, for some days at least. Raises
    ``ApplicationNotFound``, ``NotYourDecision`` or ``EndorsementOver``.
    """
    held = hold(application_id)
    endorsement = held.endorsement
    if endorsement.verdict in UNSETTLED:
        return
    if endorsement.decided_by_id != by_id:
        raise NotYourDecision
    left_as = LEFT_AS.get(Vouch(endorsement.verdict))
    if held.edition.state not in COLLECTING or held.enrolment.state != left_as:
        raise EndorsementOver
    if session.get(Decision, application_id) is not None:
        raise EndorsementOver
    clear(endorsement)
    give_time(endorsement)
    session.flush()
    enrolment.change(
        enrolment_id=held.enrolment.id, to=EnrolmentState.APPLIED, by_id=by_id
    )
    held.write_down("taken_back", by_id)


def lapse(*, application_id: int, declines: bool) -> bool:
    """Close an application nobody answered in time; say whether there was anything.

    ``declines`` is the rule of its edition: otherwise it goes on without a word.
    """
    held = hold(application_id)
    endorsement = held.endorsement
    if not is_overdue(endorsement) or not is_collected(held):
        return False
    reason = _("El punto focal del Estado no respondió a tiempo.") if declines else ""
    settle(held, Vouch.LAPSED, None, reason)
    if declines:
        enrolment.change(
            enrolment_id=held.enrolment.id,
            to=EnrolmentState.DECLINED,
            by_id=None,
            reason=reason,
        )
    held.write_down("lapsed", None, declined=declines)
    return True
