"""What an applicant sees: the call, the own application, its files, how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from lms.admission.answering import Lists
from lms.admission.calls import CallState, call_of
from lms.admission.drafts import TYPED, has_unsent
from lms.admission.errors import CallNotFound, FileNotFound
from lms.admission.models import Application, ApplicationFile, Decision, Endorsement
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.rules import Rules, from_plain
from lms.enrolment.states import OPEN, EnrolmentState
from lms.foundation.database import now, session
from lms.kernel.language import LANGUAGES
from lms.people import queries as people

LEAVES = OPEN | {
    EnrolmentState.ACCEPTED,
    EnrolmentState.WAITING,
    EnrolmentState.OFFERED,
}
"""From where an application is withdrawn; who is in the course leaves the course."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A call and what somebody has in it: everything their pages are made of.

    ``state`` is that of the enrolment; a decision that nobody was told is not shown.
    """

    edition: Edition
    rules: Rules
    application: Application | None
    enrolment_state: EnrolmentState | None
    endorsement: Endorsement | None
    is_told: bool

    @property
    def call(self) -> CallState:
        return call_of(self.edition).at(now())

    @property
    def is_submitted(self) -> bool:
        return (
            self.application is not None and self.application.submitted_at is not None
        )

    @property
    def is_withdrawn(self) -> bool:
        return self.enrolment_state is EnrolmentState.WITHDRAWN

    @property
    def is_undecided(self) -> bool:
        """Whether, as far as the applicant knows, nothing has been decided."""
        return not self.is_told or self.enrolment_state in OPEN

    @property
    def has_unsent(self) -> bool:
        return self.application is not None and has_unsent(self.application)

    @property
    def may_withdraw(self) -> bool:
        return self.enrolment_state in LEAVES

    @property
    def may_change(self) -> bool:
        """Whether the form is open: the call is, and selection has not begun on it."""
        return self.call is CallState.OPEN and (
            not self.is_submitted or self.is_withdrawn or self.enrolment_state in OPEN
        )


def get_standing(course_id: str, slug: str, member_id: int) -> Standing:
    """Return a call by its address, as somebody stands in it.

    Raises ``CallNotFound`` for what is no call, or is not shown yet to those who have
    nothing in it.
    """
    found = _standings(
        member_id, Edition.course_id == course_id, Edition.slug == slug, outer=True
    )
    if not found:
        raise CallNotFound
    (standing,) = found
    if standing.call is CallState.UNSEEN and standing.application is None:
        raise CallNotFound
    return standing


def list_standings(member_id: int) -> list[Standing]:
    """Return everything somebody applied for or began to, the newest first."""
    return _standings(member_id)


def list_files(application_id: int) -> Sequence[ApplicationFile]:
    """Return the files of an application, in the order in which they came."""
    return session.scalars(
        select(ApplicationFile)
        .where(ApplicationFile.application_id == application_id)
        .order_by(ApplicationFile.id)
    ).all()


def get_own_file(application_id: int | None, file_id: int) -> ApplicationFile:
    """Return a file of this application and no other; raises ``FileNotFound``."""
    found = session.get(ApplicationFile, file_id)
    if found is None or found.application_id != application_id:
        raise FileNotFound
    return found


def get_lists(edition: Edition) -> Lists:
    """Return what may be chosen in the form of an edition."""
    languages = tuple(str(code) for code in edition.languages or LANGUAGES)
    states = frozenset(state.code for state in people.list_states())
    return Lists(states=states, languages=languages)


def personal_data(member_id: int) -> list[dict[str, Any]]:
    """Return all that somebody told in applications, files by name."""
    return [
        _personal(standing.edition, standing.application)
        for standing in list_standings(member_id)
        if standing.application
    ]


def _personal(edition: Edition, application: Application) -> dict[str, Any]:
    told = ("language", "state_code", "institution", "institution_type", "post")
    answers = dict(application.answers or {})
    return {
        "course": edition.course_id,
        "edition": edition.slug,
        **{name: getattr(application, name) for name in (*told, "gender", "needs")},
        "not_sent": answers.pop(TYPED, {}),
        "answers": answers,
        "files": [
            {"name": file.name, "type": file.type, "bytes": file.size}
            for file in list_files(application.id)
        ],
        "consented_at": _iso(application.consented_at),
        "submitted_at": _iso(application.submitted_at),
        "changed_at": _iso(application.changed_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _standings(member_id: int, *where: Any, outer: bool = False) -> list[Standing]:
    own = and_(Application.edition_id == Edition.id, Application.member_id == member_id)
    rows = session.execute(
        select(Edition, Application, Enrolment.state, Endorsement, Decision)
        .join(Application, own, isouter=outer)
        .outerjoin(Enrolment, Enrolment.id == Application.enrolment_id)
        .outerjoin(Endorsement, Endorsement.application_id == Application.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(Edition.kind == "dated", *where)
        .order_by(Edition.id.desc())
        .execution_options(populate_existing=True)
    )
    return [
        Standing(
            edition=edition,
            rules=from_plain(edition.rules),
            application=application,
            enrolment_state=EnrolmentState(state) if state else None,
            endorsement=endorsement,
            is_told=decision is None or decision.told_at is not None,
        )
        for edition, application, state, endorsement, decision in rows
    ]
