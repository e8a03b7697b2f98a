"""Size and number of scans of a JPEG, by walking its markers."""

from __future__ import annotations

import re
from typing import BinaryIO

from app.errors import UnreadablePhoto
from app.photos.header import Header, read_exactly
from app.photos.limits import MAX_SCANS

START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
MAX_SEGMENTS = 2_000
MAX_JUNK = 4_096
BLOCK = 1 << 20
# inside a scan FF 00 is a stuffed byte, FF D0-D7 a restart, FF FF padding
MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def read_jpeg_header(file: BinaryIO) -> Header:
    """The header of the first picture of the file (a phone's MPO holds more; they are ignored).

    Raises UnreadablePhoto where there is no frame, EOFError where the file ends first.
    """
    file.seek(2)
    width, height = _frame_size(file)
    scans = _count_start_of_scan(file)
    if scans > MAX_SCANS:
        # the bytes also occur by chance in what some phones append (a second picture, a film): look closely
        scans = _walk_scans(file)
    return Header("jpeg", width, height, scans=scans)


def _frame_size(file: BinaryIO) -> tuple[int, int]:
    for _ in range(MAX_SEGMENTS):
        code = next_marker(file)
        if code in WITHOUT_LENGTH:
            continue
        if code in (START_OF_SCAN, END_OF_IMAGE):
            break
        length = int.from_bytes(read_exactly(file, 2), "big")
        if length < 2:
            break
        if code in START_OF_FRAME:
            body = read_exactly(file, 5)
            return int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
        file.seek(length - 2, 1)
    raise UnreadablePhoto


def next_marker(file: BinaryIO) -> int:
    """The next marker's code; a few bytes between segments are skipped, as libjpeg does."""
    previous = 0
    for _ in range(MAX_JUNK):
        byte = read_exactly(file, 1)[0]
        if previous == 0xFF and byte not in (0x00, 0xFF):
            return byte
        previous = byte
    raise UnreadablePhoto


def _count_start_of_scan(file: BinaryIO) -> int:
    """How often FF DA occurs anywhere: never fewer than the scans, and fast."""
    file.seek(0)
    count, last = 0, b""
    while block := file.read(BLOCK):
        count += (last + block).count(b"\xff\xda")
        last = block[-1:] if block.endswith(b"\xff") else b""
    return count


def _walk_scans(file: BinaryIO) -> int:
    """The scans of the first picture; stops counting just above the limit."""
    file.seek(0)
    data = file.read()
    position, scans = 2, 0
    while scans <= MAX_SCANS:
        found = MARKER_IN_SCAN.search(data, position)
        if found is None or data[found.start() + 1] == END_OF_IMAGE:
            break
        code, position = data[found.start() + 1], found.end()
        if code in WITHOUT_LENGTH:
            continue
        scans += code == START_OF_SCAN
        position += int.from_bytes(data[position:position + 2], "big")
    return scans
