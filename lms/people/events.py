"""What happens to people."""

from dataclasses import dataclass

from lms.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLeft(Event):
    """A member closed the account: every feature forgets who it was."""

    member_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleGranted(Event):
    """A member was given a role."""

    member_id: int
    role: str
    scope_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleRevoked(Event):
    """A role was taken back from a member."""

    member_id: int
    role: str
    scope_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn(Event):
    """A member came in, perhaps meaning to do something (``intent``, may be empty).

    ``intent`` is a word and an argument joined by a colon, such as
    ``join:fundamentos``; a feature that does not know it ignores it.
    """

    member_id: int
    intent: str
