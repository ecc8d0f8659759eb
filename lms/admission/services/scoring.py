"""What reviewers think of an application."""

from collections.abc import Mapping

from lms.admission.errors import ApplicationNotFound, NotYourOwn, ReviewInvalid
from lms.admission.models import Application, Review
from lms.enrolment.models import Edition
from lms.enrolment.rules import Criterion, from_plain
from lms.foundation.database import insert_for, now, session
from lms.record.services import note as note_down


def save_review(
    *,
    edition_id: int,
    application_id: int,
    reviewer_id: int,
    points: Mapping[str, int],
    note: str = "",
) -> None:
    """Keep what a reviewer gives an application; giving again replaces it.

    ``points`` has a number from 0 to the most for every criterion of the edition.
    Raises ``ApplicationNotFound``, ``NotYourOwn`` or ``ReviewInvalid``.
    """
    application, edition = _found(edition_id, application_id)
    if application.member_id == reviewer_id:
        raise NotYourOwn
    criteria = from_plain(edition.rules).criteria
    if not criteria or not _fits(points, criteria):
        raise ReviewInvalid
    known = {"points": dict(points), "note": note, "changed_at": now()}
    session.execute(
        insert_for(Review)
        .values(application_id=application_id, reviewer_id=reviewer_id, **known)
        .on_conflict_do_update(
            index_elements=["application_id", "reviewer_id"], set_=known
        )
    )
    note_down(
        act="admission.reviewed",
        by_id=reviewer_id,
        member_id=application.member_id,
        about=f"edition:{edition_id}",
        details={"application": application_id, "points": dict(points)},
    )


def _found(edition_id: int, application_id: int) -> tuple[Application, Edition]:
    application = session.get(Application, application_id)
    edition = session.get(Edition, edition_id)
    if edition is None or application is None or application.submitted_at is None:
        raise ApplicationNotFound
    if application.edition_id != edition_id:
        raise ApplicationNotFound
    return application, edition


def _fits(points: Mapping[str, int], criteria: tuple[Criterion, ...]) -> bool:
    most = {one.id: one.most for one in criteria}
    return points.keys() == most.keys() and all(
        0 <= given <= most[id_] for id_, given in points.items()
    )
