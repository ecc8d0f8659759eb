"""Changing editions and enrolments."""

from .changing import begin, change, enter
from .joining import (
    PERMANENT,
    be_at,
    join,
    leave,
    move_to_newest,
    open_permanent_offer,
)

__all__ = [
    "PERMANENT",
    "be_at",
    "begin",
    "change",
    "enter",
    "join",
    "leave",
    "move_to_newest",
    "open_permanent_offer",
]
