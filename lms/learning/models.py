"""Tables of learning: what a learner has done, as facts."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.enrolment.models import Enrolment
from lms.foundation.database import Base, Timestamp


class Completion(Base):
    """An activity that somebody has done, told once and never untold.

    ``cause`` says by what: ``gone_on`` from a text, a quiz ``passed``, or having
    ``taken_part`` in a discussion.
    """

    __tablename__ = "lms_completion"

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey(Enrolment.id), primary_key=True
    )
    activity_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    cause: Mapped[str] = mapped_column(String(12))
    at: Mapped[Timestamp]
