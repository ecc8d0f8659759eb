"""Everything the site keeps about one person, for that person to take along.

Each feature adds what it keeps, in its ``listeners.register``, so that nothing is
left out because this floor does not know it.
"""

from collections.abc import Callable
from typing import Any

from . import queries

Contribution = Callable[[int], Any]

_CONTRIBUTIONS: dict[str, Contribution] = {}


def contribute(name: str, collect_own: Contribution) -> None:
    """Add what a feature keeps: a function from member id to plain values.

    Texts, numbers, dates, lists and dictionaries; what tells of other people stays
    out.
    """
    _CONTRIBUTIONS[name] = collect_own


def collect(member_id: int) -> dict[str, Any]:
    """Return what every feature keeps about a member, by feature."""
    return {name: own(member_id) for name, own in sorted(_CONTRIBUTIONS.items())}


def own_rows(member_id: int) -> dict[str, Any]:
    """Return what people's own tables keep about a member."""
    member = queries.get_member(member_id)
    return {
        "name": member.name,
        "email": member.email,
        "state": member.state,
        "institution": member.institution,
        "post": member.post,
        "language": member.language,
        "time_zone": member.time_zone,
        "created_at": member.created_at,
        "roles": queries.list_roles_of(member_id),
    }
