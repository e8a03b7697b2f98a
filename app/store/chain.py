"""The hash chain over the decisions: append, head, verify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.store.engine import Session


class Head(NamedTuple):
    """The newest row of the chain; seq 0 and 64 zeros when there is none."""

    seq: int
    hash: str


@dataclass(frozen=True)
class ChainReport:
    """rows: rows checked; head: the last good one; bad_seq, trouble: the first bad row and a sentence on it, or None."""

    rows: int
    head: Head
    bad_seq: int | None
    trouble: str | None


def head(session: Session) -> Head:
    raise NotImplementedError


def verify(session: Session, anchors: Iterable[Head] = ()) -> ChainReport:
    """Recomputes every row in order, streaming; checks notes and heads anchored outside.  Never raises for a broken chain."""
    raise NotImplementedError
