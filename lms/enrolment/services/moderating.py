"""Who moderates an edition."""

from lms.people import queries as people
from lms.people import services
from lms.people.models import Member
from lms.people.roles import Role
from lms.record.services import note

from .editions import lock_edition, refuse_archived


def add_moderator(*, edition_id: int, who: str, by_id: int) -> Member:
    """Let somebody, named by their e-mail, moderate an edition.

    Raises ``NoSuchEdition``, ``EditionRefused``, ``MemberNotFound`` or
    ``RoleAlreadyGranted``.
    """
    refuse_archived(lock_edition(edition_id))
    member = people.get_member_named(who)
    services.grant(
        member_id=member.id,
        role=Role.MODERATOR,
        scope_id=str(edition_id),
        granted_by_id=by_id,
    )
    _note("granted", edition_id, member.id, by_id)
    return member


def remove_moderator(*, edition_id: int, member_id: int, by_id: int) -> None:
    """Somebody moderates an edition no longer; raises ``RoleNotGranted``."""
    lock_edition(edition_id)
    services.revoke(member_id=member_id, role=Role.MODERATOR, scope_id=str(edition_id))
    _note("revoked", edition_id, member_id, by_id)


def _note(act: str, edition_id: int, member_id: int, by_id: int) -> None:
    note(
        act=f"moderator.{act}",
        by_id=by_id,
        member_id=member_id,
        about=f"edition:{edition_id}",
    )
