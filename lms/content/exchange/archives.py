"""Opens zip archives that strangers made, without trusting what they say of themselves.

Nothing is written to a disk; what comes out is names and bytes.
"""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from struct import error as StructError  # noqa: N812 – it is named like a module there
from zipfile import (
    ZIP_DEFLATED,
    ZIP_STORED,
    BadZipFile,
    LargeZipFile,
    ZipFile,
    ZipInfo,
)

from lms.content.exchange.carried import ExchangeFaulty, Loss
from lms.kernel.language import N_

MAX_MEMBERS = 2_000
MAX_BYTES = 50 * 1024 * 1024
"""All members together, unpacked."""
MAX_RATIO = 100
"""How many bytes may come out of one byte of a member, …"""
FREE_OF_RATIO = 1024 * 1024
"""… once it is larger than this: an empty table packs very well and harms nobody."""

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What the zip reader lets through when a header is nonsense.
_BROKEN = (
    BadZipFile,
    LargeZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    StructError,
    ValueError,
    zlib.error,
)


def is_archive(data: bytes) -> bool:
    """Does this begin like a zip archive?"""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def open_archive(data: bytes) -> Mapping[str, bytes]:
    """The files of a zip archive by path, in its order; archives inside stay packed.

    Paths use ``/`` and are NFC. At most 2,000 members and 50 MB in all; the bytes are
    counted as they come out, since headers may lie.

    Raises ``ExchangeFaulty`` for a broken or an unsafe archive.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _unpacked(archive)
    except _BROKEN as failure:
        raise _faulty(
            "archive-broken",
            N_("El archivo comprimido está dañado o no es un zip: vuelva a crearlo."),
        ) from failure


def _unpacked(archive: ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _faulty(
            "archive-members",
            N_(
                "El archivo comprimido tiene %(count)s archivos; el máximo es %(most)s."
            ),
            count=len(infos),
            most=MAX_MEMBERS,
        )
    names = {}
    for info in infos:
        name = _safe_name(info)
        if name in names:
            raise _faulty(
                "archive-doubled",
                N_("El archivo comprimido contiene dos veces «%(name)s»."),
                name=name,
            )
        _mind_sort(info, name)
        names[name] = info
    files: dict[str, bytes] = {}
    room = MAX_BYTES
    for name, info in names.items():
        if not info.is_dir():
            files[name] = _bytes_of(archive, info, name, room)
            room -= len(files[name])
    return files


def _safe_name(info: ZipInfo) -> str:
    # The reader cuts a name at a null byte; the whole name is what is judged.
    name = unicodedata.normalize("NFC", info.orig_filename.replace("\\", "/"))
    steps = name.rstrip("/").split("/")
    clean = "/".join(step for step in steps if step not in ("", "."))
    if (
        not (clean or info.is_dir())
        or name.startswith("/")
        or _DRIVE.match(name)
        or _CONTROL.search(name)
        or ".." in steps
    ):
        raise _faulty(
            "archive-path",
            N_("El archivo comprimido contiene una ruta que no se admite: «%(name)s»."),
            name=_CONTROL.sub("?", name)[:100],
        )
    return clean


def _mind_sort(info: ZipInfo, name: str) -> None:
    """Refuse what is neither a plain file nor a folder, or cannot be read."""
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _faulty(
            "archive-link",
            N_("«%(name)s» es un enlace o un archivo especial: reemplácelo por uno."),
            name=name,
        )
    if info.flag_bits & _ENCRYPTED:
        raise _faulty(
            "archive-encrypted",
            N_("«%(name)s» está protegido con contraseña: quítela y vuelva a subirlo."),
            name=name,
        )
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _faulty(
            "archive-method",
            N_("«%(name)s» usa una compresión que no se admite: use la habitual."),
            name=name,
        )


def _bytes_of(archive: ZipFile, info: ZipInfo, name: str, room: int) -> bytes:
    found = bytearray()
    for chunk in _chunks(archive, info):
        found += chunk
        if len(found) > room:
            raise _faulty(
                "archive-size",
                N_("El archivo comprimido ocupa más de %(most)s MB al abrirlo."),
                most=MAX_BYTES // 1024 // 1024,
            )
        if len(found) > max(FREE_OF_RATIO, info.compress_size * MAX_RATIO):
            raise _faulty(
                "archive-ratio",
                N_("«%(name)s» crece demasiado al abrirlo: no parece un archivo real."),
                name=name,
            )
    return bytes(found)


def _chunks(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


def _faulty(code: str, message: str, **values: object) -> ExchangeFaulty:
    return ExchangeFaulty([Loss(code=code, message=message, values=values)])
