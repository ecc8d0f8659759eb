"""People for tests."""

from itertools import count

from lms.foundation.work import atomic
from lms.people import services
from lms.people.models import Member
from lms.people.roles import Role

_numbers = count(1)


def make_member(
    name: str = "Ana Pérez",
    *,
    subject: str | None = None,
    email: str | None = None,
    roles: dict[Role, str] | None = None,
    **profile: object,
) -> Member:
    """A member; ``roles`` maps each role to its scope id. Call inside a context."""
    number = next(_numbers)
    with atomic():
        member = services.welcome(
            subject=subject or f"test:{number}",
            name=name,
            email=email or f"persona{number}@example.org",
        )
        for field, value in profile.items():
            setattr(member, field, value)
        for role, scope_id in (roles or {}).items():
            services.grant(member_id=member.id, role=role, scope_id=scope_id)
    return member
