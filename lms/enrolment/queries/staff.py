"""Reading who runs an edition, and what its release changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.catalogue.models import Release
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.kernel.language import Text
from lms.people.models import Member, RoleGrant
from lms.people.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who runs a course or one of its editions."""

    member_id: int
    name: str
    email: str | None
    role: Role


def list_staff(edition: Edition) -> list[Person]:
    """Return the instructors of the course and the moderators of the edition."""
    rows = session.execute(
        select(Member.id, Member.name, Member.email, RoleGrant.role)
        .join(RoleGrant, RoleGrant.member_id == Member.id)
        .where(
            RoleGrant.revoked_at.is_(None),
            (
                (RoleGrant.role == Role.INSTRUCTOR)
                & (RoleGrant.scope_id == edition.course_id)
            )
            | (
                (RoleGrant.role == Role.MODERATOR)
                & (RoleGrant.scope_id == str(edition.id))
            ),
        )
        .order_by(RoleGrant.role, Member.name, Member.id)
    )
    return [Person(id_, name, email, Role(role)) for id_, name, email, role in rows]


def list_releases(course_id: str) -> Sequence[Release]:
    """Return the releases of a course, the newest first."""
    return session.scalars(
        select(Release)
        .where(Release.course_id == course_id)
        .order_by(Release.number.desc())
    ).all()


@dataclass(frozen=True, slots=True)
class ReleaseNews:
    """What a release changes in the modules of another one, by their titles."""

    before: int
    after: int
    added: tuple[Text, ...]
    gone: tuple[Text, ...]
    changed: tuple[Text, ...]


def find_news(old_id: int | None, new_id: int | None) -> ReleaseNews | None:
    """Return what a release changes in the modules, ``None`` if it is the same one."""
    if old_id is None or new_id is None or old_id == new_id:
        return None
    old = {module.id: module for module in catalogue.get_package(old_id).modules}
    new = {module.id: module for module in catalogue.get_package(new_id).modules}
    return ReleaseNews(
        before=session.get_one(Release, old_id).number,
        after=session.get_one(Release, new_id).number,
        added=tuple(new[id_].title for id_ in new if id_ not in old),
        gone=tuple(old[id_].title for id_ in old if id_ not in new),
        changed=tuple(
            new[id_].title for id_ in new if id_ in old and new[id_] != old[id_]
        ),
    )
