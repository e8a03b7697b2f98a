"""An information card: facts about the file that never enter a score."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """facts: (what, in words).  says, misleads: a plain sentence each.  picture: JPEG bytes that go with it, or None."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    says: str
    misleads: str
    picture: bytes | None = None
