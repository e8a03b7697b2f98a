"""The head of the decision chain, anchored outside the database in LOUPE_HOME/anchors."""

from __future__ import annotations

import fcntl
import os
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from app.store.chain import Head
from app.store.times import to_text

LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d{12}) ([0-9a-f]{64}) ([0-9a-f]{8})")
LINE_BYTES = 10 + 1 + 12 + 1 + 64 + 1 + 8 + 1


class Anchor:
    """days: the first head noted on each day, never rewritten; latest: one line, overwritten.  Several processes may write."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "anchors"
        self.days = self.folder / "days.txt"
        self.latest = self.folder / "latest.txt"

    def note(self, head: Head, now: datetime) -> None:
        """After a commit: remembers the head unless a later one is remembered.  Costs no sync but on the first call of a day.

        After a power cut the latest line may be an earlier one, never a later one than the database: it is written after the commit.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        line = _line(head, now)
        with open(self.latest, "a+b") as latest:
            fcntl.flock(latest, fcntl.LOCK_EX)
            known = _head(_first_line(latest.fileno()))
            if known is not None and known.seq >= head.seq:
                return
            if self._is_new_day(line):
                with open(self.days, "ab") as days:
                    days.write(b"\n" + line if days.tell() % LINE_BYTES else line)  # a torn line stays a line of its own
                    days.flush()
                    os.fsync(days.fileno())
            _overwrite(self.latest, line)

    def heads(self) -> list[Head]:
        """All remembered heads, oldest first; lines torn by a power cut are left out."""
        return sorted({head for path in (self.days, self.latest) if path.exists() for head in read_heads(path)})

    def _is_new_day(self, line: bytes) -> bool:
        if not self.days.exists() or self.days.stat().st_size < LINE_BYTES:
            return True
        with open(self.days, "rb") as days:
            days.seek(-LINE_BYTES, os.SEEK_END)
            return days.read(10) != line[:10]


def read_heads(path: Path) -> list[Head]:
    """The heads in an anchor file or a copy of one; what is no whole line is left out."""
    heads = (_head(line) for line in path.read_bytes().splitlines())
    return [head for head in heads if head is not None]


def _line(head: Head, now: datetime) -> bytes:
    content = f"{to_text(now)[:10]} {head.seq:012d} {head.hash}"
    return f"{content} {sha256(content.encode()).hexdigest()[:8]}\n".encode()


def _head(line: bytes) -> Head | None:
    match = LINE.fullmatch(line.decode("ascii", "replace").strip())
    if match is None or sha256(line[:LINE_BYTES - 10]).hexdigest()[:8] != match[4]:
        return None
    return Head(int(match[2]), match[3])


def _first_line(handle: int) -> bytes:
    return os.pread(handle, LINE_BYTES, 0)


def _overwrite(path: Path, line: bytes) -> None:
    # in place and in one write: lines have one width, so that nothing of an older one is left
    handle = os.open(path, os.O_WRONLY)
    try:
        os.pwrite(handle, line, 0)
    finally:
        os.close(handle)
