"""Applying for an edition: a draft, sending it, changing what was sent."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from lms.admission.errors import (
    AlreadyDecided,
    ApplicationIncomplete,
    CallNotFound,
    CallNotOpen,
    DraftTooLong,
    NotEligible,
)
from lms.admission.events import ApplicationSubmitted
from lms.admission.models import Endorsement
from lms.admission.services import applying
from lms.enrolment import services as enrolment
from lms.enrolment.models import Enrolment, EnrolmentChange
from lms.enrolment.rules import (
    Eligibility,
    InstitutionType,
)
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.admission.applicants import apply, fill, heard_of, one, send
from tests.factories.admission import (
    make_application,
    make_edition,
    without_endorsement,
)

_S = EnrolmentState


def test_a_draft_begins_with_what_the_profile_says_and_begins_once(ana):
    edition = make_edition()
    with atomic():
        first = applying.open_draft(member_id=ana.id, edition_id=edition.id)
        applying.save_draft(
            member_id=ana.id, edition_id=edition.id, changed={"post": "Otra"}
        )
        again = applying.open_draft(member_id=ana.id, edition_id=edition.id)
    assert first.id == again.id
    assert first.answers == {
        "?": {
            "state": "UY",
            "institution": "INDDHH",
            "post": "Otra",
            "course_language": "pt",
        }
    }
    assert (first.submitted_at, first.revision, first.enrolment_id) == (None, 0, None)


def test_what_is_wrong_is_kept_as_typed_and_told_and_unknown_fields_are_not(ana):
    edition = make_edition()
    told = fill(
        ana.id,
        edition.id,
        state="ZZ",
        q_anios="muchos",
        post="",
        secret="x",
        gender="?",
    )
    assert set(told) == {"state", "q-anios", "post", "gender"}
    typed = one(ana.id).answers["?"]
    assert (typed["state"], typed["q-anios"]) == ("ZZ", "muchos")
    assert "secret" not in typed
    with pytest.raises(ApplicationIncomplete) as refused:
        send(ana.id, edition.id)
    assert refused.value.faults == told
    assert session.scalar(select(func.count(Enrolment.id))) == 0


def test_too_much_text_is_refused_and_what_was_there_stays(ana):
    edition = make_edition()
    fill(ana.id, edition.id)
    with pytest.raises(DraftTooLong):
        fill(ana.id, edition.id, needs="x" * 60_001)
    assert one(ana.id).answers["?"]["needs"] == "Subtítulos"


def test_what_cannot_be_kept_is_left_out(ana):
    edition = make_edition()
    fill(ana.id, edition.id, q_motivo="a\x00b\r\nc")
    assert one(ana.id).answers["?"]["q-motivo"] == "ab\nc"


def test_sending_makes_the_application_count(inside, ana):
    heard = heard_of(inside, ApplicationSubmitted)
    edition = make_edition()
    sent = apply(ana.id, edition.id)
    kept = one(ana.id)
    assert (sent.revision, sent.is_new, sent.asks_again) == (1, True, False)
    assert kept.answers == {"motivo": "Prevenir.", "nivel": "mucha", "anios": 7}
    assert (kept.state_code, kept.institution, kept.needs, kept.language) == (
        "AR",
        "Cancillería",
        "Subtítulos",
        "es",
    )
    assert kept.submitted_at and kept.consented_at
    assert kept.flags == []
    seat = session.get_one(Enrolment, kept.enrolment_id)
    assert (seat.state, seat.release_id) == ("applied", edition.release_id)
    waits = session.scalars(select(Endorsement)).one()
    assert (waits.state_code, waits.verdict) == ("AR", "waiting")
    assert timedelta(days=9) < waits.due_at - now() <= timedelta(days=10)
    assert heard == [
        ApplicationSubmitted(
            application_id=kept.id,
            edition_id=edition.id,
            member_id=ana.id,
            enrolment_id=seat.id,
            revision=1,
        )
    ]


def test_the_record_says_that_somebody_applied_and_nothing_they_said(ana):
    edition = make_edition()
    apply(ana.id, edition.id)
    entry = session.scalars(
        select(Entry).where(Entry.act == "application.submitted")
    ).one()
    assert (entry.by_id, entry.member_id) == (ana.id, ana.id)
    assert entry.about == f"edition:{edition.id}"
    assert entry.details == {
        "application": one(ana.id).id,
        "revision": 1,
        "flags": [],
    }


@pytest.mark.parametrize(
    ("rules", "typed"),
    [(without_endorsement(), {}), (None, {"state": "other"})],
    ids=["the edition asks for none", "from no State of the Network"],
)
def test_without_need_of_it_nobody_is_asked_to_vouch(ana, rules, typed):
    apply(ana.id, make_edition(rules=rules).id, **typed)
    assert session.scalar(select(func.count(Endorsement.id))) == 0


def test_sending_twice_changes_nothing(inside, ana):
    heard = heard_of(inside, ApplicationSubmitted)
    edition = make_edition()
    apply(ana.id, edition.id)
    again = send(ana.id, edition.id)
    assert (again.revision, again.is_new) == (1, False)
    assert len(heard) == 1
    assert session.scalar(select(func.count(EnrolmentChange.id))) == 1


def test_a_change_counts_when_it_is_sent_and_is_vouched_for_again(ana):
    edition = make_edition()
    apply(ana.id, edition.id)
    application, waits = one(ana.id), session.scalars(select(Endorsement)).one()
    with atomic():
        waits.verdict, waits.rank, waits.decided_at = "endorsed", 1, now()
        enrolment.change(
            enrolment_id=application.enrolment_id, to=_S.ENDORSED, by_id=None
        )
    fill(ana.id, edition.id, post="Directora")
    assert one(ana.id).post == "Analista"
    sent = send(ana.id, edition.id)
    session.expire_all()
    assert (sent.revision, sent.is_new, sent.asks_again) == (2, True, True)
    assert one(ana.id).post == "Directora"
    assert (waits.verdict, waits.rank, waits.decided_at) == ("waiting", None, None)
    assert session.scalars(select(Enrolment)).one().state == "applied"


def test_an_application_that_no_longer_is_complete_stays_as_it_was_sent(ana):
    edition = make_edition()
    apply(ana.id, edition.id)
    fill(ana.id, edition.id, q_motivo="")
    with pytest.raises(ApplicationIncomplete):
        send(ana.id, edition.id)
    assert one(ana.id).answers["motivo"] == "Prevenir."


JUSTICE = Eligibility(states=("BR",), institutions=(InstitutionType.JUSTICE,))


def test_who_does_not_meet_the_rules_applies_with_a_flag(ana):
    edition = make_edition(
        rules=without_endorsement(eligibility=JUSTICE), languages=["pt"]
    )
    fill(ana.id, edition.id, course_language="pt")
    send(ana.id, edition.id)
    assert one(ana.id).flags == ["state", "institution"]


def test_where_the_rules_are_strict_it_is_said_why_not(ana):
    strict = Eligibility(states=("BR",), strict=True)
    edition = make_edition(rules=without_endorsement(eligibility=strict))
    with pytest.raises(NotEligible) as refused:
        apply(ana.id, edition.id)
    assert refused.value.reasons == ("Esta edición es para personas de: Brasil.",)
    assert one(ana.id).submitted_at is None


CLOSES = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)


def test_the_deadline_is_the_servers_to_the_second(ana):
    edition = make_edition(opens_at=CLOSES - timedelta(days=9), closes_at=CLOSES)
    before = time_machine.travel(CLOSES - timedelta(days=10), tick=False)
    with before, pytest.raises(CallNotOpen) as soon:
        fill(ana.id, edition.id)
    assert str(soon.value) == (
        "La convocatoria abre el 21 de noviembre de 2026, 8:59\u202fp.m. "
        "(hora de Argentina)."
    )
    with time_machine.travel(CLOSES - timedelta(seconds=1), tick=False):
        fill(ana.id, edition.id)
    with time_machine.travel(CLOSES, tick=False):
        for act in (fill, send):
            with pytest.raises(CallNotOpen) as over:
                act(ana.id, edition.id)
            assert str(over.value) == (
                "La convocatoria cerró el 30 de noviembre de 2026, 8:59\u202fp.m. "
                "(hora de Argentina)."
            )


@pytest.mark.parametrize("state", [s for s in EditionState if s != EditionState.CALL])
def test_only_an_edition_with_a_call_takes_applications(ana, state):
    edition = make_edition(state=state)
    with pytest.raises(CallNotOpen):
        fill(ana.id, edition.id)


def test_the_permanent_offer_takes_none(ana):
    make_edition()
    offer = enrolment.open_permanent_offer(course_id="curso")
    with pytest.raises(CallNotFound):
        fill(ana.id, offer.id)
    with pytest.raises(CallNotFound):
        fill(ana.id, 999_999)


@pytest.mark.parametrize("state", [_S.ACCEPTED, _S.WAITING, _S.DECLINED, _S.ACTIVE])
def test_once_decided_nothing_is_changed(ana, state):
    edition = make_edition()
    make_application(edition=edition, member_id=ana.id, state=state)
    with pytest.raises(AlreadyDecided):
        fill(ana.id, edition.id)
