"""The focal point's desk: who may, what it shows, what is done there."""

import re

import pytest
from sqlalchemy import select

from lms.admission.models import Endorsement
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import services as people
from lms.people.roles import Role
from tests.factories.admission import make_application
from tests.factories.people import make_member


def verdicts(app):
    with app.app_context():
        rows = session.execute(
            select(Endorsement.application_id, Endorsement.verdict)
        ).all()
        return {row[0]: row[1] for row in rows}


def body(answer):
    return answer.get_data(as_text=True)


ACTS = {
    "endorse": {},
    "decline": {"reason": "No."},
    "ask": {"question": "¿Qué?"},
    "take-back": {},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("who", "own", "foreign"),
    [
        ("felix", 303, 404),
        ("ursula", 404, 303),
        ("selva", 404, 404),
        ("ines", 404, 404),
        ("nadie", 404, 404),
    ],
)
def test_who_may_do_what_to_whose_application(scene, browse, act, who, own, foreign):
    found = []
    for id_ in (scene["ana"], scene["uma"]):
        data = {f"a{id_}-{name}": text for name, text in ACTS[act].items()}
        answer = browse(who).post(f"/country/{id_}/{act}", data=data)
        found.append(answer.status_code)
    assert found == [own, foreign]


def test_who_is_signed_out_is_asked_in(client, scene):
    answer = client.get("/country/")
    assert answer.status_code == 303
    assert "/sign-in/" in answer.headers["Location"]


def test_the_desk_shows_the_own_state_on_top_and_nothing_of_needs(scene, browse):
    page = body(browse("felix").get("/country/"))
    assert "Ana Paz" in page
    assert "Bea Paz" in page
    assert "Uma Paz" not in page
    assert "Trabajo en prevención." in page
    assert "Mucha" in page
    assert "Intérprete" not in page
    assert "Esperan su respuesta" in page


def test_a_focal_point_of_two_states_has_both_and_never_the_own_application(
    app, scene, browse
):
    with app.app_context():
        both = make_member(
            "Dora", subject="dora", roles={Role.FOCAL_POINT: "AR"}, email="d@g.example"
        )
        from_both = both.id
        with atomic():
            people.grant(member_id=from_both, role=Role.FOCAL_POINT, scope_id="UY")
        own = make_application(
            edition=session.get(Edition, scene["edition"]),
            member_id=from_both,
            endorsement="waiting",
        ).id
    page = body(browse("dora").get("/country/"))
    assert "Ana Paz" in page
    assert "Uma Paz" in page
    assert "Dora</h2>" not in page
    assert browse("dora").post(f"/country/{own}/endorse").status_code == 404


def test_endorsing_declining_asking_and_taking_back(app, scene, browse):
    felix = browse("felix")
    felix.post(f"/country/{scene['ana']}/endorse")
    assert "quedó avalada" in body(felix.get("/country/"))
    felix.post(
        f"/country/{scene['bea']}/ask", data={f"a{scene['bea']}-question": "¿Qué?"}
    )
    assert verdicts(app)[scene["bea"]] == "asked"
    assert "¿Qué?" in body(felix.get("/country/?show=asked"))
    felix.post(
        f"/country/{scene['bea']}/decline", data={f"a{scene['bea']}-reason": "No va."}
    )
    assert "No va." in body(felix.get("/country/?show=others"))
    for id_ in (scene["ana"], scene["bea"]):
        felix.post(f"/country/{id_}/take-back")
    assert set(verdicts(app).values()) == {"waiting"}


@pytest.mark.parametrize(("act", "field"), [("decline", "reason"), ("ask", "question")])
def test_what_is_missing_is_said_at_its_card_and_nothing_changes(
    app, scene, browse, act, field
):
    name = f"a{scene['ana']}-{field}"
    answer = browse("felix").post(f"/country/{scene['ana']}/{act}", data={name: " "})
    assert answer.status_code == 422
    assert f'href="#{name}"' in body(answer)
    assert "data-summary" in body(answer)
    assert set(verdicts(app).values()) == {"waiting"}


def test_what_somebody_else_decided_meanwhile_is_a_conflict(app, scene, browse):
    with app.app_context():
        make_member(
            "Delia",
            subject="delia",
            roles={Role.FOCAL_POINT: "AR"},
            email="e@g.example",
        )
    browse("delia").post(f"/country/{scene['ana']}/endorse")
    data = {f"a{scene['ana']}-reason": "No."}
    late = browse("felix").post(f"/country/{scene['ana']}/decline", data=data)
    assert late.status_code == 409
    assert "Otra persona ya respondió" in body(late)
    assert browse("felix").post(f"/country/{scene['ana']}/take-back").status_code == 403


def test_several_are_seen_before_they_are_decided(app, scene, browse):
    felix = browse("felix")
    marked = f"id={scene['ana']}&id={scene['bea']}"
    page = body(felix.get(f"/country/together?act=endorse&{marked}"))
    assert "Quedarán avaladas 2 solicitudes" in page
    assert set(verdicts(app).values()) == {"waiting"}
    foreign = felix.get(f"/country/together?act=endorse&id={scene['uma']}")
    assert foreign.status_code == 404
    data = {"act": "decline", "id": [scene["ana"], scene["bea"]]}
    assert felix.post("/country/together", data=data).status_code == 422
    felix.post("/country/together", data={**data, "reason": "No este año."})
    found = verdicts(app)
    assert [found[scene[who]] for who in ("ana", "bea", "uma")] == [
        "declined",
        "declined",
        "waiting",
    ]
    assert "ya tienen respuesta" in body(
        felix.get(f"/country/together?act=endorse&{marked}")
    )
    assert felix.get("/country/together?act=endorse").status_code == 303


def test_the_endorsed_are_put_in_order_by_numbers_or_step_by_step(scene, browse):
    felix = browse("felix")
    for who in ("ana", "bea"):
        felix.post(f"/country/{scene[who]}/endorse")
    order = f"/country/editions/{scene['edition']}/AR/order"

    def names():
        page = body(felix.get("/country/?show=endorsed"))
        return re.findall(r"<b>(\w+) Paz</b>", page)

    assert names() == ["Ana", "Bea"]
    felix.post(order, data={f"place-{scene['bea']}": "1", f"place-{scene['ana']}": "2"})
    assert names() == ["Bea", "Ana"]
    felix.post(order, data={"up": scene["ana"]})
    assert names() == ["Ana", "Bea"]
    wrong = felix.post(order, data={f"place-{scene['ana']}": "x", "show": "endorsed"})
    assert wrong.status_code == 422
    assert f'href="#place-{scene["ana"]}"' in body(wrong)
    foreign = f"/country/editions/{scene['edition']}/UY/order"
    assert felix.post(foreign, data={}).status_code == 404
