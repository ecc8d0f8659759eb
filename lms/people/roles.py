"""What people are here, and where: roles are data with a scope."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How far a role reaches."""

    SITE = "site"
    STATE = "state"
    COURSE = "course"
    EDITION = "edition"


class Role(StrEnum):
    """What somebody is, besides a member."""

    SECRETARIAT = "secretariat"
    FOCAL_POINT = "focal_point"
    AUTHOR = "author"
    INSTRUCTOR = "instructor"
    MODERATOR = "moderator"
    PARTICIPANT = "participant"
    OBSERVER = "observer"
    ALUMNI = "alumni"


SCOPE_OF: dict[Role, Scope] = {
    Role.SECRETARIAT: Scope.SITE,
    Role.FOCAL_POINT: Scope.STATE,
    Role.AUTHOR: Scope.COURSE,
    Role.INSTRUCTOR: Scope.COURSE,
    Role.MODERATOR: Scope.EDITION,
    Role.PARTICIPANT: Scope.EDITION,
    Role.OBSERVER: Scope.EDITION,
    Role.ALUMNI: Scope.SITE,
}

EVERYWHERE = ""
"""The scope id of a role that reaches the whole site."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role somebody has: ``scope_id`` is a State's code, a course's or an
    edition's id, or empty for the whole site."""

    role: Role
    scope_id: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Viewer:
    """The member who is asking, as policies and pages see them."""

    id: int
    name: str
    email: str | None
    language: str | None
    time_zone: str | None
    state: str | None
    grants: frozenset[Grant] = frozenset()

    def has(self, role: Role, scope_id: str = EVERYWHERE) -> bool:
        """Whether the member has a role in exactly this scope."""
        return Grant(role, scope_id) in self.grants

    def has_anywhere(self, role: Role) -> bool:
        """Whether the member has a role in any scope."""
        return any(grant.role is role for grant in self.grants)

    @property
    def is_secretariat(self) -> bool:
        return Grant(Role.SECRETARIAT) in self.grants

    @property
    def initials(self) -> str:
        return initials(self.name)


def initials(name: str) -> str:
    """Return up to two initials of a name, for the round mark beside a post."""
    words = [word for word in name.split() if word[:1].isalpha()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words[:1]
    return "".join(word[0].upper() for word in chosen) or "·"
