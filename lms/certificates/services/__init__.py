"""Issuing, signing, revoking and replacing certificates."""

from .ending import forget, revoke, show_name
from .issuing import Tally, issue, issue_all, reissue
from .signing import enter_key, sign_waiting

__all__ = [
    "Tally",
    "enter_key",
    "forget",
    "issue",
    "issue_all",
    "reissue",
    "revoke",
    "show_name",
    "sign_waiting",
]
