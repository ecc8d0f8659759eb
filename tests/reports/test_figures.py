"""A State's figures and people: for its own focal points, small numbers hidden."""

import re

import pytest

from lms.enrolment.states import EnrolmentState
from lms.reports import contributing
from tests.factories.people import make_member
from tests.factories.reports import make_crowd, seat

FIGURES = "/country/figures/"
HIDDEN, NO_SUM = "menos de 5", "no se muestra"


def numbers(page):
    """What the cells of the first table say, row by row."""
    body = page.get_data(as_text=True).partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]*>", "", f"<td{cell}") for cell in row.split("<td")[1:]]
        for row in body.split("<tr>")[1:]
    ]


@pytest.fixture
def enrolled(app, world):
    """Of Argentina seven more who take the course, two who completed it."""
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 7)
        for number in range(2):
            member = make_member(
                f"Lista {number}", state="AR", institution="Defensoría"
            )
            seat(
                member.id,
                world.edition_id,
                world.release_id,
                state=EnrolmentState.COMPLETED,
                done=5,
            )
        other = make_member("Beatriz Brasil", state="BR")
        seat(other.id, world.edition_id, world.release_id)


def test_small_numbers_and_what_they_follow_from_are_hidden(browse, enrolled):
    page = browse("focal point").get(FIGURES)
    assert page.status_code == 200
    rows = numbers(page)
    flat = [cell for row in rows for cell in row]
    assert "9" in flat  # two of the course and seven more take it
    assert HIDDEN in flat
    assert NO_SUM in flat
    assert "2" not in flat
    assert "11" not in flat


def test_where_the_policy_hides_nothing_every_number_is_shown(
    app, browse, enrolled, monkeypatch
):
    monkeypatch.setitem(app.config, "LMS_SMALL_CELL", 0)
    page = browse("focal point").get(FIGURES)
    flat = [cell for row in numbers(page) for cell in row]
    assert "2" in flat
    assert NO_SUM not in page.get_data(as_text=True)


def test_grades_come_from_whoever_gives_them(app, browse, enrolled, monkeypatch):
    monkeypatch.setitem(
        contributing._GRADES, "test", lambda ids: dict.fromkeys(ids, "diploma")
    )
    monkeypatch.setitem(app.config, "LMS_SMALL_CELL", 0)
    page = browse("focal point").get(FIGURES).get_data(as_text=True)
    assert "Por certificado" in page
    assert "Diploma" in page


def test_the_own_people_are_listed_with_where_they_stand(browse, enrolled):
    page = browse("focal point").get(f"{FIGURES}people/?q=lista").get_data(as_text=True)
    assert "Lista 0" in page
    assert "Completó el curso" in page
    assert "100 %" in page
    assert "@example.org" not in page
    everybody = browse("focal point").get(f"{FIGURES}people/").get_data(as_text=True)
    assert "Beatriz Brasil" not in everybody


@pytest.mark.parametrize("path", ["", "people/"])
@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("focal point", "AR", 200),
        ("focal point", "BR", 404),
        ("focal point", "%00", 404),
        ("instructor", "AR", 404),
        ("moderator", "", 404),
        ("participant", "AR", 404),
        ("alumna", "", 404),
    ],
)
def test_of_another_state_nothing_is_there(browse, world, who, state, status, path):
    address = f"{FIGURES}{path}?state={state}" if state else f"{FIGURES}{path}"
    assert browse(who).get(address).status_code == status


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(browse, world, page):
    found = browse("focal point").get(f"{FIGURES}people/?page={page}")
    assert found.status_code == 200


def test_both_pages_cost_the_same_for_one_and_for_many(
    app, browse, world, count_queries
):
    client = browse("focal point")
    for path in ("", "people/"):
        client.get(FIGURES + path)
    seen = []
    for _turn in range(2):
        with count_queries() as statements:
            for path in ("", "people/"):
                assert client.get(FIGURES + path).status_code == 200
        seen.append(len(statements))
        with app.app_context():
            if not _turn:
                make_crowd(world.edition_id, world.release_id, 60)
    assert seen[0] == seen[1] <= 10


def test_the_menu_leads_there(browse, world):
    assert FIGURES in browse("focal point").get("/").get_data(as_text=True)
    assert FIGURES not in browse("participant").get("/").get_data(as_text=True)
