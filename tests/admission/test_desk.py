"""The pages of the selection desk: who comes in, what they see, what it costs."""

import pytest
from sqlalchemy import func, select

from lms.admission.models import Decision, Review, SavedView
from lms.enrolment.rules import Dimension, Target
from lms.foundation.database import session
from lms.people.roles import Role
from tests.effort import steps
from tests.factories.people import make_member
from tests.factories.selecting import make_crowd, make_secretary, make_selection

HIDDEN = ("Persona 0000", "Institución ", "Mujer", "Varón", "example.org")


@pytest.fixture
def made(app):
    """An edition with 60 applications; the secretariat; an instructor; others."""

    def make(number=60, **more):
        with app.app_context():
            edition = make_selection(**more)
            ids = make_crowd(edition, number)
            make_secretary()
            for who, roles in (
                ("instructor", {Role.INSTRUCTOR: "curso"}),
                ("foreign", {Role.INSTRUCTOR: "otro"}),
                ("focal", {Role.FOCAL_POINT: "AR"}),
                ("moderator", {Role.MODERATOR: str(edition.id)}),
                ("nobody", {}),
            ):
                make_member(who, subject=f"test:{who}", roles=roles)
            return f"/secretariat/editions/{edition.id}/applications/", ids

    return make


@pytest.fixture
def at(client, sign_in):
    """Open a browser as somebody."""

    def come(who):
        sign_in(client, f"test:{who}")
        return client

    return come


def text(response):
    return response.get_data(as_text=True)


READ = ("", "{one}/")
CHOOSE = ("propose/", "letters/", "letters/accepted/pt/", "decide/?id={one}")


@pytest.mark.parametrize("who", ["foreign", "focal", "moderator", "nobody"])
def test_to_everybody_else_the_desk_does_not_exist(made, at, who):
    base, ids = made(2)
    for path in (*READ, *CHOOSE):
        assert at(who).get(base + path.format(one=ids[0])).status_code == 404
    for path in ("propose/", "letters/", "decide/", "views", f"{ids[0]}/"):
        assert at(who).post(base + path).status_code == 404


def test_an_instructor_reads_and_scores_but_does_not_choose(made, at):
    base, ids = made(2)
    for path in READ:
        assert at("instructor").get(base + path.format(one=ids[0])).status_code == 200
    for path in CHOOSE:
        assert at("instructor").get(base + path.format(one=ids[0])).status_code == 404
    for path in ("propose/", "letters/", "decide/"):
        assert at("instructor").post(base + path).status_code == 404


def test_who_is_signed_out_is_asked_in(made, client):
    base, _ids = made(1)
    assert client.get(base).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_page_is_shown_in_every_language(made, at, language):
    base, ids = made(3)
    at("secretaria").set_cookie("lms_language", language)
    for path in (*READ, *CHOOSE):
        shown = at("secretaria").get(base + path.format(one=ids[0]))
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in text(shown)


def test_an_application_of_another_edition_is_not_there(app, made, at):
    base, _ids = made(1)
    with app.app_context():
        foreign = make_crowd(make_selection(), 1)[0]
    assert at("secretaria").get(f"{base}{foreign}/").status_code == 404
    shown = at("secretaria").get(f"{base}decide/?id={foreign}&act=accepted")
    assert shown.status_code == 303


def test_filters_find_and_sort(made, at):
    base, _ids = made(60)
    for query, there, gone in (
        ("q=00007", "Persona 00007", "Persona 00008"),
        ("country=BR", "Persona 00001", "Persona 00000"),
        ("gender=man", "Persona 00001", "Persona 00000"),
        ("flag=state", "Persona 00010", "Persona 00001"),
        ("flag=none", "Persona 00001", "Persona 00010"),
        ("least=14,5", "Persona 00000", "Persona 00030"),
        ("most=3", "Persona 00059", "Persona 00000"),
        ("sort=-score", "Persona 00000", "Persona 00059"),
        ("sort=name&page=2", "Persona 00059", "Persona 00000"),
    ):
        shown = text(at("secretaria").get(f"{base}?{query}"))
        assert there in shown, query
        assert gone not in shown, query


@pytest.mark.parametrize(
    "query",
    ["sort=;drop", "least=1e999999", "page=-4", "country=%00", "q=%00%25", "flag=%27",
     "state=nothing", "col=nothing", "page=99999999999999999999", "type=x", "q=_"],
)  # fmt: skip
def test_nonsense_is_as_if_it_had_not_been_asked(made, at, query):
    base, _ids = made(1)
    assert at("secretaria").get(f"{base}?{query}").status_code == 200


def test_a_blind_reviewer_learns_nothing_of_who_it_is(made, at):
    base, ids = made(3, rules={"blind": True})
    pages = ("", "?q=00001", "?sort=name", "?gender=man", "?col=institution&col=gender")
    for path in (*pages, f"{ids[0]}/"):
        shown = text(at("instructor").get(base + path))
        assert [word for word in HIDDEN if word in shown] == []
    everybody = text(at("instructor").get(base))
    for path in ("?q=00001", "?gender=man"):
        found = text(at("instructor").get(base + path))
        assert found.count("data-row") == everybody.count("data-row") == 3


def test_a_blind_reviewer_sees_the_others_after_saying_what_they_think(made, at):
    base, ids = made(1, rules={"blind": True})
    address = f"{base}{ids[0]}/"
    assert "Rita Ruiz" not in text(at("instructor").get(address))
    sent = {"points-perfil": "4", "points-motivo": "2", "note": ""}
    assert at("instructor").post(address, data=sent).status_code == 303
    assert "Rita Ruiz" in text(at("instructor").get(address))


def test_a_score_is_kept_and_may_be_changed(app, made, at):
    base, ids = made(1)
    for points in ("4", "1"):
        sent = {"points-perfil": points, "points-motivo": "2", "note": "Bien."}
        at("instructor").post(f"{base}{ids[0]}/", data=sent)
    with app.app_context():
        found = session.scalars(select(Review).order_by(Review.id)).all()
        assert [one.points for one in found] == [
            {"perfil": 5, "motivo": 5},
            {"perfil": 1, "motivo": 2},
        ]


@pytest.mark.parametrize("points", ["", "6", "-1", "1.5", "x", "9" * 40])
def test_points_that_are_not_on_the_scale_are_refused(app, made, at, points):
    base, ids = made(1)
    sent = {"points-perfil": points, "points-motivo": "2", "note": "Lo que escribí."}
    shown = at("instructor").post(f"{base}{ids[0]}/", data=sent)
    assert shown.status_code == 422
    assert "Lo que escribí." in text(shown)


def test_a_view_is_kept_for_oneself_and_forgotten(app, made, at):
    base, _ids = made(1)
    kept = {"name": "Perú", "country": "PE", "col": ["score", "gender"]}
    answer = at("secretaria").post(f"{base}views", data=kept)
    assert answer.headers["Location"].endswith("?country=PE&col=score&col=gender")
    assert "?country=PE&amp;col=score&amp;col=gender" in text(
        at("secretaria").get(base)
    )
    assert "Perú</a>" not in text(at("instructor").get(base))
    with app.app_context():
        view_id = session.scalars(select(SavedView.id)).one()
    at("instructor").post(f"{base}views/{view_id}/forget")
    assert "Perú</a>" in text(at("secretaria").get(base))
    at("secretaria").post(f"{base}views/{view_id}/forget")
    assert "?country=PE&amp;col" not in text(at("secretaria").get(base))


def test_a_decision_shows_first_what_it_changes_and_needs_the_same_page(app, made, at):
    base, ids = made(3)
    asked = f"{base}decide/?act=accepted&id={ids[0]}&id={ids[1]}"
    shown = text(at("secretaria").get(asked))
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    sent = {"act": "accepted", "id": ids[:2], "reason": "", "digest": digest}
    old = at("secretaria").post(f"{base}decide/", data={**sent, "digest": "x"})
    assert old.status_code == 409
    assert at("secretaria").post(f"{base}decide/", data=sent).status_code == 303
    again = at("secretaria").post(f"{base}decide/", data=sent)
    assert again.status_code == 409
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Decision)) == 2


def test_who_gets_no_seat_is_told_why(made, at):
    base, ids = made(1)
    shown = text(at("secretaria").get(f"{base}decide/?act=declined&id={ids[0]}"))
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    sent = {"act": "declined", "id": ids, "reason": " ", "digest": digest}
    assert at("secretaria").post(f"{base}decide/", data=sent).status_code == 422


def test_the_proposal_is_followed_with_what_was_changed_by_hand(app, made, at):
    target = Target(dimension=Dimension.GENDER, value="woman", at_least=15)
    base, ids = made(60, rules={"targets": (target,)})
    shown = text(at("secretaria").get(f"{base}propose/"))
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    sent = {"digest": digest, "waiting": "", f"to-{ids[0]}": "declined"}
    missing = at("secretaria").post(f"{base}propose/", data=sent)
    assert missing.status_code == 422
    sent[f"why-{ids[0]}"] = "Ya hizo este curso"
    assert at("secretaria").post(f"{base}propose/", data=sent).status_code == 303
    with app.app_context():
        found = session.execute(
            select(Decision.outcome, func.count()).group_by(Decision.outcome)
        )
        assert {row[0]: row[1] for row in found} == {
            "accepted": 24,
            "waiting": 35,
            "declined": 1,
        }
        assert session.get_one(Decision, ids[0]).reason == "Ya hizo este curso"


def test_the_desk_costs_the_same_for_thousands(app, made, at, count_queries):
    """Neither the work in Python nor the statements grow with the applications; what
    the database does within one statement is its own."""
    small, _ids = made(50)
    with app.app_context():
        edition = make_selection()
        make_crowd(edition, 5_000)
        large = f"/secretariat/editions/{edition.id}/applications/"
    seen = []
    for base in (small, large):
        at("secretaria").get(base)
        with count_queries() as statements:
            assert at("secretaria").get(base).status_code == 200
        work = steps(lambda base=base: at("secretaria").get(base))
        seen.append((len(statements), work))
    (few, little), (many, much) = seen
    assert few == many <= 8
    assert much <= 1.2 * little
