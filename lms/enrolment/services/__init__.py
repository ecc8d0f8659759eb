"""Changing editions and enrolments."""

from .calendars import get_session, remove_session, set_calendar, set_session
from .changing import Move, begin, change, change_many, enter
from .editions import change_edition, copy_edition, create_edition, lock_edition
from .joining import (
    PERMANENT,
    be_at,
    join,
    leave,
    move_to_newest,
    open_permanent_offer,
)
from .moderating import add_moderator, remove_moderator
from .moving import go_to_edition, move_edition
from .settling import (
    may_change_criteria,
    may_change_form,
    move_question,
    put_question,
    remove_question,
    rules_of,
    set_certificate,
    set_criteria,
    set_endorsement,
    set_seats,
)

__all__ = [
    "PERMANENT",
    "Move",
    "add_moderator",
    "be_at",
    "begin",
    "change",
    "change_edition",
    "change_many",
    "copy_edition",
    "create_edition",
    "enter",
    "get_session",
    "go_to_edition",
    "join",
    "leave",
    "lock_edition",
    "may_change_criteria",
    "may_change_form",
    "move_edition",
    "move_question",
    "move_to_newest",
    "open_permanent_offer",
    "put_question",
    "remove_moderator",
    "remove_question",
    "remove_session",
    "rules_of",
    "set_calendar",
    "set_certificate",
    "set_criteria",
    "set_endorsement",
    "set_seats",
    "set_session",
]
