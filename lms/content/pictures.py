"""Finding the picture or the video a text names, in the language it is read in."""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lms.kernel.language import Language

PICTURES = ("svg", "png", "jpg", "jpeg", "webp")
FIGURES = "figures"
MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its language if it has one of its own."""

    path: str
    language: Language | None


def find_figure(
    paths: Collection[str],
    folder: str,
    name: str,
    language: Language,
    source: Language,
) -> Found | None:
    """The figure in this language, else the one for all, else in the source's."""
    for own in (language, None, source, *Language):
        for path in figure_paths(folder, name, own):
            if path in paths:
                return Found(path, own)
    return None


def figure_paths(folder: str, name: str, language: Language | None) -> Iterator[str]:
    """Where a figure may lie."""
    stem = f"{name}.{language}" if language else name
    for ending in PICTURES:
        yield f"{folder}/{FIGURES}/{stem}.{ending}"


def video_path(folder: str, name: str) -> str:
    """Where a video lies."""
    return f"{folder}/{MEDIA}/{name}.mp4"


def captions_path(folder: str, name: str, language: Language) -> str:
    """Where the captions of a video lie."""
    return f"{folder}/{MEDIA}/{name}.{language}.vtt"


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG or WebP picture; nothing for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:2] == b"\xff\xd8":
        return _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return _webp_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
