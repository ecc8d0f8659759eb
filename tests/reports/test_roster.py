"""The people of an edition as those who run it see them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from lms.catalogue.queries import get_package
from lms.enrolment.states import EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.learning.progress import percent_of, progress
from lms.people.models import Member
from lms.reports.queries.editions import list_editions
from lms.reports.queries.people import list_people
from tests.factories.encuentro import make_thread
from tests.factories.people import make_member
from tests.factories.reports import make_crowd, make_dated, seat

PEOPLE = "/courses/curso/people/"
TODAY = now().date


@pytest.fixture
def dated(app, world):
    """An edition that began forty days ago, its module due ten days ago; people in it.

    Each person by the word they are named after.
    """
    with app.app_context():
        edition_id = make_dated(
            world.release_id, starts_on=TODAY() - timedelta(days=40), due_after=30
        )
        shape = {
            "behind": {"done": 1, "seen_days_ago": 20, "days_ago": 40},
            "never": {"days_ago": 40},
            "ahead": {"done": 5, "seen_days_ago": 30, "days_ago": 40},
            "applicant": {"state": EnrolmentState.APPLIED},
            "paused": {"state": EnrolmentState.PAUSED, "done": 2, "days_ago": 40},
        }
        for name, more in shape.items():
            member = make_member(
                f"Persona {name}", state="CL", institution="Cancillería"
            )
            seat(member.id, edition_id, world.release_id, **more)
    return edition_id


def rows(page):
    """What each row of the list says, by name."""
    body = page.get_data(as_text=True).partition("<tbody>")[2].partition("</tbody>")[0]
    return {
        row.partition("</a>")[0].rpartition(">")[2]: row
        for row in body.split("<tr>")[1:]
    }


def names(page):
    return [name.removeprefix("Persona ") for name in rows(page)]


def test_a_row_says_how_far_somebody_is_and_why_they_fall_behind(browse, dated):
    page = browse("instructor").get(f"{PEOPLE}?edition=2026")
    assert page.status_code == 200
    found = rows(page)
    assert list(found) == [
        "Persona ahead",
        "Persona behind",
        "Persona never",
        "Persona paused",
    ]
    behind = found["Persona behind"]
    for words in (
        "20 %",
        "(1/5)",
        "Chile · Cancillería",
        "1 módulo vencido",
        "Módulo uno",
        "No aparece desde hace 20 días y tiene algo por hacer",
    ):
        assert words in behind
    assert "No empezó: pudo hacerlo desde hace 40 días" in found["Persona never"]
    assert "badge" not in found["Persona ahead"] + found["Persona paused"]
    assert "2 personas se están quedando atrás." in page.get_data(as_text=True)


def test_applicants_are_shown_to_the_secretariat_alone(browse, dated):
    address = f"{PEOPLE}?edition=2026&state=applied"
    assert names(browse("secretariat").get(address)) == ["applicant"]
    assert names(browse("instructor").get(address)) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("behind=any", ["behind", "never"]),
        ("behind=away", ["behind"]),
        ("behind=none", ["ahead", "paused"]),
        ("words=NEVER", ["never"]),
        ("state=paused", ["paused"]),
        ("country=AR", []),
        ("order=-progress", ["ahead", "paused", "behind", "never"]),
        ("order=nonsense&state=nobody&behind=x&page=-3", None),
    ],
)
def test_filters_and_orders(browse, dated, asked, found):
    page = browse("instructor").get(f"{PEOPLE}?edition=2026&{asked}")
    assert page.status_code == 200
    everybody = ["ahead", "behind", "never", "paused"]
    assert names(page) == (everybody if found is None else found)


def test_days_are_counted_in_the_zone_of_the_edition(app, world):
    """While it is still the last day somewhere, nothing is overdue there."""
    with app.app_context():
        for slug, zone in (
            ("este", "Pacific/Kiritimati"),
            ("oeste", "Pacific/Pago_Pago"),
        ):
            edition_id = make_dated(
                world.release_id,
                slug=slug,
                starts_on=TODAY() - timedelta(days=10),
                due_after=9,
                zone=zone,
            )
            seat(world.ids["participant"], edition_id, world.release_id)
        found = {}
        for edition in list_editions("curso"):
            for line in list_people(edition):
                if line.member_id == world.ids["participant"]:
                    found[edition.slug] = line.overdue
    # Yesterday in UTC was the last day: past it in the east at any hour. In the west
    # it may still be that day.
    assert found["este"] == ("modulo",)
    assert set(found) == {"permanente", "este", "oeste"}
    assert found["permanente"] == ()


def test_in_a_closed_edition_nobody_falls_behind(app, browse, world):
    with app.app_context():
        edition_id = make_dated(
            world.release_id, starts_on=date(2026, 1, 5), due_after=3, state="closed"
        )
        seat(world.ids["participant"], edition_id, world.release_id, days_ago=60)
    page = browse("instructor").get(f"{PEOPLE}?edition=2026")
    assert 'class="badge' not in page.get_data(as_text=True)


def test_posts_are_counted_and_seen(app, browse, world):
    with app.app_context():
        make_thread(world.ids["participant"], edition_id=world.edition_id, answers=2)
    row = rows(browse("instructor").get(PEOPLE))["Pablo Paz"]
    assert 'data-label="Mensajes"><span>3</span>' in row
    assert "nunca" not in row


def test_progress_is_the_very_same_figure_that_the_learner_sees(app, world):
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 12)
        (permanent,) = list_editions("curso")
        package = get_package(world.release_id)
        for line in list_people(permanent):
            steps = [s for s in progress(package, ()).steps if s.activity.required]
            assert line.required == len(steps)
            assert line.percent == percent_of(line.done, line.required)


def test_who_closed_their_account_is_not_listed(app, browse, world):
    with app.app_context(), atomic():
        session.execute(
            update(Member)
            .where(Member.id == world.ids["classmate"])
            .values(left_at=now(), email=None, name="")
        )
    assert "Clara Cruz" not in rows(browse("instructor").get(PEOPLE))


WHO = {
    "secretariat": 200,
    "instructor": 200,
    "moderator": 200,
    "foreign instructor": 404,
    "foreign moderator": 404,
    "focal point": 404,
    "alumna": 404,
    "participant": 404,
    "observer": 404,
    "stranger": 404,
}


@pytest.mark.parametrize("who", WHO)
def test_the_people_of_an_edition_are_shown_to_those_who_run_it(browse, world, who):
    member = world.ids["participant"]
    addresses = (
        "",
        "message/",
        "roster.csv",
        "results.xlsx",
        f"{member}/",
    )
    client = browse(who)
    found = [client.get(f"{PEOPLE}{each}").status_code for each in addresses]
    assert found == [WHO[who]] * len(addresses)
    sent = client.post(f"{PEOPLE}message/", data={}).status_code
    assert sent == (422 if WHO[who] == 200 else 404)


def test_a_moderator_runs_their_edition_and_no_other(browse, dated, world):
    assert browse("moderator").get(f"{PEOPLE}?edition=2026").status_code == 404
    page = browse("moderator").get(f"/secretariat/editions/{dated}/people/")
    assert page.status_code == 404
    own = browse("moderator").get(f"/secretariat/editions/{world.edition_id}/people/")
    assert own.headers["Location"] == f"{PEOPLE}?edition=permanente"


@pytest.mark.parametrize("asked", ["?edition=none", "?edition=%00", "9999999/", "99/"])
def test_what_is_not_there_is_not_found(browse, world, asked):
    assert browse("secretariat").get(f"{PEOPLE}{asked}").status_code == 404


def test_a_guest_is_asked_to_sign_in(browse):
    assert browse("guest").get(PEOPLE).status_code == 303


def test_the_list_costs_the_same_for_one_and_for_many(
    app, browse, world, count_queries
):
    client = browse("instructor")
    client.get(PEOPLE)
    with count_queries() as few:
        client.get(PEOPLE)
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 60)
    with count_queries() as many:
        page = client.get(PEOPLE)
    assert len(rows(page)) == 50
    assert len(many) == len(few) <= 8


def test_long_lists_have_pages_that_keep_the_filter(app, browse, world):
    with app.app_context():
        make_crowd(world.edition_id, world.release_id, 60)
    page = browse("instructor").get(f"{PEOPLE}?country=AR&words=persona&page=2")
    assert names(page) == [f"{n:04}" for n in range(50, 60)]
    assert "words=persona&amp;country=AR" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Quienes van al día"), ("pt", "Quem está em dia"), ("en", "On track")],
)
def test_the_list_speaks_three_languages(browse, world, language, words):
    client = browse("instructor")
    client.set_cookie("lms_language", language)
    assert words in client.get(PEOPLE).get_data(as_text=True)


def test_who_runs_a_course_finds_its_people_from_its_page(browse, world):
    page = browse("instructor").get("/courses/curso/").get_data(as_text=True)
    assert PEOPLE in page
    assert PEOPLE not in browse("participant").get("/courses/curso/").get_data(
        as_text=True
    )
    menu = browse("moderator").get("/").get_data(as_text=True)
    assert f"/secretariat/editions/{world.edition_id}/people/" in menu
