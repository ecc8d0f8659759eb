"""Files of an application, taking it back, and what stays of somebody who left."""

import pytest
from sqlalchemy import func, select

from lms.admission.errors import (
    ApplicationIncomplete,
    ApplicationNotFound,
    CannotWithdraw,
    FileNotFound,
    FileRefused,
    FileStillNeeded,
    TooManyFiles,
)
from lms.admission.events import ApplicationWithdrawn
from lms.admission.models import ApplicationFile
from lms.admission.queries import applying as queries
from lms.admission.services import applying, attaching
from lms.enrolment.models import Enrolment
from lms.enrolment.rules import (
    FormQuestion,
    QuestionKind,
)
from lms.enrolment.states import EnrolmentState
from lms.foundation import files
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import personal
from lms.people import services as people
from lms.record.models import Entry
from tests.admission.applicants import apply, fill, heard_of, one, send
from tests.factories.admission import (
    make_application,
    make_edition,
    said,
    without_endorsement,
)
from tests.factories.people import make_member

_S = EnrolmentState


def test_an_application_is_withdrawn_and_may_be_sent_again(inside, ana):
    heard = heard_of(inside, ApplicationWithdrawn)
    edition = make_edition()
    apply(ana.id, edition.id)
    for _twice in range(2):
        with atomic():
            applying.withdraw(member_id=ana.id, edition_id=edition.id)
    assert len(heard) == 1
    assert session.scalars(select(Enrolment)).one().state == "withdrawn"
    sent = send(ana.id, edition.id)
    session.expire_all()
    assert (sent.revision, sent.is_new) == (2, True)
    assert session.scalars(select(Enrolment)).one().state == "applied"
    acts = session.scalars(
        select(Entry.act).where(Entry.act.like("application.%")).order_by(Entry.id)
    ).all()
    assert acts == [
        "application.submitted",
        "application.withdrawn",
        "application.submitted",
    ]


def test_what_was_never_sent_is_not_withdrawn_but_forgotten(ana):
    edition = make_edition()
    fill(ana.id, edition.id)
    who = {"member_id": ana.id, "edition_id": edition.id}
    with pytest.raises(CannotWithdraw), atomic():
        applying.withdraw(**who)
    with atomic():
        attaching.drop_draft(**who)
        attaching.drop_draft(**who)
    with pytest.raises(ApplicationNotFound), atomic():
        applying.withdraw(**who)


@pytest.mark.parametrize("state", [_S.ACTIVE, _S.DECLINED, _S.COMPLETED])
def test_who_is_in_the_course_or_out_of_it_withdraws_nothing(ana, state):
    edition = make_edition()
    make_application(edition=edition, member_id=ana.id, state=state)
    with pytest.raises(CannotWithdraw), atomic():
        applying.withdraw(member_id=ana.id, edition_id=edition.id)


def attach(member_id, edition_id, question_id="carta", **more):
    known = {"name": "carta.pdf", "mime": "application/pdf", **more}
    with files.keeping(b"%PDF-1.7") as stored, atomic():
        return attaching.attach_file(
            member_id=member_id,
            edition_id=edition_id,
            question_id=question_id,
            stored=stored,
            **known,
        )


def test_a_question_takes_three_files_of_the_known_kinds(ana):
    edition = make_edition()
    fill(ana.id, edition.id)
    made = [attach(ana.id, edition.id) for _each in range(3)]
    with pytest.raises(TooManyFiles):
        attach(ana.id, edition.id)
    with pytest.raises(FileNotFound):
        attach(ana.id, edition.id, question_id="motivo")
    with pytest.raises(FileRefused):
        attach(ana.id, edition.id, mime="text/html")
    assert len({file.key for file in made}) == 3
    with atomic():
        attaching.remove_file(
            member_id=ana.id, edition_id=edition.id, file_id=made[0].id
        )
    with pytest.raises(files.FileGone):
        files.get(made[0].key)
    assert files.get(made[1].key) == b"%PDF-1.7"


def test_nobody_takes_away_the_file_of_somebody_else(ana):
    edition = make_edition()
    fill(ana.id, edition.id)
    file, other = attach(ana.id, edition.id), make_member("Beto")
    fill(other.id, edition.id)
    with pytest.raises(FileNotFound), atomic():
        attaching.remove_file(
            member_id=other.id, edition_id=edition.id, file_id=file.id
        )


def test_a_required_file_is_asked_for_and_never_goes_missing(ana):
    needed = FormQuestion(id="cv", kind=QuestionKind.FILE, label=said("CV"))
    edition = make_edition(rules=without_endorsement(questions=(needed,)))
    fill(ana.id, edition.id)
    with pytest.raises(ApplicationIncomplete) as refused:
        send(ana.id, edition.id)
    assert refused.value.faults == {"q-cv": "Adjunte un archivo."}
    file = attach(ana.id, edition.id, question_id="cv")
    send(ana.id, edition.id)
    with pytest.raises(FileStillNeeded), atomic():
        attaching.remove_file(member_id=ana.id, edition_id=edition.id, file_id=file.id)
    attach(ana.id, edition.id, question_id="cv")
    with atomic():
        attaching.remove_file(member_id=ana.id, edition_id=edition.id, file_id=file.id)
    assert one(ana.id).revision == 3


def test_one_takes_along_what_one_told(ana):
    edition = make_edition()
    apply(ana.id, edition.id)
    attach(ana.id, edition.id)
    fill(ana.id, edition.id, post="Directora")
    (kept,) = personal.collect(ana.id)["applications"]
    assert kept["answers"] == {"motivo": "Prevenir.", "nivel": "mucha", "anios": 7}
    assert kept["not_sent"] == {"post": "Directora"}
    assert kept["files"] == [
        {"name": "carta.pdf", "type": "application/pdf", "bytes": 8}
    ]
    assert personal.collect(make_member().id)["applications"] == []


def test_who_leaves_takes_the_answers_and_the_files_along(ana):
    edition, other = make_edition(), make_edition()
    apply(ana.id, edition.id)
    key = attach(ana.id, edition.id).key
    fill(ana.id, other.id)
    with atomic():
        people.leave(member_id=ana.id)
    session.expire_all()
    kept = one(ana.id)
    assert (kept.answers, kept.needs, kept.institution, kept.post) == ({}, "", "", "")
    assert (kept.edition_id, kept.state_code) == (edition.id, "AR")
    assert session.get_one(Enrolment, kept.enrolment_id).state == "withdrawn"
    assert session.scalar(select(func.count(ApplicationFile.id))) == 0
    with pytest.raises(files.FileGone):
        files.get(key)


def test_everything_somebody_applied_for_is_one_statement(ana, count_queries):
    member_id = ana.id

    def cost(number):
        for _each in range(number):
            make_application(edition=make_edition(), member_id=member_id)
        session.expire_all()
        with count_queries() as seen:
            assert queries.list_standings(member_id)
        return len(seen)

    assert cost(1) == cost(4) == 1
