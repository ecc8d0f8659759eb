"""Everything the accounts keep about one person, for that person."""

from typing import Any

from sqlalchemy import select

from lms.foundation.database import session

from . import queries
from .models import AccountSession


def collect(member_id: int) -> dict[str, Any]:
    """Return the account of a member; secrets and their digests stay out."""
    account = queries.find_account_of(member_id)
    if account is None:
        return {}
    change = queries.find_email_change_of(account.id)
    return {
        "email": account.email,
        "created_at": account.created_at,
        "confirmed_at": account.confirmed_at,
        "address_asked_for": change.new_email if change else None,
        "consents": [
            {"version": version, "moment": moment}
            for version, moment in queries.list_consents(account.id)
        ],
        "sessions": _sessions(account.id),
    }


def _sessions(account_id: int) -> list[dict[str, Any]]:
    rows = session.execute(
        select(
            AccountSession.created_at,
            AccountSession.seen_at,
            AccountSession.expires,
            AccountSession.ended_at,
            AccountSession.device,
            AccountSession.network,
        )
        .where(AccountSession.account_id == account_id)
        .order_by(AccountSession.id)
    )
    return [dict(row._mapping) for row in rows]
