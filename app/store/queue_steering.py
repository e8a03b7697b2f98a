"""What leads do to a queue: settle what waits for them, give photos to a reviewer, or hold them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, text, tuple_, update

from app.store.engine import Session
from app.store.queue import NOBODY, OPEN_STATES
from app.store.queue_entry import QueueEntry, entry_of
from app.store.queue_order import ENTRY
from app.store.tables import HELD, LEAD_FREE, queue_entries

AT_ONCE = 1000


def assign(session: Session, question: str, reviewer_id: str | None, photo_ids: Sequence[str] = (), batch: str | None = None) -> int:
    """Only this reviewer is offered the photos from now on, None: everybody; how many it was done for.

    Of the photos, or of the batch, those that still wait; not those that the reviewer answered or passed on.
    """
    changed = 0
    for chosen in _chosen(photo_ids, batch):
        assigned = update(queue_entries).where(*_can_go_to(question, reviewer_id, chosen)).values(assigned_to=reviewer_id)
        changed += session.execute(assigned).rowcount
        _end_reservations(session, question, chosen)
    return changed


def holders(session: Session, question: str, reviewer_id: str | None, photo_ids: Sequence[str] = (),
            batch: str | None = None) -> dict[str, list[str]]:
    """Whose the photos are that `assign` would move, by the id of that reviewer, "" where everybody's."""
    found: dict[str, list[str]] = {}
    for chosen in _chosen(photo_ids, batch):
        moved = select(ENTRY.photo_id, ENTRY.assigned_to).where(*_can_go_to(question, reviewer_id, chosen),
                                                                ENTRY.assigned_to.is_distinct_from(reviewer_id))
        for photo_id, holder in session.execute(moved):
            found.setdefault(holder or "", []).append(photo_id)
    return found


def still_with(session: Session, question: str, reviewer_id: str | None, photo_ids: Sequence[str]) -> list[str]:
    """Those of the photos that still wait for this reviewer, None: for everybody."""
    kept: list[str] = []
    for chosen in _chosen(photo_ids, None):
        waiting = select(ENTRY.photo_id).where(*_can_go_to(question, None, chosen), ENTRY.assigned_to.is_not_distinct_from(reviewer_id))
        kept += session.scalars(waiting)
    return kept


def hold(session: Session, question: str, photo_ids: Sequence[str], held: bool, batch: str | None = None) -> int:
    """Held photos are handed to nobody until they are let go; how many it was done for.  What is on a desk can still be answered.

    batch : all of its photos, instead of photo_ids.
    """
    changed = 0
    for chosen in _chosen(photo_ids, batch):
        others = update(queue_entries).where(ENTRY.question == question, chosen, ENTRY.held.is_not(held))
        changed += session.execute(others.values(held=held)).rowcount
        _end_reservations(session, question, chosen)
    return changed


def for_leads(session: Session, question: str, limit: int, after: tuple[datetime, str] | None = None) -> list[QueueEntry]:
    """What waits for a lead and is on no desk, longest in the queue first; after: enqueued_at and id of the last one before."""
    query = select(queue_entries).where(ENTRY.question == question, text(LEAD_FREE))
    if after is not None:
        query = query.where(tuple_(ENTRY.enqueued_at, ENTRY.photo_id) > after)
    return [entry_of(row) for row in session.execute(query.order_by(ENTRY.enqueued_at, ENTRY.photo_id).limit(limit))]


def held(session: Session, question: str, limit: int) -> list[QueueEntry]:
    """What is held back, longest in the queue first."""
    query = select(queue_entries).where(ENTRY.question == question, text(HELD)).order_by(ENTRY.enqueued_at).limit(limit)
    return [entry_of(row) for row in session.execute(query)]


def _chosen(photo_ids: Sequence[str], batch: str | None) -> list[ColumnElement[bool]]:
    if batch is not None:
        return [ENTRY.batch == batch]
    return [ENTRY.photo_id.in_(photo_ids[start:start + AT_ONCE]) for start in range(0, len(photo_ids), AT_ONCE)]


def _can_go_to(question: str, reviewer_id: str | None, chosen: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """What still waits, and was neither answered nor passed on by the reviewer, None: whoever answered."""
    open_ones = [ENTRY.question == question, chosen, ENTRY.state.in_([state.value for state in OPEN_STATES])]
    return open_ones if reviewer_id is None else [*open_ones, ENTRY.not_for.not_like(f"%{reviewer_id}%")]


def _end_reservations(session: Session, question: str, chosen: ColumnElement[bool]) -> None:
    """Nobody has seen a reserved photo: the next request draws anew."""
    session.execute(update(queue_entries).where(ENTRY.question == question, chosen, ENTRY.reserved).values(NOBODY))
