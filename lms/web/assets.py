"""Static files under names that carry their content, kept by browsers for a year."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Response, current_app, request, url_for

from lms.kernel.errors import NotFound

YEAR = 31_536_000
_SQUEEZABLE = {".css", ".js", ".svg", ".txt", ".json", ".html"}


@dataclass
class Asset:
    """One static file, read once."""

    name: str
    path: Path

    @cached_property
    def body(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:12]

    @cached_property
    def squeezed(self) -> bytes | None:
        if self.path.suffix not in _SQUEEZABLE:
            return None
        return gzip.compress(self.body, 9, mtime=0)

    @property
    def hashed_name(self) -> str:
        stem, dot, suffix = self.name.rpartition(".")
        return f"{stem}.{self.digest}{dot}{suffix}"


class Assets:
    """All static files of the LMS, by plain and by hashed name."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in folder.rglob("*") if path.is_file()]
        self._plain = {
            name: Asset(name, path)
            for path in files
            if not path.name.startswith(".")
            and (name := path.relative_to(folder).as_posix())
        }
        self._hashed = {asset.hashed_name: asset for asset in self._plain.values()}

    def address(self, name: str) -> str:
        """Return the address of a file; its name changes whenever its content does."""
        asset = self._plain.get(name)
        if asset is None:
            raise KeyError(f"There is no static file {name!r}.")
        if current_app.debug:
            return url_for("lms.static_file", name=name)
        return url_for("lms.static_file", name=asset.hashed_name)

    def answer(self, name: str) -> Response:
        """Answer with a file; raises ``NotFound``."""
        asset = self._hashed.get(name)
        lasting = asset is not None
        asset = asset or self._plain.get(name)
        if asset is None:
            raise NotFound(name)
        if current_app.debug:
            asset = Asset(asset.name, asset.path)
        kind = mimetypes.guess_type(asset.name)[0] or "application/octet-stream"
        response = Response(asset.body, mimetype=kind)
        response.set_etag(asset.digest)
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if lasting else "no-cache"
        )
        if asset.squeezed is not None:
            response.headers["Vary"] = "Accept-Encoding"
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                response.set_data(asset.squeezed)
                response.headers["Content-Encoding"] = "gzip"
        response.make_conditional(request)
        return response
