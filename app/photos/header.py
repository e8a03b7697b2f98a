"""What the first bytes of a photo state, before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True)
class Header:
    """type is jpeg, png, webp or heic; width and height in pixels as stored (HEIC: known only once it is opened, so None)."""

    type: str
    width: int | None = None
    height: int | None = None
    alpha: bool = False
    frames: int = 1
    scans: int = 1


def read_exactly(file: BinaryIO, count: int) -> bytes:
    """count bytes.  Raises EOFError where the file ends before them."""
    data = file.read(count)
    if len(data) < count:
        raise EOFError
    return data
