"""Telling people what was decided: each is written to exactly once."""

import hashlib

from sqlalchemy import delete, update

from lms.admission import letters
from lms.admission.letters import Written
from lms.admission.models import Decision, LetterText
from lms.admission.queries.selecting import get_selection
from lms.admission.queries.telling import (
    Person,
    course_title,
    get_wordings,
    list_untold,
    write_to,
)
from lms.foundation import outbox
from lms.foundation.database import insert_for, now, session
from lms.record.services import note

from .deciding import lock_edition


def tell_everybody(*, edition_id: int, by_id: int) -> int:
    """Write to everybody who was not told yet; return how many letters go out.

    The moment is kept with the decision in the same unit as the letter is put out, so
    that a second click, or a second page, finds nobody left. Who has no address stays
    untold. Raises ``EditionNotFound`` or ``NotSelecting``.
    """
    lock_edition(edition_id)
    session.expire_all()  # a decision taken while we waited is read as it is now
    selection = get_selection(edition_id)
    people = [person for person in list_untold(edition_id) if person.email]
    if not people:
        return 0
    course, wordings = course_title(selection), get_wordings(edition_id)
    session.execute(
        update(Decision)
        .where(
            Decision.application_id.in_([one.application_id for one in people]),
            Decision.told_at.is_(None),
        )
        .values(told_at=now())
    )
    for person in people:
        wording = wordings[person.outcome, person.language]
        written = write_to(person, selection, course, wording, person.language)
        _send(edition_id, person, written, by_id)
    return len(people)


def _send(edition_id: int, person: Person, written: Written, by_id: int) -> None:
    """Put a letter out; the record says what went out by its digest, not its words."""
    outbox.put(
        letters.JOB,
        person.language,
        {
            "member_id": person.member_id,
            "subject": written.subject,
            "body": written.body,
        },
    )
    words = f"{written.subject}\n\n{written.body}".encode()
    note(
        act="admission.told",
        by_id=by_id,
        member_id=person.member_id,
        about=f"edition:{edition_id}",
        details={
            "application": person.application_id,
            "outcome": person.outcome,
            "language": str(person.language),
            "sha256": hashlib.sha256(words).hexdigest(),
        },
    )


def set_wording(
    *, edition_id: int, kind: str, language: str, subject: str, body: str, by_id: int
) -> None:
    """Keep the secretariat's own words of a letter, for those not told yet."""
    known = {"subject": subject, "body": body, "changed_by_id": by_id}
    session.execute(
        insert_for(LetterText)
        .values(edition_id=edition_id, kind=kind, language=language, **known)
        .on_conflict_do_update(
            index_elements=["edition_id", "kind", "language"], set_=known
        )
    )
    session.expire_all()
    _note(edition_id, by_id, "admission.reworded", kind, language)


def reset_wording(*, edition_id: int, kind: str, language: str, by_id: int) -> None:
    """Go back to the words of the house."""
    session.execute(
        delete(LetterText).where(
            LetterText.edition_id == edition_id,
            LetterText.kind == kind,
            LetterText.language == language,
        )
    )
    _note(edition_id, by_id, "admission.wording_reset", kind, language)


def _note(edition_id: int, by_id: int, act: str, kind: str, language: str) -> None:
    note(
        act=act,
        by_id=by_id,
        about=f"edition:{edition_id}",
        details={"letter": kind, "language": language},
    )
