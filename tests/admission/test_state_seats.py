"""The seats of a State hold for lists and codes too; what was offered can be taken
along by whom it was offered to."""

import pytest
from sqlalchemy import func, select

from lms.admission.errors import ListRefused, NoSeatForState
from lms.admission.lists import understand
from lms.admission.models import Invitation
from lms.admission.services import inviting, waiting
from lms.admission.services.listing import carry_out, plan_list
from lms.enrolment.models import Enrolment
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import personal
from tests.factories.people import make_member
from tests.factories.seats import make_list, member_of

S = EnrolmentState


def code_for(edition, **more):
    with atomic():
        return inviting.invite(edition_id=edition.id, by_id=make_member().id, **more)


def join(code, member):
    with atomic():
        return inviting.join_by_code(code=code, member_id=member.id)


def people(*rows):
    return understand([["Correo", "Estado"], *rows], {"ar": "AR", "br": "BR"}).people


def test_a_code_gives_no_seat_that_a_state_does_not_have(inside):
    edition, _ids = make_list(S.ACCEPTED, codes="AR", seats=9, seats_per_state=1)
    code = code_for(edition)
    with pytest.raises(NoSeatForState, match="para su Estado"):
        join(code, make_member(state="AR"))
    assert session.scalars(select(Invitation.used)).one() == 0
    for state in ("BR", None):
        assert join(code, make_member(state=state)).state == S.ACCEPTED


def test_the_state_a_list_named_counts_where_somebody_said_none(inside):
    edition, _ids = make_list(S.ACCEPTED, codes="AR", seats=9, seats_per_state=1)
    code = code_for(edition, uses=1, told="ana@example.org\tAR\tINDDHH")
    with pytest.raises(NoSeatForState):
        join(code, make_member(state=None))


def test_a_list_brings_no_more_of_a_state_than_it_has_seats(inside):
    edition, _ids = make_list(S.ACCEPTED, codes="AR", seats=9, seats_per_state=2)
    for number, state in enumerate(("AR", None, "BR")):
        make_member(email=f"p{number}@example.org", state=state)
    listed = people(
        ["p0@example.org", ""], ["p1@example.org", "AR"], ["p2@example.org", "BR"]
    )
    [fault] = plan_list(edition_id=edition.id, people=listed).faults
    assert fault.startswith("Lugares libres de Argentina: 1. La lista ocupa ")
    with pytest.raises(ListRefused), atomic():
        carry_out(edition_id=edition.id, people=listed, by_id=make_member().id)
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 1
    with atomic():
        carry_out(edition_id=edition.id, people=listed[1:], by_id=make_member().id)
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 3


def test_offers_and_invitations_are_among_what_somebody_takes_along(inside):
    edition, ids = make_list(S.WAITING, seats=1)
    with atomic():
        waiting.pass_on(edition.id)
    [offer] = personal.collect(member_of(ids[0]))["offers"]
    assert (offer["edition"], offer["answer"]) == (edition.slug, "")
    ana = make_member("Ana", email="ana_b@example.org")
    for told in ("Ana_B@example.org\tAR\tINDDHH", "anaxb@example.org", "ana_b@example"):
        code_for(edition, uses=1, told=told)
    [invited] = personal.collect(ana.id)["invitations"]
    assert (invited["state"], invited["institution"]) == ("AR", "INDDHH")
    assert "digest" not in invited
    other = personal.collect(make_member("Otra", email=None).id)
    assert (other["offers"], other["invitations"]) == ([], [])
