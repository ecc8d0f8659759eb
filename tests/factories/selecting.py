"""A selection for tests: many applications with scores, made quickly."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from lms.admission.models import Application, Endorsement, Review
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.states import EditionState
from lms.foundation.database import now, session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.people.roles import Role
from tests.factories.admission import CRITERIA, make_edition, without_endorsement
from tests.factories.people import make_member

STATES = ("AR", "BR", "PE", "SV")
GENDERS = ("woman", "man")
LANGUAGES = ("es", "pt", "en")


def make_selection(**more: Any) -> Edition:
    """An edition that is selecting, with 25 seats; endorsement is not asked for."""
    rules = without_endorsement(**more.pop("rules", {}))
    known = {"state": EditionState.SELECTING, "rules": rules, "seats": 25}
    return make_edition(**{**known, **more})


def make_secretary(subject: str = "test:secretaria") -> Member:
    """Somebody of the secretariat."""
    return make_member("Selva Sosa", subject=subject, roles={Role.SECRETARIAT: ""})


def make_crowd(edition: Edition, number: int, *, scored: bool = True) -> list[int]:
    """So many submitted applications, the first with the best score; their ids."""
    start, mark = now() - timedelta(days=5), f"crowd:{edition.id}"
    reviewer = make_member("Rita Ruiz", subject=f"{mark}:reviewer")
    people = [
        {
            "subject": f"{mark}:{n:05}",
            "name": f"Persona {n:05}",
            "email": f"p{n}-{edition.id}@example.org",
            "language": LANGUAGES[n % 3],
        }
        for n in range(number)
    ]
    with atomic():
        session.execute(insert(Member), people)
        ids = session.scalars(
            select(Member.id)
            .where(Member.subject.like(f"{mark}:0%"))
            .order_by(Member.subject)
        ).all()
        _enrol(edition, ids)
        rows = session.execute(
            select(Enrolment.member_id, Enrolment.id).where(
                Enrolment.edition_id == edition.id
            )
        )
        seats = {row[0]: row[1] for row in rows}
        session.execute(
            insert(Application),
            [
                {
                    "edition_id": edition.id,
                    "member_id": id_,
                    "enrolment_id": seats[id_],
                    "answers": {"motivo": "Trabajo en prevención."},
                    "state_code": STATES[n % 4],
                    "institution": f"Institución {n % 7}",
                    "institution_type": "justice",
                    "gender": GENDERS[n % 2],
                    "flags": ["state"] if n % 10 == 0 else [],
                    "submitted_at": start + timedelta(minutes=n),
                    "changed_at": start,
                    "revision": 1,
                }
                for n, id_ in enumerate(ids)
            ],
        )
        found = list(
            session.scalars(
                select(Application.id)
                .where(Application.edition_id == edition.id)
                .order_by(Application.submitted_at)
            )
        )
        if scored:
            _score(found, reviewer.id)
    return found


def _enrol(edition: Edition, ids: Any) -> None:
    rows = [
        {
            "member_id": id_,
            "edition_id": edition.id,
            "release_id": edition.release_id,
            "state": "applied",
            "left_at": now(),
        }
        for id_ in ids
    ]
    session.execute(insert(Enrolment), rows)


def _score(ids: list[int], reviewer_id: int) -> None:
    """Five kinds of scores, the best first, so that there are ties."""
    size = max(len(ids) // 5, 1)
    rows = [
        {
            "application_id": id_,
            "reviewer_id": reviewer_id,
            "points": {each.id: max(5 - place // size, 0) for each in CRITERIA},
            "changed_at": now(),
        }
        for place, id_ in enumerate(ids)
    ]
    session.execute(insert(Review), rows)


def endorse(application_id: int, verdict: str, rank: int | None = None) -> None:
    """What a State says of an application, as a row."""
    with atomic():
        session.add(
            Endorsement(
                application_id=application_id,
                state_code="AR",
                verdict=verdict,
                rank=rank,
            )
        )
