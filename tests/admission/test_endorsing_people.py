"""The order of the endorsed, nominations, deputies."""

import pytest
from sqlalchemy import select

from lms.admission.errors import (
    AlreadyNominated,
    ApplicationNotFound,
    NominationClosed,
    NotYourDeputy,
    NotYourself,
)
from lms.admission.models import Invitation
from lms.admission.queries import endorsing as queries
from lms.admission.queries.endorsing import Desk
from lms.admission.services.deputising import dismiss_deputy, name_deputy
from lms.admission.services.endorsing import (
    decline,
    endorse,
)
from lms.admission.services.forgetting import forget_endorsements
from lms.admission.services.nominating import nominate, withdraw_nomination
from lms.admission.services.opening import open_endorsement
from lms.admission.services.ordering import move_endorsed, order_endorsed
from lms.enrolment.states import EditionState
from lms.foundation.database import now, session
from lms.people.errors import MemberNotFound, RoleAlreadyGranted
from lms.people.roles import Role
from lms.people.services import revoke
from tests.factories.admission import (
    make_application,
    make_edition,
    without_endorsement,
)
from tests.factories.endorsing import acts, do, focal_point, said_of, state_of
from tests.factories.people import make_member

# Order


def ordered(edition):
    rows = queries.list_endorsed(Desk(0, frozenset({"AR", "UY"})))
    return [row.name for row in rows if row.edition_id == edition.id]


def test_a_state_puts_its_own_in_order(inside):
    edition, by = make_edition(), focal_point()
    made = {
        name: make_application(edition=edition, name=name, endorsement="waiting").id
        for name in ("A", "B", "C")
    }
    other = make_application(
        edition=edition, name="U", state_code="UY", endorsement="waiting"
    )
    for id_ in (*made.values(), other.id):
        do(endorse, application_id=id_, by_id=by.id)
    where = {"edition_id": edition.id, "state_code": "AR", "by_id": by.id}
    do(order_endorsed, places={made["C"]: 1, made["A"]: 2}, **where)
    assert ordered(edition) == ["C", "A", "B", "U"]
    do(move_endorsed, application_id=made["B"], up=True, **where)
    assert ordered(edition) == ["C", "B", "A", "U"]
    do(move_endorsed, application_id=made["C"], up=True, **where)
    do(move_endorsed, application_id=made["C"], up=False, **where)
    assert ordered(edition) == ["B", "C", "A", "U"]
    with pytest.raises(ApplicationNotFound):
        do(move_endorsed, application_id=other.id, up=True, **where)
    assert acts().count("endorsement.ordered") == 4


# Nominating


def nominated(by, edition, email="nora@gob.example", state="AR"):
    do(
        nominate,
        edition_id=edition.id,
        state_code=state,
        email=email,
        by_id=by.id,
    )
    session.expire_all()
    return session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()


def test_who_was_nominated_is_endorsed_by_applying(inside):
    edition, by = make_edition(), focal_point()
    nominated(by, edition, "Nora@gob.example")
    nora = make_member("Nora", email="nora@gob.example")
    application = make_application(edition=edition, member_id=nora.id)
    do(open_endorsement, application_id=application.id)
    assert said_of(application).verdict == "endorsed"
    assert said_of(application).decided_by_id == by.id
    assert application.nominated_by_id == by.id
    assert state_of(application) == "endorsed"
    assert acts() == ["nomination.made", "endorsement.given"]


@pytest.mark.parametrize("case", ["state", "edition", "withdrawn", "dismissed"])
def test_a_nomination_counts_for_its_own_case_alone(inside, case):
    edition, by = make_edition(), focal_point()
    kept = nominated(by, edition, state="UY" if case == "state" else "AR")
    if case == "withdrawn":
        do(
            withdraw_nomination,
            invitation_id=kept.id,
            states=frozenset({"AR"}),
            by_id=by.id,
        )
    if case == "dismissed":
        dismiss_focal_point(by)
    nora = make_member("Nora", email="nora@gob.example")
    where = make_edition() if case == "edition" else edition
    application = make_application(edition=where, member_id=nora.id)
    do(open_endorsement, application_id=application.id)
    assert said_of(application).verdict == "waiting"


def dismiss_focal_point(member):
    do(revoke, member_id=member.id, role=Role.FOCAL_POINT, scope_id="AR")


def test_nobody_is_nominated_twice_or_by_themselves_or_too_late(inside):
    edition, by = make_edition(), focal_point(email="felix@gob.example")
    kept = nominated(by, edition)
    with pytest.raises(AlreadyNominated):
        nominated(by, edition)
    with pytest.raises(NotYourself):
        nominated(by, edition, "FELIX@gob.example")
    do(
        withdraw_nomination,
        invitation_id=kept.id,
        states=frozenset({"AR"}),
        by_id=by.id,
    )
    assert nominated(by, edition).withdrawn_at is None
    for closed in (
        make_edition(state=EditionState.SELECTING),
        make_edition(closes_at=now()),
        make_edition(rules=without_endorsement()),
    ):
        with pytest.raises(NominationClosed):
            nominated(by, closed)


# Deputies


def test_a_deputy_is_named_and_dismissed_by_the_same_person(inside):
    by, other = focal_point(), focal_point()
    deputy = make_member("Delia", email="delia@gob.example")
    one = {"state_code": "AR", "by_id": by.id}
    assert do(name_deputy, email="DELIA@gob.example", **one) == "Delia"
    with pytest.raises(RoleAlreadyGranted):
        do(name_deputy, email="delia@gob.example", **one)
    with pytest.raises(MemberNotFound):
        do(name_deputy, email="nadie@gob.example", **one)
    with pytest.raises(NotYourDeputy):
        do(dismiss_deputy, member_id=deputy.id, state_code="AR", by_id=other.id)
    with pytest.raises(NotYourDeputy):
        do(dismiss_deputy, member_id=other.id, **one)
    do(dismiss_deputy, member_id=deputy.id, **one)
    with pytest.raises(NotYourDeputy):
        do(dismiss_deputy, member_id=deputy.id, **one)
    assert acts() == ["deputy.named", "deputy.dismissed"]


def test_what_was_said_of_who_left_is_forgotten(inside):
    application, by = make_application(endorsement="waiting"), focal_point()
    do(decline, application_id=application.id, by_id=by.id, reason="Privado.")
    do(forget_endorsements, member_id=application.member_id)
    assert said_of(application).reason == ""
