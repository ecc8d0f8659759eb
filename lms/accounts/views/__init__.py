"""Pages of the accounts, one module per act; all on one blueprint."""

from . import addresses, closing, entering, forgotten, registering, sessions
from .pages import bp

__all__ = [
    "addresses",
    "bp",
    "closing",
    "entering",
    "forgotten",
    "registering",
    "sessions",
]
