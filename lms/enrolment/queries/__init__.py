"""Reading enrolments and editions."""

from .calendars import (
    Calendar,
    get_calendar,
    list_closed,
    list_offsets,
    list_sessions,
)
from .editions import (
    EditionLine,
    EditionRow,
    OfferLine,
    count_people,
    find_permanent_offer,
    get_edition,
    get_permanent_offer,
    list_dated,
    list_editions,
    list_offers,
)
from .hindrances import list_hindrances, may_move
from .seats import Seat, find_seat, get_seat, list_all_seats, list_seats
from .staff import Person, ReleaseNews, find_news, list_releases, list_staff

__all__ = [
    "Calendar",
    "EditionLine",
    "EditionRow",
    "OfferLine",
    "Person",
    "ReleaseNews",
    "Seat",
    "count_people",
    "find_news",
    "find_permanent_offer",
    "find_seat",
    "get_calendar",
    "get_edition",
    "get_permanent_offer",
    "get_seat",
    "list_all_seats",
    "list_closed",
    "list_dated",
    "list_editions",
    "list_hindrances",
    "list_offers",
    "list_offsets",
    "list_releases",
    "list_seats",
    "list_sessions",
    "list_staff",
    "may_move",
]
