"""Changing conversations."""

from .drafts import drop_all_drafts, drop_draft, save_draft
from .posts import edit_post, reply
from .threads import close_thread, discuss, open_thread, reopen_thread

__all__ = [
    "close_thread",
    "discuss",
    "drop_all_drafts",
    "drop_draft",
    "edit_post",
    "open_thread",
    "reopen_thread",
    "reply",
    "save_draft",
]
