"""Nominating, naming deputies, answering: pages, in three languages, counted."""

import pytest
from sqlalchemy import select

from lms.admission.events import ApplicationSubmitted
from lms.admission.models import Invitation
from lms.admission.services import nominating
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic, emit
from lms.people.models import RoleGrant
from lms.people.roles import Role
from tests.factories.admission import make_application
from tests.factories.people import make_member


def body(answer):
    return answer.get_data(as_text=True)


def test_nominating_and_taking_it_back(app, scene, browse):
    felix = browse("felix")
    data = {
        "nominate-email": "Nora@gob.example",
        "nominate-state": "AR",
        "nominate-edition": scene["edition"],
    }
    assert felix.post("/country/people/nominate", data=data).status_code == 303
    assert "nora@gob.example" in body(felix.get("/country/people/"))
    again = felix.post("/country/people/nominate", data=data)
    assert again.status_code == 422
    assert "ya propuso a esa persona" in body(again)
    for wrong in ({"nominate-email": "nada"}, {"nominate-state": "UY"}):
        refused = felix.post("/country/people/nominate", data={**data, **wrong})
        assert refused.status_code == 422
    with app.app_context():
        id_ = session.scalar(select(Invitation.id))
    withdraw = f"/country/people/nominations/{id_}/withdraw"
    assert browse("ursula").post(withdraw).status_code == 404
    assert felix.post(withdraw).status_code == 303
    assert "nora@gob.example" not in body(felix.get("/country/people/"))


def test_naming_a_deputy_and_dismissing_them(app, scene, browse):
    felix = browse("felix")
    data = {"deputy-email": "nadie@gob.example", "deputy-state": "AR"}
    assert felix.post("/country/people/deputies", data=data).status_code == 303
    assert browse("nadie").get("/country/").status_code == 200
    unknown = {**data, "deputy-email": "quien@gob.example"}
    assert felix.post("/country/people/deputies", data=unknown).status_code == 422
    assert felix.post("/country/people/deputies", data=data).status_code == 422
    foreign = {**data, "deputy-state": "UY"}
    assert felix.post("/country/people/deputies", data=foreign).status_code == 422
    dismiss = f"/country/people/deputies/{scene['id-nadie']}/AR/dismiss"
    assert browse("ursula").post(dismiss).status_code == 404
    assert felix.post(dismiss).status_code == 303
    assert browse("nadie").get("/country/").status_code == 404
    with app.app_context():
        standing = select(RoleGrant).where(
            RoleGrant.member_id == scene["id-felix"], RoleGrant.revoked_at.is_(None)
        )
        assert len(session.scalars(standing).all()) == 1


def test_the_applicant_answers_on_a_page_of_their_own(app, scene, browse):
    with app.app_context():
        applicant = make_member("Paz", subject="paz", email="paz@gob.example")
        id_ = make_application(
            edition=session.get(Edition, scene["edition"]),
            member_id=applicant.id,
            endorsement="waiting",
        ).id
    page = f"/me/applications/{id_}/question/"
    assert browse("paz").get(page).status_code == 404
    browse("felix").post(f"/country/{id_}/ask", data={f"a{id_}-question": "¿Desde?"})
    assert "¿Desde?" in body(browse("paz").get(page))
    assert browse("felix").get(page).status_code == 404
    assert browse("paz").post(page, data={"answer": ""}).status_code == 422
    assert browse("paz").post(page, data={"answer": "2020"}).status_code == 303
    assert "Usted respondió" in body(browse("paz").get(page))
    desk = body(browse("felix").get("/country/"))
    assert "2020" in desk


@pytest.mark.parametrize("language", ["es", "pt", "en"])
@pytest.mark.parametrize(
    "page",
    [
        "/country/",
        "/country/?show=asked",
        "/country/?show=endorsed",
        "/country/?show=others",
        "/country/people/",
    ],
)
def test_every_page_is_there_in_three_languages(scene, browse, language, page):
    felix = browse("felix")
    felix.set_cookie("lms_language", language)
    answer = felix.get(page)
    assert answer.status_code == 200
    assert f'lang="{language}"' in body(answer)


@pytest.mark.parametrize("show", ["waiting", "endorsed", "others"])
def test_one_or_many_cost_the_same(app, scene, browse, count_queries, show):
    felix = browse("felix")
    verdict = {"waiting": "waiting", "endorsed": "endorsed", "others": "lapsed"}[show]
    page = f"/country/?show={show}"

    def add(number):
        with app.app_context():
            edition = session.get(Edition, scene["edition"])
            for _turn in range(number):
                make_application(edition=edition, endorsement=verdict)

    add(1)
    felix.get(page)
    with count_queries() as one:
        felix.get(page)
    add(15)
    with count_queries() as many:
        felix.get(page)
    assert len(one) == len(many) <= 6


def test_a_page_of_people_costs_the_same_for_one_and_many(
    app, scene, browse, count_queries
):
    felix = browse("felix")
    felix.get("/country/people/")
    with count_queries() as one:
        felix.get("/country/people/")
    with app.app_context():
        for number in range(12):
            make_member(roles={Role.FOCAL_POINT: "AR"})
            with atomic():
                nominating.nominate(
                    edition_id=scene["edition"],
                    state_code="AR",
                    email=f"n{number}@gob.example",
                    by_id=scene["id-felix"],
                )
    with count_queries() as many:
        felix.get("/country/people/")
    assert len(one) == len(many)


def test_applying_through_the_page_reaches_the_focal_point(app, scene, browse):
    """What is submitted through the house's own form waits here at once."""
    with app.app_context():
        member = make_member("Zoe Sola", subject="zoe", email="zoe@gob.example")
        application = make_application(
            edition=session.get(Edition, scene["edition"]), member_id=member.id
        )
        with atomic():
            emit(
                ApplicationSubmitted(
                    application_id=application.id,
                    edition_id=application.edition_id,
                    member_id=member.id,
                    enrolment_id=application.enrolment_id,
                    revision=1,
                )
            )
        state = session.get(Enrolment, application.enrolment_id).state
    assert state == "applied"
    assert "Zoe Sola" in body(browse("felix").get("/country/"))
