"""The quantisation tables and the sampling of a JPEG, by walking its markers up to the first scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from app.errors import UnreadablePhoto
from app.photos.header import read_exactly
from app.photos.jpeg_header import END_OF_IMAGE, MAX_SEGMENTS, START_OF_FRAME, START_OF_SCAN, WITHOUT_LENGTH, next_marker

TABLES = 0xDB
PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
ENTRIES = 64
# the order in which a table is stored, as places in rows of eight
ZIGZAG = (0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49,
          56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63)


@dataclass(frozen=True)
class JpegTables:
    """luminance, chrominance: 64 steps in rows of eight, chrominance None for grey.  sampling: factors (across, down) of each component."""

    luminance: tuple[int, ...]
    chrominance: tuple[int, ...] | None
    sampling: tuple[tuple[int, int], ...]
    progressive: bool


def read_jpeg_tables(file: BinaryIO) -> JpegTables | None:
    """Of a seekable file; None where it is no JPEG, or its header is not as it should be.  Reads headers only, at most 2,000 of them."""
    file.seek(0)
    if file.read(2) != b"\xff\xd8":
        return None
    try:
        return _walk(file)
    except (EOFError, UnreadablePhoto):
        return None


def _walk(file: BinaryIO) -> JpegTables | None:
    tables: dict[int, tuple[int, ...]] = {}
    components: list[tuple[int, int, int]] = []
    progressive = False
    for _ in range(MAX_SEGMENTS):
        code = next_marker(file)
        if code in WITHOUT_LENGTH:
            continue
        if code in (START_OF_SCAN, END_OF_IMAGE):
            break
        length = int.from_bytes(read_exactly(file, 2), "big") - 2
        if length < 0:
            raise UnreadablePhoto
        if code == TABLES:
            tables |= _tables(read_exactly(file, length))
        elif code in START_OF_FRAME:
            components, progressive = _components(read_exactly(file, length)), code in PROGRESSIVE
        else:
            file.seek(length, 1)
    if not components or any(table not in tables for _, _, table in components):
        return None
    chrominance = tables[components[1][2]] if len(components) > 1 else None
    return JpegTables(tables[components[0][2]], chrominance, tuple((across, down) for across, down, _ in components), progressive)


def _tables(body: bytes) -> dict[int, tuple[int, ...]]:
    found, at = {}, 0
    while at < len(body):
        width = 2 if body[at] >> 4 else 1
        stored = body[at + 1:at + 1 + ENTRIES * width]
        if len(stored) < ENTRIES * width:
            raise UnreadablePhoto
        steps = [int.from_bytes(stored[place * width:(place + 1) * width], "big") for place in range(ENTRIES)]
        if 0 in steps:
            raise UnreadablePhoto
        rows = [0] * ENTRIES
        for place, step in zip(ZIGZAG, steps, strict=True):
            rows[place] = step
        found[body[at] & 15] = tuple(rows)
        at += 1 + ENTRIES * width
    return found


def _components(body: bytes) -> list[tuple[int, int, int]]:
    """(across, down, table) of each component."""
    if len(body) < 6 or not 1 <= body[5] <= 4 or len(body) < 6 + 3 * body[5]:
        raise UnreadablePhoto
    parts = [body[6 + 3 * place:9 + 3 * place] for place in range(body[5])]
    return [(part[1] >> 4, part[1] & 15, part[2]) for part in parts]
