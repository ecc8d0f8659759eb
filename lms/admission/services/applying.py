"""Beginning an application, keeping what is typed in it, and taking it back."""

from collections.abc import Mapping

from sqlalchemy import select

from lms.admission.answering import read_all
from lms.admission.calls import why_shut
from lms.admission.drafts import (
    TYPED,
    keep_typed,
    names_of,
    typed_of,
)
from lms.admission.errors import (
    AlreadyDecided,
    ApplicationNotFound,
    CallNotFound,
    CallNotOpen,
    CannotWithdraw,
    DraftTooLong,
)
from lms.admission.events import ApplicationWithdrawn
from lms.admission.models import Application
from lms.admission.queries import applying as queries
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import Rules, from_plain
from lms.enrolment.states import OPEN, EnrolmentState
from lms.foundation.database import insert_for, now, session
from lms.foundation.work import emit
from lms.people import queries as people
from lms.record.services import note

TYPED_AT_MOST = 60_000
"""Characters in all the fields of an application together."""


def open_draft(*, member_id: int, edition_id: int) -> Application:
    """Begin an application with what the profile says; twice changes nothing.

    Raises ``CallNotFound`` or ``CallNotOpen``.
    """
    edition = _call(edition_id)
    member = people.get_member(member_id)
    typed = {
        "state": member.state or "",
        "institution": member.institution or "",
        "post": member.post or "",
        "course_language": member.language or "",
    }
    session.execute(
        insert_for(Application)
        .values(
            edition_id=edition.id,
            member_id=member_id,
            language="",
            answers={TYPED: {name: words for name, words in typed.items() if words}},
            changed_at=now(),
        )
        .on_conflict_do_nothing()
    )
    return get_locked(member_id, edition_id)


def save_draft(
    *, member_id: int, edition_id: int, changed: Mapping[str, str]
) -> dict[str, str]:
    """Keep what was typed in any fields, as it was; say what is wrong with it.

    What is no field of the edition is ignored. An application that was sent says what
    it said until it is sent again. Raises ``ApplicationNotFound``, ``CallNotOpen``,
    ``AlreadyDecided`` or ``DraftTooLong``.
    """
    application, edition, rules = get_open(member_id, edition_id)
    names = names_of(rules)
    known = {
        name: words.replace("\x00", "").replace("\r\n", "\n")
        for name, words in changed.items()
        if name in names
    }
    keep_typed(application, rules, known)
    typed = typed_of(application, rules)
    if sum(map(len, typed.values())) > TYPED_AT_MOST:
        raise DraftTooLong
    application.changed_at = now()
    session.flush()
    read = read_all(rules.questions, queries.get_lists(edition), typed)
    return {name: read[name].fault for name in known if read[name].fault}


def withdraw(*, member_id: int, edition_id: int) -> None:
    """Take an application back; a draft is forgotten. Twice changes nothing.

    Raises ``ApplicationNotFound``, or ``CannotWithdraw`` from where nobody withdraws.
    Emits ``ApplicationWithdrawn``.
    """
    application = get_locked(member_id, edition_id)
    state = state_of(application)
    if state is EnrolmentState.WITHDRAWN:
        return
    if state not in queries.LEAVES or application.enrolment_id is None:
        raise CannotWithdraw
    enrolment.change(
        enrolment_id=application.enrolment_id,
        to=EnrolmentState.WITHDRAWN,
        by_id=member_id,
    )
    note(
        act="application.withdrawn",
        by_id=member_id,
        member_id=member_id,
        about=f"edition:{edition_id}",
        details={"application": application.id},
    )
    emit(
        ApplicationWithdrawn(
            application_id=application.id,
            edition_id=edition_id,
            member_id=member_id,
            enrolment_id=application.enrolment_id,
        )
    )


def get_locked(member_id: int, edition_id: int) -> Application:
    """Return somebody's application, locked; raises ``ApplicationNotFound``."""
    application = session.scalar(
        select(Application)
        .where(Application.member_id == member_id, Application.edition_id == edition_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if application is None:
        raise ApplicationNotFound
    return application


def get_open(member_id: int, edition_id: int) -> tuple[Application, Edition, Rules]:
    """Return an application that may be changed now, locked.

    Raises ``ApplicationNotFound``, ``CallNotOpen`` or ``AlreadyDecided``.
    """
    application = get_locked(member_id, edition_id)
    edition = _call(edition_id)
    state = state_of(application)
    if state and state not in (*OPEN, EnrolmentState.WITHDRAWN):
        raise AlreadyDecided
    return application, edition, from_plain(edition.rules)


def _call(edition_id: int) -> Edition:
    edition = session.get(Edition, edition_id, populate_existing=True)
    if edition is None or edition.kind == "permanent":
        raise CallNotFound
    if reason := why_shut(edition, now()):
        raise CallNotOpen(reason)
    return edition


def state_of(application: Application) -> EnrolmentState | None:
    """Return how the enrolment of an application stands, locked; none for a draft."""
    if application.enrolment_id is None:
        return None
    seat = session.get_one(
        Enrolment,
        application.enrolment_id,
        with_for_update=True,
        populate_existing=True,
    )
    return EnrolmentState(seat.state)
