"""The files that lie beside another one, read when they are asked for."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from lms.content.pictures import PICTURES

MAX_FILE = 20_000_000
MAX_LISTED = 500


class Beside(Mapping[str, bytes]):
    """The files of a folder by their path in it; nothing outside of it.

    Only what a file of questions may need is listed: who asks for everything in a
    folder of downloads should not get it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a file; ``KeyError`` if it is not there."""
        path = self._path(name)
        if path is None:
            raise KeyError(name)
        return path.read_bytes()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._path(name) is not None

    def __iter__(self) -> Iterator[str]:
        endings = {f".{ending}" for ending in (*PICTURES, "xml")}
        paths = sorted(self._folder.iterdir())
        names = (one.name for one in paths if one.suffix.lower() in endings)
        yield from islice((name for name in names if name in self), MAX_LISTED)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, name: str) -> Path | None:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or parts[0] == "/" or "\0" in name:
            return None
        path = self._folder.joinpath(*parts)
        try:
            inside = path.resolve().is_relative_to(self._folder.resolve())
            good = inside and path.is_file() and path.stat().st_size <= MAX_FILE
        except OSError:
            return None
        return path if good else None
