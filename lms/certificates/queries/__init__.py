"""Reading certificates: who earned what, what was issued, with which keys."""

from .kept import (
    count_lists,
    find_active_key,
    find_by_code,
    find_successor,
    get_certificate,
    grades_of,
    list_editions,
    list_keys,
    list_not_valid,
    list_own,
    personal_data,
    search,
)
from .reached import Line, count_lines, find_line, list_lines, rules_of

__all__ = [
    "Line",
    "count_lines",
    "count_lists",
    "find_active_key",
    "find_by_code",
    "find_line",
    "find_successor",
    "get_certificate",
    "grades_of",
    "list_editions",
    "list_keys",
    "list_lines",
    "list_not_valid",
    "list_own",
    "personal_data",
    "rules_of",
    "search",
]
