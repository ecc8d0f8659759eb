"""What becomes of an endorsement when its application is changed."""

from datetime import timedelta

from sqlalchemy import select

from lms.admission.models import Application, Endorsement
from lms.admission.vouching import UNSETTLED
from lms.enrolment.rules import Rules
from lms.enrolment.states import OPEN, EnrolmentState
from lms.foundation.database import now, session

from .holding import clear


def ask_again(
    application: Application, rules: Rules, before: EnrolmentState | None
) -> bool:
    """Let what the focal point said of an application wait again; say whether it does.

    They said it of what it said before. ``before`` is where the enrolment stood: what
    is sent for the first time, once more, or from another State is asked about anew
    by those who hear of it.
    """
    said = session.scalar(
        select(Endorsement)
        .where(Endorsement.application_id == application.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if before not in OPEN or said is None or said.state_code != application.state_code:
        return False
    if said.verdict in UNSETTLED:
        return False
    clear(said)
    said.due_at = now() + timedelta(days=rules.endorsement.days)
    session.flush()
    return True
