"""What is done every minute, so that nothing waits for somebody to come by."""

from .expiring import expire_overdue
from .settling import settle_released

AT_ONCE = 500
"""How many attempts are looked for in one go."""


def sweep() -> int:
    """End attempts whose time is up, and settle what was told; return how many ended.

    Each in a unit of its own; call this outside of a unit.
    """
    ended = found = expire_overdue(AT_ONCE)
    while found == AT_ONCE:
        found = expire_overdue(AT_ONCE)
        ended += found
    settle_released(AT_ONCE)
    return ended
