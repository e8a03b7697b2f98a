"""Size, alpha and animation of a WebP, by its first chunks."""

from __future__ import annotations

from typing import BinaryIO

from app.errors import UnreadablePhoto
from app.photos.header import Header, read_exactly

ANIMATED, WITH_ALPHA = 0x02, 0x10


def read_webp_header(file: BinaryIO) -> Header:
    """The header of a WebP: of the canvas where there is one, else of the picture.

    Raises UnreadablePhoto where neither is stated, EOFError where the file ends first.
    Source: RFC 9649.
    """
    file.seek(12)
    kind = read_exactly(file, 8)[:4]
    if kind == b"VP8X":
        body = read_exactly(file, 10)
        width, height = 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
        return Header("webp", width, height, bool(body[0] & WITH_ALPHA), 2 if body[0] & ANIMATED else 1)
    if kind == b"VP8L":
        body = read_exactly(file, 5)
        bits = int.from_bytes(body[1:], "little")
        return Header("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), bool(bits >> 28 & 1))
    if kind == b"VP8 ":
        body = read_exactly(file, 10)
        return Header("webp", int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF)
    raise UnreadablePhoto
