"""The queue: which photo is reviewed next, and who holds it.

A lease is a reviewer's for some minutes; a reservation (60 s) only keeps a photo back so that the browser can decode it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import QueueState
from app.store.engine import Session

ORDERS = ("uncertain", "oldest", "random")
OPEN_STATES = (QueueState.WAITING, QueueState.SECOND)


@dataclass(frozen=True)
class QueueEntry:
    """A photo in a question's queue.  uncertainty: 0 sure to 1; reserved: only kept back; decision_id: the current decision.

    not_for: ids of the reviewers who answered it or passed it on; drawn_by: the order by which the lease's photo was chosen.
    """

    photo_id: str
    question: str
    state: QueueState
    uncertainty: float
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
    audit: bool
    held: bool
    assigned_to: str | None


@dataclass(frozen=True)
class NewEntry:
    """uncertainty: 1 for a photo without a score."""

    photo_id: str
    uncertainty: float = 1.0
    score_id: str | None = None
    batch: str | None = None
    audit: bool = False


def enqueue(session: Session, question: str, entries: Iterable[NewEntry], now: datetime) -> None:
    """Puts photos in the queue; one that is there already stays as it is."""
    raise NotImplementedError


def rescore(session: Session, question: str, photo_id: str, score_id: str, uncertainty: float) -> None:
    """A new score moves the photo in the queue; no entry, no effect."""
    raise NotImplementedError


def next_waiting(session: Session, question: str, reviewer_id: str, order: str, batch: str | None, now: datetime,
                 lease_minutes: float, states: Sequence[QueueState] = OPEN_STATES) -> QueueEntry | None:
    """Leases the next photo to the reviewer: the one already leased, then one reserved, then by order.  None: nothing for them.

    Never one that they answered or passed on.  states: (QueueState.LEAD,) for a lead's own queue, oldest first.
    """
    raise NotImplementedError


def reserve(session: Session, question: str, reviewer_id: str, order: str, batch: str | None, now: datetime, count: int,
            seconds: float = 60.0) -> list[QueueEntry]:
    """The photos that next_waiting would hand out after the current one, kept back for the reviewer; renews earlier reservations."""
    raise NotImplementedError


def claim(session: Session, question: str, photo_id: str, reviewer_id: str, now: datetime, lease_minutes: float) -> QueueEntry | None:
    """Leases one photo in any state, decided ones too; None when somebody else holds it or it is not in the queue."""
    raise NotImplementedError


def heartbeat(session: Session, lease_id: str, reviewer_id: str, now: datetime, lease_minutes: float) -> QueueEntry:
    """Prolongs a lease.  Raises LeaseLost when it expired or belongs to somebody else."""
    raise NotImplementedError


def held_lease(session: Session, lease_id: str, reviewer_id: str, question: str, photo_id: str, now: datetime) -> QueueEntry:
    """The entry under this lease.  Raises LeaseLost unless it is this reviewer's, for this photo, and has not expired."""
    raise NotImplementedError


def release(session: Session, lease_id: str, reviewer_id: str) -> None:
    """Gives a lease or reservation back; one that is gone already is no error."""
    raise NotImplementedError


def release_all(session: Session, reviewer_id: str) -> int:
    """Gives back everything a reviewer holds; how many."""
    raise NotImplementedError


def pass_on(session: Session, lease_id: str, reviewer_id: str) -> None:
    """Skip: releases the photo and does not offer it to this reviewer again.  Raises LeaseLost."""
    raise NotImplementedError


def settle(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str, reviewer_id: str) -> None:
    """After a decision: the new state, the current decision, the lease ended, and not offered to this reviewer again."""
    raise NotImplementedError


def reopen(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str | None, reviewer_id: str) -> None:
    """After an undo: back into the queue, open to this reviewer again; decision_id: the decision that stands now, if any."""
    raise NotImplementedError


def get(session: Session, question: str, photo_id: str) -> QueueEntry | None:
    raise NotImplementedError


def peek(session: Session, question: str, order: str, batch: str | None, limit: int) -> list[QueueEntry]:
    """What would be handed out next, without taking it."""
    raise NotImplementedError


def counts(session: Session, question: str, batch: str | None = None) -> dict[QueueState, int]:
    """Photos by state; every state is a key.  Kept by triggers, so it costs the same at a million photos."""
    raise NotImplementedError


def batches(session: Session, question: str) -> dict[str, int]:
    """Batch -> photos still open in it."""
    raise NotImplementedError


def expire(session: Session, now: datetime) -> int:
    """Gives back what was held too long; next_waiting and the others do it themselves."""
    raise NotImplementedError
