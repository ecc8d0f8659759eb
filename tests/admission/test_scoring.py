"""Scores: what may be given, what they come to, who may read what in blind mode."""

from fractions import Fraction

import pytest
from sqlalchemy import func, select

from lms.admission import policy
from lms.admission.errors import ApplicationNotFound, NotYourOwn, ReviewInvalid
from lms.admission.models import Application, ApplicationFile, Review
from lms.admission.queries.desk import list_lines
from lms.admission.queries.reviewing import get_whole
from lms.admission.queries.selecting import get_selection, list_candidates
from lms.admission.services import scoring
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.queries import get_viewer
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.admission import CRITERIA
from tests.factories.people import make_member
from tests.factories.selecting import make_crowd, make_secretary, make_selection


@pytest.fixture
def made(inside):
    """An edition with three applications that nobody has scored yet."""
    edition = make_selection()
    return edition.id, make_crowd(edition, 3, scored=False)


def save(edition_id, application_id, reviewer_id, perfil=5, motivo=5, **more):
    with atomic():
        scoring.save_review(
            edition_id=edition_id,
            application_id=application_id,
            reviewer_id=reviewer_id,
            points={"perfil": perfil, "motivo": motivo, **more},
        )


@pytest.mark.parametrize(
    "points",
    [
        {"perfil": -1},
        {"perfil": 6},
        {"motivo": -1},
        {"motivo": 6},
        {"perfil": 10**40},
        {"unknown": 1},
    ],
)
def test_points_off_the_scale_or_for_nothing_asked_are_refused(made, points):
    edition_id, ids = made
    with pytest.raises(ReviewInvalid):
        save(edition_id, ids[0], make_member().id, **points)
    assert session.scalar(select(func.count()).select_from(Review)) == 0


@pytest.mark.parametrize("points", [{}, {"perfil": 1}, {"otro": 1, "motivo": 1}])
def test_every_criterion_of_the_edition_is_scored_and_no_other(made, points):
    edition_id, ids = made
    with pytest.raises(ReviewInvalid), atomic():
        scoring.save_review(
            edition_id=edition_id,
            application_id=ids[0],
            reviewer_id=make_member().id,
            points=points,
        )


def test_where_nothing_is_scored_no_review_is_kept(inside):
    edition = make_selection(rules={"criteria": ()})
    [id_] = make_crowd(edition, 1, scored=False)
    with pytest.raises(ReviewInvalid), atomic():
        scoring.save_review(
            edition_id=edition.id,
            application_id=id_,
            reviewer_id=make_member().id,
            points={},
        )


def test_the_ends_of_the_scale_may_be_given(made):
    edition_id, ids = made
    save(edition_id, ids[0], make_member().id, perfil=0, motivo=5)
    assert session.scalars(select(Review.points)).one() == {"perfil": 0, "motivo": 5}


def test_the_mean_is_exact_and_weighted_wherever_it_is_read(made):
    edition_id, ids = made
    for perfil, motivo in ((5, 0), (3, 4), (2, 2)):
        save(edition_id, ids[0], make_member().id, perfil, motivo)
    exact = Fraction(2 * 5 + 2 * 3 + 4 + 2 * 2 + 2, 3)
    assert exact == Fraction(26, 3)
    selection = get_selection(edition_id)
    [line] = list_lines(selection, ids[:1])
    candidate = next(each for each in list_candidates(selection) if each.id == ids[0])
    whole = get_whole(edition_id, ids[0], CRITERIA)
    assert {line.score, candidate.score, whole.mean} == {exact}
    assert [one.score for one in list_lines(selection, ids[1:])] == [None, None]


def test_a_review_is_changed_and_both_are_in_the_record(made):
    edition_id, ids = made
    reviewer = make_member()
    save(edition_id, ids[0], reviewer.id, 5, 5)
    save(edition_id, ids[0], reviewer.id, 1, 2)
    assert session.scalars(select(Review.points)).one() == {"perfil": 1, "motivo": 2}
    given = session.scalars(
        select(Entry).where(Entry.act == "admission.reviewed").order_by(Entry.id)
    ).all()
    assert [one.details["points"]["perfil"] for one in given] == [5, 1]
    assert {one.by_id for one in given} == {reviewer.id}


def test_nobody_scores_their_own_application(made):
    edition_id, ids = made
    own = session.get_one(Application, ids[0]).member_id
    with pytest.raises(NotYourOwn):
        save(edition_id, ids[0], own)
    save(edition_id, ids[1], own)


def test_what_is_not_an_application_of_the_edition_is_not_there(made):
    edition_id, ids = made
    other = make_selection()
    for edition, application in ((other.id, ids[0]), (edition_id, 999_999)):
        with pytest.raises(ApplicationNotFound):
            save(edition, application, make_member().id)


@pytest.mark.parametrize(
    ("role", "scope", "reads", "chooses"),
    [
        (Role.SECRETARIAT, "", True, True),
        (Role.INSTRUCTOR, "curso", True, False),
        (Role.INSTRUCTOR, "otro", False, False),
        (Role.FOCAL_POINT, "AR", False, False),
        (Role.MODERATOR, "1", False, False),
        (None, "", False, False),
    ],
)
def test_who_reads_and_who_chooses(inside, role, scope, reads, chooses):
    viewer = get_viewer(make_member(roles={role: scope} if role else {}).id)
    assert bool(policy.may_review(viewer, "curso")) is reads
    assert bool(policy.may_select(viewer, "curso")) is chooses


SAID = ("Persona 00000", "Institución 0", "Mujer", "carta-de-ana.pdf", "p0-")
"""What tells who the first of the crowd is."""


def test_blind_an_instructor_reads_nobody_and_the_secretariat_everything(
    app, client, sign_in
):
    with app.app_context():
        edition = make_selection(rules={"blind": True})
        [id_] = make_crowd(edition, 1)
        file_id = _attach(id_)
        make_secretary()
        make_member("Inés", subject="test:ines", roles={Role.INSTRUCTOR: "curso"})
        base = f"/secretariat/editions/{edition.id}/applications/{id_}/"
    sign_in(client, "test:ines")
    before = client.get(base).text
    assert [word for word in (*SAID, "Rita Ruiz") if word in before] == []
    assert client.get(f"{base}files/{file_id}/").status_code == 404
    sent = {"points-perfil": "4", "points-motivo": "2", "note": ""}
    assert client.post(base, data=sent).status_code == 303
    after = client.get(base).text
    assert "Rita Ruiz" in after
    assert [word for word in SAID if word in after] == []
    assert client.get(f"{base}files/{file_id}/").status_code == 404
    sign_in(client, "test:secretaria")
    seen = client.get(base).text
    assert [word for word in (*SAID[:4], "Rita Ruiz") if word not in seen] == []


def _attach(application_id):
    with atomic():
        file = ApplicationFile(
            application_id=application_id,
            question_id="carta",
            key="k" * 32,
            name="carta-de-ana.pdf",
            type="application/pdf",
            size=4,
            digest="d" * 64,
        )
        session.add(file)
        session.flush()
        return file.id
