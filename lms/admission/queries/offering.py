"""Reading the offers somebody had, for them to take along."""

from typing import Any

from sqlalchemy import select

from lms.admission.models import Offer
from lms.enrolment.models import Edition, Enrolment
from lms.foundation.database import session


def personal_data(member_id: int) -> list[dict[str, Any]]:
    """Return the seats somebody was offered, and what they answered."""
    rows = session.execute(
        select(Offer, Edition.course_id, Edition.slug)
        .join(Enrolment, Enrolment.id == Offer.enrolment_id)
        .join(Edition, Edition.id == Offer.edition_id)
        .where(Enrolment.member_id == member_id)
        .order_by(Offer.id)
    )
    return [
        {
            "course": course_id,
            "edition": slug,
            "offered_at": offer.created_at,
            "expires_at": offer.expires_at,
            "answered_at": offer.answered_at,
            "answer": offer.answer,
        }
        for offer, course_id, slug in rows
    ]
