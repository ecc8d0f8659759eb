"""Course packages by their content: the same files are read once in a process."""

import hashlib
from collections.abc import Mapping

from lms.content.reader import read_files
from lms.content.schema import CoursePackage
from lms.foundation.keeping import Store

_READ = Store(most=16)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of all files of a package, names and contents."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(hashlib.sha256(path.encode()).digest())
        total.update(hashlib.sha256(files[path]).digest())
    return total.hexdigest()


def package_of(files: Mapping[str, bytes]) -> CoursePackage:
    """Return these files as values; raises ``PackageFaulty``.

    Publishing reads a package, numbers its questions and soon shows it: all of that
    from one reading. What is kept goes by content, so no failed unit can spoil it.
    """
    return _READ.get(digest_of(files), lambda: read_files(files))
