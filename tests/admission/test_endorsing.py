"""What a focal point says of an application, and what that makes of it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.admission.errors import (
    AlreadyAnswered,
    ApplicationNotFound,
    EndorsementOver,
    NotYourDecision,
)
from lms.admission.models import Decision, Endorsement
from lms.admission.queries import endorsing as queries
from lms.admission.queries.endorsing import Desk, Show
from lms.admission.services.endorsing import (
    answer_question,
    ask_back,
    decide_together,
    decline,
    endorse,
    take_back,
)
from lms.admission.services.opening import open_endorsement
from lms.admission.vouching import AT_LEAST, Vouch
from lms.enrolment.models import Edition
from lms.enrolment.services import change
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.record.models import Entry
from tests.factories.admission import (
    make_application,
    make_edition,
    without_endorsement,
)
from tests.factories.endorsing import acts, do, focal_point, said_of, state_of

# Asking for a word


def test_what_was_submitted_waits_for_its_state_as_long_as_the_edition_says(inside):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        application = make_application()
        do(open_endorsement, application_id=application.id)
        said = said_of(application)
        assert (said.verdict, said.state_code) == ("waiting", "AR")
        assert said.due_at == now() + timedelta(days=10)


def test_nobody_is_asked_where_the_edition_does_not_want_it_or_there_is_no_state(
    inside,
):
    free = make_application(edition=make_edition(rules=without_endorsement()))
    stateless = make_application(state_code=None)
    for application in (free, stateless):
        do(open_endorsement, application_id=application.id)
    assert session.scalars(select(Endorsement)).all() == []


def test_an_application_from_another_state_now_waits_there(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(endorse, application_id=application.id, by_id=by.id)
    with atomic():
        application.state_code = "UY"
        open_endorsement(application_id=application.id)
    said = said_of(application)
    assert (said.state_code, said.verdict, said.decided_by_id) == (
        "UY",
        "waiting",
        None,
    )
    assert state_of(application) == "applied"


def test_submitted_once_more_an_endorsement_stands(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(endorse, application_id=application.id, by_id=by.id)
    do(open_endorsement, application_id=application.id)
    assert said_of(application).verdict == "endorsed"


def test_who_withdrew_and_applies_again_is_looked_at_again(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(endorse, application_id=application.id, by_id=by.id)
    for to in (EnrolmentState.WITHDRAWN, EnrolmentState.APPLIED):
        do(change, enrolment_id=application.enrolment_id, to=to, by_id=None)
    do(open_endorsement, application_id=application.id)
    assert said_of(application).verdict == "waiting"


# Deciding


def test_endorsing_moves_the_enrolment_and_is_on_record(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(endorse, application_id=application.id, by_id=by.id)
    do(endorse, application_id=application.id, by_id=by.id)
    said = said_of(application)
    assert (said.verdict, said.decided_by_id) == ("endorsed", by.id)
    assert state_of(application) == "endorsed"
    assert acts() == ["endorsement.given"]


def test_declining_keeps_its_reason(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(decline, application_id=application.id, by_id=by.id, reason="No es de aquí.")
    assert said_of(application).reason == "No es de aquí."
    assert state_of(application) == "declined"
    (entry,) = session.scalars(select(Entry).where(Entry.act == "endorsement.refused"))
    assert entry.member_id == application.member_id
    assert entry.about == f"edition:{application.edition_id}"
    assert entry.details == {
        "application": application.id,
        "state": "AR",
        "reason": "No es de aquí.",
    }


def test_what_another_person_decided_is_not_decided_again(inside):
    application = make_application(endorsement="waiting")
    first, second = focal_point(), focal_point()
    do(endorse, application_id=application.id, by_id=first.id)
    for act, more in (
        (endorse, {}),
        (decline, {"reason": "x"}),
        (ask_back, {"question": "x"}),
    ):
        with pytest.raises(AlreadyAnswered):
            do(act, application_id=application.id, by_id=second.id, **more)
    assert said_of(application).decided_by_id == first.id


@pytest.mark.parametrize("state", [EditionState.DRAFT, EditionState.RUNNING])
def test_an_edition_that_does_not_collect_hears_nothing(inside, state):
    edition = make_edition()
    application = make_application(edition=edition, endorsement="waiting")
    with atomic():
        session.get(Edition, edition.id).state = state
    with pytest.raises(EndorsementOver):
        do(endorse, application_id=application.id, by_id=focal_point().id)


def test_after_the_last_moment_it_is_too_late_also_before_the_sweep(inside):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        application, by = make_application(endorsement="waiting"), focal_point()
        clock.shift(timedelta(days=10))
        with pytest.raises(EndorsementOver):
            do(endorse, application_id=application.id, by_id=by.id)
        assert state_of(application) == "applied"


def test_nothing_is_said_of_what_was_never_asked_or_sent(inside):
    by = focal_point()
    for application in (make_application(), make_application(submitted=False)):
        with pytest.raises(ApplicationNotFound):
            do(endorse, application_id=application.id, by_id=by.id)


def test_of_several_those_already_answered_stay_as_they_are(inside):
    edition, by = make_edition(), focal_point()
    made = [make_application(edition=edition, endorsement="waiting") for _ in range(3)]
    do(decline, application_id=made[0].id, by_id=focal_point().id, reason="No.")
    ids = [each.id for each in made]
    done = do(decide_together, application_ids=ids, verdict=Vouch.ENDORSED, by_id=by.id)
    assert done == 2
    assert [state_of(each) for each in made] == ["declined", "endorsed", "endorsed"]


# Asking back


def test_what_was_asked_waits_for_the_applicant_and_then_for_the_focal_point(inside):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        application, by = make_application(endorsement="waiting"), focal_point()
        desk = Desk(by.id, frozenset({"AR"}))
        do(ask_back, application_id=application.id, by_id=by.id, question="¿Desde?")
        assert queries.count_endorsements(desk)[Show.WAITING] == 0
        assert queries.count_endorsements(desk)[Show.ASKED] == 1
        clock.shift(timedelta(days=9))
        answer = {"application_id": application.id, "answer": "2020"}
        with pytest.raises(ApplicationNotFound):
            do(answer_question, member_id=by.id, **answer)
        do(answer_question, member_id=application.member_id, **answer)
        do(answer_question, member_id=application.member_id, **answer)
        assert said_of(application).due_at == now() + AT_LEAST
        assert queries.count_endorsements(desk)[Show.WAITING] == 1
        with pytest.raises(AlreadyAnswered):
            do(
                answer_question,
                member_id=application.member_id,
                application_id=application.id,
                answer="Otra cosa",
            )
        do(endorse, application_id=application.id, by_id=by.id)
    assert acts() == ["endorsement.asked", "endorsement.answered", "endorsement.given"]


def test_nobody_answers_what_was_not_asked(inside):
    application = make_application(endorsement="waiting")
    with pytest.raises(AlreadyAnswered):
        do(
            answer_question,
            application_id=application.id,
            member_id=application.member_id,
            answer="Hola",
        )


# Taking back


@pytest.mark.parametrize("verdict", ["endorse", "decline"])
def test_ones_own_decision_is_taken_back_while_the_edition_collects(inside, verdict):
    application, by = make_application(endorsement="waiting"), focal_point()
    one = {"application_id": application.id, "by_id": by.id}
    if verdict == "endorse":
        do(endorse, **one)
    else:
        do(decline, reason="No.", **one)
    with pytest.raises(NotYourDecision):
        do(take_back, application_id=application.id, by_id=focal_point().id)
    do(take_back, **one)
    do(take_back, **one)
    said = said_of(application)
    assert (said.verdict, said.reason, said.rank) == ("waiting", "", None)
    assert state_of(application) == "applied"
    assert acts()[-1] == "endorsement.taken_back"


def test_what_the_secretariat_went_on_from_is_not_taken_back(inside):
    edition, by = make_edition(), focal_point()
    accepted = make_application(edition=edition, endorsement="waiting")
    decided = make_application(edition=edition, endorsement="waiting")
    running = make_application(endorsement="waiting")
    for each in (accepted, decided, running):
        do(endorse, application_id=each.id, by_id=by.id)
    do(
        change,
        enrolment_id=accepted.enrolment_id,
        to=EnrolmentState.ACCEPTED,
        by_id=None,
    )
    with atomic():
        session.add(
            Decision(
                application_id=decided.id,
                edition_id=edition.id,
                outcome="accepted",
                by_id=by.id,
            )
        )
        session.get(Edition, running.edition_id).state = EditionState.RUNNING
    for each in (accepted, decided, running):
        with pytest.raises(EndorsementOver):
            do(take_back, application_id=each.id, by_id=by.id)
