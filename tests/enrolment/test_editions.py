"""Making editions, copying them, moving them on, and who goes with them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.enrolment import queries, services
from lms.enrolment.errors import (
    EditionNotSound,
    EditionRefused,
    EditionShared,
    NotEnrolled,
)
from lms.enrolment.hindrances import _OBJECTING, forbid
from lms.enrolment.models import EditionModule, Enrolment, LiveSession
from lms.enrolment.rules import Eligibility, FormQuestion, QuestionKind
from lms.enrolment.states import EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.errors import MemberNotFound, RoleAlreadyGranted, RoleNotGranted
from lms.people.queries import get_viewer
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.courses import make_course
from tests.factories.editions import basics, edition_of, make_dated, move, put
from tests.factories.people import make_member

E, S = EditionState, EnrolmentState


@pytest.fixture
def by_id(inside):
    make_course()
    return make_member(roles={Role.SECRETARIAT: ""}).id


def test_a_new_edition_is_a_draft_on_the_newest_release(by_id):
    edition = edition_of(make_dated(by_id))
    newest = make_course(words="Más.")
    second = edition_of(make_dated(by_id))
    assert (edition.state, edition.slug) == ("draft", "primera-edicion")
    assert (second.slug, second.release_id) == ("primera-edicion-2", newest.id)
    noted = session.scalars(select(Entry.act).order_by(Entry.id)).all()
    assert noted == ["edition.made", "edition.made"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": {}}, "título"),
        ({"languages": ()}, "idioma"),
        ({"ends_on": now().date()}, "anterior"),
        ({"call_opens_at": now() + timedelta(days=11)}, "cerrar después"),
    ],
)
def test_what_does_not_fit_together_is_refused(by_id, more, said):
    with pytest.raises(EditionNotSound, match=said):
        make_dated(by_id, **more)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": {"es": "Sola"}}, "Português"),
        ({"starts_on": None}, "primer día"),
        ({"call_closes_at": None}, "Falta la fecha límite"),
        ({"call_closes_at": now() - timedelta(days=1)}, "ya pasó"),
    ],
)
def test_a_call_does_not_open_before_all_is_there(by_id, more, said):
    edition_id = make_dated(by_id, **more)
    with pytest.raises(EditionRefused, match=said):
        move(edition_id, E.CALL, by_id)
    assert edition_of(edition_id).state == "draft"


def test_a_move_says_every_reason_against_it_at_once(by_id):
    edition = edition_of(make_dated(by_id, title={"es": "Sola"}, call_closes_at=None))
    assert queries.list_hindrances(edition, E.CALL, now()) == [
        "Falta el título en uno de sus idiomas: Português.",
        "Falta el título en uno de sus idiomas: English.",
        "Falta la fecha límite para postularse.",
    ]


def test_a_call_that_somebody_answered_is_not_undone(by_id):
    edition_id = make_dated(by_id, state=E.CALL)
    put(edition_id, S.APPLIED)
    with pytest.raises(EditionRefused, match="1 persona postulada"):
        move(edition_id, E.DRAFT, by_id)


def test_selection_waits_for_the_deadline_and_the_start_for_every_decision(by_id):
    edition_id = make_dated(by_id, state=E.CALL)
    put(edition_id, S.APPLIED)
    with pytest.raises(EditionRefused, match="todavía se puede postular"):
        move(edition_id, E.SELECTING, by_id)
    with atomic():
        edition_of(edition_id).call_closes_at = now() - timedelta(minutes=1)
    assert move(edition_id, E.SELECTING, by_id)
    with pytest.raises(EditionRefused, match="Queda 1 solicitud sin decidir"):
        move(edition_id, E.RUNNING, by_id)


def test_what_other_features_hold_against_a_move_is_heard(by_id):
    edition_id = make_dated(by_id)
    forbid("test", lambda edition, act: ["Faltan las cartas."] * (act == "call"))
    try:
        with pytest.raises(EditionRefused, match="Faltan las cartas"):
            move(edition_id, E.CALL, by_id)
    finally:
        del _OBJECTING["test"]
    assert move(edition_id, E.CALL, by_id)


def test_a_copy_takes_the_rules_and_nothing_stale(by_id):
    old = make_dated(by_id)
    question = FormQuestion(id="q", kind=QuestionKind.TEXT, label={"es": "¿Qué?"})
    with atomic():
        services.put_question(edition_id=old, question=question, by_id=by_id)
        services.set_seats(
            edition_id=old,
            seats=25,
            seats_per_state=3,
            eligibility=Eligibility(states=("AR",)),
            targets=(),
            by_id=by_id,
        )
        services.set_calendar(edition_id=old, days={"modulo": (0, 6)}, by_id=by_id)
        services.set_session(
            edition_id=old,
            session_id=None,
            title={"es": "Inicio"},
            day=0,
            at="15:00",
            minutes=60,
            address="https://x.example/1",
            by_id=by_id,
        )
        services.add_moderator(
            edition_id=old, who=make_member(email="mo@x.example").email, by_id=by_id
        )
    put(old, S.ACCEPTED)
    newest = make_course(words="Nueva.")
    news = queries.find_news(edition_of(old).release_id, newest.id)
    assert (news.before, news.after, news.added, news.gone) == (1, 2, (), ())
    with atomic():
        copied = services.copy_edition(edition_id=old, by_id=by_id).id
    edition = edition_of(copied)
    assert (edition.state, edition.release_id) == ("draft", newest.id)
    assert (edition.seats, edition.seats_per_state) == (25, 3)
    assert edition.rules == edition_of(old).rules
    dates = (edition.starts_on, edition.ends_on, edition.call_closes_at)
    assert dates == (None, None, None)
    assert queries.list_offsets(copied) == {"modulo": (0, 6)}
    assert [each.address for each in queries.list_sessions(copied)] == [""]
    assert queries.count_people(copied) == {}
    assert queries.list_staff(edition) == []


def test_a_running_edition_keeps_its_release_and_its_people_stay_on_it(by_id):
    edition_id = make_dated(by_id, state=E.RUNNING)
    enrolment_id = put(edition_id, S.ACTIVE)
    make_course(words="Nueva.")
    with pytest.raises(EditionRefused, match="ya comenzó"), atomic():
        services.change_edition(
            edition_id=edition_id, basics=basics(), by_id=by_id, release_number=2
        )
    member_id = session.get_one(Enrolment, enrolment_id).member_id
    with pytest.raises(EditionShared), atomic():
        services.move_to_newest(member_id=member_id, course_id="curso", percent=0)


def test_seats_never_fall_below_those_taken_and_the_form_stands_once_open(by_id):
    edition_id = make_dated(by_id, state=E.CALL)
    put(edition_id, S.ACCEPTED)
    put(edition_id, S.ACCEPTED)
    with pytest.raises(EditionRefused, match="2 vacantes ocupadas"), atomic():
        services.set_seats(
            edition_id=edition_id,
            seats=1,
            seats_per_state=None,
            eligibility=Eligibility(),
            targets=(),
            by_id=by_id,
        )
    question = FormQuestion(id="q", kind=QuestionKind.TEXT, label={"es": "¿Qué?"})
    with pytest.raises(EditionRefused, match="solo en borrador"), atomic():
        services.put_question(edition_id=edition_id, question=question, by_id=by_id)


def test_an_archived_edition_is_only_read(by_id):
    edition_id = make_dated(by_id, state=E.ARCHIVED)
    with pytest.raises(EditionRefused, match="archivada"), atomic():
        services.change_edition(edition_id=edition_id, basics=basics(), by_id=by_id)
    with pytest.raises(EditionRefused, match="archivada"), atomic():
        services.set_calendar(edition_id=edition_id, days={}, by_id=by_id)
    assert move(edition_id, E.CLOSED, by_id)


def test_moderators_come_and_go_and_it_is_noted(by_id):
    edition_id = make_dated(by_id)
    mo = make_member("Mora Mena", email="mo@x.example")
    with atomic():
        services.add_moderator(edition_id=edition_id, who="mo@x.example", by_id=by_id)
    assert get_viewer(mo.id).has(Role.MODERATOR, str(edition_id))
    assert [p.name for p in queries.list_staff(edition_of(edition_id))] == ["Mora Mena"]
    with pytest.raises(RoleAlreadyGranted), atomic():
        services.add_moderator(edition_id=edition_id, who="mo@x.example", by_id=by_id)
    with pytest.raises(MemberNotFound), atomic():
        services.add_moderator(edition_id=edition_id, who="no@x.example", by_id=by_id)
    with atomic():
        services.remove_moderator(edition_id=edition_id, member_id=mo.id, by_id=by_id)
    with pytest.raises(RoleNotGranted), atomic():
        services.remove_moderator(edition_id=edition_id, member_id=mo.id, by_id=by_id)
    acts = session.scalars(
        select(Entry.act).where(Entry.member_id == mo.id).order_by(Entry.id)
    ).all()
    assert acts == ["moderator.granted", "moderator.revoked"]


def test_a_learner_goes_on_in_the_edition_used_last(by_id):
    first, second = (make_dated(by_id, state=E.RUNNING) for _ in range(2))
    ana = make_member()
    ids = {}
    with atomic():
        for edition_id in (first, second):
            ids[edition_id] = services.enter(
                member_id=ana.id,
                edition_id=edition_id,
                release_id=edition_of(edition_id).release_id,
                by_id=None,
            ).id
    assert queries.get_seat(ana.id, "curso").edition_id == second
    with atomic():
        services.be_at(enrolment_id=ids[first], activity_id="leccion-1")
    assert queries.get_seat(ana.id, "curso").edition_id == first
    slug = edition_of(second).slug
    with atomic():
        services.go_to_edition(member_id=ana.id, course_id="curso", slug=slug)
    assert queries.get_seat(ana.id, "curso").edition_id == second
    with pytest.raises(NotEnrolled), atomic():
        services.go_to_edition(member_id=ana.id, course_id="curso", slug="permanente")


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_for_one_and_for_many(by_id, count_queries, many):
    for _ in range(many):
        put(make_dated(by_id), S.ACCEPTED)
    session.expire_all()
    with count_queries() as seen:
        rows = queries.list_dated()
    assert (len(rows), rows[0].seated, len(seen)) == (many, 1, 1)


def test_rows_of_the_calendar_that_hold_no_day_are_not_kept(by_id):
    edition_id = make_dated(by_id)
    with pytest.raises(EditionNotSound), atomic():
        services.set_calendar(
            edition_id=edition_id, days={"modulo": (5, 4)}, by_id=by_id
        )
    with atomic():
        services.set_calendar(
            edition_id=edition_id, days={"modulo": (None, None)}, by_id=by_id
        )
    assert session.scalars(select(EditionModule)).all() == []
    assert session.scalars(select(LiveSession)).all() == []
