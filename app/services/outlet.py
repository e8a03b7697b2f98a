"""A file that only grows, for writers that stream: what was written can be taken away."""

from __future__ import annotations

import io
from typing import Any


class Outlet(io.RawIOBase):
    """Its length goes on counting when a piece is taken, as the tables of contents of Parquet and zip files need; it cannot seek."""

    def __init__(self) -> None:
        self._length = 0
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        piece = bytes(content)
        self._waiting.append(piece)
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """What was written since the last call."""
        piece = b"".join(self._waiting)
        self._waiting.clear()
        return piece
