"""Files that people hand in: kept under random names, outside what the web serves.

``FILES_URL`` says where: ``file:`` is the folder ``files`` of the instance,
``file:/a/folder`` another one, ``s3://bucket?endpoint=https://…&region=…`` a bucket of
S3 or of what speaks like it, whose keys stand in ``AWS_ACCESS_KEY_ID`` and
``AWS_SECRET_ACCESS_KEY``. What a file is was told by ``lms.foundation.filetypes``.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import obstore
from flask import current_app
from obstore.store import LocalStore, ObjectStore, S3Store

from lms.kernel.errors import NotFound

from .i18n import _
from .work import afterwards

MEGABYTE = 1024 * 1024

_KEY = re.compile(r"[0-9a-f]{32}\Z")
_ASCII = re.compile(r"[^A-Za-z0-9._ -]")


class FileGone(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Ese archivo ya no está."))


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: its name there, how many bytes, and their SHA-256."""

    key: str
    size: int
    digest: str


def at_most() -> int:
    """Return how many bytes a file may have."""
    return int(current_app.config["FILES_AT_MOST"]) * MEGABYTE


@contextmanager
def keeping(body: bytes) -> Iterator[Stored]:
    """Put a file into the store around the unit of work that tells of it.

    If the unit fails the file is taken out again: ``with keeping(body) as stored,
    atomic(): …``.
    """
    stored = put(body)
    try:
        yield stored
    except BaseException:
        delete(stored.key)
        raise


def put(body: bytes) -> Stored:
    """Keep a file under a name that nobody can guess."""
    key = secrets.token_hex(16)
    obstore.put(_store(), _path(key), body)
    return Stored(key, len(body), hashlib.sha256(body).hexdigest())


def get(key: str) -> bytes:
    """Return what is kept under a name; raises ``FileGone``."""
    if not _KEY.match(key):
        raise FileGone
    try:
        return bytes(obstore.get(_store(), _path(key)).bytes())
    except FileNotFoundError:
        raise FileGone from None


def delete(key: str) -> None:
    """Forget a file; one that is not there changes nothing."""
    with suppress(FileNotFoundError):
        obstore.delete(_store(), _path(key))


def delete_afterwards(key: str) -> None:
    """Forget a file once the present unit of work is saved."""
    afterwards(partial(delete, key))


def headers(name: str, mime: str) -> dict[str, str]:
    """Return what is said with a file: save it, never show or run it, keep no copy."""
    plain = _ASCII.sub("_", name.encode("ascii", "replace").decode())
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return {
        "Content-Type": f"{mime}; charset=utf-8" if mime == "text/plain" else mime,
        "Content-Disposition": told,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def _path(key: str) -> str:
    return f"{key[:2]}/{key}"


def _store() -> ObjectStore:
    """Return the store of this site, opened once."""
    url = str(current_app.config["FILES_URL"])
    known: dict[str, ObjectStore] = current_app.extensions.setdefault("lms_files", {})
    if url not in known:
        known[url] = _opened(url)
    return known[url]


def _opened(url: str) -> ObjectStore:
    parts = urlsplit(url)
    if parts.scheme == "s3":
        told = dict(parse_qsl(parts.query))
        return S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            endpoint=told.get("endpoint"),
            region=told.get("region", "us-east-1"),
            virtual_hosted_style_request=False,
            client_options={"allow_http": told.get("endpoint", "").startswith("http:")},
        )
    instance = current_app.config.get("LMS_INSTANCE") or current_app.instance_path
    folder = Path(unquote(url.partition(":")[2]) or Path(instance) / "files")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder.resolve())
