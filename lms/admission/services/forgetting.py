"""Forgetting what endorsements no longer need to know."""

from sqlalchemy import func, select, update

from lms.admission.models import Application, Endorsement, Invitation
from lms.admission.vouching import COLLECTING, NOMINEE
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.foundation.work import atomic


def forget_endorsements(*, member_id: int) -> None:
    """Empty what was asked, answered and said of somebody's applications."""
    own = select(Application.id).where(Application.member_id == member_id)
    session.execute(
        update(Endorsement)
        .where(Endorsement.application_id.in_(own))
        .values(question="", answer="", reason="")
        .execution_options(synchronize_session=False)
    )


def forget_addresses() -> None:
    """Forget the addresses of nominations once their edition collects no more.

    Call this outside of a unit: where there is nothing to do it only reads.
    """
    stale = session.scalars(
        select(Invitation.id)
        .join(Edition, Edition.id == Invitation.edition_id)
        .where(
            Invitation.role == NOMINEE,
            func.length(Invitation.note) > 2,
            Edition.state.not_in(COLLECTING),
        )
    ).all()
    if not stale:
        return
    with atomic():
        session.execute(
            update(Invitation)
            .where(Invitation.id.in_(stale))
            .values(note=func.substr(Invitation.note, 1, 2))
            .execution_options(synchronize_session=False)
        )
