"""Pages of seats: the waiting list, offers, lists of people, invitations."""

from . import importing, inviting, joining, offer, waiting
from .blueprint import bp

__all__ = ["bp", "importing", "inviting", "joining", "offer", "waiting"]
