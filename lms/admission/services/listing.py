"""Bringing a list of people into an edition: all of it or nothing, never twice.

Who is known gets a seat; who is not is invited by a letter with a code of their own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from lms.admission.errors import ListRefused
from lms.admission.lists import Person
from lms.admission.models import Invitation
from lms.admission.queries.waiting import Seats, find_state_codes, get_seats
from lms.enrolment.models import Edition, Enrolment
from lms.enrolment.queries import get_edition
from lms.enrolment.states import OPEN, SEATED, EditionState, EnrolmentState
from lms.foundation.database import now, session
from lms.foundation.i18n import _, country_name
from lms.people.models import Member
from lms.record.services import note

from .inviting import complete_profile, invite_by_letter, seat
from .waiting import lock_edition

_UNDECIDED = {
    *OPEN,
    EnrolmentState.WAITING,
    EnrolmentState.OFFERED,
    EnrolmentState.DECLINED,
}


class Act(StrEnum):
    """What will be done with a person of a list."""

    ENTERS = "enters"
    SEATED = "seated"
    INVITED = "invited"
    ROLE = "role"
    NOTHING = "nothing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Step:
    """A person of a list, what will be done, and why not where it cannot."""

    person: Person
    act: Act
    member_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list will do. ``faults`` concern all of it."""

    steps: tuple[Step, ...]
    faults: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether all of it can be done."""
        return not self.faults and all(s.act is not Act.WRONG for s in self.steps)

    @property
    def counts(self) -> Counter[Act]:
        """How often each thing will be done."""
        return Counter(step.act for step in self.steps)

    @property
    def changes(self) -> int:
        """How many people something will be done with."""
        return sum(s.act not in (Act.NOTHING, Act.WRONG) for s in self.steps)


def plan_list(*, edition_id: int, people: Sequence[Person]) -> Plan:
    """Say what a list would do now; changes nothing. Raises ``NoSuchEdition``."""
    return _plan(get_edition(edition_id), people)


def carry_out(*, edition_id: int, people: Sequence[Person], by_id: int) -> Plan:
    """Do what a list says, all of it; the same list again changes nothing.

    Raises ``NoSuchEdition``, or ``ListRefused`` if anything in it cannot be done.
    """
    get_edition(edition_id)
    edition = lock_edition(edition_id)
    plan = _plan(edition, people)
    if not plan.is_good:
        raise ListRefused(
            _("La lista tiene algo que no se puede hacer. No se cambió nada.")
        )
    for step in plan.steps:
        _take(edition, step, by_id)
    if plan.changes:
        note(
            act="list.imported",
            by_id=by_id,
            about=f"edition:{edition_id}",
            details={act.value: number for act, number in plan.counts.items()},
        )
    return plan


def _take(edition: Edition, step: Step, by_id: int) -> None:
    person = step.person
    if step.act is Act.INVITED:
        invite_by_letter(
            edition_id=edition.id,
            by_id=by_id,
            told=invited_note(person),
            email=person.email,
            role=person.role,
            language=person.language,
        )
        return
    if step.member_id is None or step.act is Act.NOTHING:
        return
    enrolment = seat(edition, member_id=step.member_id, by_id=by_id, role=person.role)
    if enrolment.role != person.role:
        before, enrolment.role = enrolment.role, person.role
        note(
            act="enrolment.role_changed",
            by_id=by_id,
            member_id=step.member_id,
            about=f"edition:{edition.id}",
            details={"from": before, "to": person.role},
        )
    session.flush()
    complete_profile(step.member_id, person.state, person.institution)


def invited_note(person: Person) -> str:
    """What is kept of somebody unknown until they come: address, State, institution."""
    return "\t".join((person.email, person.state or "", person.institution))[:200]


def _plan(edition: Edition, people: Sequence[Person]) -> Plan:
    members = _members([person.email for person in people])
    states = _enrolments(edition.id)
    invited = _invited(edition.id)
    steps = tuple(
        _step(edition, person, members.get(person.email, []), states, invited)
        for person in people
    )
    return Plan(steps, _faults(edition, steps))


def _faults(edition: Edition, steps: Sequence[Step]) -> tuple[str, ...]:
    if edition.state in (EditionState.CLOSED, EditionState.ARCHIVED):
        return (_("La edición ya terminó: no se agregan personas."),)
    new = sum(step.act in (Act.ENTERS, Act.SEATED) for step in steps)
    seats = get_seats(edition)
    if seats.free is not None and new > seats.free:
        return (
            _(
                "Lugares libres en la edición: %(free)s. La lista ocupa %(new)s: "
                "quite personas o agregue lugares.",
                free=seats.free,
                new=new,
            ),
        )
    return _state_faults(edition, seats, steps)


def _state_faults(
    edition: Edition, seats: Seats, steps: Sequence[Step]
) -> tuple[str, ...]:
    """Say of which States the list brings more people than there are seats."""
    if seats.per_state is None:
        return ()
    coming = {
        step.member_id: step.person.state or ""
        for step in steps
        if step.member_id and step.act in (Act.ENTERS, Act.SEATED)
    }
    known = find_state_codes(edition.id, list(coming))
    new = Counter(known.get(id_) or listed for id_, listed in coming.items())
    return tuple(
        _(
            "Lugares libres de %(state)s: %(free)s. La lista ocupa %(new)s: quite "
            "personas o agregue lugares por Estado.",
            state=country_name(code),
            free=free,
            new=number,
        )
        for code, number in sorted(new.items())
        if code
        and number > (free := max(0, seats.per_state - seats.by_state.get(code, 0)))
    )


def _step(
    edition: Edition,
    person: Person,
    known: Sequence[int],
    states: dict[int, tuple[str, str]],
    invited: set[str],
) -> Step:
    if person.faults:
        return Step(person, Act.WRONG, reason=" ".join(person.faults))
    if len(known) > 1:
        return Step(person, Act.WRONG, reason=_("Hay dos personas con este correo."))
    if not known:
        again = person.email in invited
        return Step(person, Act.NOTHING if again else Act.INVITED)
    there = states.get(known[0])
    running = edition.state == EditionState.RUNNING
    if there is None:
        return Step(person, Act.ENTERS if running else Act.SEATED, known[0])
    return _again(person, known[0], there, running)


def _again(
    person: Person, member_id: int, there: tuple[str, str], running: bool
) -> Step:
    """What to do with somebody who has an enrolment in the edition already."""
    state, role = there
    if state in _UNDECIDED:
        return Step(
            person,
            Act.WRONG,
            reason=_("Se postuló a esta edición: decídalo en la mesa de selección."),
        )
    if state in SEATED:
        same = role == person.role
        return Step(person, Act.NOTHING if same else Act.ROLE, member_id)
    if not running:
        return Step(
            person,
            Act.WRONG,
            reason=_("Dejó esta edición: puede volver cuando haya empezado."),
        )
    return Step(person, Act.ENTERS, member_id)


def _members(emails: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = session.execute(
        select(Member.email, Member.id)
        .where(Member.email.in_(emails), Member.left_at.is_(None))
        .order_by(Member.id)
    )
    for email, id_ in rows:
        found.setdefault(email or "", []).append(id_)
    return found


def _enrolments(edition_id: int) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Enrolment.member_id, Enrolment.state, Enrolment.role).where(
            Enrolment.edition_id == edition_id
        )
    )
    return {member_id: (state, role) for member_id, state, role in rows}


def _invited(edition_id: int) -> set[str]:
    """Return the addresses that were invited by letter, and may come still or came."""
    notes = session.scalars(
        select(Invitation.note).where(
            Invitation.edition_id == edition_id,
            Invitation.uses == 1,
            Invitation.withdrawn_at.is_(None),
            (Invitation.expires_at.is_(None)) | (Invitation.expires_at > now()),
        )
    )
    return {told.split("\t")[0] for told in notes}
