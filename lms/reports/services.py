"""Writing to a group of people."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from lms.enrolment.models import Edition, Enrolment
from lms.foundation import outbox
from lms.foundation.database import session
from lms.people.models import Member
from lms.record.models import Entry
from lms.record.services import note

from .errors import GroupChanged, NobodyToTell
from .queries.editions import EditionFacts
from .queries.people import list_people
from .roster import Line, Wanted, narrow

ACT = "reports.group_written_to"


@dataclass(frozen=True, slots=True)
class Group:
    """Those who get a letter, in the order of the list, and who cannot get one."""

    lines: tuple[Line, ...]
    unreachable: int

    @property
    def digest(self) -> str:
        """What tells this group from any other."""
        ids = ",".join(
            str(id_) for id_ in sorted(line.member_id for line in self.lines)
        )
        return sha256(ids.encode()).hexdigest()[:32]


def gather(edition: EditionFacts, wanted: Wanted, *, with_applicants: bool) -> Group:
    """Return the people a filter finds in an edition who can be written to."""
    found = [
        line
        for line in narrow(list_people(edition), wanted)
        if with_applicants or line.was_in_course
    ]
    reachable = tuple(line for line in found if line.email)
    return Group(reachable, len(found) - len(reachable))


def write_to_group(
    *,
    edition: EditionFacts,
    wanted: Wanted,
    with_applicants: bool,
    expected: str,
    by_id: int,
    subject: str,
    body: str,
    once: str,
) -> int:
    """Put a letter for each person of a group into the outbox, noted in the record.

    ``expected`` is the digest of the group that was shown. The same ``once`` again
    sends nothing, and says how many it went to. Raises ``NobodyToTell`` or
    ``GroupChanged``.
    """
    _hold(edition.id)
    sent = _sent(edition.id, by_id, once)
    if sent is not None:
        return sent
    group = gather(edition, wanted, with_applicants=with_applicants)
    if not group.lines:
        raise NobodyToTell
    if group.digest != expected:
        raise GroupChanged
    _put(edition.id, group, {"by_id": by_id, "subject": subject, "body": body})
    note(
        act=ACT,
        by_id=by_id,
        about=f"edition:{edition.id}",
        details={
            "people": len(group.lines),
            "filter": _told(wanted),
            "once": once,
        },
    )
    return len(group.lines)


def _put(edition_id: int, group: Group, letter: dict[str, object]) -> None:
    languages = _languages(edition_id)
    known = letter | {"edition_id": edition_id}
    outbox.put_all(
        "reports.message",
        (
            (languages[line.member_id], known | {"member_id": line.member_id})
            for line in group.lines
        ),
    )


def _told(wanted: Wanted) -> dict[str, str]:
    """Return a filter as the record may keep it: words may be somebody's name."""
    asked = wanted.args()
    return asked | {"words": "…"} if "words" in asked else asked


def _hold(edition_id: int) -> None:
    """Let one letter to an edition go out at a time, so that two clicks make one."""
    session.execute(
        select(Edition.id)
        .where(Edition.id == edition_id)
        .with_for_update(key_share=True)
    )


def _sent(edition_id: int, by_id: int, once: str) -> int | None:
    """Return to how many people this very letter has gone, if it has."""
    entries = session.scalars(
        select(Entry.details)
        .where(
            Entry.about == f"edition:{edition_id}",
            Entry.act == ACT,
            Entry.by_id == by_id,
        )
        .order_by(Entry.id.desc())
    )
    found = (kept["people"] for kept in entries if kept.get("once") == once)
    return next(found, None)


def _languages(edition_id: int) -> dict[int, str | None]:
    rows = session.execute(
        select(Member.id, Member.language)
        .join(Enrolment, Enrolment.member_id == Member.id)
        .where(Enrolment.edition_id == edition_id)
    )
    return {row.id: row.language for row in rows}
