"""SQL statements and bytes of a page, counted inside this process."""

import contextlib
import gzip
import time
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import Flask

from .server import LOCALHOST

LEVEL = 4
"""As ``lms.web.headers`` compresses a page."""

ASIDE = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


@contextlib.contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that are run meanwhile."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, text: str, *_: Any) -> None:
        if not text.startswith(ASIDE):
            seen.append(text)

    with app.app_context():
        engine = app.extensions["lms"].db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def count(app: Flask, path: str, cookie: str) -> dict[str, float]:
    """Return the statements, the bytes and the compressed bytes of a page, and the
    CPU that compressing it takes."""
    client = app.test_client(use_cookies=False)
    asked: dict[str, Any] = {
        "base_url": f"http://{LOCALHOST}",
        "headers": {"Cookie": cookie},
    }
    client.get(path, **asked)  # what is made once for ever is made now
    with statements(app) as seen:
        body = client.get(path, **asked).get_data()
    return {
        "statements": len(seen),
        "bytes": len(body),
        "gzip": len(gzip.compress(body, LEVEL, mtime=0)),
        "gzip_ms": 1000 * min(_squeezing(body) for _ in range(50)),
    }


def _squeezing(body: bytes) -> float:
    began = time.process_time()
    gzip.compress(body, LEVEL, mtime=0)
    return time.process_time() - began
