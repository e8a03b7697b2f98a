"""Size, alpha, frames and text of a PNG, by walking its chunks."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from app.errors import TooMuchText, UnreadablePhoto
from app.photos.header import Header, read_exactly

MAX_CHUNKS = 200_000
MAX_TEXT = 16 * 1024 * 1024
COLOUR_WITH_ALPHA = (4, 6)


def read_png_header(file: BinaryIO) -> Header:
    """The header of a PNG; frames is 2 where it holds or claims any picture beside the first.

    Raises UnreadablePhoto for a broken chunk sequence, TooMuchText where compressed text inflates past 16 MiB,
    EOFError where the file ends first.
    """
    file.seek(8)
    length, kind = _chunk(file)
    if kind != b"IHDR" or length != 13:
        raise UnreadablePhoto
    body = read_exactly(file, 13)
    width, height, colour = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big"), body[9]
    file.seek(4, 1)
    alpha, frames, text = colour in COLOUR_WITH_ALPHA, 1, 0
    for _ in range(MAX_CHUNKS):
        length, kind = _chunk(file)
        if kind == b"IEND":
            return Header("png", width, height, alpha, frames)
        taken = 0
        if kind == b"tRNS":
            alpha = True
        elif kind == b"fdAT":
            frames = 2
        elif kind == b"acTL":
            frames = max(frames, 1 if read_exactly(file, 4) == b"\x00\x00\x00\x01" else 2)
            taken = 4
        elif kind in (b"zTXt", b"iTXt"):
            text += _inflated_size(kind, read_exactly(file, length), MAX_TEXT - text)
            taken = length
        file.seek(length - taken + 4, 1)
    raise UnreadablePhoto


def _chunk(file: BinaryIO) -> tuple[int, bytes]:
    head = read_exactly(file, 8)
    length = int.from_bytes(head[:4], "big")
    if length > 0x7FFFFFFF:
        raise UnreadablePhoto
    return length, head[4:]


def _inflated_size(kind: bytes, body: bytes, allowed: int) -> int:
    """Bytes of a text chunk once inflated; raises TooMuchText above `allowed` without inflating further."""
    packed = _packed_part(kind, body)
    inflater = zlib.decompressobj()
    try:
        size = len(inflater.decompress(packed, allowed + 1)) if packed else 0
    except zlib.error:
        return 0
    if size > allowed:
        raise TooMuchText
    return size


def _packed_part(kind: bytes, body: bytes) -> bytes:
    after_keyword = body.partition(b"\x00")[2]
    if kind == b"zTXt":
        return after_keyword[1:]
    if after_keyword[:1] != b"\x01":
        return b""
    return after_keyword[2:].partition(b"\x00")[2].partition(b"\x00")[2]
