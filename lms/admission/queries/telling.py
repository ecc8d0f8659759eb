"""Reading what there is to tell people, and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from lms.admission import letters
from lms.admission.letters import Wording, Written
from lms.admission.models import Application, Decision, LetterText
from lms.catalogue import queries as catalogue
from lms.foundation.database import AnyRow, session
from lms.kernel.language import LANGUAGES, Language, Text
from lms.people.models import Member

from .selecting import Selection

Wordings = dict[tuple[str, Language], Wording]


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody about whom something was decided."""

    application_id: int
    member_id: int
    name: str
    email: str | None
    language: Language
    outcome: str
    place: int | None
    reason: str
    told_at: datetime | None


def get_wordings(edition_id: int) -> Wordings:
    """Return the words of every letter of an edition, in every language."""
    rows = session.scalars(
        select(LetterText).where(LetterText.edition_id == edition_id)
    )
    own = {(row.kind, Language(row.language)): row for row in rows}
    found: Wordings = {}
    for kind in letters.KINDS:
        for language in LANGUAGES:
            row = own.get((kind, language))
            found[kind, language] = (
                Wording(row.subject, row.body, is_own=True)
                if row
                else letters.default_wording(kind, language)
            )
    return found


def list_untold(edition_id: int) -> list[Person]:
    """Return those who were not told yet, in the order of the applications."""
    return _people(Decision.edition_id == edition_id, Decision.told_at.is_(None))


def list_persons(edition_id: int, ids: Sequence[int]) -> list[Person]:
    """Return those of some applications about whom something was decided."""
    return _people(Decision.edition_id == edition_id, Decision.application_id.in_(ids))


def count_told(edition_id: int) -> int:
    """Count the letters that went out."""
    asked = select(func.count()).where(
        Decision.edition_id == edition_id, Decision.told_at.is_not(None)
    )
    return session.scalar(asked) or 0


def list_told(edition_id: int, limit: int, offset: int) -> Sequence[AnyRow]:
    """Return who was told what and when, the last first."""
    return session.execute(
        select(Application.id, Member.name, Decision.outcome, Decision.told_at)
        .join(Application, Application.id == Decision.application_id)
        .join(Member, Member.id == Application.member_id)
        .where(Decision.edition_id == edition_id, Decision.told_at.is_not(None))
        .order_by(Decision.told_at.desc(), Application.id)
        .limit(limit)
        .offset(offset)
    ).all()


def _people(*conditions: ColumnElement[bool]) -> list[Person]:
    rows = session.execute(
        select(
            Application.id,
            Application.member_id,
            Member.name,
            Member.email,
            Member.language,
            Application.language,
            Decision.outcome,
            Decision.place,
            Decision.reason,
            Decision.told_at,
        )
        .join(Application, Application.id == Decision.application_id)
        .join(Member, Member.id == Application.member_id)
        .where(*conditions)
        .order_by(Decision.outcome, Decision.place, Application.id)
    )
    return [
        Person(
            application_id=id_,
            member_id=member_id,
            name=name,
            email=email,
            language=letters.language_of(chosen, applied_in),
            outcome=outcome,
            place=place,
            reason=reason,
            told_at=told_at,
        )
        for (
            id_, member_id, name, email, chosen, applied_in,
            outcome, place, reason, told_at,
        ) in rows
    ]  # fmt: skip


def course_title(selection: Selection) -> Text:
    """Return the title of the course of an edition."""
    if selection.release_id is not None:
        return catalogue.get_package(selection.release_id).title
    return catalogue.get_card(selection.course_id).package.title


def write_to(
    person: Person,
    selection: Selection,
    course: Text,
    wording: Wording,
    language: Language,
) -> Written:
    """Return the letter to somebody about what was decided."""
    title = {Language(code): words for code, words in selection.title.items()}
    values = {
        "name": person.name,
        "course": letters.title_in(course, language),
        "edition": letters.title_in(title, language) or selection.slug,
        "starts": letters.day_in_words(selection.starts_on, language),
        "place": str(person.place or ""),
        "reason": person.reason,
        "link": letters.link_home(),
    }
    return letters.write(wording, values)
