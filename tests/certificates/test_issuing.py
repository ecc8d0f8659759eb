"""Who is given a certificate, when, and only once."""

from fractions import Fraction

import pytest
from sqlalchemy import select

from lms.certificates import queries, services
from lms.certificates.errors import NotStanding, SameName
from lms.certificates.events import CertificateIssued, CertificateRevoked
from lms.certificates.grades import Grade
from lms.certificates.models import Certificate
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import CertificateRules, Rules, to_plain
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.learning.services import complete
from lms.people import services as people
from lms.people.personal import collect
from lms.record.models import Entry
from tests.factories import certificates as factory
from tests.factories.courses import make_course
from tests.factories.encuentro import make_edition
from tests.factories.people import make_member
from tests.factories.quizzes import (
    RIGHT,
    Learner,
    make_learner,
    make_quiz,
    make_submitted,
)


@pytest.fixture
def officer(inside) -> int:
    return make_member("Selva Sosa").id


def make_dated(count: int = 1, **certificate: object) -> tuple[Edition, list[Learner]]:
    """A dated edition of «curso», and people in it."""
    release = make_course("curso")
    edition_id = make_edition("curso", "otono")
    learners = []
    with atomic():
        edition = session.get_one(Edition, edition_id)
        edition.title = {"es": "Otoño 2026", "pt": "Outono 2026", "en": "Autumn 2026"}
        rules = Rules(certificate=CertificateRules(**certificate))
        edition.rules = to_plain(rules)
    for number in range(count):
        person = make_member(f"Persona {number}")
        with atomic():
            seat = enrolment.enter(
                member_id=person.id,
                edition_id=edition_id,
                release_id=release.id,
                by_id=None,
            )
        learners.append(Learner(person.subject, person.id, seat.id, release.id))
    return edition, learners


def offers(edition: Edition) -> list[tuple[int, Grade]]:
    lines = queries.list_lines(edition)
    return [(line.enrolment_id, line.offer) for line in lines if line.offer]


def test_completing_the_permanent_offer_gives_a_certificate(inside):
    make_course("curso")
    made = factory.make_certificate("Ana Pérez", language="pt")
    assert made.grade == "completion"
    assert made.name == "Ana Pérez"
    assert made.course_title == {
        "es": "Curso de prueba",
        "pt": "Curso de prueba (pt)",
        "en": "Curso de prueba (en)",
    }
    assert (made.hours, made.language, made.issued_by_id) == (1, "pt", None)
    assert made.starts_on == made.ends_on == made.issued_at.date()
    assert made.credential is None and made.token is None
    acts = session.scalars(select(Entry.act).where(Entry.about.like("edition:%"))).all()
    assert acts.count("certificate.issued") == 1


def test_all_done_with_a_good_mean_is_a_diploma(inside):
    make_quiz()
    learner = make_learner()
    make_submitted(learner, 1, **RIGHT)
    factory.finish(learner)
    (made,) = queries.list_own(learner.member_id)
    assert made.grade == "diploma"


def test_a_better_grade_replaces_the_one_there_is(inside, officer):
    make_quiz()
    learner = make_learner()
    make_submitted(learner, 1, uno=("a",))
    factory.finish(learner)
    (first,) = queries.list_own(learner.member_id)
    assert first.grade == "completion"
    make_submitted(learner, 2, **RIGHT)
    with atomic():
        second = services.issue(enrolment_id=learner.enrolment_id, by_id=officer)
    assert second is not None
    assert (second.grade, second.replaces_id) == ("diploma", first.id)
    assert first.replaced_at is not None
    with atomic():
        assert services.issue(enrolment_id=learner.enrolment_id, by_id=officer) is None


def test_a_dated_edition_waits_for_its_secretariat(inside, officer):
    edition, (learner, idle) = make_dated(2, hours=40)
    factory.finish(learner)
    assert queries.list_own(learner.member_id) == []
    lines = {line.enrolment_id: line for line in queries.list_lines(edition)}
    assert lines[learner.enrolment_id].offer is Grade.COMPLETION
    assert lines[learner.enrolment_id].reached.mean == Fraction(0)
    assert lines[idle.enrolment_id].offer is None
    with atomic():
        tally = services.issue_all(
            edition_id=edition.id, by_id=officer, chosen=offers(edition)
        )
    assert (tally.issued, tally.changed) == (1, 0)
    (made,) = queries.list_own(learner.member_id)
    assert made.edition_title["pt"] == "Outono 2026"
    assert (made.hours, made.issued_by_id) == (40, officer)


def test_issuing_in_bulk_twice_issues_once(inside, officer):
    edition, learners = make_dated(3)
    for learner in learners:
        factory.finish(learner)
    chosen = offers(edition)
    tallies = []
    for _turn in range(2):
        with atomic():
            tallies.append(
                services.issue_all(edition_id=edition.id, by_id=officer, chosen=chosen)
            )
    assert [(t.issued, t.changed) for t in tallies] == [(3, 0), (0, 3)]
    assert len(session.scalars(select(Certificate)).all()) == 3


def test_a_grade_that_changed_since_the_preview_is_not_issued(inside, officer):
    edition, (learner,) = make_dated()
    with atomic():
        for number in (1, 2, 3):
            complete(
                enrolment_id=learner.enrolment_id,
                activity_id=f"leccion-{number}",
                cause="gone_on",
            )
    chosen = offers(edition)
    assert chosen == [(learner.enrolment_id, Grade.PARTICIPATION)]
    factory.finish(learner)
    with atomic():
        tally = services.issue_all(edition_id=edition.id, by_id=officer, chosen=chosen)
    assert (tally.issued, tally.changed) == (0, 1)


def test_nobody_of_another_edition_is_certified_by_its_number(inside, officer):
    make_course("otro")
    stranger = make_learner("otro")
    edition, _people = make_dated()
    factory.finish(stranger)
    revoked = queries.list_own(stranger.member_id)[0]
    factory.revoke(revoked)
    chosen = [(stranger.enrolment_id, Grade.COMPLETION), (999_999, Grade.DIPLOMA)]
    with atomic():
        tally = services.issue_all(edition_id=edition.id, by_id=officer, chosen=chosen)
    assert (tally.issued, tally.changed) == (0, 2)


def test_observers_and_those_who_went_are_not_certified(inside):
    make_course("curso")
    watcher = make_learner(role="observer")
    leaver = make_learner(name="Luis Lugo")
    factory.finish(watcher)
    with atomic():
        enrolment.leave(member_id=leaver.member_id, course_id="curso")
    seat = session.get_one(Enrolment, leaver.enrolment_id)
    edition = session.get_one(Edition, seat.edition_id)
    assert queries.list_lines(edition) == []
    assert queries.count_lines(edition.id) == 0
    assert queries.list_own(watcher.member_id) == []


def test_a_corrected_name_makes_another_and_ends_the_first(inside):
    make_course("curso")
    first = factory.make_certificate("Ana Peres")
    second = factory.reissue(first, "Ana Pérez")
    assert second.code != first.code
    assert (second.name, second.grade) == ("Ana Pérez", first.grade)
    assert queries.find_successor(first.id) is second
    with pytest.raises(NotStanding):
        factory.reissue(first, "Otra")
    with pytest.raises(SameName):
        factory.reissue(second, "Ana Pérez")
    with pytest.raises(NotStanding):
        factory.revoke(first)


def test_a_revoked_certificate_says_why_and_another_can_follow(app, inside, officer):
    make_course("curso")
    heard = []
    app.extensions["lms"].bus.listen(CertificateRevoked, heard.append)
    app.extensions["lms"].bus.listen(CertificateIssued, heard.append)
    made = factory.make_certificate()
    factory.revoke(made, "Se emitió dos veces.")
    assert made.revoked_reason == "Se emitió dos veces."
    with atomic():
        again = services.issue(enrolment_id=made.enrolment_id, by_id=officer)
    assert again is not None and again.replaces_id is None
    assert [type(event).__name__ for event in heard] == [
        "CertificateIssued",
        "CertificateRevoked",
        "CertificateIssued",
    ]


def test_who_closes_the_account_leaves_a_certificate_without_a_name(inside):
    make_course("curso")
    factory.make_key()
    made = factory.make_certificate()
    with atomic():
        people.leave(member_id=made.member_id)
    session.expire_all()
    kept = queries.get_certificate(made.id)
    assert (kept.name, kept.credential, kept.token) == ("", None, None)
    assert kept.shows_name is False
    with atomic():
        assert services.sign_waiting() == 0


def test_ones_own_data_hold_the_certificates(inside):
    make_course("curso")
    made = factory.make_certificate()
    (told,) = collect(made.member_id)["certificates"]
    assert told["code"] == made.code
    assert told["grade"] == "completion"


def test_a_preview_asks_the_same_of_the_database_for_one_and_for_many(
    inside, count_queries
):
    edition, _people = make_dated(1)
    queries.list_lines(edition)
    with count_queries() as one:
        queries.list_lines(edition)
    for number in range(8):
        person = make_member(f"Otra {number}")
        with atomic():
            enrolment.enter(
                member_id=person.id,
                edition_id=edition.id,
                release_id=session.scalar(select(Enrolment.release_id).limit(1)),
                by_id=None,
            )
    with count_queries() as many:
        assert len(queries.list_lines(edition)) == 9
    assert len(many) == len(one) == 3
