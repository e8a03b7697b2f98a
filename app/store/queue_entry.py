"""A photo's place in a question's queue, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row

from app.domain import QueueState


@dataclass(frozen=True)
class QueueEntry:
    """A photo in a question's queue.  uncertainty: 0 sure to 1; reserved: only kept back; decision_id: the current decision.

    not_for: ids of the reviewers who answered it or passed it on; drawn_by: the order or lane by which the lease's photo was chosen.
    rank: random, 0 to 1, for good.  revealing: its holder answered it blind and sees the score now.  seen_by: ids of those to whom
    the desk showed its score.
    """

    photo_id: str
    question: str
    state: QueueState
    uncertainty: float
    rank: float
    enqueued_at: datetime
    batch: str | None
    score_id: str | None
    decision_id: str | None
    not_for: tuple[str, ...]
    lease_id: str | None
    leased_by: str | None
    leased_at: datetime | None
    lease_until: datetime | None
    reserved: bool
    drawn_by: str | None
    held: bool
    assigned_to: str | None
    revealing: bool
    seen_by: tuple[str, ...]


@dataclass(frozen=True)
class NewEntry:
    """uncertainty: 1 for a photo without a score."""

    photo_id: str
    uncertainty: float = 1.0
    score_id: str | None = None
    batch: str | None = None


def entry_of(row: Row) -> QueueEntry:
    """A row of queue_entries as the record."""
    return QueueEntry(
        row.photo_id, row.question, QueueState(row.state), row.uncertainty, row.rank, row.enqueued_at, row.batch, row.score_id,
        row.decision_id, tuple(row.not_for.split()), row.lease_id, row.leased_by, row.leased_at, row.lease_until, row.reserved,
        row.drawn_by, row.held, row.assigned_to, row.revealing, tuple(row.seen_by.split()))
