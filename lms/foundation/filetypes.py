"""What a file really is: told by looking inside, never by its name. Pure."""

import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WEBP = "image/webp"
TEXT = "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
ODT = f"{_OPEN}.text"
ODS = f"{_OPEN}.spreadsheet"

ENDINGS = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    WEBP: (".webp",),
    DOCX: (".docx",),
    ODT: (".odt",),
    XLSX: (".xlsx",),
    ODS: (".ods",),
    TEXT: (".txt", ".md", ".csv"),
}
"""Everything that is taken, and how the name of such a file ends."""

DOCUMENTS = frozenset({PDF, PNG, JPEG, WEBP, DOCX, ODT, TEXT})
TABLES = frozenset({XLSX, ODS, TEXT})

NAME_AT_MOST = 120
PARTS_AT_MOST = 2_000
UNPACKED_AT_MOST = 200 * 1024 * 1024
"""What the parts of a document may come to when unpacked: more is made to do harm."""

_MARKUP = re.compile(
    rb"\s*<(!doctype|!--|\?xml|html|head|body|script|svg|iframe)", re.I
)
_ENCRYPTED = 0x1
_BAD_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class _Archive:
    names: frozenset[str]
    mimetype: bytes


def type_of(body: bytes) -> str | None:
    """Return the type of a file if it is one of those that are taken."""
    if body.startswith(b"%PDF-"):
        return PDF
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if body.startswith(b"\xff\xd8\xff"):
        return JPEG
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return WEBP
    if body.startswith(b"PK\x03\x04"):
        return _document_type(body)
    return TEXT if _is_text(body) else None


def proper_name(name: str, mime: str) -> str:
    """Return the name of a file as it can be shown and saved anywhere.

    Folders, control characters and marks that turn the direction of reading are taken
    away; the ending is made to say what the file is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        letter for letter in last if unicodedata.category(letter) not in _UNSEEN
    )
    stem = " ".join(re.sub(r'[<>:"|?*]', "_", seen).split()).rstrip(". ")
    ending = next((e for e in ENDINGS[mime] if stem.lower().endswith(e)), None)
    stem = stem[: -len(ending)] if ending else stem
    ending = ending or ENDINGS[mime][0]
    return (
        stem.strip(". ")[: NAME_AT_MOST - len(ending)].strip(". ") or "archivo"
    ) + ending


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _document_type(body: bytes) -> str | None:
    archive = _look_into(body)
    if archive is None:
        return None
    for mime in (ODT, ODS):
        if archive.mimetype == mime.encode() and "content.xml" in archive.names:
            return mime
    if "[Content_Types].xml" not in archive.names:
        return None
    if "word/document.xml" in archive.names:
        return DOCX
    return XLSX if "xl/workbook.xml" in archive.names else None


def _look_into(body: bytes) -> _Archive | None:
    """Read the list of parts, and of their contents only a few bytes; ``None`` for
    what is broken, locked, has macros, or would unpack to more than is reasonable."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS_AT_MOST or any(
                part.flag_bits & _ENCRYPTED for part in parts
            ):
                return None
            if sum(part.file_size for part in parts) > UNPACKED_AT_MOST:
                return None
            names = frozenset(part.filename for part in parts)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    mimetype = part.read(100).strip()
            return _Archive(names, mimetype)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return None
    except (RuntimeError, zipfile.LargeZipFile, zlib.error):
        return None


def _is_text(body: bytes) -> bool:
    if not body.strip() or _MARKUP.match(body.removeprefix(b"\xef\xbb\xbf")):
        return False
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _BAD_IN_TEXT.search(text) is None
