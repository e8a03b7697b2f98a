"""The head of the decision chain, anchored outside the database in LOUPE_HOME/anchors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.store.chain import Head


class Anchor:
    """One line a day that is never rewritten, and the latest head; several processes may write."""

    def __init__(self, home: Path) -> None:
        raise NotImplementedError

    def note(self, head: Head, now: datetime) -> None:
        """After a commit: remembers the head unless a later one is remembered."""
        raise NotImplementedError

    def heads(self) -> list[Head]:
        """All remembered heads, oldest first; lines torn by a power cut are left out."""
        raise NotImplementedError


def read_heads(path: Path) -> list[Head]:
    """The heads in an anchor file or a copy of one."""
    raise NotImplementedError
