"""The type of a file by its content, and the limits that its header alone can break."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from app.errors import EmptyUpload, TooManyFrames, TooManyScans, UnreadablePhoto, UnsupportedType
from app.photos.header import Header
from app.photos.jpeg_header import read_jpeg_header
from app.photos.limits import MAX_PIXELS, MAX_SCANS, check_shape
from app.photos.png_header import read_png_header
from app.photos.webp_header import read_webp_header

# the brands that say HEVC inside; "mif1" may hold anything, so another of its brands must say it
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})


def sniff(path: Path, max_pixels: int = MAX_PIXELS) -> str:
    """"jpeg", "png", "webp" or "heic", by content; the name of the file is never looked at.

    Raises EmptyUpload, UnsupportedType, UnreadablePhoto, TooManyFrames (an animation; of a phone's MPO the first picture counts),
    TooManyScans, TooManyPixels, TooSmall, TooNarrow.
    """
    with open(path, "rb") as file:
        return read_header(file, max_pixels).type


def read_header(file: BinaryIO, max_pixels: int = MAX_PIXELS) -> Header:
    """The header of a seekable file, checked against the limits; errors as for `sniff`."""
    file.seek(0)
    start = file.read(64)
    if not start:
        raise EmptyUpload
    try:
        header = _read_by_type(file, start)
    except EOFError:
        raise UnreadablePhoto from None
    if header.frames > 1:
        raise TooManyFrames
    if header.scans > MAX_SCANS:
        raise TooManyScans
    if header.width is not None and header.height is not None:
        check_shape(header.width, header.height, max_pixels)
    return header


def _read_by_type(file: BinaryIO, start: bytes) -> Header:
    if start.startswith(b"\xff\xd8\xff"):
        return read_jpeg_header(file)
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return read_png_header(file)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return read_webp_header(file)
    if start[4:8] == b"ftyp" and HEIC_BRANDS & _brands(start):
        return Header("heic")
    raise UnsupportedType


def _brands(start: bytes) -> set[bytes]:
    """Major and compatible brands, as far as the first 64 bytes state them."""
    size = min(int.from_bytes(start[:4], "big"), len(start))
    return {start[8:12]} | {start[at:at + 4] for at in range(16, size - 3, 4)}
