"""Reading conversations: rooms and their doors, lists, posts."""

from .lists import Line, list_lines, list_recent
from .personal import personal_data
from .posts import (
    DraftLine,
    PostLine,
    Quoted,
    find_draft,
    find_quoted,
    list_marks,
    list_posts,
)
from .rooms import (
    PAGE,
    Head,
    PostPlace,
    find_activity,
    get_discussion,
    get_post,
    get_room,
    get_thread,
    page_of,
)

__all__ = [
    "PAGE",
    "DraftLine",
    "Head",
    "Line",
    "PostLine",
    "PostPlace",
    "Quoted",
    "find_activity",
    "find_draft",
    "find_quoted",
    "get_discussion",
    "get_post",
    "get_room",
    "get_thread",
    "list_lines",
    "list_marks",
    "list_posts",
    "list_recent",
    "page_of",
    "personal_data",
]
